import {
	attributionStarts,
	attributionVerbs,
	forwardMarks,
	headerLabels,
	originalMarks,
	type HeaderLabel,
} from './header-labels';

/** Where a quoted or forwarded message begins in a body, and what is printed about it there. */
export interface QuotedHead {
	/** Index of the first line of separator or header. */
	start: number;
	/** Index of the first line of the quoted message's own text. */
	body: number;
	/** What the separator says; `unknown` where there is none that tells. */
	kind: 'forward' | 'reply' | 'unknown';
	/** Number of `>` before the header's lines. */
	depth: number;
	from?: string;
	to?: string;
	cc?: string;
	date?: string;
	subject?: string;
}

const labelKeys: readonly HeaderLabel[] = ['from', 'date', 'to', 'cc', 'subject', 'other'];

const keyByLabel = new Map<string, HeaderLabel>(
	labelKeys.flatMap((key) =>
		headerLabels[key].map((label): [string, HeaderLabel] => [label.toLowerCase(), key]),
	),
);

/** `Original message` heads replies and forwards alike: the subject has to tell. */
const marks = new Map<string, 'forward' | 'unknown'>([
	...forwardMarks.map((mark): [string, 'forward'] => [mark, 'forward']),
	...originalMarks.map((mark): [string, 'unknown'] => [mark, 'unknown']),
]);

/** Lines of a body without carriage returns, byte-order marks and non-breaking spaces. */
export function bodyLines(text: string): string[] {
	return text
		.replace(/\uFEFF/g, '')
		.replace(/\u00A0/g, ' ')
		.split(/\r\n|\r|\n/);
}

/** Number of leading quote marks (`>`), and the line without them. */
export function unquote(line: string): { depth: number; text: string } {
	const match = /^(?:\s{0,3}>)+ ?/.exec(line);
	if (match === null) return { depth: 0, text: line };
	return { depth: match[0].split('>').length - 1, text: line.slice(match[0].length) };
}

function labelled(line: string): { key: HeaderLabel; value: string } | undefined {
	const match = /^\s*\*?([^:：*<>@]{1,20}?)\s*\*?\s?[:：]\*?\s*(.*)$/u.exec(line);
	if (match === null) return undefined;
	const key = keyByLabel.get((match[1] ?? '').trim().toLowerCase());
	return key === undefined ? undefined : { key, value: (match[2] ?? '').replace(/\*$/, '').trim() };
}

/** What a separator line says, and what follows the separator on the same line. */
function separator(line: string): { kind: QuotedHead['kind']; rest: string } | undefined {
	const trimmed = line.trim();
	if (/^_{20,}$/.test(trimmed)) return { kind: 'unknown', rest: '' };
	const dashed = /^-{2,20}\s*([^-]{5,60}?)\s*-{2,20}\s*(.*)$/u.exec(trimmed);
	const colon = /^([^:：]{10,60}?)\s?[:：]$/u.exec(trimmed);
	const words = dashed?.[1] ?? colon?.[1];
	const kind = words === undefined ? undefined : marks.get(words.toLowerCase());
	return kind === undefined ? undefined : { kind, rest: dashed?.[2] ?? '' };
}

