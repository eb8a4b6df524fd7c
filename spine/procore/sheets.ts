import { ZodError } from 'zod';
import type { Document } from '../documents/document';
import type { LedgerRecord } from '../documents/records';
import type { WireRow } from './client';
import type { ResourceName } from './resources';
import { resourceOf } from './resources';
import { type DocumentContext, requisitionDocument } from './to-documents';
import { translate, type Refused, type RowContext } from './to-records';
import { refusal } from './wire/refusal';

/** What a row becomes in a folder: its record, and for a demand for money the document too. */
export interface ProcoreSheet {
	record?: LedgerRecord;
	document?: Document;
	/** The row itself where it has neither form (billing periods, lines). */
	row?: WireRow;
}

/**
 * Rows of a resource as the sheets that travel in a folder. Every row stands alone: one that
 * cannot be read is named in `refused`.
 *
 * @param about what requisitions belong to, where that is known.
 */
export function sheetsOfProcore(
	resource: ResourceName,
	rows: readonly WireRow[],
	context: RowContext = {},
	about: Omit<DocumentContext, 'codes'> = {},
): { sheets: ProcoreSheet[]; refused: Refused[] } {
	const sheets: ProcoreSheet[] = [];
	const refused: Refused[] = [];
	for (const row of rows) {
		const { records, refused: unread } = translate(resource, [row], context);
		refused.push(...unread);
		if (unread.length > 0) continue;
		const [record] = records;
		if (record === undefined) {
			sheets.push({ row });
			continue;
		}
		try {
			sheets.push(
				resource === 'requisitions'
					? {
							document: requisitionDocument(row, {
								...about,
								codes: context.codes,
								scope: context,
							}),
							record,
						}
					: { record },
			);
		} catch (error) {
			if (!(error instanceof ZodError)) throw error;
			refused.push(refusal(resourceOf(resource).label, row, error));
		}
	}
	return { sheets, refused };
}
