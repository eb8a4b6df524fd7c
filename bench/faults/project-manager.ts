import { z } from 'zod';
import type { Chance } from '../chance';
import { commitment } from '../company';
import { COMPANY, OTHER_COMMITMENT, PROJECT } from './procore-company';
import { renewingSend } from './renewing-send';

const paymentSchema = z.object({ id: z.number() }).passthrough();

/** Someone who works in Procore: retitles commitments, and keeps payments of his own on one of them. */
export class ProjectManager {
	private readonly send;
	private written = 0;
	/** Changes he made. */
	changes = 0;

	constructor(
		private readonly address: string,
		private readonly choose: Chance,
	) {
		this.send = renewingSend(address, { kind: 'user' });
	}

	/** Retitles every commitment: who watches is told of changes alone, so there has to be one of each. */
	async begin(): Promise<void> {
		for (const id of [commitment.id, OTHER_COMMITMENT]) await this.retitle(id);
	}

	/** Does one thing; what Procore refuses he leaves. */
	async work(): Promise<void> {
		try {
			this.written += 1;
			const turn = this.choose.whole(0, 3);
			if (turn === 0) await this.retitle(this.choose.one([commitment.id, OTHER_COMMITMENT]));
			else if (turn === 1) await this.enterPayment();
			else await this.changePayment();
		} catch {
			// His connection failed as anybody's does.
		}
	}

	private async call(
		method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
		path: string,
		body?: object,
	): Promise<unknown> {
		const answer = await this.send({
			method,
			url: `${this.address}/rest/v1.0/${path}`,
			headers: { 'Procore-Company-Id': COMPANY, 'content-type': 'application/json' },
			...(body === undefined ? {} : { body }),
		});
		if (answer.status >= 300) throw new Error(`Procore answered ${answer.status}.`);
		if (method !== 'GET') this.changes += 1;
		return answer.body;
	}

	private async retitle(id: string): Promise<void> {
		await this.call('PATCH', `work_order_contracts/${id}?project_id=${PROJECT}`, {
			project_id: PROJECT,
			work_order_contract: { title: `Concrete, as of change ${this.written}` },
		});
	}

	private readonly scope = `project_id=${PROJECT}&contract_id=${OTHER_COMMITMENT}`;

	private async enterPayment(): Promise<void> {
		await this.call('POST', `contract_payments?${this.scope}`, {
			project_id: PROJECT,
			contract_id: OTHER_COMMITMENT,
			contract_payment: {
				amount: `${this.choose.whole(100, 9_000)}.00`,
				date: '2026-03-30',
				check_number: `PM-${this.written}`,
			},
		});
	}

	private async changePayment(): Promise<void> {
		const rows = z
			.array(paymentSchema)
			.parse(await this.call('GET', `contract_payments?${this.scope}`));
		if (rows.length === 0) return;
		const { id } = this.choose.one(rows);
		const path = `contract_payments/${id}?${this.scope}`;
		if (this.choose.whole(0, 1) === 0) await this.call('DELETE', path);
		else {
			await this.call('PATCH', path, {
				project_id: PROJECT,
				contract_id: OTHER_COMMITMENT,
				contract_payment: { amount: `${this.choose.whole(100, 9_000)}.00` },
			});
		}
	}
}
