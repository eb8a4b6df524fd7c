import axios from 'axios';
import { z } from 'zod';
import type { Chance } from '../chance';
import { BOOKS } from '../company';
import { faultsWaiting } from './kill-moments';
import { renewingSend } from './renewing-send';

const billSchema = z
	.object({ Id: z.string(), SyncToken: z.string(), DocNumber: z.string().optional() })
	.passthrough();
const foundSchema = z.object({
	QueryResponse: z.object({ Bill: z.array(billSchema).default([]) }).passthrough(),
});

/** Statuses that say nothing about whether a call was carried out, and one that says it was not. */
const STATUSES = [500, 502, 503, 504] as const;

/** What goes wrong between a company and its books: calls fail before and after they are carried out. */
export class Storm {
	/** Faults that struck. */
	struck = 0;
	private waiting = 0;

	constructor(
		private readonly address: string,
		private readonly choose: Chance,
	) {}

	private fault(): object {
		const { choose } = this;
		const when = choose.whole(0, 1) === 0 ? 'before' : 'after';
		const path = choose.whole(0, 2) === 0 ? '/upload$' : choose.whole(0, 1) === 0 ? '/batch$' : '/';
		const match = { path: `v3/.*${path}` };
		const kind = choose.whole(0, 4);
		if (kind === 0) return { match, kind: 'drop', when, times: 1 };
		if (kind === 1) return { match, kind: 'status', status: 429, when: 'before', times: 1 };
		if (kind === 2) return { match, kind: 'status', status: 401, when: 'before', times: 1 };
		if (kind === 3) return { match, kind: 'latency', ms: choose.whole(50, 1500), when, times: 1 };
		const status = STATUSES[choose.whole(0, STATUSES.length - 1)];
		return { match, kind: 'status', status, when, times: 1 };
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

/** A clerk who works in the same books: renumbers and pays bills, and enters bills of his own. */
export class Clerk {
	private readonly send;
	private entered = 0;
	/** Changes he made. */
	changes = 0;

	constructor(
		private readonly address: string,
		private readonly choose: Chance,
	) {
		this.send = renewingSend(address);
	}

	private async call(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
		const url = `${this.address}/v3/company/${BOOKS}/${path}`;
		const headers = { accept: 'application/json', 'content-type': 'application/json' };
		const answer = await this.send({
			method,
			url,
			headers,
			...(body === undefined ? {} : { body }),
		});
		if (answer.status === 200) this.changes += method === 'POST' ? 1 : 0;
		return answer.body;
	}

	/** Does one thing; what the books refuse he leaves. */
	async work(): Promise<void> {
		try {
			await this.workOnce();
		} catch {
			// His connection failed as anybody's does.
		}
	}

	private async workOnce(): Promise<void> {
		if (this.choose.whole(0, 2) === 0) {
			this.entered += 1;
			const detail = { AccountRef: { value: '80' }, CustomerRef: { value: '64' } };
			const line = {
				Amount: this.choose.whole(10, 900),
				DetailType: 'AccountBasedExpenseLineDetail',
				AccountBasedExpenseLineDetail: detail,
			};
			await this.call('POST', 'bill?minorversion=75', {
				VendorRef: { value: '77' },
				DocNumber: `CLERK-${this.entered}`,
				Line: [line],
			});
			return;
		}
		const query = encodeURIComponent('select * from Bill maxresults 1000');
		const found = foundSchema.safeParse(await this.call('GET', `query?query=${query}`));
		const bills = found.data?.QueryResponse.Bill ?? [];
		const bill = bills[this.choose.whole(0, Math.max(0, bills.length - 1))];
		if (bill === undefined) return;
		const number = `${(bill.DocNumber ?? '').replace(/-c\d*$/, '')}-c${this.entered}`;
		await this.call('POST', 'bill?minorversion=75', { ...bill, DocNumber: number });
	}
}
