import type { Sleep } from './limiter';

/** At most `limit` calls in any span of `ms` milliseconds, by the server's count. */
export interface Span {
	limit: number;
	ms: number;
}

/** A call that was let through. */
export interface Passage {
	/** The latest moment at which the server may have counted it; unknown until it is answered. */
	countedBy?: number;
}

/** What a turnstile goes by beside its own count. */
export interface Pacing {
	clock: () => number;
	sleep: Sleep;
	/** Share of the limits that may be used now, from 0 to 1. */
	share: () => number;
	/** Nothing passes before this moment. */
	blockedUntil: () => number;
}

/** How long a waiter sleeps at a stretch before it says that it is still alive. */
const NAP_MS = 15_000;

/**
 * Lets calls through one after another, first come first served, as its spans allow. A call counts
 * against a span from when it passes until a full span after the server may last have counted it:
 * the two ends then hold the same limit whatever the way between them does to the intervals, and
 * with fixed windows as with a bucket that holds one span's allowance.
 */
export class Turnstile {
	private passages: Passage[] = [];
	private last: Promise<void> = Promise.resolve();
	private answered = new Signal();

	constructor(
		private readonly spans: readonly Span[],
		private readonly pacing: Pacing,
	) {}

	/**
	 * Waits for a free place.
	 *
	 * @param alive called now and then during long waits; what it throws ends the waiting.
	 */
	async pass(signal?: AbortSignal, alive?: () => Promise<void>): Promise<Passage> {
		const before = this.last;
		let leave = (): void => undefined;
		this.last = new Promise((resolve) => {
			leave = resolve;
		});
		try {
			await unlessAborted(before, signal);
			for (;;) {
				const wait = this.wait();
				if (wait === 0) break;
				if (wait === undefined) await unlessAborted(this.answered.next(), signal);
				else await this.pacing.sleep(Math.min(wait, NAP_MS), signal);
				signal?.throwIfAborted();
				if (wait !== undefined && wait > NAP_MS) await alive?.();
			}
			const passage: Passage = {};
			this.passages.push(passage);
			return passage;
		} finally {
			void before.then(leave);
		}
	}

	/** Says when the server may last have counted a call. */
	settle(passage: Passage, countedBy: number): void {
		passage.countedBy = countedBy;
		this.answered.give();
	}

	/** Milliseconds until the next call may pass; undefined when that hangs on an answer. */
	private wait(): number | undefined {
		const now = this.pacing.clock();
		const longest = Math.max(...this.spans.map(({ ms }) => ms));
		this.passages = this.passages.filter((one) => freeAt(one, longest) > now);
		let free = this.pacing.blockedUntil();
		for (const { limit, ms } of this.spans) {
			const allowed = Math.max(1, Math.floor(limit * this.pacing.share()));
			const ends = this.passages.map((one) => freeAt(one, ms)).filter((end) => end > now);
			const over = ends.length - allowed;
			if (over < 0) continue;
			ends.sort((left, right) => left - right);
			free = Math.max(free, ends[over] ?? now);
		}
		if (free === Infinity) return undefined;
		return Math.max(0, Math.ceil(free - now));
	}
}

const freeAt = ({ countedBy = Infinity }: Passage, ms: number): number => countedBy + ms;

/** Wakes whoever waits for the next event. */
class Signal {
	private waiters: Array<() => void> = [];

	next(): Promise<void> {
		return new Promise((resolve) => {
			this.waiters.push(resolve);
		});
	}

	give(): void {
		const { waiters } = this;
		this.waiters = [];
		for (const wake of waiters) wake();
	}
}

async function unlessAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
	if (signal === undefined) return work;
	signal.throwIfAborted();
	let stop = (): void => undefined;
	const aborted = new Promise<void>((resolve) => {
		stop = resolve;
		signal.addEventListener('abort', stop, { once: true });
	});
	await Promise.race([work, aborted]);
	signal.removeEventListener('abort', stop);
	signal.throwIfAborted();
}
