/** What a failed attempt allows. */
export type FailureClass =
	/** Not carried out; may be repeated after the wait. */
	| 'throttled'
	/** Unknown whether carried out: repeat only what cannot be done twice. */
	| 'unsure'
	/** Will fail again. */
	| 'final';

export const MAX_ATTEMPTS = 4;

/**
 * How long a call that is refused as one too many is tried again. It was not carried out, so only
 * patience ends it; other processes may use up the same company's limits meanwhile. Its waits count,
 * and it ends before posting holds a stored batch too old to be sent.
 */
export const THROTTLE_PATIENCE_MS = 420_000;

const THROTTLE_MS = 60_000;
const LONGEST_WAIT_MS = 300_000;

/**
 * Milliseconds to wait after "too many requests": what `Retry-After` says (seconds or an HTTP
 * date, RFC 9110 section 10.2.3), else the 60 s that Intuit advises, plus up to 10 s of jitter so
 * that waiters do not come back together; never more than five minutes.
 */
export function throttleWait(retryAfter: string | undefined, now: number, random: number): number {
	const jitter = Math.floor(random * 10_000);
	if (retryAfter !== undefined) {
		const seconds = Number(retryAfter);
		const asked = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(retryAfter) - now;
		if (Number.isFinite(asked) && asked >= 0) {
			return Math.min(LONGEST_WAIT_MS, asked + Math.floor(jitter / 10));
		}
	}
	return Math.min(LONGEST_WAIT_MS, THROTTLE_MS + jitter);
}

/** Milliseconds before the next attempt after an unsure one: 1 s, 2 s, 4 s, with jitter. */
export function backoff(attempt: number, random: number): number {
	return Math.floor(2 ** (attempt - 1) * 1000 * (0.5 + random / 2));
}
