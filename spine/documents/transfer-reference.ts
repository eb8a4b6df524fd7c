import { contentHash } from './canonical';

/**
 * The mark that a written record carries in its notes or description, so that it is known again
 * without an id: after a write whose answer was lost, and after the ledger was rebuilt. It is made
 * of the transfer's key alone.
 */
export function transferReference(key: string): string {
	return `Ref ${contentHash(key).slice(0, 12)}`;
}

/** Any mark of a transfer. */
const ANY = /\bRef [0-9a-f]{12}\b/;

/** Whether a text carries the mark of this transfer, of another one, or of none. */
export function markIn(text: string | undefined, key: string): 'own' | 'other' | 'none' {
	if (text === undefined || !ANY.test(text)) return 'none';
	return text.includes(transferReference(key)) ? 'own' : 'other';
}

/** The mark of whichever transfer a text carries. */
export function referenceIn(text: string | undefined): string | undefined {
	return text?.match(ANY)?.[0];
}
