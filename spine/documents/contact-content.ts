import { postalOf, type Postal } from './postal';
import type { ContentOf } from './transfer-content';

/** What is known of a vendor, before it is brought into the form that is carried. */
export interface VendorFacts {
	name: string;
	phone?: string | null | undefined;
	email?: string | null | undefined;
	website?: string | null | undefined;
	postal?: Postal | undefined;
}

/** Longest texts that both systems take. */
const LONGEST = { name: 100, phone: 30, text: 255, email: 100 } as const;

/** A text without surrounding and doubled blanks, cut to what both systems take; absent when empty. */
function cut(text: string | null | undefined, longest: number): string | undefined {
	const plain = text?.replace(/\s+/g, ' ').trim().slice(0, longest).trim() ?? '';
	return plain === '' ? undefined : plain;
}

/** A name without the characters that separate levels in the books. */
export function carriedName(name: string): string {
	return cut(name.replace(/\s*:\s*/g, ' - '), LONGEST.name) ?? name;
}

/**
 * A vendor in the form in which it is carried and compared, whichever system it was read from: names,
 * how to reach it, its address; never tax ids, bank details or a remit-to address. States and countries
 * only as codes, which is what both systems take.
 */
export function vendorContent(facts: VendorFacts): ContentOf<'vendor'> {
	return {
		kind: 'vendor',
		name: carriedName(facts.name),
		...postalContent(facts.postal),
		...given('phone', cut(facts.phone, LONGEST.phone)),
		...given('email', cut(facts.email, LONGEST.email)?.toLowerCase()),
		...given('website', webAddress(cut(facts.website, LONGEST.text))),
	};
}

/** A customer's job in the form in which it is carried and compared. */
export function jobContent(facts: {
	name: string;
	parent?: string | undefined;
	postal?: Postal | undefined;
}): ContentOf<'job'> {
	return {
		kind: 'job',
		name: carriedName(facts.name),
		...(facts.parent === undefined ? {} : { parent: { id: facts.parent } }),
		...postalContent(facts.postal),
	};
}

const CODE = /^[A-Z]{2,3}$/;

function postalContent(postal: Postal | undefined): Postal {
	if (postal === undefined) return {};
	const state = postal.state?.trim().toUpperCase();
	const country = postal.country?.trim().toUpperCase();
	return (
		postalOf({
			street: cut(postal.street, LONGEST.text),
			city: cut(postal.city, LONGEST.text),
			state: state !== undefined && CODE.test(state) ? state : undefined,
			postalCode: cut(postal.postalCode, LONGEST.phone),
			country: country !== undefined && CODE.test(country) ? country : undefined,
		}) ?? {}
	);
}

function webAddress(website: string | undefined): string | undefined {
	if (website === undefined) return undefined;
	return /^https?:\/\//i.test(website) ? website : `https://${website}`;
}

function given<N extends string>(name: N, value: string | undefined): Partial<Record<N, string>> {
	const members: Partial<Record<N, string>> = {};
	if (value !== undefined) members[name] = value;
	return members;
}
