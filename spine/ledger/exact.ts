import { toMinor } from '../documents/money';
import type { Minor } from '../documents/money';

/**
 * Minor units of what a document prints; undefined for an amount that cannot be kept exactly or is
 * in no currency. The rules stop such a document; its neighbours must not stop with it.
 */
export function exactMinor(amount: number | undefined, currency: string): Minor | undefined {
	if (amount === undefined) return undefined;
	try {
		return toMinor(amount, currency);
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}
