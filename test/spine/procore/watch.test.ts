import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProcoreSimulator } from '../../../simulators/procore';
import type { Ledger } from '../../../spine/ledger/ledger';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import { createProcore, type ProcoreClient } from '../../../spine/procore/client';
import {
	lookAtProcore,
	userOf,
	type ProcoreChange,
	type ProcoreWatchOptions,
} from '../../../spine/procore/watch';
import type { WatchedName } from '../../../spine/procore/watched';
import { axiosSend } from '../../support/axios-send';
import { addressOf, companyId, projectId, startSmall } from '../../simulators/procore/fixture';

jest.setTimeout(60_000);

const START = Date.parse('2026-03-01T12:00:00Z');
const MINUTE = 60_000;
const DAY = 86_400_000;
const CONTRACT = 900;
const BOX = 'deliveries';

const everything: WatchedName[] = [
	'vendors',
	'subcontracts',
	'purchaseOrders',
	'changeOrders',
	'changeOrderRequests',
	'potentialChangeOrders',
	'requisitions',
	'payments',
	'directCosts',
	'primeContracts',
	'ownerInvoices',
];

describe('watching what changes in Procore', () => {
	let now: number;
	/** How far our own clock is ahead of Procore's. */
	let ahead: number;
	let procore: ProcoreSimulator;
	let client: ProcoreClient;
	let writer: ProcoreClient;
	let ledger: Ledger;
	let folder: string;
	let portions: ProcoreChange[][];
	let said: string[];
	let eventNumber: number;

	beforeEach(async () => {
		now = START;
		ahead = 0;
		eventNumber = 0;
		portions = [];
		said = [];
		procore = startSmall({ clock: () => now });
		const baseUrl = await addressOf(procore);
		const as = (kind: 'user' | 'service') =>
			createProcore({
				send: axiosSend(() => procore.token(kind)),
				baseUrl,
				companyId: String(companyId),
				clock: () => now + ahead,
				sleep: async () => undefined,
				maxAttempts: 1,
			});
		client = as('service');
		writer = as('user');
		folder = await mkdtemp(join(tmpdir(), 'watch-'));
		ledger = await openSqliteLedger({
			path: join(folder, 'ledger.sqlite'),
			clock: () => now,
			blobDir: folder,
		});
	});
	afterEach(async () => {
		await ledger.close();
		await procore.close();
		await rm(folder, { recursive: true, force: true });
	});

	const optionsWith = (over: Partial<ProcoreWatchOptions> = {}): ProcoreWatchOptions => ({
		client,
		ledger,
		note: 'watcher',
		box: BOX,
		watched: everything,
		projects: [],
		record: true,
		atOnce: 200,
		clock: () => now + ahead,
		emit: async (changes) => {
			portions.push(changes);
		},
		say: (sentence) => said.push(sentence),
		...over,
	});
	const look = (over: Partial<ProcoreWatchOptions> = {}, lists?: readonly WatchedName[]) => {
		const options = optionsWith(over);
		return lookAtProcore(options, { notices: true, lists: lists ?? options.watched });
	};
	/** Word of a change, as a webhook brings it. */
	const hear = async (resource: string, id: unknown, over: object = {}) => {
		eventNumber += 1;
		const event = {
			key: `event-${eventNumber}`,
			company: String(companyId),
			project: String(projectId),
			resource,
			id: String(id),
			operation: 'update',
			by: ['4001'],
			related: [],
			...over,
		};
		return await ledger.putNotices(BOX, [{ key: event.key, json: JSON.stringify(event) }]);
	};
	const heard = (over: Partial<ProcoreWatchOptions> = {}) => look(over, []);
	const told = () =>
		portions
			.splice(0)
			.flat()
			.map(({ event }) => `${event.operation} ${event.what} ${event.id}`);
	const scope = { project: String(projectId), contract: String(CONTRACT) };
	const billed = async (number: string, status = 'approved') => {
		const { body } = await writer.request('POST', '/rest/v1.1/requisitions', {
			body: {
				project_id: projectId,
				commitment_id: CONTRACT,
				requisition: {
					invoice_number: number,
					status,
					billing_date: '2026-03-01',
					items: [
						{
							item_type: 'contract_item',
							line_item_id: 901,
							work_completed_this_period: '1000.00',
							work_completed_retainage_retained_this_period: '100.00',
						},
					],
				},
			},
		});
		return String(Object(body).id);
	};

	const approve = (id: string) =>
		writer.request('PATCH', `/rest/v1.1/requisitions/${id}`, {
			body: { project_id: projectId, commitment_id: CONTRACT, requisition: { status: 'approved' } },
		});
	const fault = (path: string, status: number, times?: number) => {
		const limited = times === undefined ? {} : { times };
		procore.setFaults([{ match: { method: 'GET', path }, kind: 'status', status, ...limited }]);
	};

	describe('by lists', () => {
		it('begins where it is switched on, and tells of each later state once', async () => {
			await billed('R-1');
			now += 10 * MINUTE;
			expect(await look()).toBe(0);
			now += MINUTE;
			const id = await billed('R-2', 'under_review');
			now += MINUTE;
			expect(await look()).toBe(1);
			expect(told()).toEqual([`create requisitions ${id}`]);
			now += MINUTE;
			expect(await look()).toBe(0);
			await approve(id);
			expect(await look()).toBe(1);
			now += 20 * MINUTE;
			expect(await look()).toBe(0);
			expect(told()).toEqual([`update requisitions ${id}`]);
			expect((await ledger.get('requisition', id))?.status).toBe('approved');
		});

		it('goes by the clock of Procore, however far its own is off', async () => {
			ahead = 9 * DAY;
			await look();
			now += MINUTE;
			const id = await billed('R-1');
			expect(await look()).toBe(1);
			ahead = -9 * DAY;
			now += MINUTE;
			await approve(id);
			expect(await look()).toBe(1);
			expect(told()).toEqual([`create requisitions ${id}`, `update requisitions ${id}`]);
		});

		it('begins where it was asked to', async () => {
			const id = await billed('R-1');
			now += 5 * DAY;
			expect(await look({ startFrom: START - DAY }, ['requisitions'])).toBe(1);
			expect(told()).toEqual([`create requisitions ${id}`]);
		});

		it('after a month off brings everything in small portions, oldest first, once', async () => {
			await look();
			const ids: string[] = [];
			for (let bill = 1; bill <= 7; bill += 1) {
				now += 4 * DAY;
				ids.push(await billed(`R-${bill}`));
			}
			now += DAY;
			let taken = 0;
			const fails = look({
				atOnce: 2,
				emit: async (changes) => {
					taken += 1;
					if (taken === 3) throw new Error('n8n was stopped');
					portions.push(changes);
				},
			});
			await expect(fails).rejects.toThrow('n8n was stopped');
			expect(portions.map((portion) => portion.length)).toEqual([2, 2]);
			await look({ atOnce: 2 });
			expect(portions.map((portion) => portion.length)).toEqual([2, 2, 2, 1]);
			expect(told()).toEqual(ids.map((id) => `create requisitions ${id}`));
			expect(await look({ atOnce: 2 })).toBe(0);
		});

		it('tells of a deletion with what is still known', async () => {
			await look();
			now += MINUTE;
			await writer.request('DELETE', `/rest/v1.0/work_order_contracts/910`, {
				query: { project_id: String(projectId) },
			});
			expect(await look()).toBe(1);
			const [change] = portions.flat();
			expect(change?.record).toMatchObject({ type: 'commitment', number: 'SC-002', deleted: true });
			expect(change?.event).toMatchObject({ operation: 'delete', foundBy: 'schedule' });
			expect((await ledger.get('commitment', '910'))?.deleted).toBe(true);
		});

		it('says once that a list is refused, reads the others, and catches up when it is allowed', async () => {
			await look();
			fault('requisitions$', 403);
			now += MINUTE;
			const id = await billed('R-1');
			await writer.update('vendors', '71', {}, { name: 'Acme Concrete Inc' });
			await look();
			await look();
			expect(told()).toEqual(['update vendors 71']);
			expect(said.filter((sentence) => /requisition/.test(sentence))).toHaveLength(2);
			now += 2 * DAY;
			procore.setFaults([]);
			await look();
			expect(told()).toEqual([`create requisitions ${id}`]);
		});

		it('puts a record aside that cannot be read now, and brings it when it can', async () => {
			await look();
			now += MINUTE;
			const bad = await billed('R-1');
			now += MINUTE;
			const good = await billed('R-2');
			fault(`requisitions/${bad}$`, 500);
			await look();
			expect(told()).toEqual([`create requisitions ${good}`]);
			await expect(heard()).rejects.toThrow(/500/);
			procore.setFaults([]);
			await heard();
			expect(told()).toEqual([`create requisitions ${bad}`]);
			now += 10 * MINUTE;
			expect(await look()).toBe(0);
		});

		it('watches the chosen projects only', async () => {
			await look({ projects: ['3002'] });
			now += MINUTE;
			await billed('R-1');
			expect(await look({ projects: ['3002'] })).toBe(0);
			const asked = procore.requests().filter(({ path }) => path.includes('requisitions'));
			expect(asked.some(({ path }) => path.includes('project_id=3003'))).toBe(false);
		});

		it('hands a requisition over as a document that names commitment and project', async () => {
			await look();
			now += MINUTE;
			await billed('R-1');
			await look();
			const [change] = portions.flat();
			expect(change?.document).toMatchObject({
				kind: 'pay_application',
				number: 'R-1',
				commitment: 'SC-001',
				project: '24-017',
				total: 900,
			});
		});
	});

	describe('by webhooks', () => {
		beforeEach(async () => {
			await look();
			now += MINUTE;
		});

		it('reads the record as it is now and hands it over once, whatever is told and in which order', async () => {
			await writer.update('change_order_packages', '1002', scope, { status: 'approved' });
			await hear('Change Order Packages', 1002);
			await hear('Change Order Packages', 1002, { operation: 'create' });
			await hear('change_order_packages', 1002, { operation: 'delete' });
			expect(await heard()).toBe(1);
			expect(portions.flat()[0]).toMatchObject({
				record: { type: 'change_order', id: '1002', status: 'approved' },
				event: { operation: 'update', foundBy: 'webhook', project: String(projectId) },
			});
			portions = [];
			expect(await ledger.waitingNotices(BOX, 10)).toEqual([]);
			await hear('Change Order Packages', 1002);
			expect(await heard()).toBe(0);
			expect(await look()).toBe(0);
		});

		it('takes every event once', async () => {
			expect(await hear('Company Vendors', 71, { key: 'same' })).toBe(1);
			expect(await hear('Company Vendors', 71, { key: 'same' })).toBe(0);
			expect(await heard()).toBe(1);
			expect(await hear('Company Vendors', 71, { key: 'same' })).toBe(0);
			expect(await heard()).toBe(0);
		});

		it('hands a change order over with the lines of its proposals', async () => {
			await hear('Potential Change Orders', 1101);
			await hear('Change Order Packages', 1001);
			await heard();
			const lines = portions
				.flat()
				.map(({ record }) => (record?.type === 'change_order' ? record.lines.length : 0));
			expect(lines).toEqual([1, 1]);
		});

		it('finds the contract of payments and requests, which no delivery names', async () => {
			const payment = await writer.create('contract_payments', scope, { amount: '10.00' });
			const request = await writer.create('change_order_requests', scope, {
				title: 'Fence',
				status: 'pending',
				grand_total: '300.00',
			});
			await hear('Contract Payments', payment.id);
			await hear('Change Order Requests', request.id);
			await heard();
			expect(portions.flat().map(({ record }) => record)).toMatchObject([
				{ type: 'contract_payment', commitment: String(CONTRACT), amount: 10 },
				{ type: 'change_order', tier: 'request', commitment: String(CONTRACT) },
			]);
		});

		it('reads the whole when a line was told of', async () => {
			const draft = { ...scope, contract: '910' };
			const line = await writer.create('work_order_contract_line_items', draft, {
				description: 'Beams',
				amount: '10.00',
				cost_code_id: 502,
				line_item_type_id: 602,
			});
			await hear('Work Order Contracts', 910);
			await heard();
			portions = [];
			await writer.update('work_order_contract_line_items', String(line.id), draft, {
				description: 'Long beams',
			});
			await hear('Work Order Contract Line Items', line.id);
			expect(await heard()).toBe(1);
			const [change] = portions.flat();
			expect(change?.event).toMatchObject({ what: 'subcontracts', id: '910' });
			expect(JSON.stringify(change?.record)).toContain('Long beams');
		});

		it('finds the whole of a line that the ledger does not know', async () => {
			await hear('Purchase Order Contract Line Items', 951);
			expect(await heard()).toBe(1);
			expect(told()).toEqual(['update purchaseOrders 950']);
		});

		it('hands over the owner side as records too', async () => {
			await hear('Payment Applications', 1701);
			await hear('Prime Contracts', 800);
			await heard();
			expect(portions.flat().map(({ record }) => [record?.type, record?.id])).toEqual([
				['owner_invoice', '1701'],
				['prime_contract', '800'],
			]);
		});

		it('tells of a deletion with what the ledger knew, or else by its event alone', async () => {
			const known = await writer.create('contract_payments', scope, { amount: '10.00' });
			await hear('Contract Payments', known.id);
			await heard();
			portions = [];
			await writer.request('DELETE', `/rest/v1.0/contract_payments/${String(known.id)}`, {
				query: { project_id: String(projectId), contract_id: String(CONTRACT) },
			});
			await hear('Contract Payments', known.id, { operation: 'delete' });
			await hear('Contract Payments', 987, { operation: 'delete' });
			await heard();
			const [first, second] = portions.flat();
			expect(first?.record).toMatchObject({ type: 'contract_payment', amount: 10, deleted: true });
			expect(second?.record).toBeUndefined();
			expect(second?.event).toMatchObject({ operation: 'delete', what: 'payments', id: '987' });
		});

		it('looks again for a record that is told of before it can be read', async () => {
			fault('direct_costs/\\d+$', 404, 2);
			const cost = await writer.request('POST', `/rest/v1.1/projects/${projectId}/direct_costs`, {
				body: {
					direct_cost: {
						direct_cost_type: 'expense',
						vendor_id: 71,
						invoice_number: 'X-1',
						status: 'approved',
						line_items: [{ wbs_code_id: 1, manual_amount: 5 }],
					},
				},
			});
			await hear('Direct Costs', Object(cost.body).id);
			expect([await heard(), await heard(), await heard()]).toEqual([0, 0, 1]);
			expect(said).toEqual([]);
		});

		it('gives up on a record that never shows, and says why', async () => {
			await hear('Change Order Packages', 4711);
			for (let time = 0; time < 6; time += 1) await heard();
			expect(said).toHaveLength(1);
			expect(said[0]).toMatch(/change order with id 4711 .* permission/);
			expect(await ledger.waitingNotices(BOX, 10)).toEqual([]);
		});

		it('passes over what its own user changed, so that no list brings it either', async () => {
			const ownUser = await userOf(client);
			await client.update('vendors', '72', {}, { name: 'Steel Inc' });
			await hear('Company Vendors', 72, { by: [ownUser] });
			expect(await heard({ ownUser })).toBe(0);
			expect(await look({ ownUser })).toBe(0);
			now += MINUTE;
			await writer.update('vendors', '72', {}, { name: 'Steel Ltd' });
			await hear('Company Vendors', 72);
			await hear('Company Vendors', 72, { by: [ownUser] });
			expect(await heard({ ownUser })).toBe(1);
		});

		it('lets one record that cannot be read hold up no other', async () => {
			fault('vendors/71$', 500);
			await hear('Company Vendors', 71);
			await hear('Company Vendors', 72);
			const id = await billed('R-1');
			await expect(look({}, ['requisitions'])).rejects.toThrow(/500/);
			expect(told().sort()).toEqual([`create requisitions ${id}`, 'update vendors 72']);
			procore.setFaults([]);
			expect(await heard()).toBe(1);
			expect(told()).toEqual(['update vendors 71']);
		});

		it('gives up on what Procore refuses, and says why', async () => {
			fault('change_order_packages/1002$', 403);
			await hear('Change Order Packages', 1002);
			expect(await heard()).toBe(0);
			expect(said.join()).toMatch(/permission/);
			expect(await ledger.waitingNotices(BOX, 10)).toEqual([]);
		});
	});
});
