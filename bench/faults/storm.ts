import axios from 'axios';
import type { Chance } from '../chance';
import { faultsWaiting } from './kill-moments';

/** Statuses that say nothing about whether a call was carried out. */
const STATUSES = [500, 502, 503, 504] as const;

/** What goes wrong between a company and one of its systems: calls fail before and after they are carried out. */
export class Storm {
	/** Faults that struck. */
	struck = 0;
	private waiting = 0;

	/** @param paths of the calls that go wrong, as regular expressions. */
	constructor(
		private readonly address: string,
		private readonly choose: Chance,
		private readonly paths: readonly string[],
	) {}

	private fault(): object {
		const { choose } = this;
		const when = choose.one(['before', 'after'] as const);
		const match = { path: choose.one(this.paths) };
		const kind = choose.whole(0, 4);
		if (kind === 0) return { match, kind: 'drop', when, times: 1 };
		if (kind === 1) return { match, kind: 'status', status: 429, when: 'before', times: 1 };
		if (kind === 2) return { match, kind: 'status', status: 401, when: 'before', times: 1 };
		if (kind === 3) return { match, kind: 'latency', ms: choose.whole(50, 1500), when, times: 1 };
		return { match, kind: 'status', status: choose.one(STATUSES), when, times: 1 };
	}

	/** Has up to so many calls go wrong next; those that are set already count. */
	async blow(count: number): Promise<void> {
		const left = (await faultsWaiting(this.address)).faults;
		this.struck += this.waiting - left;
		this.waiting = Math.max(left, count);
		const more = Array.from({ length: this.waiting - left }, () => this.fault());
		if (more.length > 0) await axios.post(`${this.address}/control/faults`, more);
	}

	/** Counts the faults that struck and takes back all others. */
	async end(): Promise<void> {
		await this.blow(0);
		await axios.put(`${this.address}/control/faults`, []);
		this.waiting = 0;
	}
}
