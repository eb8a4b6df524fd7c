import type { Company } from '../company';
import type { Row } from '../rows';

/** One cell; every value is text, an empty one is "". */
export interface Cell {
	value: string;
	id?: string;
}

/** Money as reports show it: two decimals, no grouping. */
export function money(cents: number): string {
	return (cents / 100).toFixed(2);
}

/** A column: its title, type, and key where the report lets the caller choose columns. */
export interface Column {
	title: string;
	type: 'Money' | 'String' | 'Vendor' | 'Account' | 'Date';
	key?: string;
}

/** A report in the shape every report of the API has. */
export function report(
	company: Company,
	name: string,
	parts: {
		start: string;
		end: string;
		options: Record<string, string>;
		columns: Column[];
		rows: Row[];
	},
): Row {
	const pairs = Object.entries({
		...parts.options,
		NoReportData: String(parts.rows.length === 0),
	});
	return {
		Header: {
			Time: company.stamp(),
			ReportName: name,
			ReportBasis: 'Accrual',
			StartPeriod: parts.start,
			EndPeriod: parts.end,
			Currency: company.homeCurrency,
			Option: pairs.map(([Name, Value]) => ({ Name, Value })),
		},
		Columns: {
			Column: parts.columns.map(({ title, type, key }) => ({
				ColTitle: title,
				ColType: type,
				...(key === undefined ? {} : { MetaData: [{ Name: 'ColKey', Value: key }] }),
			})),
		},
		Rows: { Row: parts.rows },
	};
}

/** A row of cells. */
export function dataRow(cells: Cell[]): Row {
	return { ColData: cells, type: 'Data' };
}

/** The closing row with the sums. */
export function totalRow(cells: Cell[]): Row {
	return { type: 'Section', group: 'GrandTotal', Summary: { ColData: cells } };
}
