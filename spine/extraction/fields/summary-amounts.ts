import { type HitIndex, placesOf, tokensAt } from './hits';
import type { Hit } from './hits';
import type { LabelField } from './labels';
import { tokensIn } from './layout';
import type { Found, Layout, Row } from './layout';
import { amountsIn, percentIn } from './money';
import type { DecimalMark, PrintedAmount } from './money';
import { datesIn } from './dates';

/** An amount beside a label of the summary, as printed. */
export interface SummaryAmount extends Found<number> {
	field: LabelField;
	hit: Hit;
	/** A percentage printed in the same row (retainage, tax). */
	percent?: number;
	currency?: string;
}

const FIELDS: ReadonlySet<LabelField> = new Set([
	'subtotal',
	'discount',
	'tax',
	'freight',
	'retainage',
	'release',
	'deposit',
	'payments',
	'previousBalance',
	'total',
	'amountDue',
]);

/** Every amount that a summary label announces, by row; rows of item tables are left out. */
export function summaryAmounts(
	layout: Layout,
	hits: HitIndex,
	itemRows: ReadonlySet<number>,
	mark: DecimalMark,
): SummaryAmount[] {
	const found: SummaryAmount[] = [];
	for (const hit of hits.all) {
		if (!FIELDS.has(hit.label.field) || itemRows.has(hit.segment.row) || hit.weight < 0.3) continue;
		const read = amountBeside(layout, hits, hit, mark);
		if (read) found.push(read);
	}
	return found;
}

function amountBeside(
	layout: Layout,
	hits: HitIndex,
	hit: Hit,
	mark: DecimalMark,
): SummaryAmount | undefined {
	const row = layout.rows[hit.segment.row];
	if (!row) return undefined;
	const at = row.segments.indexOf(hit.segment);
	const others = hits.in(hit.segment).filter((one) => one.start >= hit.end && isStop(one));
	const end = others[0]?.start ?? hit.segment.text.length;
	let best = lastAmount(hit.segment.text.slice(hit.end, end), mark, hit.end);
	let segment = hit.segment;
	if (others.length === 0) {
		for (const next of row.segments.slice(at + 1)) {
			if (hits.in(next).some((one) => isStop(one) && one.start <= 2)) break;
			if (next.tokens.length > 8) break;
			const amount = lastAmount(next.text, mark, 0);
			if (amount) {
				best = amount;
				segment = next;
			}
		}
	}
	const percent = percentIn(
		segment === hit.segment ? hit.segment.text : `${hit.segment.text} ${row.text}`,
	);
	if (best) {
		return {
			field: hit.label.field,
			hit,
			value: best.value,
			tokens: tokensIn(segment, best.start, best.end),
			page: segment.page,
			confidence: hit.weight * (best.clear ? 0.95 : 0.75),
			...(percent === undefined ? {} : { percent }),
			...(best.currency === undefined ? {} : { currency: best.currency }),
		};
	}
	const before = amountBefore(row, at, hits, hit, mark);
	if (before) return before;
	for (const place of placesOf(layout, hits, hit)) {
		if (place.where !== 'below') continue;
		const amount = lastAmount(place.text, mark, 0);
		if (!amount?.clear) continue;
		if (/\p{L}{3}/u.test(place.text.slice(0, amount.start))) continue;
		return {
			field: hit.label.field,
			hit,
			value: amount.value,
			tokens: tokensAt(place, amount.start, amount.end),
			page: place.segment.page,
			confidence: hit.weight * 0.7,
			...(amount.currency === undefined ? {} : { currency: amount.currency }),
		};
	}
	return undefined;
}

/** The amount that stands left of its label, in a form that prints amounts before their texts. */
function amountBefore(
	row: Row,
	at: number,
	hits: HitIndex,
	hit: Hit,
	mark: DecimalMark,
): SummaryAmount | undefined {
	const left = row.segments[at - 1];
	if (at !== row.segments.length - 1 || hit.start > 12 || !left || hits.in(left).length > 0)
		return undefined;
	if (/\p{L}/u.test(left.text)) return undefined;
	const amount = lastAmount(left.text, mark, 0);
	if (!amount?.clear) return undefined;
	const percent = percentIn(hit.segment.text);
	return {
		field: hit.label.field,
		hit,
		value: amount.value,
		tokens: tokensIn(left, amount.start, amount.end),
		page: left.page,
		confidence: hit.weight * 0.95,
		...(percent === undefined ? {} : { percent }),
		...(amount.currency === undefined ? {} : { currency: amount.currency }),
	};
}

function isStop(hit: Hit): boolean {
	return (
		hit.weight >= 0.6 &&
		hit.label.field !== 'billTo' &&
		hit.label.field !== 'otherNumber' &&
		!/^\p{L}{1,2}$/u.test(hit.segment.text.slice(hit.start, hit.end))
	);
}

/** The last amount of a text that is no part of a date and no rate; clear money before bare integers. */
function lastAmount(text: string, mark: DecimalMark, offset: number): PrintedAmount | undefined {
	const dates = datesIn(text);
	const amounts = amountsIn(text, mark).filter(
		(amount) =>
			(amount.clear || Math.abs(amount.value) < 1e6) &&
			!dates.some((date) => amount.start < date.end && amount.end > date.start) &&
			!/^\s*(?:days?|tage|jours?|dagen|%|percent|hours?|hrs?)\b/i.test(text.slice(amount.end)),
	);
	const chosen = amounts.findLast((amount) => amount.clear) ?? amounts.at(-1);
	return chosen && { ...chosen, start: chosen.start + offset, end: chosen.end + offset };
}
