import type { DocumentLine } from '../../documents/document';
import { toMinor, multiply } from '../../documents/money';
import { changeOrdersIn } from './change-order-references';
import type { FoundTable } from './find-tables';
import type { HitIndex } from './hits';
import type { Found, Layout, Row, Token } from './layout';
import { lineKindOf } from './line-kinds';
import { amountOfCell } from './money';
import type { DecimalMark } from './money';
import { summaryOf } from './summary-rows';
import { cellText, tableRows } from './table';
import type { TableRow } from './table';

export interface ReadLine {
	line: DocumentLine;
	/** Where each member of the line was read. */
	found: Partial<Record<keyof DocumentLine, Omit<Found<unknown>, 'value'>>>;
	row: number;
}

export interface ReadLines {
	lines: ReadLine[];
	/** Rows of headings and items: labels in them announce no totals. */
	rows: Set<number>;
}

interface Draft {
	anchor: TableRow;
	before: Token[];
	after: Token[];
	changeOrder?: string;
}

/** What a table's last row may carry quantities beside: a sum is a sum all the same. */
const SUMS: ReadonlySet<string> = new Set(['subtotal', 'total', 'amountDue']);
const SKIPPED =
	/^(?:page\s+\d|continued|cont'?d|\(continued|carried\s+(?:forward|over)|brought\s+forward|subtotal\s+(?:this\s+)?page|page\s+(?:sub)?total)/i;

/** The item lines of every table, in reading order. */
export function itemLines(
	layout: Layout,
	hits: HitIndex,
	tables: readonly FoundTable[],
	mark: DecimalMark,
): ReadLines {
	const result: ReadLines = { lines: [], rows: new Set() };
	for (const table of tables.filter((one) => one.kind === 'items')) {
		for (let row = table.header.first; row <= table.header.last; row += 1) result.rows.add(row);
		const rows = tableRows(layout, table.columns, table.from, table.until);
		const drafts = draftsOf(layout, hits, rows, mark, result.rows);
		for (const draft of drafts) result.lines.push(lineOf(draft, mark));
	}
	return result;
}

function draftsOf(
	layout: Layout,
	hits: HitIndex,
	rows: readonly TableRow[],
	mark: DecimalMark,
	used: Set<number>,
): Draft[] {
	const drafts: Draft[] = [];
	let waiting: TableRow[] = [];
	let last: Row | undefined;
	for (const [index, row] of rows.entries()) {
		if (row.row.tokens.length === 0) continue;
		const height = row.row.box[3] - row.row.box[1];
		if (last && row.row.box[1] - last.box[3] > Math.max(40, height * 4)) break;
		if (SKIPPED.test(row.row.text) || /^[-=*_\s]{3,}/.test(row.row.text)) {
			last = row.row;
			continue;
		}
		const summary = isAnchor(row, mark) ? summaryOf(row.row, hits) : undefined;
		if (summary && (SUMS.has(summary) || cellText(row, 'quantity') === '')) {
			if (summary === 'subtotal' && moreItems(rows.slice(index + 1), hits, mark)) {
				used.add(row.row.index);
				waiting = [];
				last = row.row;
				continue;
			}
			break;
		}
		if (isAnchor(row, mark)) {
			const draft: Draft = { anchor: row, before: [], after: [] };
			const description = cellText(row, 'description');
			for (const above of waiting) {
				if (description === '') draft.before.push(...describing(above));
				else if (drafts.length > 0 && !belongsBelow(layout, above.row))
					drafts.at(-1)?.after.push(...describing(above));
				else if (belongsBelow(layout, above.row) && drafts.length > 0)
					draft.before.push(...describing(above));
				used.add(above.row.index);
			}
			waiting = [];
			drafts.push(draft);
			used.add(row.row.index);
			last = row.row;
		} else if (describing(row).length > 0 && !startsNewPart(row.row, hits)) {
			waiting.push(row);
			last ??= row.row;
			const gap = row.row.box[1] - last.box[3];
			if (gap < height * 1.9) last = row.row;
		} else if (
			drafts.length > 0 &&
			startsNewPart(row.row, hits) &&
			!moreItems(rows.slice(index + 1), hits, mark)
		) {
			break;
		}
	}
	attachTail(drafts, waiting, used);
	return drafts;
}

/** Rows below the last item belong to its description only while they follow closely. */
function attachTail(
	drafts: readonly Draft[],
	waiting: readonly TableRow[],
	used: Set<number>,
): void {
	const draft = drafts.at(-1);
	if (!draft) return;
	let above = draft.anchor.row;
	for (const row of waiting.slice(0, 6)) {
		const gap = row.row.box[1] - above.box[3];
		if (gap > (row.row.box[3] - row.row.box[1]) * 0.9 || row.row.tokens.length > 14) break;
		if (row.cells.size > 1) break;
		draft.after.push(...describing(row));
		used.add(row.row.index);
		above = row.row;
	}
}

function startsNewPart(row: Row, hits: HitIndex): boolean {
	const first = row.segments[0];
	return first !== undefined && /:/.test(first.text) && hits.startsWithLabel(first);
}

function belongsBelow(layout: Layout, row: Row): boolean {
	const above = layout.rows[row.index - 1];
	const below = layout.rows[row.index + 1];
	if (!above || !below) return false;
	return row.box[1] - above.box[3] > Math.max(0, below.box[1] - row.box[3]) * 1.6 + 1;
}

function moreItems(rows: readonly TableRow[], hits: HitIndex, mark: DecimalMark): boolean {
	for (const row of rows) {
		if (!isAnchor(row, mark)) continue;
		const summary = summaryOf(row.row, hits);
		if (summary === 'subtotal') continue;
		if (summary !== undefined) return false;
		const filled = (['quantity', 'unitPrice', 'number', 'unit'] as const).filter(
			(column) => cellText(row, column) !== '',
		);
		return cellText(row, 'description') !== '' && (filled.length > 0 || row.cells.has('amount'));
	}
	return false;
}

function isAnchor(row: TableRow, mark: DecimalMark): boolean {
	const amount = amountOfCell(withoutUnit(cellText(row, 'amount')), mark);
	const quantity = quantityOf(cellText(row, 'quantity'), mark);
	const price = amountOfCell(withoutUnit(cellText(row, 'unitPrice')), mark);
	if (amount !== undefined) return true;
	return (
		quantity.value !== undefined &&
		(price !== undefined || cellText(row, 'description') !== '') &&
		/\d/.test(cellText(row, 'quantity'))
	);
}

function describing(row: TableRow): Token[] {
	return row.cells.get('description') ?? [];
}

function withoutUnit(text: string): string {
	return text
		.replace(/\s*(?:\/|per\s)\s*(?:\p{L}{1,6}|\d+)\.?$/iu, '')
		.replace(/\s+(?:T|N|E|TX|NT)$/, '');
}

function quantityOf(text: string, mark: DecimalMark): { value?: number; unit?: string } {
	const match = /^([\d.,\s()-]*\d\)?)\s*(\p{L}[\p{L}\d.\u00b2\u00b3]*|%)?$/u.exec(text.trim());
	if (!match?.[1]) return {};
	const value = amountOfCell(match[1], mark);
	if (value === undefined) return {};
	return match[2] === undefined ? { value } : { value, unit: match[2] };
}

