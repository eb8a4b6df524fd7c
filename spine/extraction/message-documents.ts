import { sha256 } from '../documents/canonical';
import type { DocumentKind, ReadingFlag } from '../documents/document';
import { bankChangeFlag, bankFingerprint } from './bank-details';
import { bodyDocuments } from './body-documents';
import { withFileVersion } from './file-version';
import type { FoundDocument, Readers } from './found-document';
import { hiddenTextFlag } from './mail/body';
import { bodyConflictFlag } from './mail/conflicts';
import type { Message, MessageAttachment } from './mail/message';
import { missingAttachmentFlag } from './mail/package';
import { readMessageText, type MessageText } from './message-text';
import { readAttachment } from './read-attachment';
import { emptyDocument } from './seal';
import type { ReadDocument, TextSource } from './source';
import { instructionFlag } from './suspicion';

const ASKS: readonly DocumentKind[] = [
	'quote',
	'change_order',
	'invoice',
	'pay_application',
	'credit_memo',
	'purchase_order',
	'statement',
];

/**
 * Every document of one message, attached messages included; one of kind `none` where the
 * outermost message holds none. A file attached twice is read once; a file that cannot be read
 * is a document of kind `other` with its flag.
 *
 * @param text Body of `message`.
 * @param seen Hashes of the files that were already read in this message.
 */
export async function messageDocuments(
	message: Message,
	text: MessageText,
	readers: Readers,
	onRead: (name: string) => void,
	seen: Set<string> = new Set(),
): Promise<FoundDocument[]> {
	const attached: FoundDocument[] = [];
	const names: string[] = [];
	for (const attachment of message.attachments) {
		const hash = sha256(attachment.bytes);
		if (attachment.bytes.length > 0 && seen.has(hash)) {
			names.push(attachment.name);
			continue;
		}
		seen.add(hash);
		onRead(attachment.path);
		const found = await attachmentDocuments(attachment, hash, readers);
		if (found === undefined) continue;
		names.push(attachment.name);
		attached.push(...found);
	}
	const inner: FoundDocument[] = [];
	for (const child of message.attached) {
		names.push(child.prefix);
		inner.push(...(await attachedDocuments(child, readers, onRead, seen)));
	}
	const files = [...attached, ...inner];
	const asks = files.some(({ read }) => ASKS.includes(read.kind));
	const alone = files.filter(({ read }) => ASKS.includes(read.kind)).length === 1;
	const isOutermost = message.prefix === '';
	const bodies = bodyDocuments(message, text, asks, isOutermost, readers.readDocuments);
	const found = [...attached.map((one) => compared(one, text, alone)), ...inner, ...bodies];
	if (found.length === 0 && isOutermost) {
		found.push({ read: emptyDocument('none', 0.95), text: text.whole });
	}
	const flags = [
		...message.flags,
		...text.flags,
		...missing(text, files, names),
		...(isEmpty(message, text) ? [nothingInIt] : []),
	];
	return found.map((one) => ({ ...one, read: withMessage(one.read, text, flags) }));
}

/** Neither text nor files, and no other reason known for it. */
const isEmpty = (message: Message, text: MessageText): boolean =>
	message.prefix === '' &&
	message.flags.length === 0 &&
	message.attachments.length === 0 &&
	message.attached.length === 0 &&
	text.whole.trim() === '';

const nothingInIt: ReadingFlag = {
	flag: 'unreadable',
	message:
		'The message is empty: it has neither text nor files. Ask the sender what was to be in it.',
};

/** Documents of a message attached to a message, whose sender is their original one. */
async function attachedDocuments(
	message: Message,
	readers: Readers,
	onRead: (name: string) => void,
	seen: Set<string>,
): Promise<FoundDocument[]> {
	const text = readMessageText(message);
	const found = await messageDocuments(message, text, readers, onRead, seen);
	const { sender } = message;
	const original =
		text.original ??
		(sender === undefined
			? undefined
			: { address: sender.address, ...(sender.name === undefined ? {} : { name: sender.name }) });
	return original === undefined ? found : found.map((one) => ({ original, ...one }));
}

/** Undefined for a logo or another file that is no document. */
async function attachmentDocuments(
	attachment: MessageAttachment,
	fileHash: string,
	readers: Readers,
): Promise<FoundDocument[] | undefined> {
	const { path } = attachment;
	const reading = await readAttachment(attachment, readers.readPdf);
	if (reading.outcome === 'decoration') return undefined;
	const place = { attachment: path, ...(attachment.bytes.length === 0 ? {} : { fileHash }) };
	if (reading.outcome === 'refused') {
		return [{ ...place, read: { ...emptyDocument('other', 0.5), flags: reading.flags }, text: '' }];
	}
	const { source } = reading;
	const read = documentsIn(source, readers.readDocuments);
	const flags = sourceFlags(source);
	const fingerprint = bankFingerprint(source.text);
	const several = severalFlag(path, read);
	return read.map((one) => ({
		...place,
		text: source.text,
		read: {
			...withFileVersion(one, path),
			flags: addedFlags(
				one.flags,
				[...flags, several, tooManyLines(path, one)].filter((flag) => flag !== undefined),
			),
			...(fingerprint === undefined ? {} : { bankFingerprint: fingerprint }),
		},
	}));
}

