import writeExcelFile, { type Cell } from 'write-excel-file/node';
import { COLUMNS, type Column } from './columns';
import type { Reconciliation, ReconciliationRow, TieOut } from './row';
import { type TieLine, tieLines } from './tie';
import { count, head, label, money, MONEY } from './workbook-cells';
import { projects, reviews, vendors } from './workbook-sheets';

const WIDTHS = { text: 18, money: 15, number: 9, percent: 9 } as const;
/**
 * The report as a workbook people can work in (Office Open XML): commitments with totals that
 * recalculate, one line a difference, projects against their owners, vendors, what people released and
 * which papers are missing, the tie-out. Amounts are numbers; texts can never run as
 * formulas.
 */
export async function reconciliationWorkbook(report: Reconciliation): Promise<Uint8Array> {
	const buffer = await writeExcelFile([
		{
			sheet: 'Commitments',
			data: commitments(report.rows),
			columns: COLUMNS.map(({ kind, header }) => ({ width: header === 'Why' ? 80 : WIDTHS[kind] })),
			stickyRowsCount: 2,
			stickyColumnsCount: 1,
			orientation: 'landscape',
		},
		{
			sheet: 'Differences',
			data: differences(report.rows),
			columns: [18, 14, 24, 16, 15, 100].map((width) => ({ width })),
			stickyRowsCount: 1,
			orientation: 'landscape',
		},
		{
			sheet: 'Projects',
			data: projects(report),
			columns: [30, ...Array.from({ length: 11 }, () => 16)].map((width) => ({ width })),
			stickyRowsCount: 1,
			stickyColumnsCount: 1,
			orientation: 'landscape',
		},
		{
			sheet: 'Vendors',
			data: vendors(report),
			columns: [30, 20, ...Array.from({ length: 8 }, () => 16)].map((width) => ({ width })),
			stickyRowsCount: 1,
			stickyColumnsCount: 1,
			orientation: 'landscape',
		},
		{
			sheet: 'Reviews',
			data: reviews(report.rows),
			columns: [14, 24, 16, 28, 26, 12, 15, 26, 60].map((width) => ({ width })),
			stickyRowsCount: 1,
			orientation: 'landscape',
		},
		{
			sheet: 'Tie-out',
			data: tieOut(report),
			columns: [22, 14, 40, 60, 9, 16].map((width) => ({ width })),
			stickyRowsCount: 1,
			orientation: 'landscape',
		},
	]).toBuffer();
	return new Uint8Array(buffer);
}

function commitments(rows: readonly ReconciliationRow[]): Array<Array<Cell | null>> {
	const first = 3;
	const last = first + rows.length - 1;
	return [
		COLUMNS.map(({ group }, index) => (COLUMNS[index - 1]?.group === group ? null : head(group))),
		COLUMNS.map(({ header }) => head(header)),
		...rows.map((row) => COLUMNS.map((column) => cellOf(column, row))),
		COLUMNS.map(({ kind }, index): Cell | null => {
			if (index === 0) return { type: String, value: 'Total', fontWeight: 'bold' };
			if (kind !== 'money' || rows.length === 0) return null;
			const letter = columnLetter(index);
			return {
				type: 'Formula',
				value: `=SUM(${letter}${first}:${letter}${last})`,
				format: MONEY,
				fontWeight: 'bold',
				topBorderStyle: 'thin',
			};
		}),
	];
}

function cellOf({ kind, value }: Column, row: ReconciliationRow): Cell | null {
	const found = value(row);
	if (typeof found === 'string') return label(found);
	return kind === 'money' ? money(found) : count(found);
}

/** Letters of a column, counted from 0: 0 is A, 26 is AA. */
function columnLetter(index: number): string {
	const rest = String.fromCharCode(65 + (index % 26));
	return index < 26 ? rest : columnLetter(Math.floor(index / 26) - 1) + rest;
}

function differences(rows: readonly ReconciliationRow[]): Array<Array<Cell | null>> {
	return [
		['Class', 'Project', 'Vendor', 'Commitment', 'Share of d3', 'Why'].map(head),
		...rows.flatMap((row) =>
			row.differences.map((one) => [
				label(one.class),
				label(row.projectNumber ?? row.projectName),
				label(row.vendorName),
				label(row.number),
				money(one.amount),
				label(one.why),
			]),
		),
	];
}

function tieOut({ ties, asOf }: Reconciliation): Array<Array<Cell | null>> {
	return [
		['Books', 'What', 'Account', `As of ${asOf}`, 'Count', 'Amount'].map(head),
		...ties.flatMap((tie) => tieLines(tie).map((line) => tieRow(tie, line))),
	];
}

function tieRow({ books, what, account }: TieOut, line: TieLine): Array<Cell | null> {
	return [
		label(books),
		label(what),
		label(account),
		label(line.what),
		count(line.count),
		money(line.amount),
	];
}
