/** Something named in prose, with its place in the text. */
export interface Mention {
	value: string;
	start: number;
	end: number;
}

export interface MoneyMention {
	amount: number;
	start: number;
	end: number;
}

const MONEY =
	/(?<![\w.,])(?:(?:USD|US\$|\$|€|£|CAD|C\$)\s?(-?\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|-?\d+(?:\.\d{1,2})?)\s?(k|m|million|thousand)?(?![\w])|(\d{1,3}(?:,\d{3})+(?:\.\d{2})?)(?:\s?(?:USD|dollars))?(?![\w,]|\.\d)|(\d+\.\d{2})\s?(?:USD|dollars)|(\d+(?:\.\d)?)\s?(k)(?![\w]))/gi;

const FACTOR: Record<string, number> = {
	k: 1000,
	thousand: 1000,
	m: 1_000_000,
	million: 1_000_000,
};

/**
 * Amounts written in prose (`$1,850`, `98,000.00`, `USD 12.4k`). Bare numbers without thousands
 * separators or a currency are no amounts. Rounded to cents.
 */
export function moneyMentions(text: string): MoneyMention[] {
	return [...text.matchAll(MONEY)].map((match) => {
		const digits = (match[1] ?? match[3] ?? match[4] ?? match[5] ?? '0').replace(/,/g, '');
		const factor = FACTOR[(match[2] ?? match[6] ?? '').toLowerCase()] ?? 1;
		return {
			amount: Math.round(Number(digits) * factor * 100) / 100,
			start: match.index,
			end: match.index + match[0].length,
		};
	});
}

const mentions = (text: string, pattern: RegExp): Mention[] =>
	[...text.matchAll(pattern)].map((match) => {
		const value = (match[1] ?? match[0]).trim();
		return { value, start: match.index, end: match.index + match[0].length };
	});

const VERSION =
	/(?<![\w-])((?:v|ver\.?|version)\s?\.?\s?\d{1,2}(?:\.\d)?|(?:rev|revision)\.?\s?#?\s?(?:\d{1,2}|[A-Z])|R\d{1,2})(?![\w%])/gi;

/** Version labels of quotes (`v1`, `Rev B`, `revision 2`, `R3`), plan revisions left out. */
export function versionMentions(text: string): Mention[] {
	return mentions(text, VERSION).filter(
		({ end }) => !/^\s*(?:drawings?|plans?|sheets?|dwgs?|specs?)\b/i.test(text.slice(end)),
	);
}

const QUOTE =
	/\b(?:quote|quotation|proposal|estimate|est\.?|bid)\s*(?:#|no\.?|number|nr\.?)?\s*:?\s*#?\s*((?=[A-Z0-9/.-]*\d)[A-Z0-9](?:[A-Z0-9/.-]*[A-Z0-9])?)/gi;

/** Numbers of quotes (`quote Q-118`, `proposal #24-31`). */
export function quoteMentions(text: string): Mention[] {
	return mentions(text, QUOTE).filter(
		({ value }) => !/^(?:v|r|rev)\d{0,2}$/i.test(value) && !/^\d{1,3}(?:,\d{3})+/.test(value),
	);
}

const CHANGE_ORDER =
	/(?<![\w-])((?:(?:[\w]{1,8}-)?(?:PCCO|CPCO|CCO|SCOR|SCO|PCO|COR|RCO|CPR|EWO|FWO|C\.O\.|CO)s?\s?(?:no\.?|#|-)?\s?#?\s?-?\d{1,4}(?:\s?R\d)?)|change\s+orders?\s*(?:request\s*)?(?:no\.?|#|number)?\s*#?\s?[A-Z-]{0,4}\d{1,4})(?![\w])/gi;

/** References to change orders, as printed (`CO #3`, `PCO-012`, `change order 4`). */
export function changeOrderMentions(text: string): Mention[] {
	return mentions(text, CHANGE_ORDER);
}

const INVOICE =
	/\b(?:invoice|inv\.?|bill)\s*(?:#|no\.?|number|num\.?)?\s*:?\s*#?\s*((?=[A-Z0-9/.-]*\d)[A-Z0-9](?:[A-Z0-9/-]*[A-Z0-9])?)/gi;

/** Numbers of invoices (`invoice #4471`, `Inv. A-12`). */
export function invoiceMentions(text: string): Mention[] {
	return mentions(text, INVOICE);
}

/** The digits and letter of a version label, for comparison (`Rev. 1` and `v1` are both `1`). */
export function versionKey(version: string): string {
	return version
		.toUpperCase()
		.replace(/^(?:VERSION|VER\.?|V|REVISION|REV\.?|R)\s*\.?\s*#?\s*/, '')
		.replace(/^0+(?=\d)/, '')
		.trim();
}

/** A sentence with its place in the text; a line break ends a sentence only before a blank line. */
export function sentences(text: string): Mention[] {
	const found: Mention[] = [];
	const pattern =
		/(?:[^.!?\n]|\.(?=[\w$])|(?<=\b(?:no|rev|inv|est|co|v|approx|incl|nr|st|mr|ms|vs|c\.o))\.|\n(?![^\S\n]*(?:\n|[-*•])))+[.!?]*/gi;
	for (const match of text.matchAll(pattern)) {
		if (match[0].trim() === '') continue;
		found.push({ value: match[0], start: match.index, end: match.index + match[0].length });
	}
	return found;
}
