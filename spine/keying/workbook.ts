import writeExcelFile, { type Cell } from 'write-excel-file/node';
import { neutralText } from '../reconciliation/neutral-text';
import { LINE_COLUMNS, type Value } from './columns';
import type { KeyingSheet } from './sheet';

type Row = Array<Cell | null>;

const MONEY = '#,##0.00;[Red]-#,##0.00';
const HEAD = { fontWeight: 'bold', backgroundColor: '#e8edf3', wrap: true } as const;
/** Excel's own limit of one cell's text. */
const LONGEST_TEXT = 32_767;

/**
 * The sheet as a workbook (Office Open XML): bills line by line with a column to tick, what was keyed with
 * another amount, what waits and why, and the totals to compare with the books after keying. Amounts are
 * numbers; texts can never run as formulas.
 */
export async function keyingWorkbook(sheet: KeyingSheet): Promise<Uint8Array> {
	const buffer = await writeExcelFile([
		{
			sheet: 'To key',
			data: toKey(sheet),
			columns: [{ width: 7 }, ...LINE_COLUMNS.map(({ width }) => ({ width }))],
			stickyRowsCount: 1,
			orientation: 'landscape',
		},
		{
			sheet: 'Held',
			data: held(sheet),
			columns: [30, 18, 12, 14, 14, 9, 90, 60, 40].map((width) => ({ width })),
			stickyRowsCount: 1,
			orientation: 'landscape',
		},
		{
			sheet: 'Keyed otherwise',
			data: otherwise(sheet),
			columns: [30, 18, 14, 14, 14, 9, 52].map((width) => ({ width })),
			stickyRowsCount: 1,
			orientation: 'landscape',
		},
		{
			sheet: 'Totals',
			data: totals(sheet),
			columns: [44, 14, 9].map((width) => ({ width })),
			orientation: 'landscape',
		},
	]).toBuffer();
	return new Uint8Array(buffer);
}

const head = (texts: readonly string[]): Row =>
	texts.map((value) => ({ type: String, value, ...HEAD }));

const cell = (value: Value): Cell | null => {
	if (value === undefined || value === '') return null;
	if (typeof value === 'number')
		return { type: Number, value, format: MONEY, alignVertical: 'top' };
	return {
		type: String,
		value: neutralText(value).slice(0, LONGEST_TEXT),
		format: '@',
		alignVertical: 'top',
	};
};

const count = (value: number): Cell => ({ type: Number, value });

function toKey({ bills }: KeyingSheet): Row[] {
	return [
		head(['Keyed', ...LINE_COLUMNS.map(({ header }) => header)]),
		...bills.flatMap((bill) =>
			bill.lines.map((line, index) => [
				cell(index === 0 ? '\u2610' : undefined),
				...LINE_COLUMNS.map(({ value }) => cell(value(bill, line))),
			]),
		),
	];
}

function held({ waiting }: KeyingSheet): Row[] {
	return [
		head([
			'Vendor',
			'Number',
			'Date',
			'Asked',
			'Supported',
			'Currency',
			'Why',
			'Next',
			'Document key',
		]),
		...waiting.map((one) =>
			[
				one.vendor,
				one.number,
				one.date,
				one.asked,
				one.supported,
				one.currency,
				one.why,
				one.action,
				one.key,
			].map(cell),
		),
	];
}

function otherwise({ miskeyed }: KeyingSheet): Row[] {
	return [
		head(['Vendor', 'Number', 'Released', 'Keyed', 'Difference', 'Currency', 'Claim']),
		...miskeyed.map((one) =>
			[
				one.vendor,
				one.number,
				one.released,
				one.keyed,
				one.difference,
				one.currency,
				one.claim,
			].map(cell),
		),
	];
}

function totals({ bills, totals: sums, waiting, miskeyed, ages, madeAt }: KeyingSheet): Row[] {
	const vendors = [...new Set(bills.map(({ vendor }) => vendor))];
	return [
		head(['What', 'Amount', 'Count']),
		...sums.map((sum): Row => [
			cell(`Bills less credits, ${sum.currency}`),
			cell(sum.total),
			count(sum.bills + sum.credits),
		]),
		...vendors.map((vendor): Row => [
			cell(`Documents of ${vendor}`),
			null,
			count(bills.filter((bill) => bill.vendor === vendor).length),
		]),
		[cell('Held or waiting for a release'), null, count(waiting.length)],
		[cell('Keyed with another amount'), null, count(miskeyed.length)],
		[cell(`Made ${madeAt}`), null, null],
		[cell(`Commitments known as of ${ages.projects ?? 'never'}`), null, null],
		[cell(`Books known as of ${ages.books ?? 'never'}`), null, null],
	];
}
