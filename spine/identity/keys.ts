import { getDomain } from 'tldts';
import type { Document } from '../documents/document';
import type { CompanySettings } from '../documents/settings';

/** Registrable domain of an address, host or web address, lower case; absent where there is none. */
export function domainOf(text: string): string | undefined {
	const host = text.includes('@') ? text.slice(text.lastIndexOf('@') + 1) : text;
	return getDomain(host.trim().toLowerCase()) ?? undefined;
}

/** Digits of a tax id, absent for fewer than eight (too short to tell anything apart). */
export function taxIdKey(taxId: string | undefined): string | undefined {
	const key = (taxId ?? '').toUpperCase().replace(/[^0-9A-Z]/g, '');
	return key.replace(/\D/g, '').length >= 8 ? key : undefined;
}

/** Last ten digits of a telephone number, absent for shorter ones. */
export function phoneKey(phone: string | undefined): string | undefined {
	const digits = (phone ?? '').replace(/(?:ext|x)\.?\s*\d+\s*$/i, '').replace(/\D/g, '');
	return digits.length >= 10 ? digits.slice(-10) : undefined;
}

const street: Record<string, string> = {
	STREET: 'ST',
	AVENUE: 'AVE',
	ROAD: 'RD',
	BOULEVARD: 'BLVD',
	DRIVE: 'DR',
	LANE: 'LN',
	COURT: 'CT',
	PLACE: 'PL',
	HIGHWAY: 'HWY',
	PARKWAY: 'PKWY',
	SUITE: 'STE',
	NORTH: 'N',
	SOUTH: 'S',
	EAST: 'E',
	WEST: 'W',
};

/**
 * What tells a postal address apart: house number (or PO box), the first word of the street's name,
 * and the postal code. Absent where the text has no house number or no street.
 */
export function addressKey(address: string | undefined): string | undefined {
	const words = (address ?? '')
		.toUpperCase()
		.replace(/\bP\.?\s*O\.?\s+BOX\b/g, 'POBOX')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '')
		.map((word) => street[word] ?? word);
	const box = words.indexOf('POBOX');
	const postal = words.findLast((word, index) => index > 1 && /^\d{5}$/.test(word));
	if (box >= 0 && words[box + 1] !== undefined) return `POBOX ${words[box + 1]} ${postal ?? ''}`;
	const at = words.findIndex((word) => /^\d+[A-Z]?$/.test(word));
	const name = words.slice(at + 1).find((word) => word.length > 1);
	return at < 0 || name === undefined || name === postal
		? undefined
		: `${words[at]} ${name} ${postal ?? ''}`;
}

/**
 * Addresses that may stand for the vendor: the original sender of a forwarded mail before the
 * one who sent it on, and the address printed on the document. Our own and billing services'
 * addresses are none of the vendor's.
 */
export function vendorAddresses(document: Document, settings: CompanySettings): string[] {
	const foreign = new Set(
		[...settings.domains, ...settings.billingServices].map((domain) => domainOf(domain) ?? domain),
	);
	const { sender } = document.source;
	return [sender?.original?.address ?? sender?.address, document.vendorDetails?.email]
		.filter((address) => address !== undefined)
		.map((address) => address.trim().toLowerCase())
		.filter((address) => {
			const domain = domainOf(address);
			return domain !== undefined && !foreign.has(domain);
		});
}
