import { overlap, segmentOf, tokensIn } from './layout';
import type { Layout, Segment, Token } from './layout';
import { LABELS } from './labels';
import type { Label, LabelField } from './labels';

/** A label where it is printed. */
export interface Hit {
	label: Label;
	segment: Segment;
	/** Range of the label in the segment's text. */
	start: number;
	end: number;
	/** Where the next label of the segment starts, or the segment ends. */
	until: number;
	/** 0 to 1: the label's own weight, less where it stands inside running text. */
	weight: number;
}

/** A stretch of text where a label's value may stand. */
export interface Place {
	segment: Segment;
	text: string;
	/** Offset of `text` in the segment's text. */
	offset: number;
	where: 'inline' | 'right' | 'below';
	/** 0 to 1. */
	nearness: number;
}

const PROSE_WORDS = 11;

/** Every label of a layout, longest first where two overlap, by row and position. */
export function hitsOf(layout: Layout): Hit[] {
	return layout.rows.flatMap((row) => row.segments.flatMap(hitsInSegment));
}

function hitsInSegment(segment: Segment): Hit[] {
	if (!/\p{L}|#/u.test(segment.text) || segment.text.length > 400) return [];
	const matches: Array<{ label: Label; start: number; end: number }> = [];
	for (const label of LABELS) {
		for (const match of segment.text.matchAll(label.pattern)) {
			if (match[0].trim() === '') continue;
			matches.push({ label, start: match.index, end: match.index + match[0].length });
		}
	}
	matches.sort((a, b) => b.end - b.start - (a.end - a.start) || b.label.weight - a.label.weight);
	const kept: typeof matches = [];
	for (const match of matches) {
		if (kept.some((other) => match.start < other.end && match.end > other.start)) continue;
		const bare = match.label.field === 'number' && match.label.weight === 0.5;
		if (bare && /[\p{L}\p{N}]/u.test(segment.text.slice(0, match.start))) continue;
		kept.push(match);
	}
	kept.sort((a, b) => a.start - b.start);
	const words = segment.tokens.length;
	return kept.flatMap((match, index): Hit[] => {
		const before = segment.text.slice(0, match.start);
		const after = segment.text.slice(match.end);
		const colon = /^\s*[:#]/.test(after);
		const leading = /^[\s\d().*\u2022\-\u2013:]*(?:less:?\s*|plus:?\s*|the\s+)?$/i.test(before);
		const following = index > 0 || /[:,;|.\u2013-]\s*$/.test(before);
		const prose = words > PROSE_WORDS && !colon && !leading ? 0.4 : 1;
		const place = leading ? 1 : colon ? 0.92 : following ? 0.75 : 0.45;
		const until = kept[index + 1]?.start ?? segment.text.length;
		return [{ ...match, segment, until, weight: match.label.weight * prose * place }];
	});
}

/** Index of hits by segment, so that a value is not taken from another label. */
export class HitIndex {
	private readonly bySegment = new Map<Segment, Hit[]>();

	constructor(readonly all: readonly Hit[]) {
		for (const hit of all) {
			const own = this.bySegment.get(hit.segment);
			if (own) own.push(hit);
			else this.bySegment.set(hit.segment, [hit]);
		}
	}

	of(field: LabelField): Hit[] {
		return this.all.filter((hit) => hit.label.field === field);
	}

	/** Whether a segment begins with a label. */
	startsWithLabel(segment: Segment): boolean {
		const first = this.bySegment.get(segment)?.[0];
		return first !== undefined && first.start <= 2 && first.weight > 0.5;
	}

	in(segment: Segment): readonly Hit[] {
		return this.bySegment.get(segment) ?? [];
	}
}

/**
 * Where a label's value may stand, best first: after it in its own segment, in the next segment
 * of the row, or in the segment below that shares its horizontal range.
 */
export function placesOf(layout: Layout, hits: HitIndex, hit: Hit, reach = 2): Place[] {
	const places: Place[] = [];
	const own = hit.segment.text.slice(hit.end, hit.until);
	if (/[\p{L}\p{N}]/u.test(own)) {
		places.push({ segment: hit.segment, text: own, offset: hit.end, where: 'inline', nearness: 1 });
	}
	const row = layout.rows[hit.segment.row];
	if (!row) return places;
	const lastInSegment = hit.until === hit.segment.text.length;
	if (lastInSegment) {
		const at = row.segments.indexOf(hit.segment);
		for (let step = 1; step <= reach; step += 1) {
			const next = row.segments[at + step];
			if (!next || hits.startsWithLabel(next)) break;
			places.push(whole(next, 'right', 0.96 - 0.06 * (step - 1)));
		}
	}
	const below = segmentsBelow(layout, labelBox(hit), hit.segment, 2);
	below.forEach((segment, step) => {
		if (!hits.startsWithLabel(segment)) places.push(whole(segment, 'below', 0.86 - 0.12 * step));
	});
	return places;
}

function whole(segment: Segment, where: Place['where'], nearness: number): Place {
	return { segment, text: segment.text, offset: 0, where, nearness };
}

function labelBox(hit: Hit): Segment {
	const tokens = tokensIn(hit.segment, hit.start, hit.end);
	return tokens.length > 0 ? segmentOf(tokens, hit.segment.page, hit.segment.row) : hit.segment;
}

/** Segments under a box, nearest first, at most `depth` rows and two and a half line heights down. */
export function segmentsBelow(
	layout: Layout,
	from: Pick<Segment, 'box'>,
	origin: Segment,
	depth: number,
): Segment[] {
	const height = Math.max(8, origin.box[3] - origin.box[1]);
	const found: Segment[] = [];
	for (let index = origin.row + 1; index < layout.rows.length && found.length < depth; index += 1) {
		const row = layout.rows[index];
		if (!row || row.page !== origin.page || row.box[1] - from.box[3] > height * 2.6) break;
		const under = row.segments.find((segment) => overlap(segment.box, from.box) > 0);
		if (under) found.push(under);
	}
	return found;
}

/** The tokens that a range of a place's text covers. */
export function tokensAt(place: Place, start: number, end: number): Token[] {
	return tokensIn(place.segment, place.offset + start, place.offset + end);
}
