import type { DocumentLine } from '../../documents/document';

const KINDS: ReadonlyArray<readonly [NonNullable<DocumentLine['kind']>, RegExp]> = [
	[
		'retainage',
		/\b(?:retainage|retention|holdback)\b(?!\s+(?:pond|basin|wall|tank|release|billing|invoice))/i,
	],
	[
		'previous_balance',
		/\b(?:previous|prior|past\s+due|opening)\s+balance\b|balance\s+(?:brought\s+)?forward/i,
	],
	['deposit', /^(?:less\s+)?(?:deposit|down\s*payment|advance\s+payment|prepayment)\b/i],
	['discount', /\b(?:discount|rebate|rabatt|remise|korting)\b/i],
	[
		'freight',
		/^(?:freight|shipping|delivery\s*(?:charge|fee)?|cartage|trucking\s+charge|fuel\s+surcharge|versand(?:kosten)?|frais\s+de\s+port|verzendkosten)\b/i,
	],
	[
		'tax',
		/^(?:(?:state|county|city|local)\s+)?(?:sales|use)\s+tax\b|^(?:state|county|city|local|municipal|district|excise)\s+tax(?:es)?\b|^tax\b|^(?:vat|gst|hst|pst|mwst|tva|btw)\b/i,
	],
];

/** What a line asks money for, by its own words; work where nothing else is named. */
export function lineKindOf(description: string): NonNullable<DocumentLine['kind']> {
	return KINDS.find(([, pattern]) => pattern.test(description))?.[0] ?? 'work';
}
