import type { TextSource } from '../source';
import type { Token } from './layout';

interface SyntheticPage {
	number: number;
	width: number;
	height: number;
	words: Token[];
}

const CHARACTER = 6;
const LINE = 12;
const WIDEST_COLUMN = 60;

/**
 * Plain text as pages: every character is 6 points wide, every line 12 high; a form feed starts
 * a page. Two spaces or a tab are then a gap between columns, one space joins words.
 */
export function textPages(text: string): SyntheticPage[] {
	const pages: SyntheticPage[] = [];
	let offset = 0;
	text.split('\f').forEach((part, index) => {
		const words: Token[] = [];
		let width = 0;
		let at = offset;
		const lines = part.split('\n');
		const tables = pipeTables(lines);
		lines.forEach((line, row) => {
			const lefts = tables[row];
			const tokens = lefts
				? tokensOfCells(line, at, row * LINE, lefts)
				: tokensOfLine(line, at, row * LINE);
			words.push(...tokens);
			width = Math.max(width, tokens.at(-1)?.box[2] ?? 0);
			at += line.length + 1;
		});
		pages.push({
			number: index + 1,
			width: Math.max(width, 480),
			height: lines.length * LINE,
			words,
		});
		offset += part.length + 1;
	});
	return pages;
}

/** A row of a table in plain text: cells with ` | ` between them. */
const cellsOf = (line: string): string[] => line.split('|');
const FEWEST_CELLS = 3;

/**
 * Left edges of the cells of each line that belongs to a table of ` | ` (neighbouring lines with
 * the same number of cells, blank lines between them aside), in characters; undefined for other lines. Such a text keeps no
 * columns: the cells are given theirs, each as wide as the longest text in it. Shorter lines under
 * it are its sums and stand under its last columns.
 */
function pipeTables(lines: readonly string[]): Array<number[] | undefined> {
	const lefts: Array<number[] | undefined> = lines.map(() => undefined);
	let from = 0;
	while (from < lines.length) {
		const count = cellsOf(lines[from] ?? '').length;
		const continues = (line: string | undefined): boolean =>
			line !== undefined && (line.trim() === '' || cellsOf(line).length === count);
		let until = from + 1;
		while (until < lines.length && continues(lines[until])) until += 1;
		const table = lines.slice(from, until).filter((line) => line.trim() !== '');
		if (count >= FEWEST_CELLS && table.length >= 2) {
			const widths = Array.from({ length: count }, () => 0);
			for (const line of table) {
				for (const [index, cell] of cellsOf(line).entries()) {
					widths[index] = Math.max(widths[index] ?? 0, cell.trim().length);
				}
			}
			const edges = widths.map((_, index) =>
				widths.slice(0, index).reduce((sum, width) => sum + width + 3, 0),
			);
			lefts.fill(edges, from, until);
			while (until < lines.length) {
				const cells = cellsOf(lines[until] ?? '').length;
				if ((cells === 1 && lines[until]?.trim() !== '') || cells >= count) break;
				if (cells > 1) lefts[until] = edges.slice(-cells);
				until += 1;
			}
		}
		from = until;
	}
	return lefts;
}

function tokensOfCells(
	line: string,
	offset: number,
	top: number,
	lefts: readonly number[],
): Token[] {
	let at = 0;
	return cellsOf(line).flatMap((cell, index) => {
		const lead = cell.length - cell.trimStart().length;
		const tokens = tokensOfLine(cell.trim(), offset + at + lead, top);
		const shift = (lefts[index] ?? 0) * CHARACTER;
		at += cell.length + 1;
		return tokens.map((token): Token => {
			const [left, upper, right, lower] = token.box;
			return { ...token, box: [left + shift, upper, right + shift, lower] };
		});
	});
}

function tokensOfLine(line: string, offset: number, top: number): Token[] {
	const tokens: Token[] = [];
	let column = 0;
	for (let index = 0; index < line.length; index += 1) {
		const char = line.charAt(index);
		if (char === '\t') column = (Math.floor((column + 1) / 8) + 1) * 8;
		else if (/\s/.test(char)) column += 1;
		else {
			let end = index;
			while (end < line.length && !/\s/.test(line.charAt(end))) end += 1;
			const word = line.slice(index, end);
			tokens.push({
				text: word,
				box: [column * CHARACTER, top, (column + word.length) * CHARACTER, top + 10],
				span: [offset + index, offset + end],
			});
			column += word.length;
			index = end - 1;
		}
	}
	return tokens;
}

/**
 * Workbook sheets as pages: a column is as wide as its longest text, up to 60 characters. A longer
 * text runs over the empty cells at its right, as a spreadsheet shows it, and widens its column only
 * where it would reach the next text.
 */
export function cellPages(cells: NonNullable<TextSource['cells']>): SyntheticPage[] {
	return [...new Set(cells.map((cell) => cell.sheet))].map((sheet, index) => {
		const own = cells.filter((cell) => cell.sheet === sheet && cell.text.trim() !== '');
		const widths = new Map<number, number>();
		for (const { column, text } of own) {
			widths.set(column, Math.max(widths.get(column) ?? 8, Math.min(WIDEST_COLUMN, text.length)));
		}
		for (const cell of own) {
			const right = Math.min(
				...own
					.filter((other) => other.row === cell.row && other.column > cell.column)
					.map((other) => other.column),
			);
			if (!Number.isFinite(right)) continue;
			let between = 0;
			for (let column = cell.column + 1; column < right; column += 1) {
				between += (widths.get(column) ?? 2) + 3;
			}
			const needed = cell.text.length - between;
			if (needed > (widths.get(cell.column) ?? 8)) widths.set(cell.column, needed);
		}
		const last = Math.max(0, ...own.map((cell) => cell.column));
		const lefts: number[] = [];
		let left = 0;
		for (let column = 0; column <= last; column += 1) {
			lefts.push(left);
			left += ((widths.get(column) ?? 2) + 3) * CHARACTER;
		}
		const words = own.flatMap((cell) => {
			const start = lefts[cell.column] ?? 0;
			return [...cell.text.replace(/\s+/g, ' ').trim().matchAll(/\S+/g)].map((match): Token => {
				const from = start + match.index * CHARACTER;
				const top = cell.row * LINE;
				return {
					text: match[0],
					box: [from, top, from + match[0].length * CHARACTER, top + 10],
					cell: `${sheet}!${cell.cell}`,
				};
			});
		});
		const height = (Math.max(0, ...own.map((cell) => cell.row)) + 1) * LINE;
		return { number: index + 1, width: Math.max(left, 480), height, words };
	});
}
