/**
 * What a printed change-order label stands for. `executed`: a signed change of a commitment
 * (CCO, SCO). `any`: `CO 3`, which may mean an executed change or a proposal. `proposal`: PCO,
 * COR and their kin. `owner`: the owner's change. `directive`: an instruction or event (ASI, RFI,
 * CE, T&M ticket), evidence but no entitlement to bill.
 */
export type ChangeOrderFamily = 'executed' | 'any' | 'proposal' | 'owner' | 'directive';

export interface ChangeOrderReference {
	/** As printed. */
	printed: string;
	family: ChangeOrderFamily;
	numbers: number[];
	/** `all approved COs`. */
	all?: boolean;
	/** Commitment named in the label (`SC-004` of `SC-004-CO-03`). */
	commitment?: string;
}

const FAMILIES: ReadonlyArray<[ChangeOrderFamily, string]> = [
	['owner', 'PCCO|OCO|prime\\s+contract\\s+change\\s+orders?|owner\\s+change\\s+orders?'],
	[
		'proposal',
		'(?:potential|proposed|pending)\\s+change\\s+orders?|change\\s+order\\s+(?:requests?|proposals?)|CPCOs?|PCPOs?|PCOs?|CORs?|RCOs?|PCRs?|CPRs?|PR(?=\\s?[-#])',
	],
	[
		'executed',
		'commitment\\s+change\\s+orders?|subcontract\\s+change\\s+orders?|CCOs?|SCORs?|SCOs?',
	],
	[
		'any',
		"C\\.\\s?O\\.?'?s?|COs?|change\\s+orders?|change(?=\\s*#?\\s*\\d)|VOs?|variations?(?:\\s+orders?)?|extra(?=\\s*#)|add(?=\\s*#)",
	],
	[
		'directive',
		'CE|ASI|RFI|CCD|WCD|FWO|FO|EWO|bulletin|field\\s+(?:work\\s+)?orders?|T\\s?&\\s?M(?=\\s*#?\\s*\\d)',
	],
];

const WORDS =
	'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty';
const wordValues = new Map(WORDS.split('|').map((word, index) => [word, index + 1]));

/** A number that is not the head of an amount (`4,200.00`) and no postal code. */
const NUMBER = `(?:\\d{1,4}(?!\\d)(?!\\s?%)(?!,\\d{3})(?!\\.\\d)|(?:${WORDS})\\b)`;
const REVISION = '(?:\\s?R\\d{1,2}\\b|\\s+rev\\.?\\s?\\w{1,2}\\b)?';
const MORE = `(?:(?:\\s*(?:&|,?\\s*\\band\\b)\\s*|\\s*,\\s*(?=#?\\d{1,3}\\s*(?:,(?!\\d{3})|&|\\)|;|$|\\band\\b)))(?:CO\\s*)?#?\\s*${NUMBER}${REVISION}|(?:\\s*[–]\\s*|-|\\s+(?:through|thru|to)\\s+)#?\\s*${NUMBER})`;
const COMMITMENT = '(?:((?:[A-Z]{1,3}[-\\s]?)?\\d[\\dA-Z]*(?:-[\\dA-Z]+)*?)-)?';
const LABEL = FAMILIES.map(([family, pattern]) => `(?<${family}>${pattern})`).join('|');

const REFERENCE = new RegExp(
	`(?<![A-Za-z0-9.])${COMMITMENT}(?:${LABEL})(?![A-Za-z])\\s*(?:(?:no|nos|num|number)\\b\\.?)?\\s*[-:#(]?\\s*#?\\s*(?<first>${NUMBER})${REVISION}(?<rest>${MORE}*)`,
	'gi',
);
const ALL = /\ball\s+(?:approved|executed|signed)\s+(?:C\.?O\.?s?|change\s+orders?)\b/gi;

const valueOf = (text: string): number | undefined => {
	const value = wordValues.get(text.toLowerCase()) ?? Number(text);
	return Number.isInteger(value) ? value : undefined;
};

function numbersOf(first: string, rest: string): number[] {
	const start = valueOf(first);
	if (start === undefined) return [];
	const numbers = [start];
	const part = new RegExp(`([–-]|through|thru|to)?\\s*#?\\s*(${NUMBER})${REVISION}`, 'gi');
	for (const match of rest.matchAll(part)) {
		const value = valueOf(match[2] ?? '');
		const last = numbers[numbers.length - 1];
		if (value === undefined || last === undefined) continue;
		if (match[1] !== undefined && value > last && value - last <= 50) {
			for (let number = last + 1; number <= value; number += 1) numbers.push(number);
		} else numbers.push(value);
	}
	return [...new Set(numbers)];
}

/**
 * Every change-order reference in a text: single labels (`CO #3`, `CCO-003`, `SC-004-CO-03`,
 * `Change Order Three`), ranges (`COs 1-3`), lists (`CO 1, 2 & 5`) and `all approved COs`.
 * Amounts, percentages and postal codes (`Denver, CO 80202`) are not taken for numbers.
 */
export function parseChangeOrderReferences(text: string): ChangeOrderReference[] {
	const found: ChangeOrderReference[] = [];
	for (const match of text.matchAll(ALL)) {
		found.push({ printed: match[0], family: 'executed', numbers: [], all: true });
	}
	for (const match of text.matchAll(REFERENCE)) {
		const groups = match.groups ?? {};
		const family = FAMILIES.find(([name]) => groups[name] !== undefined)?.[0];
		const numbers = numbersOf(groups.first ?? '', groups.rest ?? '');
		if (family === undefined || numbers.length === 0) continue;
		found.push({
			printed: match[0].trim(),
			family,
			numbers,
			...(match[1] === undefined ? {} : { commitment: match[1] }),
		});
	}
	return found;
}

/** The number that tells a change order from its siblings: `CCO-003`, `2301-CO-03` and `3` give 3. */
export function changeOrderNumber(printed: string | undefined): number | undefined {
	if (printed === undefined) return undefined;
	const runs = printed.replace(/(?<=\d)\s?R(?:ev\.?)?\s?\d{1,2}$/i, '').match(/\d+/g);
	const last = runs?.[runs.length - 1];
	return last === undefined ? undefined : Number(last);
}

/** Whether the text names a revision of drawings or plans, which is no revision of a quote. */
export function namesDrawingRevision(text: string): boolean {
	return /\b(?:drawings?|plans?|sheets?|dwgs?|specs?|specifications?)\b/i.test(text);
}
