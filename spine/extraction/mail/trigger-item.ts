import { z } from 'zod';
import { decodeWords } from 'postal-mime';
import { contentHash, sha256 } from '../../documents/canonical';
import { parseMailboxes, senderFrom, type Box } from './addresses';
import { keepAttachment, safeName } from './attachments';
import { parseAuthenticationResults } from './authentication-results';
import { bare, messageIds, parseMailDate, receivedDate } from './headers';
import type { Message, MessageAttachment, MessageInput, MessageLimits } from './message';

type ItemInput = Extract<MessageInput, { kind: 'item' }>;

const headersSchema = z.record(
	z.union([z.string(), z.array(z.string()).transform((all) => all[0] ?? '')]),
);

/** Format `simple`: one value a header, the topmost of repeated ones, still encoded. */
const simpleSchema = z.object({
	metadata: headersSchema,
	textHtml: z.string().optional(),
	textPlain: z.string().optional(),
	from: z.string().optional(),
	to: z.string().optional(),
	cc: z.string().optional(),
	subject: z.string().optional(),
	date: z.string().optional(),
});

const boxesSchema = z
	.object({
		value: z.array(z.object({ address: z.string().default(''), name: z.string().default('') })),
	})
	.transform(({ value }): Box[] => value);

/** Format `resolved`: decoded by mailparser, of repeated headers the last one only. */
const resolvedSchema = z.object({
	headers: headersSchema,
	from: boxesSchema.optional(),
	to: z.union([boxesSchema, z.array(boxesSchema).transform((all) => all.flat())]).optional(),
	cc: z.union([boxesSchema, z.array(boxesSchema).transform((all) => all.flat())]).optional(),
	replyTo: boxesSchema.optional(),
	subject: z.string().optional(),
	date: z.union([z.string(), z.date().transform((date) => date.toISOString())]).optional(),
	messageId: z.string().optional(),
	text: z.string().optional(),
	html: z.union([z.string(), z.literal(false).transform(() => undefined)]).optional(),
});

/**
 * Reads an item of n8n's e-mail trigger. A raw `.eml` among the files of an item that is no
 * mail itself wins, because nothing is lost in it.
 *
 * In the format `resolved` only the last of repeated headers is left: neither the topmost
 * Authentication-Results nor the topmost Received is known, so both stay absent.
 *
 * @throws {Error} when the item is neither of the trigger's formats and holds no `.eml` file.
 */
export function readTriggerItem(
	input: ItemInput,
	limits: MessageLimits,
): Message | { raw: Uint8Array } {
	const hash = contentHash({
		json: input.json,
		files: input.files.map(({ bytes }) => sha256(bytes)),
	});
	const base = { prefix: '', attached: [], flags: [], hash, attachments: filesOf(input, limits) };
	const simple = simpleSchema.safeParse(input.json);
	if (simple.success) return { ...base, ...fromSimple(simple.data, hash) };
	const resolved = resolvedSchema.safeParse(input.json);
	if (resolved.success) return { ...base, ...fromResolved(resolved.data, hash) };
	const raw = input.files.find(
		(file) => file.contentType === 'message/rfc822' || /\.eml$/i.test(file.name ?? ''),
	);
	if (raw !== undefined) return { raw: raw.bytes };
	throw new Error(
		'The item is no e-mail: it has neither the fields of the e-mail trigger (format "simple" or "resolved") nor an .eml file. Connect the e-mail trigger, or pass the raw message as a binary file named *.eml.',
	);
}

type Head = Omit<Message, 'prefix' | 'attached' | 'flags' | 'hash' | 'attachments'>;

const optional = <Key extends string, Value>(
	key: Key,
	value: Value | undefined,
): Partial<Record<Key, Value>> => {
	const member: Partial<Record<Key, Value>> = {};
	if (value !== undefined) member[key] = value;
	return member;
};

function fromSimple(json: z.infer<typeof simpleSchema>, hash: string): Head {
	const header = (name: string): string | undefined => json.metadata[name];
	const authentication = header('authentication-results');
	const received = header('received');
	const replyTo = parseMailboxes(header('reply-to') ?? '')[0]?.address;
	return {
		messageId: bare(header('message-id')) ?? hash,
		subject: decodeWords(json.subject ?? ''),
		...optional(
			'sender',
			senderFrom(parseMailboxes(json.from ?? '')[0], replyTo, bare(header('return-path'))),
		),
		to: [...parseMailboxes(json.to ?? ''), ...parseMailboxes(json.cc ?? '')].map((box) =>
			box.address.toLowerCase(),
		),
		...optional('date', json.date === undefined ? undefined : parseMailDate(json.date)),
		...optional('receivedAt', received === undefined ? undefined : receivedDate(received)),
		...optional(
			'authentication',
			authentication === undefined ? undefined : parseAuthenticationResults(authentication),
		),
		references: messageIds([header('in-reply-to') ?? '', header('references') ?? ''].join(' ')),
		...optional('text', json.textPlain),
		...optional('html', json.textHtml),
	};
}

function fromResolved(json: z.infer<typeof resolvedSchema>, hash: string): Head {
	const header = (name: string): string =>
		(json.headers[name] ?? '').replace(/^[\w-]+:\s*/, '').replace(/\r?\n\s+/g, ' ');
	return {
		messageId: bare(json.messageId ?? header('message-id')) ?? hash,
		subject: json.subject ?? '',
		...optional(
			'sender',
			senderFrom(json.from?.[0], json.replyTo?.[0]?.address, bare(header('return-path'))),
		),
		to: [...(json.to ?? []), ...(json.cc ?? [])].map((box) => box.address.toLowerCase()),
		...optional('date', json.date === undefined ? undefined : parseMailDate(json.date)),
		references: messageIds([header('in-reply-to'), header('references')].join(' ')),
		...optional('text', json.text),
		...optional('html', json.html),
	};
}

function filesOf(input: ItemInput, limits: MessageLimits): MessageAttachment[] {
	return input.files.map((file, index) => {
		const contentType = (file.contentType ?? 'application/octet-stream').toLowerCase();
		const name = safeName(file.name, contentType, index);
		return keepAttachment(
			{ name, path: name, contentType, bytes: file.bytes, inline: false, flags: [] },
			limits,
		);
	});
}
