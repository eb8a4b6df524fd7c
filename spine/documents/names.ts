import { distance } from 'fastest-levenshtein';

const SUFFIXES = new Set([
	'LLC',
	'LLP',
	'LP',
	'INC',
	'INCORPORATED',
	'CORP',
	'CORPORATION',
	'CO',
	'COMPANY',
	'LTD',
	'LIMITED',
	'PLLC',
	'PC',
	'PLC',
	'GMBH',
	'AG',
	'SA',
	'SARL',
	'SAS',
	'BV',
	'PTY',
	'THE',
	'AND',
]);

/**
 * A company name reduced to what tells it apart: NFKD without accents, upper case, punctuation
 * and `&` dropped, legal-form words dropped (`The Kessler Concrete Co., LLC` and
 * `KESSLER CONCRETE` are equal). A name that is nothing but legal-form words keeps them.
 */
export function normalizeName(name: string): string {
	const words = name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toUpperCase()
		.replace(/['’.]/g, '')
		.replace(/&/g, ' AND ')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');
	const kept = words.filter((word) => !SUFFIXES.has(word));
	return (kept.length === 0 ? words : kept).join(' ');
}

/**
 * Likeness of two names after {@link normalizeName}, from 0 to 1: the better of the edit
 * similarity and the share of words in common (Dice), so that both typing slips and an added
 * word show.
 */
export function nameSimilarity(left: string, right: string): number {
	return normalizedSimilarity(normalizeName(left), normalizeName(right));
}

/** {@link nameSimilarity} of names that {@link normalizeName} has gone over already. */
export function normalizedSimilarity(a: string, b: string): number {
	if (a === '' || b === '') return 0;
	if (a === b) return 1;
	const edit = 1 - distance(a, b) / Math.max(a.length, b.length);
	const wordsA = new Set(a.split(' '));
	const wordsB = new Set(b.split(' '));
	const common = [...wordsA].filter((word) => wordsB.has(word)).length;
	const dice = (2 * common) / (wordsA.size + wordsB.size);
	return Math.min(0.99, Math.max(edit, dice));
}
