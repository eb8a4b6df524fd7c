import axios from 'axios';
import { z } from 'zod';
import { BOOKS } from '../company';
import { COMPANY, PROJECT } from './procore-company';
import type { Endpoints } from './crew';

/** Somebody who knows the address of the triggers and sends them notifications that nobody signed. */
export class Forger {
	/** Forgeries that were sent. */
	sent = 0;
	/** Forgeries that were taken for genuine. */
	taken = 0;

	constructor(private readonly endpoints: Endpoints) {}

	/** Sends one of each system, about records that may come to be; a process that is away hears nothing. */
	async work(): Promise<void> {
		this.sent += 1;
		const entity = {
			name: 'Bill',
			id: String(this.sent),
			operation: 'Delete',
			lastUpdated: '2026-03-31T12:00:00Z',
		};
		const event = { realmId: BOOKS, dataChangeEvent: { entities: [entity] } };
		await this.post(
			this.endpoints.quickBooks,
			{ eventNotifications: [event] },
			{ 'intuit-signature': 'Zm9yZ2Vk' },
		);
		const delivery = {
			id: this.sent,
			company_id: Number(COMPANY),
			project_id: Number(PROJECT),
			resource_name: 'Contract Payments',
			resource_id: this.sent,
			event_type: 'delete',
		};
		const { procore } = this.endpoints;
		if (procore !== undefined)
			await this.post(procore, delivery, { authorization: 'Bearer forged' });
	}

	private async post(url: string, body: object, headers: Record<string, string>): Promise<void> {
		const options = { headers, timeout: 1_000, validateStatus: () => true };
		const answer = await axios.post<unknown>(url, body, options).catch(() => undefined);
		const status = z.object({ status: z.number() }).safeParse(answer);
		if (status.success && status.data.status < 300) this.taken += 1;
	}
}
