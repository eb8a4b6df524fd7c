import type { Switches } from './switches';

interface Window {
	ms: number;
	limit: (switches: Switches) => number;
	startedAt: number;
	used: number;
}

/** What the window that would be hit first allows. `resetAt` is in unix seconds. */
export interface Allowance {
	limit: number;
	remaining: number;
	resetAt: number;
	exceeded: boolean;
	retryAfterSeconds: number;
}

/**
 * The two rate limit windows, an hour and ten seconds. Failed calls count too.
 * https://developers.procore.com/documentation/rate-limiting
 */
export class RateLimits {
	private readonly windows: Window[] = [
		{ ms: 3_600_000, limit: (switches) => switches.hourlyLimit, startedAt: 0, used: 0 },
		{ ms: 10_000, limit: (switches) => switches.spikeLimit, startedAt: 0, used: 0 },
	];

	constructor(private readonly clock: () => Date) {}

	/** Counts a call, and says what the window that is nearest to its limit allows after it. */
	count(switches: Switches): Allowance {
		const now = this.clock().getTime();
		const allowances = this.windows.map((window) => {
			if (now - window.startedAt >= window.ms) {
				window.startedAt = now;
				window.used = 0;
			}
			window.used += 1;
			const limit = window.limit(switches);
			const endsAt = window.startedAt + window.ms;
			return {
				limit,
				remaining: Math.max(0, limit - window.used),
				resetAt: Math.ceil(endsAt / 1000),
				exceeded: window.used > limit,
				retryAfterSeconds: Math.max(1, Math.ceil((endsAt - now) / 1000)),
			};
		});
		return allowances.reduce((worst, one) => {
			if (one.exceeded !== worst.exceeded) return one.exceeded ? one : worst;
			return one.remaining <= worst.remaining ? one : worst;
		});
	}
}
