import type { Place } from '../books';
import { type Passage, Turnstile } from './turnstile';

/** Waits; ends early, by throwing, when the signal is aborted. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export interface Limiter {
	/**
	 * Waits for a free place, first come first served. Batches count against both limits. The place
	 * is kept until it is released, which the caller must do when the answer came.
	 *
	 * @param alive called now and then during long waits; what it throws ends the waiting.
	 */
	acquire(
		kind: 'request' | 'batch',
		signal?: AbortSignal,
		alive?: () => Promise<void>,
	): Promise<Place>;
	/** QuickBooks said "too many": nothing starts before `until` (milliseconds), then at half the pace. */
	slowDown(until: number): void;
}

const RECOVERY_MS = 60_000;
const RECOVERY_STEP = 1 / 8;
const SMALLEST_PACE = 1 / 16;

/**
 * Keeps one company under Intuit's published limits: 500 requests a minute, 10 a second, 40 batches
 * a minute (https://developer.intuit.com/app/developer/qbo/docs/learn/limits-and-throttles). A whole
 * minute's allowance may be used at once. How the server counts is not published: the limits hold for
 * windows that begin at any moment and for a bucket that holds a minute's allowance.
 *
 * After a throttled answer the pace is halved, and grows by an eighth of the whole for each quiet
 * minute: processes that share a company without knowing of each other so come to share its limits.
 */
export function createLimiter(clock: () => number, sleep: Sleep): Limiter {
	let blockedUntil = 0;
	let slowedAt = Number.NEGATIVE_INFINITY;
	let pace = 1;
	let quickest = Infinity;

	const share = (): number => {
		const minutes = Math.max(0, Math.floor((clock() - slowedAt) / RECOVERY_MS));
		return Math.min(1, pace + minutes * RECOVERY_STEP);
	};
	const pacing = { clock, sleep, share, blockedUntil: () => blockedUntil };
	const requests = new Turnstile(
		[
			{ limit: 500, ms: 60_000 },
			{ limit: 10, ms: 1_000 },
		],
		pacing,
	);
	const batches = new Turnstile([{ limit: 40, ms: 60_000 }], pacing);

	return {
		async acquire(kind, signal, alive) {
			const passages: Array<[Turnstile, Passage]> = [];
			// Half of the quickest answer is taken for the way back: the server counted before that.
			const release = (countedBy: number): void => {
				for (const [turnstile, passage] of passages.splice(0)) turnstile.settle(passage, countedBy);
			};
			try {
				if (kind === 'batch') passages.push([batches, await batches.pass(signal, alive)]);
				passages.push([requests, await requests.pass(signal, alive)]);
				signal?.throwIfAborted();
			} catch (error) {
				release(Number.NEGATIVE_INFINITY);
				throw error;
			}
			const start = clock();
			return {
				...(alive === undefined ? {} : { alive }),
				release() {
					if (passages.length === 0) return;
					quickest = Math.min(quickest, clock() - start);
					release(clock() - quickest / 2);
				},
			};
		},
		slowDown(until) {
			// Answers to calls that were under way together are one incident.
			if (clock() >= blockedUntil) pace = Math.max(SMALLEST_PACE, share() / 2);
			slowedAt = Math.max(until, clock(), blockedUntil);
			blockedUntil = Math.max(blockedUntil, until);
		},
	};
}

const shared = new Map<string, Limiter>();

/** The limiter that every client of one company in this process shares. */
export function sharedLimiter(company: string, clock: () => number, sleep: Sleep): Limiter {
	const known = shared.get(company);
	if (known !== undefined) return known;
	const limiter = createLimiter(clock, sleep);
	shared.set(company, limiter);
	return limiter;
}
