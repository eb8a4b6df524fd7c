import { bodyLines, findQuotedHead, unquote, type QuotedHead } from './header-blocks';
import { forwardSubject, replySubject } from './header-labels';

export interface Correspondent {
	/** Lower case; absent where the header block prints a name only. */
	address?: string;
	name?: string;
}

/** One message inside a body: handed on, or quoted because it is answered. */
export interface QuotedMessage {
	link: 'forward' | 'reply';
	from?: Correspondent;
	to: Correspondent[];
	cc: Correspondent[];
	subject?: string;
	/** As printed: mail programs print it in the reader's language and time zone. */
	date?: string;
	/** This message's own text, what it quotes itself cut off. */
	body: string;
	/** Text with everything that it quotes, quote marks of this level removed. */
	whole: string;
}

/** A body taken apart into the writer's own text and the messages below it, outermost first. */
export interface Thread {
	/** Text above the first quoted message, whole lines, signature included. */
	own: string;
	messages: QuotedMessage[];
}

/** Deepest chain that is followed. */
const MAX_DEPTH = 50;

/**
 * Takes a plain-text body apart. The subject tells a forward from a reply where the mail program
 * prints the same header block for both (Outlook does).
 */
export function parseThread(text: string, subject = ''): Thread {
	const messages: QuotedMessage[] = [];
	let lines = bodyLines(text);
	let context = subject;
	let head = findQuotedHead(lines);
	const own = trimBlank(lines.slice(0, head?.start)).join('\n');
	while (head !== undefined && messages.length < MAX_DEPTH) {
		const link = linkOf(head, context);
		lines = innerLines(lines.slice(head.body), head);
		const next = findQuotedHead(lines);
		const from = head.from === undefined ? undefined : parseCorrespondent(head.from);
		messages.push({
			link,
			...(from === undefined ? {} : { from }),
			to: parseCorrespondents(head.to),
			cc: parseCorrespondents(head.cc),
			...(head.subject === undefined ? {} : { subject: head.subject }),
			...(head.date === undefined ? {} : { date: head.date }),
			body: trimBlank(lines.slice(0, next?.start)).join('\n').trim(),
			whole: trimBlank(lines).join('\n'),
		});
		context = head.subject ?? '';
		head = next;
	}
	return { own, messages };
}

/** The messages that were handed on, outermost first, up to the first that was merely answered. */
export function forwardedChain(thread: Thread): QuotedMessage[] {
	const end = thread.messages.findIndex((message) => message.link === 'reply');
	return end < 0 ? thread.messages : thread.messages.slice(0, end);
}

/** Sender of the innermost forwarded message that prints an address. */
export function originalSender(thread: Thread): { address: string; name?: string } | undefined {
	for (const { from } of forwardedChain(thread).reverse()) {
		if (from?.address !== undefined) {
			return { address: from.address, ...(from.name === undefined ? {} : { name: from.name }) };
		}
	}
	return undefined;
}

/** A subject without the prefixes of replies and forwards. */
export function bareSubject(subject: string): string {
	let text = subject.trim();
	for (let count = 0; count < 20; count += 1) {
		const next = text.replace(forwardSubject, '').replace(replySubject, '').trim();
		if (next === text) break;
		text = next;
	}
	return text;
}

function linkOf(head: QuotedHead, subject: string): 'forward' | 'reply' {
	if (head.kind === 'forward') return 'forward';
	if (forwardSubject.test(subject)) return 'forward';
	if (head.kind === 'reply' || replySubject.test(subject)) return 'reply';
	return 'forward';
}

/** Lines of the inner message without the marks that show it is quoted. */
function innerLines(lines: readonly string[], head: QuotedHead): string[] {
	const first = lines.find((line) => line.trim() !== '');
	const depth = Math.max(head.depth, head.kind === 'unknown' ? 0 : quotedDepth(first));
	const bare = lines.map((line) => dropMarks(line, depth));
	const printed = bare.filter((line) => line.trim() !== '');
	const indented = printed.length > 0 && printed.every((line) => line.startsWith('    '));
	return indented ? bare.map((line) => line.slice(4)) : bare;
}

const quotedDepth = (line: string | undefined): number =>
	line === undefined ? 0 : Math.min(1, unquote(line).depth);

function dropMarks(line: string, depth: number): string {
	let text = line;
	for (let count = 0; count < depth; count += 1) {
		const match = /^\s{0,3}> ?/.exec(text);
		if (match === null) break;
		text = text.slice(match[0].length);
	}
	return text;
}

function trimBlank(lines: readonly string[]): string[] {
	const printed = lines.map((line) => line.trimEnd());
	let start = 0;
	let end = printed.length;
	while (start < end && unquote(printed[start] ?? '').text.trim() === '') start += 1;
	while (end > start && unquote(printed[end - 1] ?? '').text.trim() === '') end -= 1;
	return printed.slice(start, end);
}

/** One mailbox as a header block prints it (`Name <a@b>`, `Name [mailto:a@b]`, `a@b<mailto:a@b>`). */
export function parseCorrespondent(printed: string): Correspondent | undefined {
	const text = printed
		.replace(/<mailto:[^>]*>?/gi, '')
		.replace(/\[mailto:([^\]]*)\]/gi, '<$1>')
		.replace(/\s+(?:on behalf of|via|im auftrag von)\s.*$/i, '')
		.trim();
	const address = /[^\s<>()[\],;:"']+@[^\s<>()[\],;:"']+/.exec(text)?.[0].toLowerCase();
	const name = text
		.replace(/[<[(][^<>[\]()]*@[^<>[\]()]*[>\])]*/g, '')
		.replace(/^["'*\s]+|["'*,;\s]+$/g, '')
		.trim();
	const isName = name !== '' && name.toLowerCase() !== address && !name.includes('@');
	if (address === undefined && !isName) return undefined;
	return { ...(address === undefined ? {} : { address }), ...(isName ? { name } : {}) };
}

function parseCorrespondents(printed: string | undefined): Correspondent[] {
	return (printed ?? '')
		.split(/[;,](?=(?:[^"]*"[^"]*")*[^"]*$)/)
		.map((part) => parseCorrespondent(part))
		.filter((found) => found !== undefined);
}
