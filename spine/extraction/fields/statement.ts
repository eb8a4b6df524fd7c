import { numberAt } from './header-values';
import { datesIn } from './dates';
import { amountsIn } from './money';
import type { ReadContext } from './read-context';

/** The invoice numbers that a statement lists: rows with a date, a number and an amount. */
export function listedNumbers(context: ReadContext): string[] {
	const numbers: string[] = [];
	for (const row of context.layout.rows) {
		if (row.segments.length < 2) continue;
		const dated = datesIn(row.text, context.order).length > 0;
		const priced = amountsIn(row.segments.at(-1)?.text ?? '', context.mark).length > 0;
		if (!dated || !priced) continue;
		for (const segment of row.segments.slice(0, -1)) {
			if (datesIn(segment.text, context.order).length > 0 && segment.tokens.length === 1) continue;
			const bare = segment.text.replace(/^(?:invoice|inv|bill)\b[\s.:#]*(?:no\.?)?\s*/i, '');
			const read = numberAt(bare);
			if (!read || amountsIn(segment.text, context.mark).some((amount) => amount.clear)) continue;
			if (!numbers.includes(read.value)) numbers.push(read.value);
			break;
		}
	}
	return numbers;
}
