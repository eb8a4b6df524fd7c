import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { sha256 } from '../../documents/canonical';
import type { ReadingFlag, Sender } from '../../documents/document';
import { mailboxes, senderFrom } from './addresses';
import { keepAttachment, safeName } from './attachments';
import { parseAuthenticationResults } from './authentication-results';
import { bare, messageIds, parseMailDate, receivedDate } from './headers';
import {
	defaultLimits,
	type Message,
	type MessageAttachment,
	type MessageInput,
	type MessageLimits,
} from './message';
import { readTriggerItem } from './trigger-item';

/**
 * Decodes a message with the messages attached to it. Never throws for what a sender can put in
 * a mail: a malformed or cut-off message comes back with what could be read and a flag.
 */
export async function readMessage(
	input: MessageInput,
	limits: MessageLimits = defaultLimits,
): Promise<Message> {
	if (input.kind === 'raw') return await readRaw(input.bytes, limits, '', 0);
	const item = readTriggerItem(input, limits);
	if ('raw' in item) return await readRaw(item.raw, limits, '', 0);
	return await withAttached(item, limits, 0);
}

async function readRaw(
	bytes: Uint8Array,
	limits: MessageLimits,
	prefix: string,
	depth: number,
): Promise<Message> {
	const hash = sha256(bytes);
	const { email, flags } = await parse(bytes);
	const values = (key: string): string[] =>
		email.headers.filter((header) => header.key === key).map((header) => header.value);
	const authentication = values('authentication-results')[0];
	const received = values('received')[0];
	const sender = senderOf(email);
	const date = email.date === undefined ? undefined : parseMailDate(email.date);
	const receivedAt = received === undefined ? undefined : receivedDate(received);
	const attachments = email.attachments.map((attachment, index) =>
		attachmentOf(attachment, index, prefix, limits),
	);
	const message: Message = {
		messageId: bare(email.messageId) ?? hash,
		prefix,
		subject: email.subject ?? '',
		...(sender === undefined ? {} : { sender }),
		to: [...mailboxes(email.to), ...mailboxes(email.cc)].map((box) => box.address.toLowerCase()),
		...(date === undefined ? {} : { date }),
		...(receivedAt === undefined ? {} : { receivedAt }),
		...(authentication === undefined
			? {}
			: { authentication: parseAuthenticationResults(authentication) }),
		references: messageIds([...values('in-reply-to'), ...values('references')].join(' ')),
		...(email.text === undefined ? {} : { text: email.text }),
		...(email.html === undefined ? {} : { html: email.html }),
		attachments,
		attached: [],
		flags,
		hash,
	};
	return await withAttached(message, limits, depth);
}

/** Takes the attached messages out of the attachments and reads them in turn. */
async function withAttached(
	message: Message,
	limits: MessageLimits,
	depth: number,
): Promise<Message> {
	const attachments: MessageAttachment[] = [];
	const attached: Message[] = [];
	for (const [index, attachment] of message.attachments.entries()) {
		if (index >= limits.attachments) {
			attachments.push({
				...attachment,
				bytes: new Uint8Array(),
				flags: [tooMany(attachment.path, limits.attachments)],
			});
		} else if (!isMessage(attachment) || attachment.flags.length > 0) {
			attachments.push(attachment);
		} else if (depth >= limits.depth) {
			attachments.push({ ...attachment, flags: [tooDeep(attachment.path, limits.depth)] });
		} else {
			attached.push(await readRaw(attachment.bytes, limits, `${attachment.path}/`, depth + 1));
		}
	}
	return { ...message, attachments, attached };
}

const isMessage = (attachment: MessageAttachment): boolean =>
	attachment.contentType === 'message/rfc822' || /\.eml$/i.test(attachment.name);

const tooMany = (path: string, limit: number): ReadingFlag => ({
	flag: 'too_large',
	message: `${path} was not read: the message has more than ${limit} attachments. Ask for the documents in several messages.`,
});

const tooDeep = (path: string, limit: number): ReadingFlag => ({
	flag: 'unreadable',
	message: `${path} was not opened: messages are attached to messages more than ${limit} levels deep. Ask for the document itself.`,
});

async function parse(bytes: Uint8Array): Promise<{ email: Email; flags: ReadingFlag[] }> {
	try {
		const email = await PostalMime.parse(bytes, { forceRfc822Attachments: true });
		return { email, flags: isCutOff(email, bytes) ? [cutOff] : [] };
	} catch {
		return { email: await parseHeadersOnly(bytes), flags: [malformed] };
	}
}

const cutOff: ReadingFlag = {
	flag: 'unreadable',
	message:
		'The message ends before its last part is complete. Ask the sender to send it again, or fetch it again from the mail server.',
};

const malformed: ReadingFlag = {
	flag: 'unreadable',
	message:
		'The message is malformed and only its headers could be read. Ask the sender to send it again.',
};

async function parseHeadersOnly(bytes: Uint8Array): Promise<Email> {
	const blank = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const ends = [blank.indexOf('\r\n\r\n'), blank.indexOf('\n\n')].filter((end) => end >= 0);
	const head = blank.subarray(0, Math.min(65_536, ...ends));
	const plain = head.toString('latin1').replace(/^content-type:/gim, 'x-content-type:');
	try {
		return await PostalMime.parse(Buffer.from(`${plain}\r\n\r\n`, 'latin1'));
	} catch {
		return { headers: [], headerLines: [], attachments: [] };
	}
}

/** A multipart message whose closing delimiter (RFC 2046 section 5.1.1) never comes. */
function isCutOff(email: Email, bytes: Uint8Array): boolean {
	const type = email.headers.find((header) => header.key === 'content-type')?.value ?? '';
	if (!/^\s*multipart\//i.test(type)) return false;
	const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(type);
	const name = boundary?.[1] ?? boundary?.[2];
	if (name === undefined) return true;
	return !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(`--${name}--`);
}

function attachmentOf(
	attachment: Attachment,
	index: number,
	prefix: string,
	limits: MessageLimits,
): MessageAttachment {
	const { content } = attachment;
	const bytes =
		typeof content === 'string'
			? Buffer.from(content, attachment.encoding === 'base64' ? 'base64' : 'utf8')
			: new Uint8Array(content);
	const name = safeName(attachment.filename, attachment.mimeType, index);
	return keepAttachment(
		{
			name,
			path: `${prefix}${name}`,
			contentType: attachment.mimeType,
			bytes,
			inline: attachment.related === true || attachment.disposition === 'inline',
			flags: [],
		},
		limits,
	);
}

function senderOf(email: Email): Sender | undefined {
	const from = mailboxes(email.from === undefined ? [] : [email.from])[0];
	const replyTo = mailboxes(email.replyTo)[0];
	return senderFrom(from, replyTo?.address, bare(email.returnPath));
}
