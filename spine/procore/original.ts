import { z } from 'zod';
import type { Document } from '../documents/document';
import { awaitsApproval } from '../documents/record-standing';
import { ProcoreError } from './errors';
import type { Reader } from './parents';
import type { WireRow } from './client';
import { optionalText } from './wire/values';

const attachmentSchema = z
	.object({ url: z.string().url(), filename: optionalText, name: optionalText })
	.passthrough();
const attachmentsSchema = z
	.array(attachmentSchema.nullable().catch(null))
	.catch([])
	.transform((rows) => rows.flatMap((row) => row ?? []));

/**
 * A requisition's document with the file that the subcontractor attached to it, so that its bill bears
 * it: the first PDF, else the first file of all. It is fetched once the requisition is approved, and kept
 * beside the ledger. Where it cannot be had the document goes on without, and that is said.
 */
export async function withOriginal(
	reader: Reader,
	row: WireRow,
	document: Document,
): Promise<Document> {
	const { client, keepFile, say, signal } = reader;
	if (keepFile === undefined || awaitsApproval(document)) return document;
	const files = attachmentsSchema.parse(row.attachments);
	const nameOf = ({ filename, name }: z.infer<typeof attachmentSchema>): string =>
		filename ?? name ?? 'attachment';
	const file = files.find((one) => /\.pdf$/i.test(nameOf(one))) ?? files[0];
	if (file === undefined) return document;
	const name = nameOf(file);
	try {
		const bytes = await client.download(file.url, signal);
		if (bytes !== undefined) {
			const fileHash = await keepFile(bytes);
			return { ...document, source: { ...document.source, attachment: name, fileHash } };
		}
		say?.(`${name} of requisition ${document.number ?? ''} is larger than a bill takes.`);
	} catch (error) {
		signal?.throwIfAborted();
		if (!(error instanceof ProcoreError)) throw error;
		say?.(`${error.message} The bill goes on without it.`);
	}
	return document;
}
