import type { ReadingFlag } from '../../documents/document';
import type { MessageAttachment, MessageLimits } from './message';

/** What the bytes and the name of an attachment say about how it can be read. */
export type AttachmentForm =
	| 'pdf'
	| 'workbook'
	| 'html'
	| 'text'
	| 'xml'
	| 'picture'
	| 'word'
	| 'archive'
	| 'winmail'
	| 'executable'
	| 'calendar'
	| 'signature'
	| 'unknown';

const EXECUTABLE =
	/\.(?:exe|com|scr|pif|bat|cmd|ps1|vbs?|vbe|jse?|wsf|wsh|hta|msi|msp|jar|lnk|cpl|dll|reg|iso|img|vhdx?|apk|app|dmg|pkg|sh|docm|dotm|xlsm|xltm|xlam|xlsb|pptm)$/i;
const MACRO = /\.(?:docm|dotm|xlsm|xltm|xlam|xlsb|pptm)$/i;

const byExtension: ReadonlyArray<[RegExp, AttachmentForm]> = [
	[/\.pdf$/i, 'pdf'],
	[/\.xlsx$/i, 'workbook'],
	[/\.html?$/i, 'html'],
	[/\.(?:txt|csv|md)$/i, 'text'],
	[/\.xml$/i, 'xml'],
	[/\.(?:png|jpe?g|gif|bmp|tiff?|heic|webp|svg)$/i, 'picture'],
	[/\.(?:docx?|rtf|odt)$/i, 'word'],
	[/\.(?:zip|7z|rar|gz|tgz|tar)$/i, 'archive'],
	[/^winmail\.dat$/i, 'winmail'],
	[/\.(?:ics|vcf)$/i, 'calendar'],
	[/\.(?:p7s|asc|sig)$/i, 'signature'],
];

const byType: ReadonlyArray<[RegExp, AttachmentForm]> = [
	[/^application\/(?:x-)?pdf$/, 'pdf'],
	[/spreadsheetml/, 'workbook'],
	[/^application\/ms-tnef|vnd\.ms-tnef/, 'winmail'],
	[/^text\/calendar|^text\/(?:x-)?vcard/, 'calendar'],
	[/pgp-signature|pkcs7-signature/, 'signature'],
	[/^text\/html/, 'html'],
	[/xml$/, 'xml'],
	[/^image\//, 'picture'],
	[/^message\/(?:delivery-status|disposition-notification|feedback-report)/, 'signature'],
	[/^text\//, 'text'],
	[/msword|wordprocessingml|rtf/, 'word'],
	[/zip|compressed|x-tar/, 'archive'],
];

const bytesOf = (bytes: Uint8Array): Buffer =>
	Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Decides by content first, then by name, then by the declared type. */
export function formOf(attachment: MessageAttachment): AttachmentForm {
	const bytes = bytesOf(attachment.bytes);
	const start = bytes.subarray(0, 8).toString('latin1');
	if (start.startsWith('MZ') || start.startsWith('\x7fELF') || start.startsWith('#!')) {
		return 'executable';
	}
	if (EXECUTABLE.test(attachment.name)) return 'executable';
	if (bytes.subarray(0, 1024).includes('%PDF-')) return 'pdf';
	if (start.startsWith('\x78\x9f\x3e\x22')) return 'winmail';
	if (start.startsWith('PK')) return zipForm(bytes);
	const named = byExtension.find(([pattern]) => pattern.test(attachment.name));
	const typed = byType.find(([pattern]) => pattern.test(attachment.contentType));
	return named?.[1] ?? typed?.[1] ?? 'unknown';
}

/** Office Open XML names its parts in clear text inside the archive (ECMA-376 part 2). */
function zipForm(bytes: Buffer): AttachmentForm {
	if (bytes.includes('vbaProject.bin')) return 'executable';
	if (bytes.includes('xl/workbook')) return 'workbook';
	if (bytes.includes('word/document')) return 'word';
	return 'archive';
}

/** Bit 0 of the general purpose flag of a local file header (PKWARE APPNOTE 4.4.4). */
const isEncryptedZip = (bytes: Buffer): boolean =>
	bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04' && ((bytes[6] ?? 0) & 1) === 1;

/** Compound file (MS-CFB) that holds an encrypted Office package. */
const isEncryptedOffice = (bytes: Buffer): boolean =>
	bytes.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1' &&
	bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));

