import { authResultSchema, type Authentication } from '../../documents/document';

/** One result of the header, or its beginning: words that stand alone, and `name=value` pairs. */
interface Part {
	words: string[];
	pairs: Array<{ name: string; value: string }>;
}

/** Index of the last character of the comment that opens at `open`; comments nest. */
function endOfComment(text: string, open: number): number {
	let depth = 0;
	for (let at = open; at < text.length; at += 1) {
		if (text[at] === '\\') at += 1;
		else if (text[at] === '(') depth += 1;
		else if (text[at] === ')' && (depth -= 1) === 0) return at;
	}
	return text.length;
}

/** What a quoted string says, and the index of its closing quote. */
function quotedAt(text: string, open: number): { content: string; end: number } {
	let content = '';
	for (let at = open + 1; at < text.length; at += 1) {
		if (text[at] === '"') return { content, end: at };
		if (text[at] === '\\') at += 1;
		content += text[at] ?? '';
	}
	return { content, end: text.length };
}

/**
 * The header's parts between semicolons. Comments, quoted strings, folded lines and white space
 * around `=` and `.` are what RFC 8601 section 2.2 and RFC 5322 section 3.2 allow them to be, so
 * that nothing a sender puts in a quoted local part passes for a result.
 */
function partsOf(text: string): Part[] {
	let part: Part = { words: [], pairs: [] };
	const parts = [part];
	let word: string | undefined;
	let name: string | undefined;
	const flush = (): void => {
		if (word === undefined) return;
		if (name === undefined) part.words.push(word);
		else part.pairs.push({ name, value: word });
		[word, name] = [undefined, undefined];
	};
	for (let at = 0; at < text.length; at += 1) {
		const character = text[at] ?? '';
		if (character === '(') {
			flush();
			at = endOfComment(text, at);
		} else if (character === '"') {
			const { content, end } = quotedAt(text, at);
			word = `${word ?? ''}${content}`;
			at = end;
		} else if (/\s/.test(character)) {
			flush();
		} else if (character === ';') {
			flush();
			name = undefined;
			part = { words: [], pairs: [] };
			parts.push(part);
		} else if (character === '=' && name === undefined) {
			name = [...part.words, word ?? ''].join('').toLowerCase();
			[part.words, word] = [[], undefined];
		} else {
			word = `${word ?? ''}${character}`;
		}
	}
	flush();
	return parts;
}

/** Domain of a property's value, which may be a domain or an address; undefined where it is empty. */
function domainOf(value: string | undefined): string | undefined {
	const domain = value
		?.slice(value.lastIndexOf('@') + 1)
		.replace(/[<>]/g, '')
		.replace(/\.$/, '')
		.toLowerCase();
	return domain === '' ? undefined : domain;
}

type Result = NonNullable<Authentication['spf']>;

interface MethodResult {
	method: string;
	result: Result;
	property(name: string): string | undefined;
}

function methodResult({ pairs }: Part): MethodResult | undefined {
	const [first, ...properties] = pairs;
	const method = /^(spf|dkim|dmarc)(?:\/\d+)?$/.exec(first?.name ?? '')?.[1];
	if (first === undefined || method === undefined) return undefined;
	const word = first.value.toLowerCase();
	const result = authResultSchema.safeParse(word === 'hardfail' ? 'fail' : word);
	if (!result.success) return undefined;
	return {
		method,
		result: result.data,
		property: (name) => domainOf(properties.find((pair) => pair.name === name)?.value),
	};
}

/**
 * Reads the value of one Authentication-Results header (RFC 8601 section 2.2), with the domain
 * that each method looked at: the envelope sender's for SPF, those of the DKIM signatures that
 * passed (`header.d`, else the domain of `header.i`), the From header's for DMARC. Of several
 * signatures a passing one counts, of several DMARC results a failed one, of several SPF results
 * the one about the envelope sender. Results that the RFC does not know are left out.
 */
export function parseAuthenticationResults(value: string): Authentication {
	const parts = partsOf(value);
	const [head] = parts;
	const authservId = head?.pairs.length === 0 ? head.words[0] : undefined;
	const results = parts.flatMap((part) => methodResult(part) ?? []);
	const of = (method: string): MethodResult[] => results.filter((one) => one.method === method);
	const spf = of('spf').find((one) => one.property('smtp.mailfrom') !== undefined) ?? of('spf')[0];
	const passed = of('dkim').filter(({ result }) => result === 'pass');
	const dkim = passed[0] ?? of('dkim')[0];
	const dmarc = of('dmarc').find(({ result }) => result === 'fail') ?? of('dmarc')[0];
	const spfDomain = spf?.property('smtp.mailfrom');
	const dmarcDomain = dmarc?.property('header.from');
	const dkimDomains = [
		...new Set(passed.flatMap((one) => one.property('header.d') ?? one.property('header.i') ?? [])),
	];
	return {
		...(authservId === undefined ? {} : { authservId: authservId.toLowerCase() }),
		...(spf === undefined ? {} : { spf: spf.result }),
		...(spfDomain === undefined ? {} : { spfDomain }),
		...(dkim === undefined ? {} : { dkim: dkim.result }),
		...(dkimDomains.length === 0 ? {} : { dkimDomains }),
		...(dmarc === undefined ? {} : { dmarc: dmarc.result }),
		...(dmarcDomain === undefined ? {} : { dmarcDomain }),
	};
}
