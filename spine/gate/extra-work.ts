import type { CommitmentRecord } from '../documents/records';

/** Words by which subcontractors speak of work beyond the contract (rule CO-01). */
const EXTRA =
	/\b(?:extras?|additional|add'?l|added|additions?|chang(?:e|es|ed)|revised|revisions?|upgrad(?:e|es|ed|ing)|over[\s-]?time|t\s?&\s?m|time\s+(?:and|&)\s+materials?|per\s+(?:the\s+)?(?:super(?:intendent)?|field|foreman|owner|architect|verbal)|as\s+directed|premium\s+(?:time|labou?r|pay)|accelerat(?:ion|ed)|out(?:side)?[\s-]of[\s-]scope|beyond\s+scope|unforeseen|not\s+in\s+contract|verbal(?:ly)?|rework)\b/i;
/** `additional outlets per Mike`: somebody's word instead of a signature. */
const SOMEBODY = /\b[Pp]er\s+[A-Z][a-z]+\b(?!\s+(?:[Cc]ontract|[Aa]greement|[Ss]ubcontract|\d))/;
const AGREED =
	/\bper\s+(?:plans?|specs?|contract|agreement|subcontract|schedule|drawings?|sov|unit|month|week|day|hour)\b/i;

/**
 * The word in a line's text that speaks of work beyond the contract; undefined where there is
 * none, or where the schedule of values uses the same word for agreed work. Goods on purchase
 * orders are called "premium" or "additional" in plain trade, so only labour terms count there.
 */
export function extraWorkWord(
	text: string,
	sovDescription: string | undefined,
	kind: CommitmentRecord['kind'] | undefined,
): string | undefined {
	const word = EXTRA.exec(text)?.[0] ?? (AGREED.test(text) ? undefined : SOMEBODY.exec(text)?.[0]);
	if (word === undefined) return undefined;
	if (sovDescription?.toLowerCase().includes(word.toLowerCase()) === true) return undefined;
	if (kind === 'purchase_order' && sovDescription !== undefined) return undefined;
	return word;
}
