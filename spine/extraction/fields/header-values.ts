import type { DocumentKind } from '../../documents/document';
import { datesIn } from './dates';
import type { DateOrder } from './dates';
import { placesOf, tokensAt } from './hits';
import type { Hit, HitIndex, Place } from './hits';
import type { LabelField } from './labels';
import type { Found, Layout } from './layout';

const LEAD =
	/^[\s:.#\u2116\-\u2013=]*(?:(?:no|nr|num|number)\b[.:]?\s*)?(?:n[\u00b0\u00ba]\s*)?[\s:#]*/iu;
const NUMBER = /^[\p{L}\p{N}][\p{L}\p{N}_]*(?:[-/.#&+_][\p{L}\p{N}_]+)*/u;
const PHONE = /^(?:\+?\d{1,2}[\s.-])?\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}\b/;

/** A document number at the start of a text: one token with a digit, or letters and such a token. */
export function numberAt(text: string): { value: string; start: number; end: number } | undefined {
	const lead = LEAD.exec(text)?.[0].length ?? 0;
	const rest = text.slice(lead);
	const first = NUMBER.exec(rest)?.[0];
	if (first === undefined || PHONE.test(rest)) return undefined;
	if (/\d/.test(first)) {
		if (datesIn(rest).some((date) => date.start === 0 && date.end >= first.length))
			return undefined;
		if (/^\s?%/.test(rest.slice(first.length)) || /^[.,]\d{2}\b/.test(rest.slice(first.length)))
			return undefined;
		if (/^(?:page|\d{1,2}(?:st|nd|rd|th))$/i.test(first)) return undefined;
		return { value: first, start: lead, end: lead + first.length };
	}
	if (!/^[A-Z]{1,6}$/.test(first)) return undefined;
	const next = /^\s?[#-]?\s?([A-Z0-9][A-Z0-9./_-]*\d[A-Z0-9]*)/i.exec(rest.slice(first.length));
	if (!next?.[1] || datesIn(next[1]).length > 0) return undefined;
	const end = first.length + next[0].length;
	return { value: rest.slice(0, end).trim(), start: lead, end: lead + end };
}

interface Candidate<T> extends Found<T> {
	hit: Hit;
	place: Place;
}

type Reader<T> = (
	text: string,
	place: Place,
) => { value: T; start: number; end: number } | undefined;

/** What a reader finds at the places of a label, in order of certainty. */
export function candidates<T>(
	layout: Layout,
	hits: HitIndex,
	fields: readonly LabelField[],
	reader: Reader<T>,
	adjust: (candidate: Candidate<T>) => number = (one) => one.confidence,
): Array<Candidate<T>> {
	const found: Array<Candidate<T>> = [];
	for (const hit of hits.all) {
		if (!fields.includes(hit.label.field)) continue;
		for (const place of placesOf(layout, hits, hit)) {
			const read = reader(place.text, place);
			if (!read) continue;
			const candidate: Candidate<T> = {
				value: read.value,
				tokens: tokensAt(place, read.start, read.end),
				page: place.segment.page,
				confidence: hit.weight * place.nearness,
				hit,
				place,
			};
			found.push({ ...candidate, confidence: adjust(candidate) });
			break;
		}
	}
	return found
		.filter((one) => one.confidence > 0.2)
		.sort((a, b) => b.confidence - a.confidence || a.hit.segment.row - b.hit.segment.row);
}

/** The document's own number: the label of its kind before labels of other kinds. */
export function documentNumber(
	layout: Layout,
	hits: HitIndex,
	kind: DocumentKind,
): Found<string> | undefined {
	const own =
		kind === 'purchase_order' ? (['number', 'commitment'] as const) : (['number'] as const);
	const first = layout.pages[0]?.number;
	const [best] = candidates(
		layout,
		hits,
		own,
		(text) => numberAt(text),
		(one) => {
			const named = one.hit.label.kind;
			if (kind === 'statement' && named !== 'statement') return 0;
			const suits = named === undefined || named === kind ? 1 : kind === 'other' ? 0.45 : 0.28;
			const announced = /^\s*:/.test(one.hit.segment.text.slice(one.hit.end));
			const bare =
				one.hit.label.weight < 0.65 && one.place.where !== 'inline' && !announced ? 0.6 : 1;
			const repeated = one.page === first ? 1 : 0.9;
			const short =
				/^\d{1,2}$/.test(one.value) && kind !== 'pay_application' && kind !== 'change_order'
					? 0.75
					: 1;
			const prefixed = kind === 'purchase_order' && one.hit.label.field === 'commitment' ? 0.98 : 1;
			return one.confidence * suits * bare * repeated * short * prefixed;
		},
	);
	return best && best.confidence >= 0.3 ? withFamily(best) : undefined;
}

/** `COR-7` is printed as one word: its letters belong to the number. */
function withFamily(found: Candidate<string>): Found<string> {
	const { hit, place, value } = found;
	const word = hit.segment.text.slice(hit.start, hit.end);
	const joined = place.where === 'inline' && /^-\w/.test(hit.segment.text.slice(hit.end));
	return joined && /^[A-Z]{2,5}$/.test(word) ? { ...found, value: `${word}-${value}` } : found;
}

/** The best date for a label field; one that no other date under such a label rivals is sure. */
export function labelledDate(
	layout: Layout,
	hits: HitIndex,
	field: LabelField,
	order: DateOrder,
	adjust?: (candidate: Candidate<string>) => number,
): Found<string> | undefined {
	const reader = (text: string): { value: string; start: number; end: number } | undefined => {
		const [date] = datesIn(text, order);
		const near = date && (text.slice(0, date.start).match(/\p{L}{2,}/gu) ?? []).length <= 2;
		return date && near ? { value: date.value, start: date.start, end: date.end } : undefined;
	};
	const [best, ...others] = candidates(layout, hits, [field], reader, adjust);
	if (best === undefined || best.confidence < 0.3) return undefined;
	const sole = best.confidence >= 0.5 && others.every(({ value }) => value === best.value);
	return sole ? { ...best, confidence: Math.max(best.confidence, 0.9) } : best;
}

/**
 * The document's date: labelled, else the date beside its number (`Facture n\u00b0 12 du 2 juillet`),
 * else the only unlabelled date near the top. A pay application bears no other date than that of
 * its signature, which then counts (`signedCounts`).
 */
export function documentDate(
	layout: Layout,
	hits: HitIndex,
	order: DateOrder,
	number: Found<string> | undefined,
	signedCounts = false,
): Found<string> | undefined {
	const page = layout.pages[0]?.number;
	const labelled = labelledDate(layout, hits, 'date', order, (one) => {
		const early = one.page === page ? 1 : 0.8;
		const before = one.hit.segment.text.slice(Math.max(0, one.hit.start - 14), one.hit.start);
		const signature = /sign|by|name|title/i.test(before) || isSignature(layout, one.hit);
		const signed = signature && !signedCounts ? 0.4 : 1;
		const dated = /^dated$/i.test(one.hit.segment.text.slice(one.hit.start, one.hit.end));
		const other = dated && one.hit.start > 2 ? 0.3 : 1;
		return one.confidence * early * signed * other;
	});
	if (labelled) return labelled;
	const numberRow = number?.tokens[0];
	const loose = layout.rows.flatMap((row) =>
		row.page !== page
			? []
			: row.segments.flatMap((segment) =>
					datesIn(segment.text, order).flatMap((date) => {
						const labels = hits
							.in(segment)
							.some((hit) =>
								['dueDate', 'otherDate', 'validUntil', 'periodTo', 'period', 'periodFrom'].includes(
									hit.label.field,
								),
							);
						return labels ? [] : [{ row, segment, date }];
					}),
				),
	);
	const beside = loose.find(({ row }) => numberRow !== undefined && row.tokens.includes(numberRow));
	const top = loose.filter(({ row }) => row.index < 30 && row.segments.length <= 4);
	const chosen = beside ?? top[0];
	if (!chosen) return undefined;
	const tokens = tokensAt(
		{ segment: chosen.segment, text: chosen.segment.text, offset: 0, where: 'inline', nearness: 1 },
		chosen.date.start,
		chosen.date.end,
	);
	return {
		value: chosen.date.value,
		tokens,
		page: chosen.segment.page,
		confidence: beside ? 0.8 : isLetterDate(chosen.segment.text, chosen.date, loose) ? 0.88 : 0.5,
	};
}

/** A letter bears its date on a line of its own; it is sure where no other unlabelled date stands beside it. */
function isLetterDate(
	line: string,
	date: { value: string; start: number; end: number },
	loose: ReadonlyArray<{ date: { value: string } }>,
): boolean {
	const alone = `${line.slice(0, date.start)}${line.slice(date.end)}`.trim() === '';
	return alone && loose.every((other) => other.date.value === date.value);
}

/** Whether a date label belongs to a signature line (`By: ____ Date: ____`). */
function isSignature(layout: Layout, hit: Hit): boolean {
	const row = layout.rows[hit.segment.row];
	const above = layout.rows[hit.segment.row - 1];
	const words = /\b(?:sign(?:ed|ature)?|authori[sz]ed|accepted|approved|by)\b\s*:?/i;
	const signer =
		/\bby\b\s*:/i.test(layout.rows[hit.segment.row - 2]?.text ?? '') &&
		/^name\b/i.test(above?.text ?? '');
	return (
		signer ||
		(hit.segment.row > 12 && (words.test(row?.text ?? '') || words.test(above?.text ?? '')))
	);
}
