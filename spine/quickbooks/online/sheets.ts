import type { Document } from '../../documents/document';
import type { LedgerRecord } from '../../documents/records';
import type { OnlineEntity } from './filterable';
import { toDocument } from './to-document';
import { RECORDED_ENTITIES, type RecordedEntity, type Refused, translate } from './to-records';

/** What a row becomes in a folder: its record, and for a demand for money the document too. */
export interface QuickBooksSheet {
	record?: LedgerRecord;
	document?: Document;
	/** The row itself where it has neither form (terms, attachments). */
	row?: unknown;
}

const isRecorded = (entity: OnlineEntity): entity is RecordedEntity =>
	RECORDED_ENTITIES.some((recorded) => recorded === entity);

/**
 * Rows of an entity as the sheets that travel in a folder. Every row stands alone: one that cannot
 * be read is named in `refused`.
 */
export function sheetsOfQuickBooks(
	entity: OnlineEntity,
	rows: readonly unknown[],
	books: string,
): { sheets: QuickBooksSheet[]; refused: Refused[] } {
	if (!isRecorded(entity)) return { sheets: rows.map((row) => ({ row })), refused: [] };
	const sheets: QuickBooksSheet[] = [];
	const refused: Refused[] = [];
	for (const row of rows) {
		const { records, refused: unread } = translate(entity, [row], books);
		refused.push(...unread);
		for (const record of records) {
			sheets.push(
				(entity === 'Bill' || entity === 'VendorCredit') && record.deleted !== true
					? { document: toDocument(entity, row, books), record }
					: { record },
			);
		}
	}
	return { sheets, refused };
}
