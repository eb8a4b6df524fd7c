import type { Document, DocumentLine } from '../../documents/document';
import type { BooksTransactionRecord } from '../../documents/records';
import { translate } from './to-records';

/** Names behind the ids of a bill, for people; what is not known stays out. */
export interface Names {
	vendor?: string;
	project?: string;
}

/**
 * A bill or vendor credit of QuickBooks as a document, of the same shape as one that came by
 * e-mail. Negative lines on a bill are kept as lines; which of them is retainage QuickBooks does
 * not say.
 *
 * @throws TypeError with a sentence when the row cannot be read.
 */
export function toDocument(
	entity: 'Bill' | 'VendorCredit',
	row: unknown,
	books: string,
	names: Names = {},
): Document {
	const { records, refused } = translate(entity, [row], books);
	const record = records[0];
	if (record === undefined || (record.type !== 'bill' && record.type !== 'vendor_credit')) {
		throw new TypeError(refused[0]?.why ?? `The row is not a ${entity} of QuickBooks.`);
	}
	return {
		kind: record.type === 'bill' ? 'invoice' : 'credit_memo',
		kindConfidence: 1,
		source: { channel: 'books', key: `books:${books}:${entity}:${record.id}`, recordId: record.id },
		date: record.date,
		total: record.total,
		changeOrders: [],
		remarks: [],
		flags: [],
		evidence: {},
		lines: record.lines.map(toLine),
		...(record.number === undefined ? {} : { number: record.number }),
		...(record.dueDate === undefined ? {} : { dueDate: record.dueDate }),
		...(record.currency === undefined ? {} : { currency: record.currency }),
		...(names.vendor === undefined ? {} : { vendor: names.vendor }),
		...(names.project === undefined ? {} : { project: names.project }),
	};
}

function toLine(line: BooksTransactionRecord['lines'][number]): DocumentLine {
	return {
		description: line.description ?? '',
		amount: line.amount,
		...(line.quantity === undefined ? {} : { quantity: line.quantity }),
		...(line.unitPrice === undefined ? {} : { unitPrice: line.unitPrice }),
		...(line.id === undefined ? {} : { recordId: line.id }),
	};
}