/**
 * Why an attachment is not opened, as a flag; undefined for forms that have a reader. A macro or
 * an executable is never opened, an archive never unpacked.
 */
export function refusal(
	attachment: MessageAttachment,
	form: AttachmentForm,
): ReadingFlag | undefined {
	const bytes = bytesOf(attachment.bytes);
	const { path } = attachment;
	if (bytes.length === 0) {
		return { flag: 'unreadable', message: `${path} is empty. Ask the sender for the file again.` };
	}
	if (form === 'executable') {
		return MACRO.test(attachment.name) || bytes.includes('vbaProject.bin')
			? {
					flag: 'macro',
					message: `${path} holds macros and was not opened. Ask the sender for a PDF.`,
				}
			: {
					flag: 'executable',
					message: `${path} is a program or script and was not opened. Do not open it; ask the sender by phone what was meant.`,
				};
	}
	if (isEncryptedZip(bytes) || isEncryptedOffice(bytes)) {
		return {
			flag: 'encrypted',
			message: `${path} is protected by a password and was not opened. Ask the sender for an unprotected PDF.`,
		};
	}
	const what: Partial<Record<AttachmentForm, string>> = {
		archive: 'an archive, which is not unpacked',
		winmail: "Outlook's rich-text wrapper, which is not unpacked",
		word: 'a word-processor file, which is not read',
		picture: 'a picture without text',
		unknown: 'of a form that is not read',
	};
	const why = what[form];
	if (why === undefined) return undefined;
	return {
		flag: form === 'picture' ? 'no_text' : 'unreadable',
		message: `${path} is ${why}. Ask the sender for a PDF of the document.`,
	};
}

/** Largest logo or signature picture, in bytes; photos of documents are larger. */
const LOGO_BYTES = 60 * 1024;

/** A picture too small to show a page that can be read. */
const TINY_BYTES = 12 * 1024;

/** Files that carry no document: logos, signature pictures, digital signatures, invitations. */
export function isDecoration(attachment: MessageAttachment, form: AttachmentForm): boolean {
	if (form === 'calendar' || form === 'signature') return true;
	if (form !== 'picture') return false;
	if (attachment.bytes.length > 0 && attachment.bytes.length <= TINY_BYTES) return true;
	if (attachment.inline && attachment.bytes.length <= 4 * LOGO_BYTES) return true;
	return (
		attachment.bytes.length > 0 &&
		attachment.bytes.length <= LOGO_BYTES &&
		/^(?:image|logo|signature|sig|icon|facebook|linkedin|twitter|instagram|outlook-|att0)/i.test(
			attachment.name,
		)
	);
}

const EXTENSIONS: Record<string, string> = {
	'application/pdf': 'pdf',
	'message/rfc822': 'eml',
	'text/html': 'html',
	'text/plain': 'txt',
	'image/png': 'png',
	'image/jpeg': 'jpg',
	'image/gif': 'gif',
	'text/calendar': 'ics',
	'application/ms-tnef': 'dat',
};

/**
 * File name without folders and control characters, so that it can be shown and stored; a name
 * by number where the part has none.
 */
export function safeName(
	name: string | null | undefined,
	contentType: string,
	index: number,
): string {
	const last = (name ?? '')
		.replace(/\p{Cc}|\p{Cf}/gu, '')
		.split(/[\\/]/)
		.at(-1)
		?.trim();
	if (last !== undefined && last !== '' && last !== '.' && last !== '..') return last.slice(0, 200);
	return `attachment-${index + 1}.${EXTENSIONS[contentType] ?? 'bin'}`;
}

/** Drops the bytes of an attachment above the limit and says so in a flag. */
export function keepAttachment(
	attachment: MessageAttachment,
	limits: MessageLimits,
): MessageAttachment {
	if (attachment.bytes.length <= limits.attachmentBytes) return attachment;
	const size = Math.ceil(attachment.bytes.length / 1024 / 1024);
	const limit = Math.floor(limits.attachmentBytes / 1024 / 1024);
	return {
		...attachment,
		bytes: new Uint8Array(),
		flags: [
			...attachment.flags,
			{
				flag: 'too_large',
				message: `${attachment.path} has ${size} MB, more than the ${limit} MB that are read. Raise the limit or ask the sender for a smaller file.`,
			},
		],
	};
}
