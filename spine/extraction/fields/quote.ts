import type { KindGuess } from './kinds';
import type { Found } from './layout';
import { tokensIn } from './layout';
import { amountsIn } from './money';
import type { ReadContext } from './read-context';

const PRICE =
	/\b(?:(?:our|total|revised|new|quoted|proposal|bid|contract)\s+(?:price|cost|amount|bid)|price\s+(?:for|to|is|of)|for\s+the\s+(?:lump\s+)?sum(?:\s+(?:price\s+)?of)?|(?:add|deduct)(?:\s+the\s+sum\s+of)?|we\s+(?:propose|quote|offer)|net\s+change|will\s+be\s+(?:increased|decreased|changed)|in\s+the\s+amount\s+of|change\s+in\s+the\s+amount)\b/i;

/** The price of a quote or change order that stands in a sentence instead of a total row. */
export function quoteTotal(context: ReadContext, guess: KindGuess): Found<number> | undefined {
	if (guess.kind !== 'quote' && guess.kind !== 'change_order') return undefined;
	for (const row of context.layout.rows) {
		for (const segment of row.segments) {
			const match = PRICE.exec(segment.text);
			if (!match) continue;
			const amount = amountsIn(segment.text, context.mark).find(
				(one) => one.clear && one.start > match.index,
			);
			if (!amount) continue;
			return {
				value: amount.value,
				tokens: tokensIn(segment, amount.start, amount.end),
				page: row.page,
				confidence: 0.7,
			};
		}
	}
	return undefined;
}
