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
		lines.forEach((line, row) => {
			const tokens = tokensOfLine(line, at, row * LINE);
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

/** Workbook sheets as pages: a column is as wide as its longest text, up to 60 characters. */
export function cellPages(cells: NonNullable<TextSource['cells']>): SyntheticPage[] {
	return [...new Set(cells.map((cell) => cell.sheet))].map((sheet, index) => {
		const own = cells.filter((cell) => cell.sheet === sheet && cell.text.trim() !== '');
		const widths = new Map<number, number>();
		for (const { column, text } of own) {
			widths.set(column, Math.max(widths.get(column) ?? 8, Math.min(WIDEST_COLUMN, text.length)));
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
