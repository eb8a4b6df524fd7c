import type { ReadingFlag } from '../documents/document';
import { formOf, isDecoration, refusal } from './mail/attachments';
import { hiddenTextFlag, htmlText, textSource } from './mail/body';
import type { MessageAttachment } from './mail/message';
import { readWorkbook } from './mail/workbook';
import type { TextSource } from './source';

/** What became of an attachment: its text, the reason it was not read, or nothing of interest. */
export type AttachmentReading =
	| { outcome: 'read'; source: TextSource }
	| { outcome: 'refused'; flags: ReadingFlag[] }
	| { outcome: 'decoration' };

/** Reads the text of a PDF. */
export type PdfReader = (bytes: Uint8Array, name: string) => Promise<TextSource>;

/**
 * Reads one attachment. Never throws: what cannot be read comes back refused, with a flag that
 * names the file and the remedy.
 */
export async function readAttachment(
	attachment: MessageAttachment,
	readPdf: PdfReader,
): Promise<AttachmentReading> {
	if (attachment.flags.length > 0) return { outcome: 'refused', flags: attachment.flags };
	const form = formOf(attachment);
	if (isDecoration(attachment, form)) return { outcome: 'decoration' };
	const flag = refusal(attachment, form);
	if (flag !== undefined) return { outcome: 'refused', flags: [flag] };
	const { bytes, path } = attachment;
	try {
		if (form === 'pdf') return { outcome: 'read', source: await readPdf(bytes, path) };
		if (form === 'workbook') return { outcome: 'read', source: await readWorkbook(bytes, path) };
		if (form === 'html') return { outcome: 'read', source: htmlSource(path, decode(bytes)) };
		if (form === 'xml') {
			const source = textSource(path, decode(bytes));
			return { outcome: 'read', source: { ...source, embedded: [{ name: path, bytes }] } };
		}
		return { outcome: 'read', source: textSource(path, decode(bytes)) };
	} catch {
		return {
			outcome: 'refused',
			flags: [
				{
					flag: 'unreadable',
					message: `${path} could not be read. Ask the sender for a new copy as a PDF.`,
				},
			],
		};
	}
}

/** HTML as a source of documents, hidden text flagged. */
export function htmlSource(name: string, html: string): TextSource {
	const { text, hidden } = htmlText(html);
	const flag = hiddenTextFlag(name, hidden, text);
	return { ...textSource(name, text, 'html'), flags: flag === undefined ? [] : [flag] };
}

/** UTF-8, or Windows-1252 where the bytes are no UTF-8. */
function decode(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('windows-1252').decode(bytes);
	}
}
