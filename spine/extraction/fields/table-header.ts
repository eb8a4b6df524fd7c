import { itemColumn, sheetColumn } from './columns';
import { overlap, segmentOf } from './layout';
import type { Layout, Row, Segment, Token } from './layout';
import { amountsIn } from './money';

/** A heading of a table, of one or several lines. */
export interface Heading {
	text: string;
	/** Its lines one by one: a unit or a tax note below a known word does not hide the word. */
	lines: string[];
	left: number;
	right: number;
}

export interface TableHeader {
	headings: Heading[];
	/** First and last row of the heading. */
	first: number;
	last: number;
	page: number;
}

/** Headings of a continuation sheet that hold words of item tables (`Total Completed & Stored to Date`). */
const SUMS: ReadonlySet<string> = new Set([
	'scheduledValue',
	'previous',
	'thisPeriod',
	'stored',
	'completed',
	'balance',
	'retainage',
]);
const MOST_HEADING_ROWS = 5;
const LONGEST_PHRASE = 5;

/** Headings of a row, cut where two stand only a space apart but each names a column of its own. */
export function phrasesOf(row: Row): Segment[] {
	return row.segments.flatMap((segment) => {
		if (segment.tokens.length === 1) return [segment];
		const counted = numberBeforeAmount(row, segment);
		if (counted !== undefined) return counted;
		if (itemColumn(segment.text) !== undefined) return [segment];
		if (segment.tokens.length <= 7 && SUMS.has(sheetColumn(segment.text) ?? 'item'))
			return [segment];
		return cut(segment);
	});
}

/** `Line Amount | Scope of work`: left of the description stand the line's number and its amount. */
function numberBeforeAmount(row: Row, segment: Segment): Segment[] | undefined {
	const [first, second] = segment.tokens;
	if (row.segments[0] !== segment || segment.tokens.length !== 2 || !first || !second)
		return undefined;
	if (itemColumn(first.text) !== 'number' || itemColumn(second.text) !== 'amount') return undefined;
	const described = row.segments.slice(1).some((one) => itemColumn(one.text) === 'description');
	return described
		? [[first], [second]].map((part) => segmentOf(part, segment.page, segment.row))
		: undefined;
}

function cut(segment: Segment): Segment[] {
	const parts: Token[][] = [];
	let loose: Token[] = [];
	let index = 0;
	while (index < segment.tokens.length) {
		const length = phraseLength(segment.tokens, index);
		if (length > 0) {
			if (loose.length > 0) parts.push(loose);
			loose = [];
			parts.push(segment.tokens.slice(index, index + length));
			index += length;
		} else {
			const token = segment.tokens[index];
			if (token) loose.push(token);
			index += 1;
		}
	}
	if (loose.length > 0) parts.push(loose);
	const known = parts.filter((part) => itemColumn(joined(part)) !== undefined).length;
	if (known < 2) return [segment];
	return parts.map((part) => segmentOf(part, segment.page, segment.row));
}

function phraseLength(tokens: readonly Token[], from: number): number {
	for (let length = Math.min(LONGEST_PHRASE, tokens.length - from); length > 0; length -= 1) {
		if (itemColumn(joined(tokens.slice(from, from + length))) !== undefined) return length;
	}
	return 0;
}

const joined = (tokens: readonly Token[]): string => tokens.map((token) => token.text).join(' ');

/** Whether a row could be part of a table's heading: words without amounts or sentences. */
export function isHeadingRow(row: Row): boolean {
	if (row.tokens.length > Math.max(40, row.segments.length * 8)) return false;
	if (/:\s*\S/.test(row.text)) return false;
	if (amountsIn(row.text).some((amount) => amount.clear || amount.value > 31)) return false;
	return !row.segments.some((segment) => segment.tokens.length > 9);
}

/**
 * The heading around a row that is known to hold headings: neighbouring rows that hold nothing
 * but more words of headings, set together by their horizontal place. A heading that spans
 * several others (`WORK COMPLETED`) is put before each of them.
 */
