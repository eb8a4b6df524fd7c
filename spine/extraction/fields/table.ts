import type { Column } from './columns';

import type { Layout, Row, Token } from './layout';
import type { TableHeader } from './table-header';

export interface TableColumn {
	column: Column;
	heading: string;
	left: number;
	right: number;
}

/** One printed row of a table: the words under each column. */
export interface TableRow {
	row: Row;
	cells: Map<Column, Token[]>;
}

/**
 * Gives every word under a heading to its column. The border between two columns is where the
 * fewest rows print anything, sought between the middles of their headings; a phrase that runs
 * over a border stays with the column it starts in.
 */
export function tableRows(
	layout: Layout,
	columns: readonly TableColumn[],
	from: number,
	until: number,
): TableRow[] {
	const rows = layout.rows.slice(from, until);
	const borders = bordersOf(columns, rows);
	const columnAt = (x: number): TableColumn | undefined => {
		const index = borders.findIndex((border) => x < border);
		return columns[index < 0 ? columns.length - 1 : index];
	};
	return rows.map((row) => {
		const cells = new Map<Column, Token[]>();
		for (const segment of row.segments) {
			let home: TableColumn | undefined;
			for (const token of segment.tokens) {
				const own = columnAt((token.box[0] + token.box[2]) / 2);
				const wordy = /\p{L}{2,}/u.test(token.text) || /^[(&,/-]/.test(token.text);
				const stays =
					home !== undefined && isTextual(home) && (wordy || own === undefined || isTextual(own));
				const target = stays ? home : own;
				home ??= own;
				if (!stays) home = own;
				if (!target) continue;
				const cell = cells.get(target.column);
				if (cell) cell.push(token);
				else cells.set(target.column, [token]);
			}
		}
		return { row, cells };
	});
}

const TEXTUAL = new Set<Column>(['description', 'work']);

function isTextual(column: TableColumn): boolean {
	return TEXTUAL.has(column.column);
}

function bordersOf(columns: readonly TableColumn[], rows: readonly Row[]): number[] {
	const table = rows.filter((row) => row.segments.length >= 2).slice(0, 120);
	const borders: number[] = [];
	for (let index = 0; index + 1 < columns.length; index += 1) {
		const left = columns[index];
		const right = columns[index + 1];
		if (left && right) borders.push(border(left, right, table));
	}
	return borders;
}

function border(left: TableColumn, right: TableColumn, rows: readonly Row[]): number {
	const from = isTextual(left) ? left.left + 4 : (left.left + left.right) / 2;
	const to = isTextual(right) ? Math.max(right.left, from + 2) : (right.left + right.right) / 2;
	let best = {
		crossed: Infinity,
		start: (left.right + right.left) / 2,
		end: (left.right + right.left) / 2,
	};
	let current: { crossed: number; start: number; end: number } | undefined;
	for (let x = from; x <= to; x += 1) {
		let crossed = x > left.right - 1 && x < right.left + 1 ? 0 : 0.5;
		for (const row of rows) {
			for (const segment of row.segments) {
				if (segment.box[0] > x || segment.box[2] < x) continue;
				if (segment.tokens.some((token) => token.box[0] - 0.5 <= x && token.box[2] + 0.5 >= x))
					crossed += 1;
				else crossed += 0.35;
			}
		}
		if (current?.crossed === crossed) current.end = x;
		else current = { crossed, start: x, end: x };
		const better = current.crossed < best.crossed;
		const wider =
			current.crossed === best.crossed && current.end - current.start > best.end - best.start;
		if (better || wider) best = { ...current };
	}
	return (best.start + best.end) / 2;
}

/** The text of a cell, empty where nothing is printed. */
export function cellText(row: TableRow, column: Column): string {
	return (row.cells.get(column) ?? []).map((token) => token.text).join(' ');
}

/** Headings with the column each one names; of two that claim a column the later one is `other`. */
export function columnsOf(
	header: TableHeader,
	name: (heading: string) => Column | undefined,
	prefer: (column: Column, headings: string[]) => number = () => 0,
): TableColumn[] {
	const named = header.headings.map((heading) => ({
		heading,
		column: name(heading.text) ?? firstOf(heading.lines.map(name)) ?? 'other',
	}));
	return named.map(({ heading, column }, index): TableColumn => {
		const rivals = named.flatMap((one, at) => (one.column === column ? [at] : []));
		const winner =
			rivals[
				prefer(
					column,
					rivals.map((at) => named[at]?.heading.text ?? ''),
				)
			] ?? rivals[0];
		return {
			column: column !== 'other' && winner === index ? column : 'other',
			heading: heading.text,
			left: heading.left,
			right: heading.right,
		};
	});
}

function firstOf(columns: ReadonlyArray<Column | undefined>): Column | undefined {
	return columns.find((column) => column !== undefined);
}
