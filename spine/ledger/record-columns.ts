import { contentHash } from '../documents/canonical';
import { toMinor } from '../documents/money';
import { numberKey } from '../documents/numbers';
import type { LedgerRecord } from '../documents/records';
import type { RecordRow } from './schema';

type Extracted = Pick<
	RecordRow,
	'vendor' | 'project' | 'commitment' | 'number_key' | 'application' | 'total' | 'date'
>;

const NONE: Extracted = {
	vendor: null,
	project: null,
	commitment: null,
	number_key: null,
	application: null,
	total: null,
	date: null,
};

/**
 * A record as a row of the mirror: its JSON, its hash, and the members it is looked up by.
 *
 * @param currency ISO 4217 code that totals are in where the record names none.
 */
export function recordRowOf(
	record: LedgerRecord,
	seenAt: string,
	changedAt: string,
	currency: string,
): RecordRow {
	return {
		type: record.type,
		side: record.side,
		books: record.side === 'books' ? (record.books ?? '') : '',
		id: record.id,
		json: JSON.stringify(record),
		hash: contentHash(record),
		seen_at: seenAt,
		changed_at: changedAt,
		updated_at: record.updatedAt ?? null,
		...NONE,
		...extracted(record, currency),
	};
}

const keyOf = (number: string | undefined): string | null =>
	number === undefined ? null : (numberKey(number)?.key ?? null);

function extracted(record: LedgerRecord, currency: string): Partial<Extracted> {
	switch (record.type) {
		case 'project':
			return { number_key: keyOf(record.number) };
		case 'commitment':
			return {
				vendor: record.vendor ?? null,
				project: record.project,
				number_key: keyOf(record.number),
			};
		case 'change_order':
			return {
				project: record.project,
				commitment: record.commitment,
				number_key: keyOf(record.number),
			};
		case 'requisition':
			return {
				vendor: record.vendor ?? null,
				project: record.project,
				commitment: record.commitment,
				number_key: keyOf(record.invoiceNumber),
				application: record.application ?? null,
				date: record.billingDate ?? record.periodTo ?? null,
			};
		case 'contract_payment':
			return {
				project: record.project,
				commitment: record.commitment,
				number_key: keyOf(record.invoiceNumber),
				total: toMinor(record.amount, currency),
				date: record.date ?? null,
			};
		case 'direct_cost':
			return {
				vendor: record.vendor ?? null,
				project: record.project,
				number_key: keyOf(record.invoiceNumber),
				total: toMinor(record.amount, currency),
				date: record.date ?? null,
			};
		case 'bill':
		case 'vendor_credit':
		case 'expense':
		case 'purchase_order':
		case 'journal_entry':
			return {
				vendor: record.vendor ?? null,
				number_key: keyOf(record.number),
				total: toMinor(record.total, record.currency ?? currency),
				date: record.date,
			};
		case 'bill_payment':
			return {
				vendor: record.vendor,
				number_key: keyOf(record.number),
				total: toMinor(record.total, currency),
				date: record.date,
			};
		case 'prime_contract':
		case 'prime_change_order':
			return { project: record.project, number_key: keyOf(record.number) };
		case 'owner_invoice':
			return {
				project: record.project,
				number_key: keyOf(record.invoiceNumber),
				application: record.application ?? null,
				date: record.billingDate ?? record.periodTo ?? null,
			};
		case 'invoice':
		case 'customer_payment':
			return {
				number_key: keyOf(record.number),
				total: toMinor(record.total, record.currency ?? currency),
				date: record.date,
			};
		case 'quote':
			return {
				vendor: record.vendor ?? null,
				project: record.project ?? null,
				commitment: record.commitment ?? null,
				number_key: keyOf(record.number),
				total: toMinor(record.total, currency),
				date: record.date ?? null,
			};
		case 'field_data':
			return {
				vendor: record.vendor ?? null,
				project: record.project ?? null,
				commitment: record.commitment ?? null,
				date: record.date ?? null,
			};
		case 'timecard':
			return { project: record.project, date: record.date };
		case 'cost_code':
			return { project: record.project ?? null, number_key: keyOf(record.code) };
		case 'account':
			return { number_key: keyOf(record.fullName) };
		case 'vendor':
		case 'cost_type':
		case 'item':
		case 'class':
		case 'job':
		case 'books':
			return {};
	}
}
