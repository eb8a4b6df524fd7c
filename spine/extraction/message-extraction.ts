import { sha256 } from '../documents/canonical';
import type { Authentication, Document, ReadingFlag, Sender } from '../documents/document';
import {
	defaultLimits,
	type Message,
	type MessageAttachment,
	type MessageInput,
	type MessageLimits,
} from './mail/message';
import { readMessage } from './mail/read-message';
import { readStatedProgress } from './mail/stated-progress';
import type { FoundDocument, Readers } from './found-document';
import { messageDocuments } from './message-documents';
import { locate, readMessageText, type MessageText } from './message-text';
import { sealDocument } from './seal';
import type { ReadDocument } from './source';

export interface ExtractOptions {
	limits?: Partial<MessageLimits>;
	/** Called with the path of each attachment before it is read, for a progress display. */
	onRead?: (name: string) => void;
	/** Called with every file of the message, so that the originals of documents can be kept. */
	onFile?: (file: OriginalFile) => void;
}

/** A file that came with a message. */
export interface OriginalFile {
	/** SHA-256 of the bytes, as `source.fileHash` of the documents read from it. */
	fileHash: string;
	name: string;
	contentType: string;
	bytes: Uint8Array;
}

/** What came, without its contents. */
export interface MessageSummary {
	messageId: string;
	subject: string;
	sender?: Sender;
	to: string[];
	date?: string;
	receivedAt?: string;
	authentication?: Authentication;
	/** SHA-256 of the raw message, or of the trigger item where there is no raw message. */
	messageHash: string;
	attachments: Array<{
		path: string;
		contentType: string;
		/** Bytes. */
		size: number;
		fileHash: string;
	}>;
	flags: ReadingFlag[];
}

export interface Extraction {
	message: MessageSummary;
	/** At least one: of kind `none` where the message holds no document. */
	documents: Document[];
}

/** Reads one e-mail with the given readers of pages; `extract.ts` says what it promises. */
export async function extractWith(
	readers: Readers,
	input: MessageInput,
	options: ExtractOptions = {},
): Promise<Extraction> {
	const message = await readMessage(input, { ...defaultLimits, ...options.limits });
	if (options.onFile !== undefined) {
		for (const { name, contentType, bytes } of flatAttachments(message)) {
			options.onFile({ fileHash: sha256(bytes), name, contentType, bytes });
		}
	}
	const text = readMessageText(message);
	const onRead = options.onRead ?? (() => undefined);
	const found = await messageDocuments(message, text, readers, onRead);
	const progressed = withProgress(found, message, text);
	const places = new Map<string, number>();
	const documents = progressed.map((entry) => {
		const place = entry.attachment ?? '';
		const index = places.get(place) ?? 0;
		places.set(place, index + 1);
		const source = sourceOf(message, text, entry, index, input.file);
		return sealDocument(entry.read, source, `${entry.text}\n${text.whole}`);
	});
	return { message: summaryOf(message), documents };
}

function sourceOf(
	message: Message,
	text: MessageText,
	entry: FoundDocument,
	index: number,
	file: string | undefined,
): Document['source'] {
	const original = entry.original ?? text.original;
	return {
		channel: 'email',
		// With the content: another invoice under a Message-ID used before is no sighting of the first.
		key: sha256(
			JSON.stringify([message.messageId, entry.attachment ?? '', index, entry.fileHash ?? '']),
		),
		messageId: message.messageId,
		...(file === undefined ? {} : { email: file }),
		...(entry.attachment === undefined ? {} : { attachment: entry.attachment }),
		subject: message.subject,
		...(message.receivedAt === undefined ? {} : { receivedAt: message.receivedAt }),
		...(message.sender === undefined
			? {}
			: { sender: { ...message.sender, ...(original === undefined ? {} : { original }) } }),
		...(message.authentication === undefined ? {} : { authentication: message.authentication }),
		...(entry.fileHash === undefined ? {} : { fileHash: entry.fileHash }),
		messageHash: message.hash,
	};
}

/** Puts the progress that the sender states to the documents that ask for money. */
function withProgress(
	entries: FoundDocument[],
	message: Message,
	text: MessageText,
): FoundDocument[] {
	if (message.sender === undefined) return entries;
	const stated = readStatedProgress(text.own.text, message.sender.address);
	if (stated === undefined) return entries;
	const span = locate(text.whole, stated.sentence.value);
	const evidence = {
		source: text.name,
		...(span === undefined ? {} : { span }),
		text: stated.sentence.value.trim().slice(0, 200),
		confidence: 0.9,
	};
	const add = (read: ReadDocument): ReadDocument =>
		read.kind === 'invoice' || read.kind === 'pay_application'
			? {
					...read,
					statedProgress: stated.progress,
					evidence: { ...read.evidence, statedProgress: evidence },
				}
			: read;
	return entries.map((entry) => ({ ...entry, read: add(entry.read) }));
}

const flatAttachments = (message: Message): MessageAttachment[] => [
	...message.attachments,
	...message.attached.flatMap(flatAttachments),
];

function summaryOf(message: Message): MessageSummary {
	const { messageId, subject, sender, to, date, receivedAt, authentication, hash, flags } = message;
	return {
		messageId,
		subject,
		...(sender === undefined ? {} : { sender }),
		to,
		...(date === undefined ? {} : { date }),
		...(receivedAt === undefined ? {} : { receivedAt }),
		...(authentication === undefined ? {} : { authentication }),
		messageHash: hash,
		attachments: flatAttachments(message).map(({ path, contentType, bytes }) => ({
			path,
			contentType,
			size: bytes.length,
			fileHash: sha256(bytes),
		})),
		flags,
	};
}
