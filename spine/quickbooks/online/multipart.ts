import { contentHash } from '../../documents/canonical';
import { safeFileName } from '../../documents/file-name';

/** A file to be attached to a transaction. */
export interface Upload {
	entity: 'Bill' | 'VendorCredit' | 'PurchaseOrder';
	/** Id of the transaction. */
	id: string;
	name: string;
	contentType: string;
	bytes: Uint8Array;
	note?: string;
}

/**
 * A multipart/form-data body of file pairs (`file_metadata_01`, `file_content_01`, ...), as the
 * upload endpoint takes them
 * (https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/attachable).
 */
export function multipart(files: readonly Upload[]): { body: Uint8Array; contentType: string } {
	const boundary = `spine-${contentHash(files.map((file) => [file.id, file.name, file.bytes.length])).slice(0, 32)}`;
	const parts: Uint8Array[] = [];
	files.forEach((file, index) => {
		const suffix = String(index + 1).padStart(2, '0');
		const metadata = JSON.stringify({
			AttachableRef: [{ EntityRef: { type: file.entity, value: file.id }, IncludeOnSend: false }],
			FileName: safeFileName(file.name),
			ContentType: file.contentType,
			Category: 'Document',
			...(file.note === undefined ? {} : { Note: file.note.slice(0, 2000) }),
		});
		parts.push(
			Buffer.from(
				`--${boundary}\r\nContent-Disposition: form-data; name="file_metadata_${suffix}"; filename="metadata_${suffix}.json"\r\n` +
					`Content-Type: application/json; charset=UTF-8\r\n\r\n${metadata}\r\n` +
					`--${boundary}\r\nContent-Disposition: form-data; name="file_content_${suffix}"; filename="${headerName(file.name)}"\r\n` +
					`Content-Type: ${headerType(file.contentType)}\r\n\r\n`,
			),
			file.bytes,
			Buffer.from('\r\n'),
		);
	});
	parts.push(Buffer.from(`--${boundary}--\r\n`));
	return { body: Buffer.concat(parts), contentType: `multipart/form-data; boundary=${boundary}` };
}

function headerName(name: string): string {
	return safeFileName(name)
		.replace(/["\\]/g, '_')
		.replace(/[^\x20-\x7e]/g, '_');
}

function headerType(contentType: string): string {
	return /^[\w.+-]+\/[\w.+-]+$/.test(contentType) ? contentType : 'application/octet-stream';
}
