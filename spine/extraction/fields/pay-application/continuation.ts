import type { PayApplicationLine } from '../../../documents/document';
import { sumAmounts, toMinor } from '../../../documents/money';
import { changeOrdersIn } from '../change-order-references';
import type { SheetColumn } from '../columns';
import type { FoundTable } from '../find-tables';
import { costCodeIn } from '../item-lines';
import type { Found, Token } from '../layout';
import { amountOfCell, percentIn } from '../money';
import type { ReadContext } from '../read-context';
import { summaryOf } from '../summary-rows';
import { cellText, tableRows } from '../table';
import type { TableRow } from '../table';

type Amounts = Omit<PayApplicationLine, 'description'>;
type Where = Partial<Record<string, Omit<Found<unknown>, 'value'>>>;

export interface SheetLine {
	line: PayApplicationLine;
	found: Where;
	/** Index of the row that holds the amounts. */
	row: number;
}

export interface Sheet {
	lines: SheetLine[];
	totals?: { amounts: Amounts; found: Where };
	pageTotals: Array<{ amounts: Amounts; found: Where }>;
	/** Rows that the sheets cover. */
	rows: Set<number>;
}

const AMOUNTS = [
	'scheduledValue',
	'previous',
	'thisPeriod',
	'stored',
	'completed',
	'balance',
	'retainage',
] as const;
const PAGE_TOTAL =
	/page\s*(?:sub-?)?totals?|totals?\s*(?:\(?this\)?\s*|for\s+(?:this\s+)?)page|sub-?totals?\s*(?:this|for|of)?\s*page|(?:carried|brought)\s+forward/i;
const TOTAL = /^(?:grand\s+|project\s+|contract\s+)?totals?\b(?!\s+station)/i;
const SUBTOTAL =
	/^sub-?\s*totals?\b|\bsub-?totals?$|^totals?\s+(?:division|section|phase|base|change\s+orders?|for)\b|^(?:division|section)\b.*\btotals?$/i;
const SECTION =
	/^(?:division|section|phase|area|building|base\s+(?:contract|bid)|(?:approved\s+)?change\s+orders?|original\s+contract|alternates?)\b[^\d]*\d{0,3}[^\d]*$/i;

/** Rows of every continuation sheet: items, page totals and the grand total, as printed. */
export function readSheets(context: ReadContext): Sheet {
	const sheet: Sheet = { lines: [], pageTotals: [], rows: new Set() };
	const totals: Array<{ text: string; amounts: Amounts; found: Where }> = [];
	for (const table of context.tables.filter((one) => one.kind === 'sheet')) {
		readSheet(context, table, sheet, totals);
	}
	const grand =
		totals.findLast((one) => /grand|project|contract/i.test(one.text)) ?? largestLast(totals);
	for (const one of totals) {
		if (one === grand) sheet.totals = { amounts: one.amounts, found: one.found };
		else sheet.pageTotals.push({ amounts: one.amounts, found: one.found });
	}
	return sheet;
}

function largestLast<T extends { amounts: Amounts }>(totals: readonly T[]): T | undefined {
	const last = totals.at(-1);
	const size = (one: T | undefined): number =>
		Math.abs(one?.amounts.scheduledValue ?? one?.amounts.completed ?? 0);
	return last && totals.every((one) => size(one) <= size(last)) ? last : undefined;
}

function readSheet(
	context: ReadContext,
	table: FoundTable,
	sheet: Sheet,
	totals: Array<{ text: string; amounts: Amounts; found: Where }>,
): void {
	for (let row = table.header.first; row <= table.header.last; row += 1) sheet.rows.add(row);
	const rows = tableRows(context.layout, table.columns, table.from, table.until);
	const fraction = context.layout.kind === 'xlsx';
	let pending: TableRow[] = [];
	let ended = false;
	let last: { entry: SheetLine; row: TableRow } | undefined;
	for (const [index, row] of rows.entries()) {
		const amounts = amountsOf(context, row, fraction);
		const count = AMOUNTS.filter((column) => amounts.amounts[column] !== undefined).length;
		const text = `${cellText(row, 'item')} ${cellText(row, 'work')}`.trim();
		if (count === 0) {
			if (text === '' || /^(?:page\s+\d|continued)/i.test(text)) continue;
			if (/\b(?:signature|notary|certif|architect)\b/i.test(text)) break;
			const near =
				last && row.row.box[1] - last.row.row.box[3] < (row.row.box[3] - row.row.box[1]) * 1.2;
			const gapBelow = (rows[index + 1]?.row.box[1] ?? Infinity) - row.row.box[3];
			const gapAbove = last ? row.row.box[1] - last.row.row.box[3] : Infinity;
			if (
				near &&
				last &&
				gapAbove <= gapBelow + 0.5 &&
				cellText(row, 'item') === '' &&
				!SECTION.test(text)
			) {
				extend(last.entry, row);
				last.row = row;
			} else pending = SECTION.test(text) ? [] : [row];
			continue;
		}
		const label = `${text} ${wrappedLabel(rows, index)}`.trim();
		if (count === 1 && ended) break;
		if (count === 1 && summaryOf(row.row, context.hits) !== undefined && !TOTAL.test(label)) break;
		for (let at = (rows[index - 1]?.row ?? row.row).index; at <= row.row.index; at += 1)
			sheet.rows.add(at);
		if (PAGE_TOTAL.test(label)) {
			sheet.pageTotals.push(amounts);
			last = undefined;
		} else if (SUBTOTAL.test(label)) pending = [];
		else if (TOTAL.test(label) || (text === '' && count >= 3)) {
			totals.push({ text: label, ...amounts });
			last = undefined;
			ended = true;
		} else {
			const entry = lineOf(context, row, amounts, cellText(row, 'work') === '' ? pending : []);
			sheet.lines.push(entry);
			last = { entry, row };
		}
		pending = [];
	}
}

