import { z } from 'zod';
import type { Company } from './company';
import { Fault, missing, objectNotFound, unsupportedProperty } from './faults';
import { parseMultipart, type Part } from './multipart';
import { copy, text, type Row } from './rows';
import { create } from './write';

/** Most bytes of one upload request. */
export const uploadLimit = 100 * 1024 * 1024;

const metadataSchema = z.record(z.unknown());

function metadata(part: Part | undefined): Row {
	if (!part) return {};
	try {
		return metadataSchema.parse(JSON.parse(part.content.toString('utf8')));
	} catch {
		throw unsupportedProperty(part.name);
	}
}

function store(company: Company, file: Part, meta: Part | undefined): Row {
	const described = metadata(meta);
	const name = text(described, 'FileName') ?? file.fileName ?? file.name;
	const contentType =
		text(described, 'ContentType') ?? file.contentType ?? 'application/octet-stream';
	const row = create(company, 'Attachable', {
		...described,
		FileName: name,
		ContentType: contentType,
	});
	const id = text(row, 'Id') ?? '';
	row.Size = file.content.length;
	row.FileAccessUri = `/v3/company/${company.realmId}/download/${id}`;
	row.TempDownloadUri = `/files/${company.realmId}/${id}`;
	company.files.set(id, { bytes: file.content, contentType, name });
	return row;
}

/**
 * Stores the files of an upload. Parts belong together by the number at the end of their names
 * (`file_metadata_01`, `file_content_01`); a refused file answers its fault and the others are stored.
 */
export function upload(company: Company, contentType: string, body: Buffer): Row {
	if (body.length > uploadLimit)
		throw new Fault('6030', 'Upload too large', 'An upload can be 100 MB at most.');
	const parts = parseMultipart(contentType, body);
	if (!parts) throw new Fault('1050', 'Content type', 'The body is no multipart/form-data.');
	const files = parts.filter((part) => part.name.startsWith('file_content'));
	if (files.length === 0) throw missing('file_content_01');
	const answers = files.map((file) => {
		const number = file.name.slice('file_content'.length);
		const meta = parts.find((part) => part.name === `file_metadata${number}`);
		try {
			return { Attachable: copy(store(company, file, meta)) };
		} catch (error) {
			if (error instanceof Fault) return { Fault: error.toJSON() };
			throw error;
		}
	});
	return { AttachableResponse: answers };
}

/** Where the file of an attachable can be fetched for a while: a path of this server. */
export function downloadPath(company: Company, id: string): string {
	if (!company.files.has(id)) throw objectNotFound();
	return `/files/${company.realmId}/${id}`;
}