/** Splits a header printed on one line (`From: A <a@b>To: ...Subject: x`) before each label. */
function splitInline(rest: string): string[] {
	const words = labelKeys
		.flatMap((key) => [...headerLabels[key]])
		.sort((a, b) => b.length - a.length);
	const long = words
		.filter((word) => word.length > 1)
		.map(escape)
		.join('|');
	const short = words.filter((word) => word.length === 1).join('|');
	const pattern = new RegExp(`(?=(?:${long}|(?<=[>\\s])(?:${short}))\\s?:\\s)`, 'gu');
	return rest.split(pattern).filter((part) => part.trim() !== '');
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A run of header lines beginning at `index`; undefined where the lines are no header. */
function headerRun(
	lines: readonly string[],
	index: number,
): { fields: Partial<Record<HeaderLabel, string>>; end: number } | undefined {
	const fields: Partial<Record<HeaderLabel, string>> = {};
	let last: HeaderLabel | undefined;
	let at = index;
	for (; at < lines.length && at < index + 40; at += 1) {
		const { text } = unquote(lines[at] ?? '');
		const found = labelled(text);
		if (found !== undefined) {
			if (fields[found.key] !== undefined && found.key !== 'other') break;
			fields[found.key] = found.value;
			last = found.key;
			continue;
		}
		const previous = last === undefined ? '' : (fields[last] ?? '');
		if (last === undefined || !continues(last, previous, text)) break;
		fields[last] = `${previous} ${text.trim()}`.trim();
	}
	const { from, date, to, cc, subject } = fields;
	const others = [date, to, cc, subject].filter((value) => value !== undefined).length;
	return from === undefined || others < 2 ? undefined : { fields, end: at };
}

function continues(key: HeaderLabel, previous: string, text: string): boolean {
	const trimmed = text.trim();
	if (trimmed === '' || (key !== 'to' && key !== 'cc' && key !== 'from')) return false;
	if (/^[<[(][^\s]+@/.test(trimmed)) return true;
	return key !== 'from' && /[,;]$/.test(previous) && trimmed.includes('@');
}

/** Finds the first quoted or forwarded message at or after a line. Linear in the text's length. */
export function findQuotedHead(lines: readonly string[], from = 0): QuotedHead | undefined {
	for (let index = from; index < lines.length; index += 1) {
		const head = headAt(lines, index);
		if (head !== undefined) return head;
	}
	return undefined;
}

function headAt(lines: readonly string[], index: number): QuotedHead | undefined {
	const { depth, text } = unquote(lines[index] ?? '');
	if (text.trim() === '') return undefined;
	const mark = separator(text);
	if (mark !== undefined) return afterSeparator(lines, index, mark, depth);
	if (labelled(text) !== undefined) {
		const run = headerRun(lines, index);
		if (run !== undefined) {
			return { start: index, body: run.end, kind: 'unknown', depth, ...run.fields };
		}
	}
	return attributionAt(lines, index, depth);
}

function afterSeparator(
	lines: readonly string[],
	index: number,
	mark: { kind: QuotedHead['kind']; rest: string },
	depth: number,
): QuotedHead | undefined {
	if (mark.rest !== '') {
		const run = headerRun(splitInline(mark.rest), 0);
		if (run !== undefined) {
			return { start: index, body: index + 1, kind: mark.kind, depth, ...run.fields };
		}
	}
	let next = index + 1;
	while (next < lines.length && next < index + 5 && unquote(lines[next] ?? '').text.trim() === '') {
		next += 1;
	}
	const run = headerRun(lines, next);
	if (run !== undefined) {
		const inner = Math.max(depth, unquote(lines[next] ?? '').depth);
		return { start: index, body: run.end, kind: mark.kind, depth: inner, ...run.fields };
	}
	if (/^_+$/.test(unquote(lines[index] ?? '').text.trim())) return undefined;
	return { start: index, body: index + 1, kind: mark.kind, depth };
}

/** `On <date>, <name> <address> wrote:`, on up to three lines. */
function attributionAt(
	lines: readonly string[],
	index: number,
	depth: number,
): QuotedHead | undefined {
	const first = unquote(lines[index] ?? '').text.trim();
	if (first.length > 300 || !attributionStarts.test(first)) return undefined;
	let joined = '';
	for (let count = 1; count <= 3; count += 1) {
		const line = unquote(lines[index + count - 1] ?? '').text.trim();
		if (line === '' || joined.length + line.length > 500) return undefined;
		joined = joined === '' ? line : `${joined} ${line}`;
		if (!joined.endsWith(':') && !joined.endsWith('：')) continue;
		if (!attributionVerbs.test(joined) || !/\d/.test(joined)) return undefined;
		return { start: index, body: index + count, kind: 'reply', depth, ...attributed(joined) };
	}
	return undefined;
}

function attributed(line: string): { from?: string; date?: string } {
	const address = /[<[(]\s*(?:mailto:)?([^\s<>[\]()]+@[^\s<>[\]()]+?)\s*[>\])]/.exec(line);
	if (address === null) return {};
	const before = line.slice(0, address.index).trim();
	const quoted = /["„“«]\s*([^"“”„«»]+?)\s*["“”»]$/u.exec(before);
	const plain =
		/(?:,|\d\d:\d\d(?::\d\d)?(?:\s?[AP]M)?|schrieb|skrev|użytkownik)\s*([^,\d]+)$/u.exec(before);
	const name = (quoted?.[1] ?? plain?.[1] ?? '').trim();
	const date = /^(?:[^\d]{0,20}?)((?:\p{L}{2,9}\.?,?\s)?\d.*?)(?:,\s*)?(?=schrieb|skrev|$)/u.exec(
		before.slice(0, name === '' ? undefined : before.lastIndexOf(name)).replace(/[\s,"„“«]+$/u, ''),
	);
	return {
		from: name === '' ? `<${address[1] ?? ''}>` : `${name} <${address[1] ?? ''}>`,
		...(date?.[1] === undefined ? {} : { date: date[1].trim() }),
	};
}
