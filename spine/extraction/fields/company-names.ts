import { normalizeName } from '../../documents/names';
import { datesIn } from './dates';
import type { Found } from './layout';
import { amountsIn } from './money';
import { emailIn, isAddressLine, phoneIn } from './party-block';

const LEGAL =
	/(?:\b(?:inc|llc|l\.l\.c|llp|l\.p|lp|ltd|limited|corp|corporation|incorporated|company|co|pllc|plc|gmbh|ag|kg|ohg|ug|e\.k|s\.a|sas|sarl|s\.a\.r\.l|eurl|b\.v|bv|n\.v|nv|vof|pty|s\.r\.l|srl|s\.p\.a|spa|sp\. z o\.o|s\.c|ab|as|aps|oy|pvt)\b\.?(?:\s+(?:ltd|co)\.?)?)[,;:]?$/i;
const TRADE =
	/\b(?:electric(?:al)?|plumbing|mechanical|concrete|masonry|drywall|roofing|steel|construction|contract(?:ors?|ing)|builders?|supply|supplies|services?|industries|group|enterprises|excavating|paving|painting|flooring|glass|glazing|hvac|heating|insulation|framing|millwork|lumber|materials|rentals?|equipment|systems|solutions|associates|partners|brothers|bros|& sons?|and sons?|welding|fabricat(?:ors|ion)|landscap(?:e|ing)|demolition|carpentry|interiors?|technologies|engineering|fire protection|sprinkler|elevator|tile|stone|ironworks?|iron works?|works)\b/i;
const TITLE_WORDS =
	/\b(?:(?:tax|sales|progress|commercial)?\s*invoices?|statement(?:\s+of\s+account)?|quot(?:e|ation)s?|proposals?|estimates?|credit\s*(?:memo|note)|purchase\s+order|change\s+order(?:\s+request)?|receipt|rechnung|facture|factuur\.?|faktura|original|copy|kopie|page\s+\d+(?:\s+of\s+\d+)?|seite\s+\d+|confidential|draft|duplicate|avoir|gutschrift|angebot|devis|offerte|bill)\b/gi;
/** How a letter or mail begins and ends; never the name of a company by itself. */
const SALUTATION =
	/^(?:(?:hi|hello|hey|dear)\b(?!.*\b(?:inc|llc|ltd|corp|co)\b)|good\s+(?:morning|afternoon|evening|day)\b|gentlemen\b|greetings\b|to\s+whom\b|(?:many\s+)?thanks\b|regards\b|(?:best|kind|warm)\s+regards\b|sincerely\b|(?:very\s+)?truly\s+yours|yours\s+truly|respectfully\b|cheers\b)/i;
/** How much a name sounds like a company: a legal form, the words of a trade. */
export function nameScore(name: string): number {
	return (
		(LEGAL.test(name.trim()) ? 2.2 : 0) +
		(TRADE.test(name) ? 1.2 : 0) -
		(name.split(' ').length > 6 ? 1 : 0)
	);
}

/** Whether a text could be a name at all: no address, label, amount or sentence. */
export function isName(text: string): boolean {
	const words = text.split(/\s+/);
	if (!/\p{L}{2}/u.test(text) || words.length > 8 || text.length > 60 || text.length < 3)
		return false;
	if (isAddressLine(text) || emailIn(text) || /www\.|https?:|\.com\b/i.test(text)) return false;
	if (datesIn(text).length > 0 || amountsIn(text).some((amount) => amount.clear)) return false;
	if (/^[\p{Ll}]/u.test(text) && !/\d/.test(text)) return false;
	if (phoneIn(text) || /[?!]$|:$|^\W/.test(text)) return false;
	if (SALUTATION.test(text) || /^[A-Z]{1,5}[-/# ]?\d[\d/-]*$/.test(text)) return false;
	if (
		/^(?:page|seite|date|terms|total|phone|fax|tel|thank|please|make|all|if|this|the\s+following|no\.?|number|due|project|job|attn|description|qty|payment|amount|subtotal|note|notes|n\/a|licen[cs]e|lic\b|customer|approved|signature|to|from|item|phone|email|web|application|contract|period|continuation|document|printed|valid|prepared|ship|sales|re|via|united\s+states|nederland|deutschland)\b/i.test(
			text,
		)
	)
		return false;
	return true;
}

/** A name without the title, the attention line or the marks printed beside it. */
export function clean(found: Found<string>): Found<string> | undefined {
	const value = found.value
		.replace(TITLE_WORDS, ' ')
		.replace(/\b(?:attn|attention|a\/c|c\/o)\b.*$/i, '')
		.replace(/^(?:from|by|to|name|company)\s*:\s*/i, '')
		.replace(/\s+/g, ' ')
		.replace(/^[\s,;:|\u2022*\u2013-]+|[\s,;:|\u2022*\u2013-]+$/g, '')
		.trim();
	if (value === '') return undefined;
	const kept = found.tokens.filter((token) => value.includes(token.text.replace(/[,;:]+$/, '')));
	return { ...found, value, tokens: kept.length > 0 ? kept : found.tokens };
}

/** The telling labels of the mail and web domains that a text prints, free mail apart. */
export function domainsOf(text: string): string[] {
	const free = /^(?:gmail|yahoo|hotmail|outlook|aol|icloud|comcast|msn|live|example)$/;
	const labels = [
		...text.matchAll(/(?:@|www\.|https?:\/\/(?:www\.)?)([\w-]+)(?:\.[\w-]+)*\.\p{L}{2,}/giu),
	].map((match) => (match[1] ?? '').toLowerCase());
	return [...new Set(labels)].filter((label) => label.length >= 3 && !free.test(label));
}

/** Whether a name is that of one of the domains. */
export function matchesDomain(name: string, domains: readonly string[]): boolean {
	const compact = normalizeName(name).toLowerCase().replace(/\s/g, '');
	if (compact.length < 3) return false;
	return domains.some((domain) => {
		const plain = domain.replace(/-/g, '');
		return (
			plain === compact ||
			(plain.length >= 5 && compact.startsWith(plain)) ||
			(compact.length >= 5 && plain.startsWith(compact))
		);
	});
}
