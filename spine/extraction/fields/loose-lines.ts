import { changeOrdersIn } from './change-order-references';
import type { HitIndex } from './hits';
import type { ReadLine } from './item-lines';
import type { Layout } from './layout';
import { lineKindOf } from './line-kinds';
import { amountOfCell, amountsIn } from './money';
import type { DecimalMark } from './money';
import { summaryOf } from './summary-rows';

/** `4 EA @ 1,250.00` beside a line's amount. */
const PRICED = /^(\d[\d,.]*)\s*(\p{L}{1,6})?\.?\s*(?:@|\u00d7|x)\s*(\$?\s?\d[\d,.]*)$/iu;
/** `Framing lumber 200 EA 11.85` where no gap sets the columns apart. */
const PRICED_TAIL = /^(.*\p{L}.*?)\s+(\d[\d,.]*)\s+(\p{L}{1,5})\.?\s+\$?\s?(\d[\d,]*\.\d{2,4})$/u;
/** Running sums of a change-order form, which are no lines. */
const CONTRACT_SUMS =
	/\b(?:contract|commitment)\s+(?:sum|amount|price|value)\b|\bprevious(?:ly)?\b.*\bchange|\bthis\s+change\s+order|\bnet\s+change/i;

/**
 * Lines of a document without a table heading: rows of words that end in an amount, between the
 * document's head and its totals. Less sure than a table's.
 */
export function looseLines(
	layout: Layout,
	hits: HitIndex,
	used: ReadonlySet<number>,
	mark: DecimalMark,
): ReadLine[] {
	const lines: ReadLine[] = [];
	for (const row of layout.rows) {
		if (used.has(row.index)) continue;
		const summary = summaryOf(row, hits);
		if (summary !== undefined) {
			if (lines.length > 0 && summary !== 'subtotal') break;
			continue;
		}
		const tail = row.segments.at(-1);
		const first = row.segments[0];
		if (!tail || !first || row.segments.length < 2) continue;
		const change = changeOrdersIn(first.text)[0]?.start === 0;
		if ((hits.startsWithLabel(first) && !change) || CONTRACT_SUMS.test(first.text)) continue;
		const amount = amountOfCell(tail.text, mark);
		const middle = row.segments.length > 2 ? row.segments.at(-2) : undefined;
		const priced = PRICED.exec(middle?.text ?? '');
		const described = row.segments.slice(0, priced ? -2 : -1).flatMap((segment) => segment.tokens);
		const words = described.map((token) => token.text).join(' ');
		const tailed = priced ? null : PRICED_TAIL.exec(words);
		const description = tailed?.[1] ?? words;
		const clear = amountsIn(tail.text, mark).some((one) => one.clear);
		if (amount === undefined || !clear || !/\p{L}{3}/u.test(description)) continue;
		const reference = changeOrdersIn(description)[0]?.text;
		const quantity = amountOfCell(priced?.[1] ?? tailed?.[2] ?? '', mark);
		const unit = priced?.[2] ?? tailed?.[3];
		const unitPrice = amountOfCell(priced?.[3] ?? tailed?.[4] ?? '', mark);
		lines.push({
			line: {
				description,
				amount,
				kind: lineKindOf(description),
				...(quantity === undefined ? {} : { quantity }),
				...(unit === undefined ? {} : { unit }),
				...(unitPrice === undefined ? {} : { unitPrice }),
				...(reference === undefined ? {} : { changeOrder: reference }),
			},
			found: {
				description: { tokens: described, page: row.page, confidence: 0.6 },
				amount: { tokens: tail.tokens, page: row.page, confidence: 0.6 },
			},
			row: row.index,
		});
	}
	return lines;
}
