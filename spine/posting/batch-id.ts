import { contentHash } from '../documents/canonical';

/** Milliseconds in base 36; eight digits last until the year 5188, nine beyond. */
const TIME_DIGITS = 9;

/** No call that sends a batch begins later than this after its id was made, however often the books were too busy. */
export const LATEST_SEND_MS = 450_000;

/**
 * The id of a batch, at most 36 characters: the time it was made, and a hash of who made it and
 * what is in it. The same rows sent anew (after they were refused, say) get another id, because
 * the books would answer a known id with the old refusal.
 */
export function newBatchId(now: number, holder: string, body: string, attempt: number): string {
	const time = Math.max(0, Math.floor(now)).toString(36).padStart(TIME_DIGITS, '0');
	return `${time}-${contentHash([holder, now, attempt, body]).slice(0, 24)}`;
}

/** When a batch was made, in milliseconds since the epoch; the beginning of time for a foreign id. */
export function batchTime(id: string): number {
	const time = Number.parseInt(id.slice(0, TIME_DIGITS), 36);
	return id[TIME_DIGITS] === '-' && Number.isSafeInteger(time) ? time : 0;
}
