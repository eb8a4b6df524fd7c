import axios from 'axios';
import { z } from 'zod';
import type { Chance } from '../chance';

/** A call is held so long for the kill of its sender. */
const HELD_MS = 60_000;
/** Or only so long at most, so that the kill meets what its sender does with the answer. */
const BRIEFLY_MS = 400;
/** Calls that write, between one kill and the trap for the next. */
const MOST_BETWEEN = 4;
/** Kills that every run has: one for each kind of call that writes. */
export const LEAST_KILLS = 3;

/** A kind of call that writes, in the system that it goes to. */
interface Place {
	address: string;
	/** End of its path. */
	path: string;
}

const faultsSchema = z.array(
	z.object({ match: z.object({ method: z.string().optional() }).passthrough() }).passthrough(),
);
const requestsSchema = z.array(z.object({ method: z.string() }).passthrough());
const logSchema = z.union([
	requestsSchema,
	z.object({ requests: requestsSchema }).transform(({ requests }) => requests),
]);

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
	private wanted = 0;
	private set: Place | undefined;
	private readonly seen = new Map<string, number>();
	private readonly places: readonly Place[];

	constructor(
		private readonly addresses: readonly [quickBooks: string, procore: string],
		private readonly choose: Chance,
	) {
		const [quickBooks, procore] = addresses;
		this.places = [
			{ address: quickBooks, path: '/batch$' },
			{ address: quickBooks, path: '/upload$' },
			{ address: procore, path: '/contract_payments$' },
		];
	}

	/**
	 * Sets the next trap once enough calls were seen since the last. The first three hold a batch, an
	 * upload and a payment until the kill: those calls cannot but be made, whatever else happens, so
	 * every run has three kills.
	 */
	async prepare(): Promise<void> {
		if (this.set !== undefined) return;
		for (const address of this.addresses) this.wanted -= await this.fresh(address);
		if (this.wanted > 0) return;
		const place = this.places[this.caught] ?? this.choose.one(this.places);
		await axios.post(`${place.address}/control/faults`, this.trap(place));
		this.set = place;
	}

	/** Address of the system that waits for a call to catch. */
	get waitsAt(): string | undefined {
		return this.set?.address;
	}

	/** Calls that wrote, since the last count. */
	private async fresh(address: string): Promise<number> {
		const seen = this.seen.get(address) ?? 0;
		const { data } = await axios.get<unknown>(`${address}/control/requests?since=${seen}`);
		const requests = logSchema.parse(data);
		this.seen.set(address, seen + requests.length);
		return requests.filter(({ method }) => method === 'POST').length;
	}

	private trap({ path }: Place): object[] {
		const { choose, caught } = this;
		const match = { method: 'POST', path };
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
		if (this.set === undefined || (await faultsWaiting(this.set.address)).traps > 0) return false;
		this.set = undefined;
		this.caught += 1;
		this.wanted = this.caught < LEAST_KILLS ? 0 : this.choose.whole(0, MOST_BETWEEN);
		return true;
	}
}
