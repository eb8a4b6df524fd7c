import type { Evidence } from '../../documents/document';
import { union } from '../pdf/geometry';
import type { Box } from '../pdf/geometry';
import { rowsOf } from '../pdf/rows';
import type { TextSource, Word } from '../source';
import { cellPages, textPages } from './synthetic-pages';

/** A word that remembers where its source keeps it: text offsets or a workbook cell. */
export interface Token extends Word {
	span?: [number, number];
	cell?: string;
}

/** Words of one row that belong together: a phrase, or the content of a table cell. */
export interface Segment {
	page: number;
	/** Index of the row in {@link Layout.rows}. */
	row: number;
	tokens: Token[];
	/** Token texts joined by single spaces; offsets of labels and values count in it. */
	text: string;
	box: Box;
}

export interface Row {
	page: number;
	index: number;
	segments: Segment[];
	tokens: Token[];
	text: string;
	box: Box;
}

export interface PageSize {
	number: number;
	width: number;
	height: number;
}

/** What stands where, of one document or a whole file. */
export interface Layout {
	name: string;
	kind: TextSource['kind'];
	pages: PageSize[];
	rows: Row[];
	text: string;
}

/** A value with the words it was read from. */
export interface Found<T> {
	value: T;
	tokens: Token[];
	page: number;
	confidence: number;
}

/** Lays out a source: words to rows and segments; plain text and cells are given places first. */
export function layoutOf(source: TextSource): Layout {
	const sheets =
		source.cells && source.cells.length > 0
			? cellPages(source.cells)
			: source.pages.length > 0
				? source.pages
				: textPages(source.text);
	const rows: Row[] = [];
	for (const sheet of sheets) {
		for (const words of rowsOf<Token>(sheet.words.flatMap(withoutLeaders))) {
			rows.push(rowOf(words, sheet.number, rows.length));
		}
	}
	return {
		name: source.name,
		kind: source.kind,
		pages: sheets.map(({ number, width, height }) => ({ number, width, height })),
		rows,
		text: rows.map((row) => row.text).join('\n'),
	};
}

/** The part of a layout that stands on some of its pages, rows numbered anew. */
export function pagesOf(layout: Layout, numbers: ReadonlySet<number>): Layout {
	const rows = layout.rows
		.filter((row) => numbers.has(row.page))
		.map((row, index) => ({
			...row,
			index,
			segments: row.segments.map((segment) => ({ ...segment, row: index })),
		}));
	return {
		...layout,
		pages: layout.pages.filter((page) => numbers.has(page.number)),
		rows,
		text: rows.map((row) => row.text).join('\n'),
	};
}

/** Where a found value stands, in the form its source allows: box, text span or cell. */
export function evidenceOf(layout: Layout, found: Omit<Found<unknown>, 'value'>): Evidence {
	const { tokens, page, confidence } = found;
	const rounded = Math.round(Math.min(1, Math.max(0, confidence)) * 1000) / 1000;
	const text = tokens
		.map((token) => token.text)
		.join(' ')
		.slice(0, 200);
	const evidence: Evidence = { source: layout.name, confidence: rounded };
	if (text !== '') evidence.text = text;
	const cell = tokens.find((token) => token.cell !== undefined)?.cell;
	const spans = tokens.flatMap((token) => (token.span ? [token.span] : []));
	if (cell !== undefined) evidence.cell = cell;
	else if (spans.length > 0) {
		evidence.span = [Math.min(...spans.map((s) => s[0])), Math.max(...spans.map((s) => s[1]))];
	} else if (tokens.length > 0) {
		evidence.page = page;
		const [left, top, right, bottom] = union(tokens.map((token) => token.box));
		evidence.box = [round(left), round(top), round(right), round(bottom)];
	}
	return evidence;
}

/** Tokens of a segment that the text range touches. */
export function tokensIn(segment: Pick<Segment, 'tokens'>, start: number, end: number): Token[] {
	const inside: Token[] = [];
	let at = 0;
	for (const token of segment.tokens) {
		const until = at + token.text.length;
		if (until > start && at < end) inside.push(token);
		at = until + 1;
	}
	return inside;
}

/** A segment made of some tokens of a row. */
export function segmentOf(tokens: Token[], page: number, row: number): Segment {
	return {
		page,
		row,
		tokens,
		text: tokens.map((token) => token.text).join(' '),
		box: union(tokens.map((token) => token.box)),
	};
}

/** How far two boxes share their horizontal range, in points; negative for the gap between them. */
export function overlap(a: Box, b: Box): number {
	return Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
}

function rowOf(tokens: Token[], page: number, index: number): Row {
	const segments: Segment[] = [];
	let current: Token[] = [];
	for (const token of tokens) {
		const last = current.at(-1);
		const bar = token.text === '|' || token.text === '\u00a6';
		if (last && (bar || apart(last, token) || endsAmountCell(current, token))) {
			segments.push(segmentOf(current, page, index));
			current = [];
		}
		if (!bar) current.push(token);
	}
	if (current.length > 0) segments.push(segmentOf(current, page, index));
	const kept = segments.flatMap((segment) => segment.tokens);
	return {
		page,
		index,
		segments,
		tokens: kept,
		text: segments.map((segment) => segment.text).join('   '),
		box: union((kept.length > 0 ? kept : tokens).map((token) => token.box)),
	};
}

function apart(left: Token, right: Token): boolean {
	if (left.cell !== right.cell) return true;
	const height = Math.min(left.box[3] - left.box[1], right.box[3] - right.box[1]);
	const gap = right.box[0] - left.box[2];
	if (left.text === '$' || left.text === '\u20ac') return gap > height * 12;
	return gap > height * (left.text.endsWith(':') ? 0.7 : 0.9);
}

const CLEAR_MONEY = /^[-(]*[$\u20ac\u00a3]?[-(]*\d[\d,]*\.\d{2}\)?$/;

/** An amount in a narrow cell left of a text (`$22,150.00  Framing`): more than a space parts them. */
function endsAmountCell(current: readonly Token[], next: Token): boolean {
	const [only] = current;
	if (current.length !== 1 || !only || !CLEAR_MONEY.test(only.text)) return false;
	const height = Math.min(only.box[3] - only.box[1], next.box[3] - next.box[1]);
	return /^\p{L}/u.test(next.text) && next.box[0] - only.box[2] > height * 0.45;
}

/** Drops dot leaders and fill-in lines (`Mobilization ........ 1,500`), keeping what they touch. */
function withoutLeaders(word: Token): Token[] {
	if (!/[.\u2026_\u00b7]{3,}|\u2026/.test(word.text)) {
		return /^[._\u00b7\u2026]{1,2}$/.test(word.text) ? [] : [word];
	}
	const [left, top, right, bottom] = word.box;
	const unit = (right - left) / word.text.length;
	return [...word.text.matchAll(/(?:(?![.\u2026_\u00b7]{3}|\u2026)[^])+/g)]
		.map((match) => ({ start: match.index, text: match[0].replace(/^[._\u2026\u00b7]+/, '') }))
		.filter((part) => part.text !== '')
		.map((part) => ({
			...word,
			text: part.text,
			box: [left + part.start * unit, top, left + (part.start + part.text.length) * unit, bottom],
		}));
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}
