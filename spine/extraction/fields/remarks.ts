import type { Layout } from './layout';

const EXTRA =
	/\b(?:additional|extra|added|add(?:'|)l|not\s+in\s+(?:contract|scope|base)|out\s+of\s+scope|outside\s+(?:of\s+)?(?:the\s+)?scope|overtime|acceleration|premium\s+time|per\s+(?:super(?:intendent)?|field|mike|verbal|direction|request)|revised\s+scope|change\s+in\s+scope|field\s+(?:direction|change)|t\s?&\s?m|as\s+directed|verbal(?:ly)?)\b/i;
const BOILERPLATE =
	/\b(?:additional\s+(?:information|insured|charges?\s+may|usage|fees?\s+may|questions?|copies|damage|repairs|verification|terms)|may\s+(?:be|apply|include)|late\s+(?:fee|charge|payment)|subject\s+to|warrant|if\s+(?:you|vehicle|any)|will\s+be\s+(?:charged|billed|treated)|extra\s+(?:charge|cost)\s+will|unless|shall|terms)\b/i;

/** Sentences that speak of extra work: notes outside the items, never an item's own words. */
export function remarksOf(layout: Layout, itemRows: ReadonlySet<number>): string[] {
	const remarks: string[] = [];
	for (const row of layout.rows) {
		if (itemRows.has(row.index)) continue;
		for (const segment of row.segments) {
			if (segment.tokens.length < 3 || !EXTRA.test(segment.text) || BOILERPLATE.test(segment.text))
				continue;
			if (!remarks.includes(segment.text)) remarks.push(segment.text);
		}
	}
	return remarks.slice(0, 20);
}