/** A note in a text file is no more a document than the body of a mail. */
const isMereText = ({ kind, flags, embedded }: TextSource): boolean =>
	(kind === 'text' || kind === 'html') && flags.length === 0 && embedded === undefined;

/** Flags of the reader, and those of the text that it has not raised itself. */
function addedFlags(own: readonly ReadingFlag[], more: readonly ReadingFlag[]): ReadingFlag[] {
	const flags = [...own];
	for (const flag of more) {
		if (!flags.some((other) => other.flag === flag.flag)) flags.push(flag);
	}
	return flags;
}

function documentsIn(source: TextSource, readDocuments: Readers['readDocuments']): ReadDocument[] {
	const unread = (flags: ReadingFlag[]): ReadDocument[] => [
		{ ...emptyDocument('other', 0.5), flags },
	];
	try {
		const read = readDocuments(source);
		if (read.length > 0) return read;
		return isMereText(source) ? [] : unread(source.flags);
	} catch {
		return unread([
			...source.flags,
			{
				flag: 'unreadable',
				message: `The contents of ${source.name} could not be understood. Enter the document by hand or ask for another copy.`,
			},
		]);
	}
}

/** Flags that come from what the source says rather than from what it is. */
function sourceFlags(source: TextSource): ReadingFlag[] {
	const { name, text } = source;
	const pages = source.pages.flatMap((page) => [
		page.words.length === 0
			? undefined
			: hiddenTextFlag(name, page.hidden, page.lines.join('\n'), page.number),
		instructionFlag(name, page.hidden.join(' '), page.number),
	]);
	return [
		...source.flags,
		...[...pages, instructionFlag(name, text), bankChangeFlag(name, text)].filter(
			(flag) => flag !== undefined,
		),
	];
}

/** Rule EX-04: a file with more than one demand for money. */
function severalFlag(path: string, read: readonly ReadDocument[]): ReadingFlag | undefined {
	const demands = read.filter(
		({ kind }) => kind === 'invoice' || kind === 'pay_application',
	).length;
	if (demands < 2) return undefined;
	return {
		flag: 'several_documents',
		message: `${path} holds ${demands} invoices in one file. Each was read apart: compare them with the pages before release.`,
	};
}

/** Most lines of one document; the longest schedules of values have some hundreds. */
const MAX_LINES = 1_000;

/** A document of so many lines that nobody can check it against its commitment. */
function tooManyLines(path: string, read: ReadDocument): ReadingFlag | undefined {
	const count = Math.max(read.lines.length, read.payApplication?.lines.length ?? 0);
	if (count <= MAX_LINES) return undefined;
	return {
		flag: 'too_large',
		message: `${path} lists ${count} lines, more than the ${MAX_LINES} that are billed in one document. Ask the sender to summarise it by cost code, or to bill in parts.`,
	};
}

/**
 * Adds the flag for a body that contradicts the document (rule EX-05): its plain text, or the HTML
 * that most people see instead, which may say another amount. The HTML of a reply quotes others.
 */
function compared(found: FoundDocument, text: MessageText, alone: boolean): FoundDocument {
	if (!ASKS.includes(found.read.kind)) return found;
	const shown = text.html !== undefined && !text.isReply ? [{ text: text.html }] : [];
	for (const part of [text.own, ...text.forwarded, ...shown]) {
		const flag = bodyConflictFlag(text.name, part.text, found.read, alone);
		if (flag !== undefined) {
			return { ...found, read: { ...found.read, flags: [...found.read.flags, flag] } };
		}
	}
	return found;
}

function missing(
	text: MessageText,
	files: readonly FoundDocument[],
	names: readonly string[],
): ReadingFlag[] {
	const said = [text.own, ...text.forwarded].map((part) => part.text).join('\n\n');
	const flag = missingAttachmentFlag(text.name, said, {
		kinds: files.map(({ read }) => read.kind),
		names,
		undetermined: files.filter(({ read }) => read.kind === 'other').length,
	});
	return flag === undefined ? [] : [flag];
}

function withMessage(
	read: ReadDocument,
	text: MessageText,
	flags: readonly ReadingFlag[],
): ReadDocument {
	return {
		...read,
		flags: [...read.flags, ...flags],
		...(read.bankFingerprint === undefined && text.bankFingerprint !== undefined
			? { bankFingerprint: text.bankFingerprint }
			: {}),
	};
}
