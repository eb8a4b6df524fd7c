import { changeOrdersIn } from './change-order-references';
import type { HitIndex } from './hits';
import type { ReadLine } from './item-lines';
import { tokensIn } from './layout';
import type { Layout, Row, Segment } from './layout';
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
	/\b(?:(?:sub-?)?contract|commitment)\s+(?:sum|amount|price|value)\b|\bprevious(?:ly)?\b.*\bchange|\bthis\s+change\s+order|\bnet\s+change/i;

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
		if (!tail || !first) continue;
		if (row.segments.length === 1) {
			const dashed = dashedLine(row, first, mark);
			if (dashed && !hits.startsWithLabel(first)) lines.push(dashed);
			continue;
		}
		const change = changeOrdersIn(first.text)[0]?.start === 0;
		if (
			(hits.startsWithLabel(first) && !change && !isWorkAtSite(row, hits)) ||
			CONTRACT_SUMS.test(first.text)
		)
			continue;
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

/** `Mobilization \u2013 $4,500.00` in a letter: a dash instead of columns. */
const DASHED =
	/^(\P{N}.{2,90}?)\s*(?:\s[-\u2013\u2014]+|:|\.{3,}|\u2026)\s*(\(?-?\s?\$\s?\d[\d,]*\.\d{2}\)?)$/u;

function dashedLine(row: Row, segment: Segment, mark: DecimalMark): ReadLine | undefined {
	if (segment.text.length > 120) return undefined;
	const match = DASHED.exec(segment.text);
	const amount = match?.[2] === undefined ? undefined : amountOfCell(match[2], mark);
	const description = match?.[1]?.trim() ?? '';
	if (!match || amount === undefined || !/\p{L}{3}/u.test(description)) return undefined;
	const reference = changeOrdersIn(description)[0]?.text;
	const at = segment.text.length - (match[2]?.length ?? 0);
	return {
		line: {
			description,
			amount,
			kind: lineKindOf(description),
			...(reference === undefined ? {} : { changeOrder: reference }),
		},
		found: {
			description: {
				tokens: tokensIn(segment, 0, description.length),
				page: row.page,
				confidence: 0.6,
			},
			amount: {
				tokens: tokensIn(segment, at, segment.text.length),
				page: row.page,
				confidence: 0.6,
			},
		},
		row: row.index,
	};
}

/** `Site utilities   $3,050.00` is work, though `Site` also announces a project: a text, then money alone. */
function isWorkAtSite(row: Row, hits: HitIndex): boolean {
	const [first, second] = row.segments;
	const hit = first && hits.in(first)[0];
	if (row.segments.length !== 2 || !first || !second || hit?.label.field !== 'project')
		return false;
	return (
		!/:/.test(first.text) &&
		hit.end < first.text.length &&
		/^\(?\$?\s?\d[\d,]*\.\d{2}\)?$/.test(second.text)
	);
}
