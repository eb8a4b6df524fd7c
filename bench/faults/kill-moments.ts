import axios from 'axios';
import { z } from 'zod';
import type { Chance } from '../chance';

/** A call is held so long for the kill of its sender. */
const HELD_MS = 60_000;
/** Or only so long at most, so that the kill meets what its sender does with the answer. */
const BRIEFLY_MS = 400;
/** Calls that write, between one kill and the trap for the next. */
const MOST_BETWEEN = 4;
/** Ends of the paths of the calls that write documents. */
const WRITES = ['/batch$', '/upload$'] as const;
/** Kills that every run has. */
export const LEAST_KILLS = WRITES.length;

const faultsSchema = z.array(
	z.object({ match: z.object({ method: z.string().optional() }).passthrough() }).passthrough(),
);
const logSchema = z.object({
	requests: z.array(z.object({ method: z.string() }).passthrough()),
});

/** Faults that wait to strike, without the traps, which alone name a method. */
export async function faultsWaiting(address: string): Promise<{ faults: number; traps: number }> {
	const all = faultsSchema.parse((await axios.get<unknown>(`${address}/control/faults`)).data);
	const traps = all.filter(({ match }) => match.method !== undefined).length;
	return { faults: all.length - traps, traps };
}

/**
 * Finds the moments at which a process that posts is killed: by what the books see of it and not by
 * time, so that a kill meets work under way on a machine of any speed. A call that writes is caught
 * and held by the books until its sender is dead, or for a moment.
 */
export class KillMoments {
	private caught = 0;
	private seen = 0;
	private wanted = 0;
	private isSet = false;

	constructor(
		private readonly address: string,
		private readonly choose: Chance,
	) {}

	/**
	 * Sets the next trap once enough calls were seen since the last. The first two hold the first
	 * batch, then the first upload, until the kill: those calls cannot but be made, whatever else
	 * happens, so every run has two kills.
	 */
	async prepare(): Promise<void> {
		if (this.isSet) return;
		const url = `${this.address}/control/requests?since=${this.seen}`;
		const { requests } = logSchema.parse((await axios.get<unknown>(url)).data);
		this.seen += requests.length;
		this.wanted -= requests.filter(({ method }) => method === 'POST').length;
		if (this.wanted > 0) return;
		await axios.post(`${this.address}/control/faults`, this.trap());
		this.isSet = true;
	}

	private trap(): object[] {
		const { choose, caught } = this;
		const match = { method: 'POST', path: WRITES[caught] ?? choose.one(WRITES) };
		const when = choose.one(['before', 'after'] as const);
		const briefly = caught >= LEAST_KILLS && choose.whole(0, 1) === 0;
		const ms = briefly ? choose.whole(10, BRIEFLY_MS) : HELD_MS;
		const hold = { match, kind: 'latency', ms, when, times: 1 };
		// What was held for long is not carried out after its sender's end.
		const isForgotten = when === 'before' && !briefly;
		return isForgotten ? [hold, { match, kind: 'drop', when, times: 1 }] : [hold];
	}

	/** Whether a call was caught: the time to kill. The next trap is set after some further calls. */
	async isCaught(): Promise<boolean> {
		if (!this.isSet || (await faultsWaiting(this.address)).traps > 0) return false;
		this.isSet = false;
		this.caught += 1;
		this.wanted = this.caught < LEAST_KILLS ? 0 : this.choose.whole(0, MOST_BETWEEN);
		return true;
	}
}
