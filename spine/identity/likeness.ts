import { normalizedSimilarity, normalizeName } from '../documents/names';
import type { VendorRecord } from '../documents/records';
import type { IndexedVendor } from './directory-index';

/** What two vendor records have in common, and what speaks against them being the same. */
export interface Likeness {
	/** Likeness of the best pair of their names, from 0 to 1. */
	name: number;
	/** Hard keys in common: tax id, e-mail address or domain, telephone, postal address. */
	keys: number;
	sameTaxId: boolean;
	otherTaxId: boolean;
	/** In words (`same tax id`, `name differs only by "Inc"`). */
	evidence: string[];
	/** In words (`different tax id`). */
	against: string[];
}

/** The last four digits of a tax id of which the books show no more; absent for one that is shown in full. */
function taxIdTail(taxId: string | undefined): string | undefined {
	return /^[X*#•]{2,}[-X*#• ]*(\d{4})$/i.exec((taxId ?? '').trim())?.[1];
}

type TaxIds = 'same' | 'same end' | 'other' | 'unknown';

function compareTaxIds(one: IndexedVendor, other: IndexedVendor): TaxIds {
	if (one.taxId !== undefined && other.taxId !== undefined) {
		return one.taxId === other.taxId ? 'same' : 'other';
	}
	const ends = [one, other].map(({ taxId, record }) => taxId?.slice(-4) ?? taxIdTail(record.taxId));
	if (ends[0] === undefined || ends[1] === undefined) return 'unknown';
	return ends[0] === ends[1] ? 'same end' : 'other';
}

const shared = (one: ReadonlySet<string>, other: ReadonlySet<string>): string | undefined =>
	[...one].find((value) => other.has(value));

/** Below this likeness of names two records without a key in common are not the same. */
const LEAST_BY_NAME = 0.8;

/**
 * Compares two vendor records by everything that both of them state. Undefined where they have no key
 * in common and their names are not alike, which is so of nearly all pairs and found out at once.
 */
export function likenessOf(one: IndexedVendor, other: IndexedVendor): Likeness | undefined {
	const email = shared(one.emails, other.emails);
	const domain = email === undefined ? shared(one.domains, other.domains) : undefined;
	const taxIds = compareTaxIds(one, other);
	const said: Array<[boolean, string]> = [
		[taxIds === 'same', 'same tax id'],
		[taxIds === 'same end', 'tax ids end in the same four digits'],
		[email !== undefined, `same e-mail address (${email ?? ''})`],
		[domain !== undefined, `same e-mail or web domain (${domain ?? ''})`],
		[one.phone !== undefined && one.phone === other.phone, 'same telephone number'],
		[one.address !== undefined && one.address === other.address, 'same postal address'],
	];
	const keys = said.flatMap(([found, words]) => (found ? [words] : []));
	const name = likenessOfNames(one.names, other.names, keys.length === 0 ? LEAST_BY_NAME : 0);
	if (keys.length === 0 && name < LEAST_BY_NAME) return undefined;
	const named = wordsOfNames(one.record, other.record, name);
	const against: string[] = [];
	if (taxIds === 'other') against.push('different tax id');
	if (digits(one.record.name) !== digits(other.record.name)) {
		against.push('the numbers in their names differ');
	}
	for (const { record } of [one, other]) {
		if (record.active) continue;
		const where = record.side === 'books' ? 'books' : 'project system';
		against.push(`"${record.name}" is inactive in the ${where}`);
	}
	return {
		name,
		keys: keys.length,
		sameTaxId: taxIds === 'same',
		otherTaxId: taxIds === 'other',
		evidence: [...(named === undefined ? [] : [named]), ...keys],
		against,
	};
}

/** Likeness of the best pair of normalised names; those that cannot reach `least` are passed over. */
function likenessOfNames(left: readonly string[], right: readonly string[], least: number): number {
	let best = 0;
	for (const a of left) {
		for (const b of right) {
			const alike = normalizedSimilarity(a, b);
			if (alike <= best || alike < least) continue;
			best = Math.max(best, digits(a) === digits(b) ? alike : Math.min(alike, 0.7));
		}
	}
	return best;
}

/** How the best pair of the names of two records differs, in words. */
function wordsOfNames(one: VendorRecord, other: VendorRecord, name: number): string | undefined {
	if (name < 0.5) return undefined;
	let best = { score: -1, left: one.name, right: other.name };
	for (const left of [one.name, ...one.aliases]) {
		for (const right of [other.name, ...other.aliases]) {
			const score = normalizedSimilarity(normalizeName(left), normalizeName(right));
			if (score > best.score) best = { score, left, right };
		}
	}
	const { left, right } = best;
	const called = left === one.name && right === other.name ? '' : ` ("${left}" and "${right}")`;
	if (name < 1) return `similar name, ${Math.round(name * 100)} %${called}`;
	const differing = differenceOf(left, right);
	const words = differing === '' ? 'same name' : `name differs only by "${differing}"`;
	return `${words}${called}`;
}

/** Words that one of two names has and the other has not, as they are written. */
function differenceOf(left: string, right: string): string {
	const wordsOf = (name: string): string[] => name.split(/[\s,]+/).filter((word) => word !== '');
	const plain = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}&]/gu, '');
	const missing = (from: string, to: string): string[] => {
		const there = new Set(wordsOf(to).map(plain));
		return wordsOf(from).filter((word) => plain(word) !== '' && !there.has(plain(word)));
	};
	return [...missing(left, right), ...missing(right, left)].join(' ');
}

/** Numbers in a name tell companies and places apart (`Local 12`, `Local 13`). */
export function digits(name: string): string {
	return name.replace(/\D+/g, ' ').trim();
}
