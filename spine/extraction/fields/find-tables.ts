import { itemColumn, sheetColumn } from './columns';
import type { Column } from './columns';
import type { HitIndex } from './hits';
import type { Layout } from './layout';
import { columnsOf } from './table';
import type { TableColumn } from './table';
import { columnCount, headerAround, isHeadingRow } from './table-header';
import type { TableHeader } from './table-header';

export interface FoundTable {
	kind: 'items' | 'sheet';
	header: TableHeader;
	columns: TableColumn[];
	/** Rows below the heading, up to the next heading, the end of the page or the end. */
	from: number;
	until: number;
}

const HEADING_WORDS =
	/\b(?:qty|quantity|ship(?:ped)?|ord(?:ered)?|unit|price|rate|amount|total|descr\w*|item|no\.?|code|extended|cost|work|completed?|materials?|scheduled|value|previous|application|period|stored|presently|balance|finish|retainage|percent|date|this|from|to|tax|mwst|ohne|prix|montant|eur|ht|ttc|vat|cena|warto\u015b\u0107|brutto|netto|not in|d or e|\(?g\)?)\b/i;
const MONEY_COLUMNS: ReadonlySet<Column> = new Set(['amount', 'unitPrice', 'quantity']);

/** Every table of items and every continuation sheet, in reading order; a heading repeated on the next page starts a new entry. */
export function findTables(layout: Layout, hits: HitIndex): FoundTable[] {
	const tables: FoundTable[] = [];
	let index = 0;
	while (index < layout.rows.length) {
		const row = layout.rows[index];
		const header =
			row && isHeadingRow(row) && looksLikeHeading(columnCount(row))
				? headerAround(layout, row, HEADING_WORDS)
				: undefined;
		const table = header ? tableUnder(header) : undefined;
		if (table) {
			const before = tables.at(-1);
			if (before && before.until > table.header.first) before.until = table.header.first;
			table.until = pageEnd(layout, table.header);
			tables.push(table);
			index = table.from;
		} else index += 1;
	}
	return tables.filter((table) => table.until > table.from && !isLabelGrid(layout, hits, table));
}

function looksLikeHeading(count: { item: number; sheet: number }): boolean {
	return count.item >= 2 || count.sheet >= 3;
}

function pageEnd(layout: Layout, header: TableHeader): number {
	let end = header.last + 1;
	while (end < layout.rows.length && layout.rows[end]?.page === header.page) end += 1;
	return end;
}

function tableUnder(header: TableHeader): FoundTable | undefined {
	const from = header.last + 1;
	const sheet = columnsOf(header, sheetColumn);
	const sheets = new Set(sheet.map((column) => column.column));
	const progress = (['previous', 'thisPeriod', 'completed', 'stored'] as const).filter((column) =>
		sheets.has(column),
	);
	const extra = (['balance', 'retainage', 'percent'] as const).filter((column) =>
		sheets.has(column),
	);
	if (sheets.has('scheduledValue') && progress.length >= 1 && progress.length + extra.length >= 2) {
		return { kind: 'sheet', header, columns: withSheetTexts(sheet), from, until: from };
	}
	const columns = itemColumns(header);
	const named = new Set(columns.map((column) => column.column));
	const money = [...named].filter((column) => MONEY_COLUMNS.has(column)).length;
	if (!named.has('description') || money === 0 || named.size < 2) return undefined;
	return { kind: 'items', header, columns, from, until: from };
}

/** A sheet always has an item and a work column; where their headings are unknown words the leftmost columns are taken. */
function withSheetTexts(columns: TableColumn[]): TableColumn[] {
	if (columns.some((column) => column.column === 'work')) return columns;
	const free = columns.findIndex((column) => column.column === 'other' || column.column === 'item');
	return columns.map((column, index) =>
		index === free ? { ...column, column: 'work' as const } : column,
	);
}

function itemColumns(header: TableHeader): TableColumn[] {
	const prefer = (column: Column, headings: string[]): number => {
		if (column === 'quantity') {
			const charged = headings.findIndex((heading) => /sh(?:i?pp?)|bill|inv|del/i.test(heading));
			return Math.max(0, charged);
		}
		if (column !== 'amount' && column !== 'description') return 0;
		if (column === 'description') {
			const described = headings.findIndex((heading) =>
				/descr|bezeich|beschr|omschr/i.test(heading),
			);
			return described >= 0 ? described : 0;
		}
		return headings.length - 1;
	};
	const columns = columnsOf(header, itemColumn, prefer);
	const has = (name: Column): boolean => columns.some((column) => column.column === name);
	const rename = (from: Column, to: Column, last = false): void => {
		const at = last
			? columns.findLastIndex((column) => column.column === from)
			: columns.findIndex((column) => column.column === from);
		const column = columns[at];
		if (column) columns[at] = { ...column, column: to };
	};
	if (!has('description')) {
		const counted = columns.findIndex(({ heading }) =>
			/^(?:#|no\.?|nr\.?|pos\.?|line|ln)$/i.test(heading),
		);
		const worded = columns.findIndex(({ heading }) => /^items?$/i.test(heading));
		const item = counted >= 0 && worded > counted ? columns[worded] : undefined;
		if (item) columns[worded] = { ...item, column: 'description' };
		else if (has('number')) rename('number', 'description');
		else if (has('reference')) rename('reference', 'description');
		else if (columns[0]?.column === 'other') rename('other', 'description');
	}
	if (!has('amount') && has('unitPrice')) rename('unitPrice', 'amount', true);
	return columns;
}

/** A grid of labels over values (`Invoice No | Date | Total`) is no table of items. */
function isLabelGrid(layout: Layout, hits: HitIndex, table: FoundTable): boolean {
	if (table.kind === 'sheet') return false;
	const row = layout.rows[table.header.first];
	if (!row) return true;
	const labelled = row.segments.filter((segment) =>
		hits
			.in(segment)
			.some(
				(hit) =>
					['number', 'date', 'dueDate', 'commitment', 'terms', 'otherNumber'].includes(
						hit.label.field,
					) && hit.label.weight >= 0.9,
			),
	);
	return labelled.length >= 2;
}
