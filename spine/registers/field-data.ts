import { contentHash } from '../documents/canonical';
import { dateSchema } from '../documents/dates';
import type { FieldDataRecord } from '../documents/records';
import { type RefusedRow, type Row, cell, numberIn } from './columns';
import type { Lookup } from './lookup';

const SOURCES: Readonly<Record<string, FieldDataRecord['source']>> = {
	progress: 'progress',
	receipts: 'receipts',
	compliance: 'compliance',
	waivers: 'waivers',
	retainage_releases: 'retainage_release',
	retainage_release: 'retainage_release',
};

/**
 * A table of what only our own people know (`data/progress.csv`, `data/receipts.csv`,
 * `data/compliance.csv`, `data/waivers.csv`, `data/retainage_releases.csv`). Columns: project,
 * commitment, vendor, line, date, value (also percent, quantity or amount), type (also policy; it is kept as the beginning of the note), note. A row needs a
 * project, commitment or vendor that is known.
 */
export function fieldDataFromRows(
	name: string,
	rows: readonly Row[],
	lookup: Lookup,
): { records: FieldDataRecord[]; refused: RefusedRow[] } {
	const source = SOURCES[name.replace(/\.csv$/i, '').toLowerCase()];
	if (source === undefined) {
		const known = Object.keys(SOURCES).join(', ');
		return {
			records: [],
			refused: [
				{ row: 0, sentence: `The table "${name}" is not one of ${known}; it was not read.` },
			],
		};
	}
	const records: FieldDataRecord[] = [];
	const refused: RefusedRow[] = [];
	rows.forEach((row, index) => {
		const refuse = (sentence: string) =>
			refused.push({ row: index + 1, sentence: `${name}, row ${index + 1}: ${sentence}` });
		const value = numberIn(cell(row, 'value', 'percent', 'percent_complete', 'quantity', 'amount'));
		if (value !== undefined && Number.isNaN(value)) return refuse('the value is no number.');
		const date = cell(row, 'date', 'as_of');
		if (date !== undefined && !dateSchema.safeParse(date).success) {
			return refuse(`the date "${date}" is not written YYYY-MM-DD.`);
		}
		const project = lookup.project(cell(row, 'project', 'project_number'));
		const commitment = lookup.commitment(cell(row, 'commitment', 'commitment_number'));
		const vendor = lookup.vendor(cell(row, 'vendor', 'vendor_name'));
		const unknown = Object.entries({
			project: [cell(row, 'project', 'project_number'), project],
			commitment: [cell(row, 'commitment', 'commitment_number'), commitment],
			vendor: [cell(row, 'vendor', 'vendor_name'), vendor],
		}).find(([, [named, found]]) => named !== undefined && found === undefined);
		if (unknown !== undefined) {
			const [what, [named]] = unknown;
			return refuse(`the ${what} "${named}" is not known, or more than one fits.`);
		}
		if (project === undefined && commitment === undefined && vendor === undefined) {
			return refuse('it names no project, commitment or vendor that is known.');
		}
		const line = cell(row, 'line', 'item', 'cost_code');
		const words = [cell(row, 'type', 'policy'), cell(row, 'note', 'notes', 'comment')];
		const note = words.filter((part) => part !== undefined).join(': ') || undefined;
		records.push({
			type: 'field_data',
			side: 'projects',
			id: `${source}:${contentHash({ project, commitment, vendor, line, date, value, note }).slice(0, 24)}`,
			source,
			project,
			commitment,
			vendor,
			line,
			date,
			value,
			note,
		});
	});
	return { records, refused };
}
