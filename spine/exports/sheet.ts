import { type Header, textOf } from './columns';
import { ExportRefused, type RefusedExportRow } from './refusal';
import type { Cell, Table } from './table';
import { stampIn } from './title';
import {
	type DateOrder,
	type DecimalSign,
	amountOf,
	dateOf,
	dateOrderOf,
	decimalSignOf,
	yesOrNo,
} from './values';

/** Most refused rows that are told one by one. */
const TOLD = 100;

class RowRefused extends Error {
	constructor(
		readonly column: string | undefined,
		readonly what: string,
	) {
		super(what);
	}
}

/** One row below the headings. What cannot be read in it stops the row alone. */
export interface SheetRow<F extends string> {
	/** 1-based row of the file. */
	number: number;
	cells: readonly Cell[];
	/** Text of a field; absent when blank or without a column. */
	text(field: F): string | undefined;
	/** Text that must be there. */
	needed(field: F): string;
	amount(field: F): number | undefined;
	neededAmount(field: F): number;
	date(field: F): string | undefined;
	yesOrNo(field: F): boolean | undefined;
	/** Stops the row, with what was expected. */
	refuse(field: F | undefined, what: string): never;
}

export interface Sheet<F extends string> {
	name: string;
	header: Header<F>;
	/** Rows that hold something, in order. */
	rows: Array<SheetRow<F>>;
	/** Largest row number that the file has; for messages. */
	size: number;
}

export interface SheetOptions<F extends string> {
	dates: readonly F[];
	amounts: readonly F[];
	/** How dates in figures are written, where the file does not tell. */
	dateOrder?: DateOrder;
	/** ISO 4217. */
	currency: string;
}

/**
 * A table under its headings, with dates and amounts read the way the whole file writes them.
 *
 * @throws ExportRefused where the file contradicts itself, or its dates can be read two ways and
 * nobody said which.
 */
export function openSheet<F extends string>(
	table: Table,
	header: Header<F>,
	options: SheetOptions<F>,
): Sheet<F> {
	const { name } = table;
	const body = table.rows.slice(header.at + 1);
	const inColumns = (fields: readonly F[]): Cell[] =>
		fields.flatMap((field) => {
			const column = header.columns[field];
			return column === undefined ? [] : body.map((row) => row[column] ?? '');
		});
	const order = orderOf(inColumns(options.dates), options, name);
	const decimal = decimalSignOf(inColumns(options.amounts));
	if (decimal === undefined) {
		throw new ExportRefused(
			`${name} writes some amounts with a decimal point and others with a decimal comma.`,
			'Export it again with one way of writing amounts.',
		);
	}
	const rows = body.flatMap((cells, index): Array<SheetRow<F>> => {
		const number = header.at + 2 + index;
		return cells.every((cell) => textOf(cell) === '')
			? []
			: [rowOf(cells, number, header, { order, decimal, currency: options.currency })];
	});
	return { name, header, rows, size: table.rows.length };
}

function orderOf<F extends string>(
	dates: readonly Cell[],
	{ dateOrder }: SheetOptions<F>,
	name: string,
): DateOrder {
	const order = dateOrderOf(dates);
	const contradicts =
		order === undefined ||
		(order !== 'ambiguous' && isFigures(dates) && dateOrder !== undefined && dateOrder !== order);
	if (contradicts) {
		throw new ExportRefused(
			order === undefined
				? `${name} has dates with the month first and dates with the day first.`
				: `${name} has dates that are not written as "Date Order" says.`,
			order === undefined
				? 'Export it again with one way of writing dates.'
				: 'Set "Date Order" to Automatic, or to how the file writes its dates.',
		);
	}
	if (order !== 'ambiguous') return order;
	if (dateOrder !== undefined) return dateOrder;
	const sample = dates.find((date) => typeof date === 'string' && /^\d{1,2}[/.-]/.test(date));
	throw new ExportRefused(
		`The dates of ${name}, such as ${textOf(sample)}, can be read with the month first or with the day first.`,
		'Set "Date Order" to how the file writes them.',
	);
}

const isFigures = (dates: readonly Cell[]): boolean =>
	dates.some((date) => typeof date === 'string' && /^\d{1,2}[/.-]\d{1,2}[/.-]/.test(date));

