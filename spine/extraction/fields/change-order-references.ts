const COUNT =
	'(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[A-Z]{0,4}-?\\d[\\w.-]*)';
const REVISED = '(?:\\s*(?:R|Rev\\.?\\s?)\\d+)?';
const LIST = `${COUNT}${REVISED}(?:\\s*(?:,|&|and|-|\u2013|through|thru|to)\\s*(?:#\\s*)?\\d+(?![\\d.,]*\\d*[.,]\\d{2}))*`;

const FAMILIES = [
	'change\\s+order(?:\\s+requests?|\\s+proposals?)?s?',
	'potential\\s+change\\s+orders?',
	'C\\.O\\.s?',
	'(?:CCO|SCO|PCCO|CPCO|PCO|OCO|COR|RCO|CPR|PCR|SCOR|PCPO|CCD|WCD|EWO|FWO|CO)s?',
	'field\\s+(?:work\\s+)?orders?',
	'extra\\s+work\\s+orders?',
	'T&M(?:\\s+tickets?)?',
	'ASI',
	'bulletins?',
	'variations?',
	'VO',
	'extra',
	'CE',
].join('|');
const DIGITS = LIST.replace(COUNT, '\\d[\\w.-]*');
const REFERENCE = new RegExp(
	`(?<![\\p{L}\\p{N}-])(?:${FAMILIES})(?:${DIGITS}|(?:\\s*-?\\s*(?:no\\.?|number|nos\\.?)(?!\\p{L})|\\s*#|[\\s:-])[\\s#:-]*${LIST})`,
	'giu',
);
const COMPOUND =
	/(?<![\p{L}\p{N}])(?:[A-Z]{0,3}-?\d{2,6}-)+(?:PCO|CCO|SCO|COR|CO)-?\d{1,4}(?![\p{L}\p{N}])/gu;

/**
 * Every change-order reference of a text as printed (`CO #3`, `PCO 12`, `COs 1-3`, `SC-004-CO-03`,
 * `Change Order Three`). A reference needs its number; the bare words refer to nothing.
 */
export function changeOrdersIn(text: string): Array<{ text: string; start: number; end: number }> {
	const found: Array<{ text: string; start: number; end: number }> = [];
	for (const pattern of [COMPOUND, REFERENCE]) {
		for (const match of text.matchAll(pattern)) {
			const printed = match[0].replace(/[\s.,:-]+$/, '');
			const end = match.index + printed.length;
			if (isFalse(printed, text.slice(end), text.slice(0, match.index))) continue;
			if (found.some((one) => match.index < one.end && end > one.start)) continue;
			found.push({ text: printed, start: match.index, end });
		}
	}
	return found.sort((a, b) => a.start - b.start);
}

/** `Co 80202` is Colorado and a postal code, `extra 2 x 4` a quantity. */
function isFalse(printed: string, after: string, before: string): boolean {
	if (/^co\s+\d{5}(?:-\d{4})?$/i.test(printed)) return true;
	if (
		/^(?:Co|co)\b/.test(printed) &&
		!/#|no/i.test(printed) &&
		/\p{L}\s*$/u.test(before) &&
		!/(?:per|under|for|on|see)\s*$/i.test(before)
	)
		return true;
	if (
		/^(?:extra|bulletin|variation|ce|vo)s?\b/i.test(printed) &&
		!/#|no\.|-|:/i.test(printed) &&
		/^\s*(?:x|%|"|'|feet|ft|hours?|days?|copies|inch)/i.test(after)
	)
		return true;
	return /^[.,]\d{2}\b/.test(after);
}
