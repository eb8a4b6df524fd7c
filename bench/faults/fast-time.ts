/**
 * Loaded before everything else: in this process time runs as many times as fast as FAST says, from
 * the moment FAST_FROM on, so that leases, waits and doubts of minutes take seconds. Processes with
 * the same two values have the same time.
 */
const factor = Number(process.env.FAST ?? '1');
const from = Number(process.env.FAST_FROM ?? '0');
const RealDate = Date;
const realNow = Date.now.bind(Date);
const realTimeout = globalThis.setTimeout;

const now = (): number => from + (realNow() - from) * factor;

class FastDate extends RealDate {
	constructor(...given: [] | [string | number | Date]) {
		if (given.length === 0) super(now());
		else super(given[0]);
	}

	static override now(): number {
		return now();
	}
}

const faster = (call: (...given: unknown[]) => void, ms = 0, ...given: unknown[]): NodeJS.Timeout =>
	realTimeout(call, ms / factor, ...given);

Object.assign(globalThis, { Date: FastDate, setTimeout: Object.assign(faster, realTimeout) });