export function headerAround(layout: Layout, core: Row, words: RegExp): TableHeader {
	let first = core.index;
	let last = core.index;
	const near = (a: Row | undefined, b: Row | undefined): boolean =>
		a !== undefined &&
		b !== undefined &&
		a.page === b.page &&
		b.box[1] - a.box[3] < (a.box[3] - a.box[1]) * 1.1;
	while (core.index - first < MOST_HEADING_ROWS) {
		const above = layout.rows[first - 1];
		if (!above || !near(above, layout.rows[first]) || !isHeadingRow(above)) break;
		if (!words.test(above.text) || /\d{2}/.test(above.text)) break;
		first -= 1;
	}
	while (last - core.index < MOST_HEADING_ROWS) {
		const below = layout.rows[last + 1];
		if (!below || !near(layout.rows[last], below) || !isHeadingRow(below)) break;
		if (!continuesHeading(below, core, words)) break;
		last += 1;
	}
	const rows = layout.rows.slice(first, last + 1);
	return { headings: headingsOf(rows), first, last, page: core.page };
}

function continuesHeading(row: Row, core: Row, words: RegExp): boolean {
	if (/\d/.test(row.text.replace(/\([^)]*\)/g, ''))) return false;
	const letters = row.segments.every((segment) =>
		/^\(?[A-I](?:\s?[\u00f7/+-]\s?[A-I])*\)?$/.test(segment.text),
	);
	if (letters) return true;
	const under = row.segments.every(
		(segment) =>
			core.segments.some(
				(heading) => overlap(heading.box, segment.box) > 0 && heading.tokens.length < 6,
			) || isColumnOfItsOwn(segment, core),
	);
	const firstText = core.segments.find((heading) =>
		/descr|item|work|artikel|bezeich|d[e\u00e9]sign/i.test(heading.text),
	);
	const description = firstText
		? row.segments.some((segment) => overlap(firstText.box, segment.box) > 0)
		: false;
	return (
		under &&
		(!description || words.test(row.text)) &&
		row.text.length < 160 &&
		(words.test(row.text) || !description)
	);
}

/** A heading printed lower than its neighbours, because its cell has fewer lines and is centred. */
function isColumnOfItsOwn(segment: Segment, core: Row): boolean {
	const named = sheetColumn(segment.text) ?? itemColumn(segment.text);
	return named !== undefined && columnCount(core).sheet >= 3;
}

function headingsOf(rows: readonly Row[]): Heading[] {
	const parts = rows.flatMap(phrasesOf).filter((part) => !/^[A-I]$/.test(part.text));
	const spans = (part: Segment): Segment[] => {
		const covered = parts.filter(
			(other) => other !== part && other.row !== part.row && overlap(other.box, part.box) > 2,
		);
		const lonely = covered.filter((a) =>
			covered.every((b) => a === b || a.row !== b.row || overlap(a.box, b.box) <= 0),
		);
		const rowsOfTwo = covered.some((a) => covered.some((b) => a !== b && a.row === b.row));
		return rowsOfTwo ? lonely : [];
	};
	const spanning = new Set(parts.filter((part) => spans(part).length > 1));
	const headings: Array<Heading & { parts: Segment[] }> = [];
	for (const part of parts) {
		if (spanning.has(part)) continue;
		const same = headings.filter(
			(heading) => Math.min(heading.right, part.box[2]) - Math.max(heading.left, part.box[0]) > 1,
		);
		const target = same[0];
		if (target) {
			target.parts.push(part, ...same.slice(1).flatMap((heading) => heading.parts));
			for (const merged of same.slice(1)) headings.splice(headings.indexOf(merged), 1);
			target.left = Math.min(...target.parts.map((one) => one.box[0]));
			target.right = Math.max(...target.parts.map((one) => one.box[2]));
		} else
			headings.push({ text: '', lines: [], left: part.box[0], right: part.box[2], parts: [part] });
	}
	return headings
		.map(({ left, right, parts: own }) => {
			own.sort((a, b) => a.row - b.row || a.box[0] - b.box[0]);
			const lines = own.map((part) => part.text);
			return { text: lines.join(' '), lines, left, right };
		})
		.sort((a, b) => a.left - b.left);
}

/** How many different columns the headings of a row name. */
export function columnCount(row: Row): { item: number; sheet: number } {
	const phrases = phrasesOf(row);
	const items = new Set(phrases.map((phrase) => itemColumn(phrase.text)).filter(Boolean));
	const sheets = new Set(row.segments.map((segment) => sheetColumn(segment.text)).filter(Boolean));
	return { item: items.size, sheet: sheets.size };
}