function lineOf(draft: Draft, mark: DecimalMark): ReadLine {
	const { anchor } = draft;
	const described = [...draft.before, ...describing(anchor), ...draft.after];
	const description = described.map((token) => token.text).join(' ');
	const quantity = quantityOf(cellText(anchor, 'quantity'), mark);
	const unit = cellText(anchor, 'unit') || quantity.unit;
	const unitPrice = amountOfCell(withoutUnit(cellText(anchor, 'unitPrice')), mark);
	const amount = amountOfCell(withoutUnit(cellText(anchor, 'amount')), mark);
	const agrees =
		quantity.value !== undefined &&
		unitPrice !== undefined &&
		amount !== undefined &&
		Math.abs(toMinor(multiply(quantity.value, unitPrice)) - toMinor(amount)) <= 1;
	const sure = agrees ? 0.97 : 0.9;
	const line: DocumentLine = { description, kind: lineKindOf(description) };
	const found: ReadLine['found'] = {};
	const page = anchor.row.page;
	const note = (
		member: keyof DocumentLine,
		tokens: Token[] | undefined,
		confidence: number,
	): void => {
		if (tokens && tokens.length > 0) found[member] = { tokens, page, confidence };
	};
	note('description', described, 0.9);
	const number = cellText(anchor, 'number');
	if (number !== '') {
		line.number = number;
		note('number', anchor.cells.get('number'), 0.9);
	}
	if (quantity.value !== undefined) {
		line.quantity = quantity.value;
		note('quantity', anchor.cells.get('quantity'), sure);
	}
	if (unit) line.unit = unit;
	if (unitPrice !== undefined) {
		line.unitPrice = unitPrice;
		note('unitPrice', anchor.cells.get('unitPrice'), sure);
	}
	if (amount !== undefined) {
		line.amount = amount;
		note('amount', anchor.cells.get('amount'), sure);
	}
	const costCode = cellText(anchor, 'costCode') || costCodeIn(`${number} ${description}`);
	if (costCode) line.costCode = costCode;
	const reference =
		cellText(anchor, 'changeOrder') || changeOrdersIn(`${number} ${description}`)[0]?.text;
	if (reference) line.changeOrder = reference;
	return { line, found, row: anchor.row.index };
}

/** A cost code named as such, or a number in the form of one (`03-300`, `26-0500.S`) at the start. */
export function costCodeIn(text: string): string | undefined {
	const named = /\bcost\s*code\s*[:#]?\s*([\w.-]*\d[\w.-]*)/i.exec(text);
	if (named?.[1]) return named[1];
	return /^\s*(\d{2}-\d{3,5}(?:[.-]\w{1,4})?)\b/.exec(text)?.[1];
}
