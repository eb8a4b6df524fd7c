import { union } from '../pdf/geometry';
import { LABELS } from './labels';
import type { Layout, Row, Segment } from './layout';
import { segmentOf } from './layout';

/** How far the middles of a label and its value may lie apart, in line heights. */
const SAME_CELL_ROW = 0.8;
/** Largest gap between two lines of one label, in line heights. */
const SAME_CELL_GAP = 0.6;
const LONGEST_LABEL = 5;
/** Words that end a label and name nothing by themselves. */
const BARE_NUMBER = /^(?:no\.?|number|nr\.?|#)$/i;

/**
 * Puts the cells of narrow forms back on one row. A label that wraps (`Invoice` over `Date`) or a
 * value that wraps beside a centred label stands on rows of its own, half a line off: the label is
 * moved to the row of its value, and the value's second line to its first. Nothing else moves.
 */
export function withWrappedCellsJoined(layout: Layout): Layout {
	const rows = layout.rows.map((row) => [...row.segments]);
	for (let index = 0; index < rows.length; index += 1) {
		for (const upper of [...(rows[index] ?? [])]) {
			if (!rows[index]?.includes(upper)) continue;
			if (!joinLabel(rows, layout.rows, upper, index)) joinValue(rows, layout.rows, upper, index);
		}
	}
	const kept = rows
		.map((segments, index) => ({ segments, page: layout.rows[index]?.page ?? 1 }))
		.filter(({ segments }) => segments.length > 0)
		.map(({ segments, page }, index) => rowOf(segments, page, index));
	return { ...layout, rows: kept, text: kept.map((row) => row.text).join('\n') };
}

/** `Invoice` over `Date` with the value between them: one label. */
function joinLabel(
	rows: Segment[][],
	printed: readonly Row[],
	upper: Segment,
	index: number,
): boolean {
	for (const at of [index + 1, index + 2]) {
		const lower = rows[at]?.find(
			(one) =>
				samePage(printed, index, at) &&
				Math.abs(one.box[0] - upper.box[0]) < 3 &&
				one.box[1] - upper.box[3] < height(upper) * SAME_CELL_GAP,
		);
		if (lower === undefined) continue;
		if (!isLabel(`${upper.text} ${lower.text}`)) continue;
		if (hasRightNeighbour(rows, upper, index) && hasRightNeighbour(rows, lower, at)) {
			if (!BARE_NUMBER.test(lower.text)) continue;
			joinPair(rows, upper, index, lower, at);
			return true;
		}
		const centre = (upper.box[1] + lower.box[3]) / 2;
		for (let row = index; row <= at; row += 1) {
			const value = valueBeside(rows[row] ?? [], upper, centre);
			if (value === undefined) continue;
			remove(rows, index, upper);
			remove(rows, at, lower);
			insert(rows, row, [...upper.tokens, ...lower.tokens], upper.page);
			return true;
		}
	}
	return false;
}

/** Label and value both wrap (`Contract` over `No.`, `Agreement SC-4417-` over `030`). */
function joinPair(
	rows: Segment[][],
	upper: Segment,
	index: number,
	lower: Segment,
	at: number,
): void {
	const first = rows[index]?.find((one) => one.box[0] > upper.box[2]);
	const second = rows[at]?.find(
		(one) => first !== undefined && Math.abs(one.box[0] - first.box[0]) < 3,
	);
	remove(rows, index, upper);
	remove(rows, at, lower);
	insert(rows, index, [...upper.tokens, ...lower.tokens], upper.page);
	if (first === undefined || second === undefined) return;
	remove(rows, index, first);
	remove(rows, at, second);
	insert(rows, index, joined(first.tokens, second.tokens), first.page);
}

/** A label centred beside a value of two lines: it belongs to the first, and so does the second. */
function joinValue(
	rows: Segment[][],
	printed: readonly Row[],
	label: Segment,
	index: number,
): boolean {
	if (!isLabel(label.text)) return false;
	for (const [from, to] of [
		[index - 1, index],
		[index - 1, index + 1],
		[index, index + 1],
	] as const) {
		if (from < 0 || !samePage(printed, from, to)) continue;
		const first = valueBeside(rows[from] ?? [], label, middle(label));
		const second = rows[to]?.find(
			(one) =>
				first !== undefined &&
				Math.abs(one.box[0] - first.box[0]) < 3 &&
				Math.abs(middle(one) - middle(label)) < height(label) * SAME_CELL_ROW,
		);
		if (first === undefined || second === undefined) continue;
		remove(rows, index, label);
		remove(rows, from, first);
		remove(rows, to, second);
		insert(rows, from, label.tokens, label.page);
		insert(rows, from, joined(first.tokens, second.tokens), label.page);
		return true;
	}
	return false;
}

/** Words of a cell over two lines; a number broken at its hyphen is one word again. */
function joined(first: Segment['tokens'], second: Segment['tokens']): Segment['tokens'] {
	const last = first.at(-1);
	const [next, ...rest] = second;
	if (last === undefined || next === undefined || !/\d-$/.test(last.text)) {
		return [...first, ...second];
	}
	return [
		...first.slice(0, -1),
		{ ...last, text: last.text + next.text, box: union([last.box, next.box]) },
		...rest,
	];
}

function isLabel(text: string): boolean {
	if (text.split(' ').length > LONGEST_LABEL) return false;
	const plain = text.replace(/\s*:$/, '');
	return LABELS.some(({ pattern, weight }) => {
		if (weight < 0.8) return false;
		const [match] = plain.matchAll(pattern);
		return match?.index === 0 && match[0].length === plain.length;
	});
}

function valueBeside(
	segments: readonly Segment[],
	label: Segment,
	centre: number,
): Segment | undefined {
	return segments.find(
		(one) =>
			one.box[0] > label.box[2] &&
			one.box[0] - label.box[2] < 130 &&
			Math.abs(middle(one) - centre) < height(one) * SAME_CELL_ROW &&
			!isLabel(one.text),
	);
}

function hasRightNeighbour(rows: readonly Segment[][], segment: Segment, index: number): boolean {
	return (rows[index] ?? []).some((one) => one !== segment && one.box[0] >= segment.box[2]);
}

function samePage(printed: readonly Row[], left: number, right: number): boolean {
	return printed[left] !== undefined && printed[left].page === printed[right]?.page;
}

const height = ({ box }: Segment): number => box[3] - box[1];
const middle = ({ box }: Segment): number => (box[1] + box[3]) / 2;

function remove(rows: Segment[][], index: number, segment: Segment): void {
	rows[index] = (rows[index] ?? []).filter((one) => one !== segment);
}

function insert(rows: Segment[][], index: number, tokens: Segment['tokens'], page: number): void {
	rows[index] = [...(rows[index] ?? []), segmentOf(tokens, page, index)].sort(
		(left, right) => left.box[0] - right.box[0],
	);
}

function rowOf(segments: readonly Segment[], page: number, index: number): Row {
	const tokens = segments.flatMap((segment) => segment.tokens);
	const boxes = segments.map(({ box }) => box);
	return {
		page,
		index,
		segments: segments.map((segment) => ({ ...segment, row: index })),
		tokens,
		text: segments.map(({ text }) => text).join('   '),
		box: [
			Math.min(...boxes.map((box) => box[0])),
			Math.min(...boxes.map((box) => box[1])),
			Math.max(...boxes.map((box) => box[2])),
			Math.max(...boxes.map((box) => box[3])),
		],
	};
}
