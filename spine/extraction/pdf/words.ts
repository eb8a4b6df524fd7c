import type { Word } from '../source';
import { apply, around, compose, toMatrix } from './geometry';
import type { Box, Matrix } from './geometry';

/** A run of text as PDF.js reports it. */
export interface TextItem {
	str: string;
	/** Matrix of the run in the page's user space. */
	transform: unknown;
	/** Length along the baseline, in user space units. */
	width: number;
	hasEOL: boolean;
}

interface Piece extends Word {
	/** Whether a space or a line end stands between this piece and the one before. */
	apart: boolean;
	size: number;
}

const NARROW = new Set("iljtfrI.,;:'|!()[]{}/\\`\u2019\u2018 -".split(''));
const WIDE = new Set('mwMW@%&\u2014'.split(''));

/** Width of a character in thousandths of the font size, near enough for Latin text faces. */
function charWidth(char: string): number {
	if (NARROW.has(char)) return 290;
	if (WIDE.has(char)) return 860;
	if (/[0-9$\u20ac\u00a3]/.test(char)) return 556;
	return /[A-Z\u00c0-\u00de]/.test(char) ? 690 : 530;
}

/**
 * Words with their boxes. A run carries one width for many words, so a word's place inside its
 * run is interpolated over typical character widths. Runs that touch are one word, letters set
 * apart (`I N V O I C E`) are joined, and text drawn twice to look bold is kept once.
 */
export function wordsOf(items: readonly TextItem[], viewport: Matrix): Word[] {
	const pieces: Piece[] = [];
	let apart = true;
	for (const item of items) {
		const matrix = toMatrix(item.transform);
		if (matrix) {
			const read = piecesOf(item, compose(viewport, matrix), apart);
			pieces.push(...read);
			if (item.str !== '') apart = /\s$/.test(item.str);
		}
		if (item.hasEOL) apart = true;
	}
	return withoutDoubles(joinSpacedLetters(joinTouching(pieces)));
}

function piecesOf(item: TextItem, matrix: Matrix, apartBefore: boolean): Piece[] {
	const size = Math.hypot(matrix[2], matrix[3]);
	const along = Math.hypot(matrix[0], matrix[1]);
	if (item.str.trim() === '' || size === 0 || along === 0) return [];
	const chars = [...item.str];
	const starts: number[] = [];
	let total = 0;
	for (const char of chars) {
		starts.push(total);
		total += charWidth(char);
	}
	const unit = item.width / (total || 1) / along;
	const pieces: Piece[] = [];
	let index = 0;
	while (index < chars.length) {
		if (/\s/.test(chars[index] ?? ' ')) {
			index += 1;
			continue;
		}
		let end = index;
		while (end < chars.length && !/\s/.test(chars[end] ?? ' ')) end += 1;
		const from = (starts[index] ?? 0) * unit;
		const to = (starts[end] ?? total) * unit;
		pieces.push({
			text: chars.slice(index, end).join(''),
			box: around([
				apply(matrix, from, -0.2),
				apply(matrix, to, -0.2),
				apply(matrix, from, 0.78),
				apply(matrix, to, 0.78),
			]),
			apart: index > 0 || apartBefore,
			size,
		});
		index = end;
	}
	return pieces;
}

function joinTouching(pieces: readonly Piece[]): Piece[] {
	const words: Piece[] = [];
	for (const piece of pieces) {
		const last = words.at(-1);
		const gap = last ? piece.box[0] - last.box[2] : 0;
		const level = last && Math.abs(piece.box[3] - last.box[3]) < piece.size * 0.3;
		if (last && !piece.apart && level && gap < piece.size * 0.15 && gap > -piece.size * 0.5) {
			last.text += piece.text;
			last.box = merge(last.box, piece.box);
		} else {
			words.push({ ...piece, box: [...piece.box] });
		}
	}
	return words;
}

function joinSpacedLetters(words: readonly Piece[]): Piece[] {
	const joined: Piece[] = [];
	let index = 0;
	while (index < words.length) {
		const first = words[index];
		if (!first) break;
		let end = index + 1;
		let current = first;
		while (end < words.length) {
			const next = words[end];
			if (!next || !/^\p{Lu}$/u.test(current.text) || !/^\p{Lu}$/u.test(next.text)) break;
			const gap = next.box[0] - current.box[2];
			if (Math.abs(next.box[3] - current.box[3]) > 1 || gap < 0 || gap > first.size * 0.9) break;
			current = next;
			end += 1;
		}
		const run = words.slice(index, end);
		if (run.length >= 4) {
			const box = run.reduce<Box>((all, word) => merge(all, word.box), [...first.box]);
			joined.push({ ...first, text: run.map((word) => word.text).join(''), box });
		} else joined.push(...run);
		index = end;
	}
	return joined;
}

function withoutDoubles(pieces: readonly Piece[]): Word[] {
	const seen = new Map<string, Box[]>();
	const words: Word[] = [];
	for (const { text, box } of pieces) {
		const same = seen.get(text) ?? [];
		const shift = (box[3] - box[1]) * 0.25;
		if (
			same.some(
				(other) => Math.abs(other[0] - box[0]) < shift && Math.abs(other[1] - box[1]) < shift,
			)
		) {
			continue;
		}
		seen.set(text, [...same, box]);
		words.push({ text, box });
	}
	return words;
}

function merge(a: Box, b: Box): Box {
	return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}
