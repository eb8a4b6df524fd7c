import type { HitIndex } from './hits';
import type { LabelField } from './labels';
import type { Row } from './layout';

const SUMMARY = new Set<LabelField>([
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

/** Sums that a courtesy line or a remittance note may stand beside (`Thank you!   Balance due   500.00`). */
const PLAIN_SUMS: ReadonlySet<LabelField> = new Set(['subtotal', 'total', 'amountDue']);

/**
 * What a row sums up (`Subtotal`, `Sales Tax 8.25 %`, `Less Retainage 10 %`), undefined for a row
 * that is no summary: a label leads the row's words and hardly another word follows.
 */
export function summaryOf(row: Row, hits: HitIndex): LabelField | undefined {
	const beside = sumBesideNote(row, hits);
	if (beside !== undefined) return beside;
	const leading = row.segments.flatMap((segment) => hits.in(segment));
	const hit = leading.find((one) => SUMMARY.has(one.label.field) && one.weight >= 0.7);
	if (!hit) return undefined;
	const at = row.segments.indexOf(hit.segment);
	const words = (text: string): number => (text.match(/\p{L}{3,}/gu) ?? []).length;
	const before = row.segments.slice(0, at).reduce((sum, segment) => sum + words(segment.text), 0);
	const beforeInside = words(hit.segment.text.slice(0, hit.start).replace(/less|plus|minus/gi, ''));
	const after = words(
		hit.segment.text
			.slice(hit.end)
			.replace(/\([^)]*\)/g, '')
			.replace(/\b(?:this|invoice|usd|eur|due|on|the)\b/gi, ''),
	);
	if (
		before > 0 &&
		row.segments
			.slice(0, at)
			.some((segment) => words(segment.text) > 0 && !hits.startsWithLabel(segment))
	)
		return undefined;
	return beforeInside > 1 || after > 2 ? undefined : hit.label.field;
}

/** A sum whose label fills a segment of its own right before the amount that ends the row. */
function sumBesideNote(row: Row, hits: HitIndex): LabelField | undefined {
	const last = row.segments.at(-1);
	const label = row.segments.at(-2);
	if (row.segments.length !== 3 || !last || !label || !/^[-(]?\s*[$\u20ac\u00a3]/.test(last.text)) {
		return undefined;
	}
	const hit = hits
		.in(label)
		.find((one) => PLAIN_SUMS.has(one.label.field) && one.weight >= 0.7 && one.start === 0);
	const rest = hit && label.text.slice(hit.end).replace(/[\s:.*]+/g, '');
	return rest === '' ? hit?.label.field : undefined;
}
