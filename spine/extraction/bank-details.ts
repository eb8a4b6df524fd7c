import { sha256 } from '../documents/canonical';
import type { ReadingFlag } from '../documents/document';

const ROUTING =
	/\b(?:routing|aba|rtn|transit|sort\s*code|bsb|blz)\b[^\n\d]{0,25}(\d(?:[\d -]{4,12})\d)(?![\d])/gi;
const ACCOUNT =
	/\b(?:account|acct|a\/c)\b\.?(?!\s*(?:payable|receivable|manager|rep))(?:[^\n\d]{0,18}(?:#|no\.?|number|num\.?|:)\s*|\s+(?=\d{6}))(\d(?:[ -]?\d){4,18})(?!\d|[.,]\d)/gi;
const IBAN = /\b([A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?)\b/g;
const SWIFT = /\b(?:swift|bic)\b[^\nA-Z0-9]{0,15}([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b/g;

const CHANGED =
	/\b(?:(?:our|the|my|their|company)\s+)?(?:new|updated|revised|changed|different)\s+(?:bank(?:ing)?|account|ach|wire|remittance|remit|payment|routing|direct\s+deposit)\s+(?:account|details?|info(?:rmation)?|instructions?|numbers?|data|address)|\b(?:chang(?:e|ed|ing)|switch(?:ed|ing)?|updat(?:e|ed|ing)|mov(?:e|ed|ing))\s+(?:(?:our|the|my|to|a|of|new|different|in|your|records?\s+(?:of|for|with))\s+){0,4}(?:banks?|bank(?:ing)?\s+\w+|bank\s+accounts?|ach\s+\w+|wire\s+\w+|remittance\s+\w+|payment\s+(?:details|instructions|information))\b|\bbank(?:ing)?\s+(?:account\s+|details?\s+|info(?:rmation)?\s+|instructions?\s+)?(?:has|have|was|were)\s+(?:been\s+)?(?:changed|updated|moved|switched|closed)\b|\b(?:old|previous|former)\s+(?:bank\s+)?account\s+(?:is|has\s+been|was)\s+(?:closed|frozen|no\s+longer|under\s+audit)|\bno\s+longer\s+(?:use|using)\s+(?:our\s+|the\s+)?(?:old|previous)?\s*(?:bank|account)|\b(?:send|remit|direct|make|route)\s+(?:all\s+|any\s+|future\s+|further\s+|your\s+|the\s+)*payments?\s+(?:\w+\s+){0,3}(?:new|following|below)\s+(?:bank\s+)?account/i;

/** Nine digits whose weighted sum is a multiple of ten (ABA routing number check). */
function isRoutingNumber(digits: string): boolean {
	if (!/^\d{9}$/.test(digits)) return false;
	const weights = [3, 7, 1, 3, 7, 1, 3, 7, 1];
	const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
	return sum % 10 === 0 && sum > 0;
}

/** Remainder 1 modulo 97 after moving the first four characters to the end (ISO 13616). */
function isIban(text: string): boolean {
	if (text.length < 15 || text.length > 34) return false;
	let rest = 0;
	for (const character of text.slice(4) + text.slice(0, 4)) {
		const value = /\d/.test(character) ? character : String(character.charCodeAt(0) - 55);
		for (const digit of value) rest = (rest * 10 + Number(digit)) % 97;
	}
	return rest === 1;
}

interface Found {
	/** Digits and letters only. */
	key: string;
	printed: string;
}

function bankNumbers(text: string): Found[] {
	const captured = (pattern: RegExp): Found[] =>
		[...text.matchAll(pattern)].map((match) => {
			const printed = (match[1] ?? '').trim();
			return { printed, key: printed.replace(/[\s-]/g, '').toUpperCase() };
		});
	const bare = [...text.matchAll(/(?<![\d-])\d{9}(?![\d-])/g)]
		.map((match) => ({ printed: match[0], key: match[0] }))
		.filter(({ key }) => isRoutingNumber(key) && /\b(?:routing|aba|ach|wire)\b/i.test(text));
	const all = [
		...captured(ROUTING),
		...captured(ACCOUNT),
		...captured(IBAN).filter(({ key }) => isIban(key)),
		...captured(SWIFT),
		...bare,
	];
	return all.filter(({ key }, index) => all.findIndex((other) => other.key === key) === index);
}

const talksOfBanking = (text: string): boolean =>
	/\b(?:bank|ach|wire|routing|aba|iban|swift|bic|direct\s+deposit|remit(?:tance)?|sort\s*code|bsb|blz)\b/i.test(
		text,
	);

/**
 * SHA-256 over the sorted account and routing numbers in a text; undefined where it prints none.
 * An account number alone counts only where the text talks of banking: vendors also print
 * customer account numbers.
 */
export function bankFingerprint(text: string): string | undefined {
	if (!talksOfBanking(text)) return undefined;
	const keys = bankNumbers(text).map(({ key }) => key);
	return keys.length === 0 ? undefined : sha256([...new Set(keys)].sort().join('|'));
}

/** The flag for a text that announces other bank details; undefined where it does not. */
export function bankChangeFlag(name: string, text: string): ReadingFlag | undefined {
	const flat = text.replace(/\s+/g, ' ');
	if (!CHANGED.test(flat)) return undefined;
	return {
		flag: 'bank_details_changed',
		message: `${name} announces new bank or payment details. Pay nothing to them: call the vendor at the telephone number already on file, and have a second person confirm.`,
		evidence: { source: name, confidence: 0.95 },
	};
}

/** Replaces every account and routing number in a text, so that none is kept. */
export function withoutBankNumbers(text: string, numbersOf: string = text): string {
	if (!talksOfBanking(numbersOf)) return text;
	return bankNumbers(numbersOf).reduce(
		(rest, { printed }) => rest.split(printed).join('[bank number]'),
		text,
	);
}
