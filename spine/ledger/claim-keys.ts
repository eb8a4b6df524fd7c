import { numberKey } from '../documents/numbers';

/** What names a demand for money: whose, on what, and under which numbers. */
export interface ClaimName {
	credit: boolean;
	books?: string;
	/** Key the vendor is counted under. */
	vendor?: string;
	commitment?: string;
	number?: string;
	application?: string;
}

/**
 * Keys of a claim. Two sightings with a key in common are sightings of one claim: the application
 * or the number on a commitment, and the number within a vendor and its books. A number keeps its
 * revision suffix. A demand without vendor and commitment has no key, and is its own claim.
 */
export function claimKeys(name: ClaimName): string[] {
	const entity = name.credit ? 'credit' : 'bill';
	const number = name.number === undefined ? undefined : numberKey(name.number)?.key;
	const application = applicationKey(name.application);
	const keys: string[] = [];
	if (name.commitment !== undefined && application !== undefined) {
		keys.push(JSON.stringify([entity, 'application', name.commitment, application]));
	}
	if (name.commitment !== undefined && number !== undefined) {
		keys.push(JSON.stringify([entity, 'number', name.commitment, number]));
	}
	if (name.vendor !== undefined && number !== undefined) {
		keys.push(JSON.stringify([entity, 'vendor', name.books ?? '', name.vendor, number]));
	}
	return keys;
}

/** An application number without prefix and leading zeros (`No. 03` and `3` are equal). */
export function applicationKey(application: string | undefined): string | undefined {
	return application === undefined ? undefined : numberKey(application)?.key;
}
