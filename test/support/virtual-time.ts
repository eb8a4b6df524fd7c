import { setImmediate } from 'node:timers/promises';

export interface VirtualTime {
	clock: () => number;
	sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
	/** Lets time pass until the work is done: whenever nothing else happens, the next sleeper wakes. */
	run<T>(work: Promise<T>): Promise<T>;
}

/** Time in which many may sleep at once and nobody waits: it jumps from one waking to the next. */
export function virtualTime(start = Date.UTC(2026, 2, 31)): VirtualTime {
	let now = start;
	let sleepers: Array<{ at: number; wake: () => void }> = [];
	return {
		clock: () => now,
		sleep: (ms, signal) =>
			new Promise((resolve, reject) => {
				if (signal?.aborted === true) return reject(signal.reason);
				const sleeper = { at: now + Math.max(0, ms), wake: resolve };
				sleepers.push(sleeper);
				signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
			}),
		async run(work) {
			let done = false;
			const end = (): void => {
				done = true;
			};
			work.then(end, end);
			for (;;) {
				await setImmediate();
				if (done) return await work;
				const next = Math.min(...sleepers.map(({ at }) => at));
				if (next === Infinity) throw new Error('Everybody waits and nobody sleeps.');
				now = Math.max(now, next);
				const woken = sleepers.filter(({ at }) => at <= now);
				sleepers = sleepers.filter(({ at }) => at > now);
				for (const { wake } of woken) wake();
			}
		},
	};
}