function rowOf<F extends string>(
	cells: readonly Cell[],
	number: number,
	{ columns, headings }: Header<F>,
	writing: { order: DateOrder; decimal: DecimalSign; currency: string },
): SheetRow<F> {
	const cell = (field: F): Cell | undefined => {
		const column = columns[field];
		return column === undefined ? undefined : cells[column];
	};
	const text = (field: F): string | undefined => {
		const found = textOf(cell(field));
		return found === '' ? undefined : found;
	};
	const refuse = (field: F | undefined, what: string): never => {
		const column = field === undefined ? undefined : columns[field];
		throw new RowRefused(column === undefined ? field : headings[column], what);
	};
	const needed = (field: F): string => text(field) ?? refuse(field, 'is blank');
	const amount = (field: F): number | undefined => {
		if (text(field) === undefined) return undefined;
		const value = amountOf(cell(field) ?? '', writing.decimal, writing.currency);
		return value ?? refuse(field, `holds "${short(text(field))}", which is no amount of money`);
	};
	return {
		number,
		cells,
		text,
		needed,
		amount,
		refuse,
		neededAmount: (field) => amount(field) ?? refuse(field, 'holds no amount'),
		date: (field) => {
			if (text(field) === undefined) return undefined;
			const value = dateOf(cell(field) ?? '', writing.order);
			return value ?? refuse(field, `holds "${short(text(field))}", which is no date`);
		},
		yesOrNo: (field) => {
			const found = text(field);
			if (found === undefined) return undefined;
			return yesOrNo(found) ?? refuse(field, `holds "${short(found)}" where Yes or No is expected`);
		},
	};
}

/** A cell's text for a message. */
export const short = (text: string | undefined): string =>
	(text ?? '').length > 40 ? `${(text ?? '').slice(0, 37)}...` : (text ?? '');

/** Rows that were left out; the first hundred are told one by one. */
export interface Refusals {
	count: number;
	rows: RefusedExportRow[];
}

/**
 * Reads rows one by one; a row that cannot be read is left out and told.
 *
 * @param before refusals of an earlier reading, which those of this one are added to.
 */
export function readRows<F extends string>(
	sheet: Pick<Sheet<F>, 'name' | 'rows'>,
	read: (row: SheetRow<F>) => void,
	before: Refusals = { count: 0, rows: [] },
): Refusals {
	const refusals: Refusals = { count: before.count, rows: [...before.rows] };
	for (const row of sheet.rows) {
		try {
			read(row);
		} catch (error) {
			if (!(error instanceof RowRefused)) throw error;
			refusals.count += 1;
			if (refusals.rows.length >= TOLD) continue;
			const { column, what } = error;
			const place = column === undefined ? '' : `, column "${short(column)}"`;
			refusals.rows.push({
				row: row.number,
				...(column === undefined ? {} : { column }),
				sentence: `${sheet.name}, row ${row.number}${place}: ${what}.`,
			});
		}
	}
	return refusals;
}

/**
 * Whether a row is a sum or a note beside the list rather than an entry of it. An entry of a list
 * of names may be a name alone; one of another list is not. A sum has nothing but figures beside
 * its word, so that a company whose name begins with "Total" stays an entry.
 */
export function isBesideTheList<F extends string>(row: SheetRow<F>, name?: F): boolean {
	const texts = row.cells.map(textOf).filter((text) => text !== '');
	const [first = '', ...others] = texts;
	if (others.length > 0)
		return /^(grand |sub)?totals?( for\b.*)?$/i.test(first) && others.every(isFigure);
	const isName = name !== undefined && row.text(name) === first;
	if (!isName) return true;
	const isNote = /^(grand |sub)?totals?$|\b(accrual|cash) basis\b/i.test(first);
	return isNote || stampIn(first, 'utc') !== undefined;
}

/** An amount or a share in percent, however it is written. */
const isFigure = (text: string): boolean =>
	text.length <= 40 &&
	/^(?:[A-Z]{3} )?[^\p{L}\d]*(?:\d[\d.,' ]*)?[^\p{L}\d]*(?: [A-Z]{3})?$/u.test(text);
