/** Waits; ends early, by throwing, when the signal is aborted. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export interface Limiter {
	/** Waits for a free place, first come first served. Batches count against both limits. */
	acquire(kind: 'request' | 'batch', signal?: AbortSignal): Promise<void>;
	/** QuickBooks said "too many": nothing starts before `until` (milliseconds), then at half the pace. */
	slowDown(until: number): void;
}

interface Window {
	limit: number;
	ms: number;
	starts: number[];
}

const RECOVERY_MS = 60_000;
const SMALLEST_PACE = 1 / 8;

/**
 * Keeps one company under Intuit's published limits: 500 requests a minute, 10 a second, 40 batches
 * a minute (https://developer.intuit.com/app/developer/qbo/docs/learn/limits-and-throttles). After
 * a throttled answer the pace is halved, and doubled again for each quiet minute. Places are given
 * out ahead of time, so that waiters keep their order.
 */
export function createLimiter(clock: () => number, sleep: Sleep): Limiter {
	const requests: Window[] = [
		{ limit: 500, ms: 60_000, starts: [] },
		{ limit: 10, ms: 1_000, starts: [] },
	];
	const batches: Window[] = [{ limit: 40, ms: 60_000, starts: [] }];
	let blockedUntil = 0;
	let slowedAt = Number.NEGATIVE_INFINITY;
	let pace = 1;
	let last = 0;

	const paceAt = (now: number): number =>
		Math.min(1, pace * 2 ** Math.max(0, Math.floor((now - slowedAt) / RECOVERY_MS)));

	const reserve = (windows: readonly Window[]): number => {
		const now = clock();
		const share = paceAt(now);
		let start = Math.max(now, blockedUntil, last);
		for (const window of windows) {
			const limit = Math.max(1, Math.floor(window.limit * share));
			const earlier = window.starts[window.starts.length - limit];
			if (earlier !== undefined) start = Math.max(start, earlier + window.ms);
		}
		for (const window of windows) {
			window.starts.push(start);
			if (window.starts.length > window.limit) window.starts.shift();
		}
		last = start;
		return start;
	};

	return {
		async acquire(kind, signal) {
			const start = reserve(kind === 'batch' ? [...requests, ...batches] : requests);
			if (start > clock()) await sleep(start - clock(), signal);
			// A throttled answer may have come in while this one waited.
			if (blockedUntil > clock()) await sleep(blockedUntil - clock(), signal);
			signal?.throwIfAborted();
		},
		slowDown(until) {
			pace = Math.max(SMALLEST_PACE, paceAt(clock()) / 2);
			slowedAt = Math.max(until, clock());
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
