import type { ReadingFlag } from '../documents/document';
import { bankChangeFlag, bankFingerprint } from './bank-details';
import { hiddenTextFlag, htmlText } from './mail/body';
import { forwardedChain, originalSender, parseThread } from './mail/forwards';
import { bodyLines } from './mail/header-blocks';
import type { Message } from './mail/message';
import { newText } from './mail/replies';
import { instructionFlag } from './suspicion';

/** One writer's text in a message: the sender's own, or that of a forwarded message. */
export interface WrittenPart {
	text: string;
	/** Subject under which it was written. */
	subject: string;
}

/** What the body of a message says, and who said it. */
export interface MessageText {
	/** `(text body)` or `(html body)`, with the path of an attached message in front. */
	name: string;
	/** Plain text of the whole body; offsets of evidence count in it. */
	whole: string;
	/** The sender's own new words. */
	own: WrittenPart;
	/** Forwarded messages, outermost first. */
	forwarded: WrittenPart[];
	/** Innermost original sender of a forwarded chain. */
	original?: { address: string; name?: string };
	/** True when the message answers another. */
	isReply: boolean;
	/** Text of an HTML body with its tables, where there is one. */
	html?: string;
	bankFingerprint?: string;
	flags: ReadingFlag[];
}

/** Longest body that is searched, in characters; what is longer is flagged. */
const MAX_BODY = 500_000;

const NO_HTML =
	/\b(?:does not (?:support|display) html|html[- ]capable|view this (?:e-?mail|message) in)\b/i;

/** Reads the body of a message. Quoted replies are left out of everything but `whole`. */
export function readMessageText(message: Message): MessageText {
	const html = message.html === undefined ? undefined : htmlText(message.html);
	const plain = message.text?.trim() ?? '';
	const usesHtml =
		html !== undefined && (plain === '' || (plain.length < 200 && NO_HTML.test(plain)));
	const full = usesHtml ? html.text : (message.text ?? '');
	const whole = bodyLines(full.slice(0, MAX_BODY))
		.map((line) => line.trimEnd())
		.join('\n');
	const name = `${message.prefix}${usesHtml ? '(html body)' : '(text body)'}`;
	const thread = parseThread(whole, message.subject);
	const chain = forwardedChain(thread);
	const own = { text: newText(whole), subject: message.subject };
	const forwarded = chain.map(({ body, subject }) => ({
		text: newText(body),
		subject: subject ?? message.subject,
	}));
	const original = originalSender(thread);
	const said = [own, ...forwarded].map(({ text }) => text).join('\n\n');
	const live = [thread.own, ...chain.map(({ body }) => body)].join('\n\n');
	const flags = [
		full.length > MAX_BODY ? tooLong(name) : undefined,
		instructionFlag(name, live),
		html === undefined ? undefined : instructionFlag(name, html.hidden.join(' ')),
		html === undefined
			? undefined
			: hiddenTextFlag(`${message.prefix}(html body)`, html.hidden, `${html.text}\n${whole}`),
		bankChangeFlag(name, said),
	].filter((flag) => flag !== undefined);
	const fingerprint = bankFingerprint(live);
	return {
		name,
		whole,
		own,
		forwarded,
		...(original === undefined ? {} : { original }),
		isReply: message.references.length > 0 || thread.messages[0]?.link === 'reply',
		...(html === undefined ? {} : { html: html.text }),
		...(fingerprint === undefined ? {} : { bankFingerprint: fingerprint }),
		flags: flags.filter(
			({ flag }, index) => flags.findIndex((other) => other.flag === flag) === index,
		),
	};
}

const tooLong = (name: string): ReadingFlag => ({
	flag: 'too_large',
	message: `${name} has more than ${MAX_BODY} characters, and only those were searched. Read the original.`,
});

/** Place of a quotation in the whole text; of its first line where the rest was interrupted. */
export function locate(whole: string, quotation: string): [number, number] | undefined {
	const trimmed = quotation.trim();
	for (const candidate of [trimmed, trimmed.split('\n')[0]?.trim() ?? '']) {
		const at = candidate === '' ? -1 : whole.indexOf(candidate);
		if (at >= 0) return [at, at + candidate.length];
	}
	return undefined;
}
