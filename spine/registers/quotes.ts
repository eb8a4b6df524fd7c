import { contentHash } from '../documents/canonical';
import { dateSchema } from '../documents/dates';
import type { QuoteRecord } from '../documents/records';
import { type RefusedRow, type Row, cell, numberIn } from './columns';
import type { Lookup } from './lookup';

const STATUSES: Readonly<Record<string, QuoteRecord['status']>> = {
	approved: 'approved',
	accepted: 'approved',
	received: 'received',
	superseded: 'superseded',
	rejected: 'rejected',
	declined: 'rejected',
	expired: 'expired',
};

/**
 * The quote register (`quotes.csv`). Columns: vendor, project, commitment, number, version, date,
 * total, status (approved, received, superseded, rejected, expired), approved_by. A row needs a
 * total and a vendor or commitment; a blank status is `received`.
 */
export function quotesFromRows(
	rows: readonly Row[],
	lookup: Lookup,
): { records: QuoteRecord[]; refused: RefusedRow[] } {
	const records: QuoteRecord[] = [];
	const refused: RefusedRow[] = [];
	rows.forEach((row, index) => {
		const total = numberIn(cell(row, 'total', 'amount'));
		const vendorName = cell(row, 'vendor', 'vendor_name', 'company');
		const commitmentText = cell(row, 'commitment', 'commitment_number', 'subcontract', 'po');
		const statusText = (cell(row, 'status') ?? 'received').toLowerCase();
		const status = STATUSES[statusText];
		const date = cell(row, 'date', 'quote_date');
		const refuse = (sentence: string) =>
			refused.push({ row: index + 1, sentence: `quotes, row ${index + 1}: ${sentence}` });
		if (total === undefined || Number.isNaN(total))
			return refuse('the total is missing or no number.');
		if (vendorName === undefined && commitmentText === undefined) {
			return refuse('it names neither a vendor nor a commitment.');
		}
		if (status === undefined) return refuse(`the status "${statusText}" is not known.`);
		if (date !== undefined && !dateSchema.safeParse(date).success) {
			return refuse(`the date "${date}" is not written YYYY-MM-DD.`);
		}
		const number = cell(row, 'number', 'quote', 'quote_number');
		const version = cell(row, 'version', 'revision', 'rev');
		const project = cell(row, 'project', 'project_number');
		records.push({
			type: 'quote',
			side: 'projects',
			id: `register:${contentHash({ vendorName, commitmentText, project, number, version, total }).slice(0, 24)}`,
			number,
			version,
			vendor: lookup.vendor(vendorName),
			vendorName,
			project: lookup.project(project),
			commitment: lookup.commitment(commitmentText),
			date,
			total,
			status,
			approvedBy: cell(row, 'approved_by', 'approver'),
			lines: [],
		});
	});
	return { records, refused };
}