/**
 * Words of a total's label that its narrow cell wrapped onto the next row (`GRAND` over `TOTAL`);
 * empty where the next row is another item, or the label says nothing of a total even with them.
 */
function wrappedLabel(rows: readonly TableRow[], index: number): string {
	const own = rows[index];
	const next = rows[index + 1];
	if (!own || !next) return '';
	const below = `${cellText(next, 'item')} ${cellText(next, 'work')}`.trim();
	const height = own.row.box[3] - own.row.box[1];
	const near = next.row.box[1] - own.row.box[3] < height * 1.2;
	const words = near && next.row.segments.every((segment) => !/\d/.test(segment.text));
	if (!words || !/^(?:grand\s+|this\s+|page\s+|sub-?\s*)*(?:totals?|page)\b/i.test(below))
		return '';
	return /^(?:grand|page|project|contract|column|sheet|sub|totals?(?:\s+(?:this|for))?)?$/i.test(
		`${cellText(own, 'item')} ${cellText(own, 'work')}`.trim(),
	)
		? below
		: '';
}

function amountsOf(
	context: ReadContext,
	row: TableRow,
	fraction: boolean,
): { amounts: Amounts; found: Where } {
	const amounts: Amounts = {};
	const found: Where = {};
	for (const column of AMOUNTS) {
		const text = cellText(row, column);
		const value = text === '' ? undefined : amountOfCell(text, context.mark);
		if (value === undefined) continue;
		amounts[column] = value;
		found[column] = place(row, column, 0.92);
	}
	const { previous, thisPeriod, stored, completed } = amounts;
	if (
		completed !== undefined &&
		toMinor(sumAmounts([previous, thisPeriod, stored])) === toMinor(completed)
	) {
		for (const one of Object.values(found)) if (one) one.confidence = 0.98;
	}
	const { scheduledValue, balance } = amounts;
	if (
		scheduledValue !== undefined &&
		balance !== undefined &&
		toMinor(balance) === toMinor(scheduledValue) - toMinor(completed ?? 0)
	) {
		for (const one of Object.values(found)) if (one) one.confidence = 0.98;
	}
	const share = cellText(row, 'percent');
	const printed =
		percentIn(share) ?? (share === '' ? undefined : amountOfCell(share, context.mark));
	if (printed !== undefined) {
		amounts.percent = fraction && !share.includes('%') ? asPercent(printed, amounts) : printed;
		found['percent'] = place(row, 'percent', 0.92);
	}
	return { amounts, found };
}

/** A workbook keeps 71.43 % as 0.7143: the reading nearer to G / C is meant. */
function asPercent(value: number, amounts: Amounts): number {
	const { completed, scheduledValue } = amounts;
	if (completed === undefined || !scheduledValue) return value <= 1 ? value * 100 : value;
	const expected = (completed / scheduledValue) * 100;
	return Math.abs(value * 100 - expected) < Math.abs(value - expected)
		? Math.round(value * 1e6) / 1e4
		: value;
}

function place(
	row: TableRow,
	column: SheetColumn,
	confidence: number,
): Omit<Found<unknown>, 'value'> {
	return { tokens: row.cells.get(column) ?? [], page: row.row.page, confidence };
}

function lineOf(
	context: ReadContext,
	row: TableRow,
	read: { amounts: Amounts; found: Where },
	above: readonly TableRow[],
): SheetLine {
	const described: Token[] = [
		...above.flatMap((one) => one.cells.get('work') ?? []),
		...(row.cells.get('work') ?? []),
	];
	let description = described.map((token) => token.text).join(' ');
	let item = cellText(row, 'item');
	const hasItem = context.tables.some((table) =>
		table.columns.some((column) => column.column === 'item'),
	);
	const lead =
		item === '' && !hasItem ? /^(\d{1,3}|\d{2}-\d{3,5})\s+(?=\p{L})/u.exec(description) : null;
	if (lead?.[1]) {
		item = lead[1];
		description = description.slice(lead[0].length);
	}
	const line: PayApplicationLine = { description, ...read.amounts };
	const found: Where = { ...read.found };
	if (described.length > 0)
		found['description'] = { tokens: described, page: row.row.page, confidence: 0.92 };
	if (item !== '') {
		line.item = item;
		if (!lead) found['item'] = place(row, 'item', 0.92);
	}
	const text = `${item} ${description}`;
	const costCode = costCodeIn(text);
	if (costCode) line.costCode = costCode;
	const reference = changeOrdersIn(text)[0]?.text;
	if (reference) line.changeOrder = reference;
	return { line, found, row: row.row.index };
}

function extend(entry: SheetLine, row: TableRow): void {
	const tokens = row.cells.get('work') ?? [];
	if (tokens.length === 0) return;
	entry.line.description =
		`${entry.line.description} ${tokens.map((token) => token.text).join(' ')}`.trim();
	const found = entry.found['description'];
	if (found) found.tokens = [...found.tokens, ...tokens];
	const reference = changeOrdersIn(entry.line.description)[0]?.text;
	if (reference) entry.line.changeOrder = reference;
}
