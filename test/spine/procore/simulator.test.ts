import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { procoreSimulator, type ProcoreSimulator } from '../../../simulators/procore';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import { createProcore } from '../../../spine/procore/client';
import { backfillProcore } from '../../../spine/procore/history';
import { sheetsOfProcore } from '../../../spine/procore/sheets';
import { axiosSend } from '../../support/axios-send';

const contract = (id: number, number: string, lines: Array<Record<string, unknown>>) => ({
	id,
	project: { id: 5, name: 'River Depot' },
	number,
	title: 'Electrical',
	status: 'Approved',
	executed: true,
	vendor: { id: 9, company: 'Hallam Electric' },
	retainage_percent: '10.0',
	grand_total: '98000.0',
	approved_change_orders: '6500.0',
	revised_contract: '104500.0',
	line_items: lines,
	updated_at: '2026-01-05T00:00:00Z',
});

const resources = () => ({
	companies: [{ id: 77, name: 'Builder' }],
	projects: [{ id: 5, name: 'River Depot', project_number: '2301', active: true }],
	vendors: [{ id: 9, name: 'Hallam Electric', is_active: true }],
	cost_codes: [{ id: 1, code: '100', full_code: '26-100', name: 'Electrical', project_id: 5 }],
	line_item_types: [{ id: 1, name: 'Commitment', code: 'S' }],
	work_order_contracts: [
		contract(40, 'SC-2301-04', [
			{
				id: 71,
				position: 1,
				description: 'Rough-in',
				amount: '98000.0',
				cost_code: { id: 1, full_code: '26-100' },
				line_item_type: { id: 1, code: 'S' },
			},
		]),
	],
	change_order_packages: [
		{
			id: 1,
			project_id: 5,
			contract_id: 40,
			number: '001',
			title: 'Outlets',
			status: 'approved',
			grand_total: '6500.0',
		},
	],
	potential_change_orders: [
		{
			id: 1,
			project_id: 5,
			contract_id: 40,
			number: '001',
			title: 'Outlets',
			status: 'approved',
			grand_total: '6500.0',
			line_items: [{ id: 901, description: 'Outlets', amount: '6500.0' }],
		},
	],
	requisitions: Array.from({ length: 7 }, (_, index) => ({
		id: 80 + index,
		project_id: 5,
		commitment_id: 40,
		vendor_id: 9,
		vendor_name: 'Hallam Electric',
		number: index + 1,
		invoice_number: `HE-${index + 1}`,
		status: 'approved',
		summary: {
			current_payment_due: '900.0',
			total_completed_and_stored_to_date: `${(index + 1) * 1000}.0`,
		},
		items: [
			{
				id: 800 + index,
				item_type: 'contract_item',
				line_item_id: 71,
				description_of_work: 'Rough-in',
				work_completed_this_period: '1000.0',
			},
		],
		updated_at: '2026-01-06T00:00:00Z',
	})),
	contract_payments: [
		{ id: 500, project_id: 5, contract_id: 40, amount: '900.0', requisition_id: 80 },
	],
	direct_costs: [
		{
			id: 600,
			project_id: 5,
			vendor_id: 9,
			direct_cost_type: 'invoice',
			grand_total: '12.0',
			amount: '12.0',
		},
	],
});

let simulator: ProcoreSimulator;
let address = '';
let folder = '';

beforeEach(async () => {
	simulator = procoreSimulator({ data: { resources: resources() } });
	address = await simulator.app.listen({ host: '127.0.0.1', port: 0 });
	folder = await mkdtemp(join(tmpdir(), 'procore-history-'));
});
afterEach(async () => {
	await simulator.close();
	await rm(folder, { recursive: true, force: true });
});

function connect() {
	const waits: number[] = [];
	const client = createProcore({
		send: axiosSend(() => simulator.token()),
		baseUrl: address,
		companyId: '77',
		clock: () => Date.now(),
		sleep: async (milliseconds, signal) => {
			waits.push(milliseconds);
			await wait(Math.min(milliseconds, 5), undefined, { signal });
		},
	});
	return { client, waits };
}

const openLedger = async () =>
	await openSqliteLedger({
		path: join(folder, 'ledger.sqlite'),
		blobDir: join(folder, 'blobs'),
		clock: () => Date.now(),
	});

describe('against a Procore that answers over HTTP', () => {
	it('reads a company into a real ledger, over pages, faults and rate limits, and again without change', async () => {
		const { client, waits } = connect();
		const ledger = await openLedger();
		simulator.setFaults([
			{ match: { path: 'requisitions' }, kind: 'status', status: 429, times: 1, retryAfter: 2 },
			{ match: { path: 'contract_payments' }, kind: 'drop', times: 1 },
			{ match: { path: 'work_order_contracts' }, kind: 'status', status: 500, times: 1 },
		]);
		const result = await backfillProcore({ client, ledger, perPage: 2 });
		expect(result).toMatchObject({ refused: [], skipped: [], complete: true });
		expect(waits).toEqual(expect.arrayContaining([2000]));
		expect(await ledger.get('commitment', '40')).toMatchObject({
			vendor: '9',
			original: 98000,
			lines: [{ id: '71', costCode: '26-100', costType: 'S' }],
		});
		expect(await ledger.get('change_order', '1')).toMatchObject({
			tier: 'package',
			status: 'approved',
			amount: 6500,
			lines: [{ id: '901' }],
		});
		expect(await ledger.list('requisition')).toHaveLength(7);
		expect(await ledger.list('contract_payment')).toHaveLength(1);
		expect(await ledger.list('direct_cost')).toHaveLength(1);
		const before = await ledger.directory();
		expect(await backfillProcore({ client, ledger })).toMatchObject({ complete: true });
		const after = await ledger.directory();
		expect(after.commitments).toEqual(before.commitments);
		expect(after.vendors).toEqual(before.vendors);
		await ledger.close();
	});

	it('goes on after it was stopped in the middle, on the same ledger', async () => {
		const { client } = connect();
		const ledger = await openLedger();
		const abort = new AbortController();
		const stopped = backfillProcore({
			client,
			ledger,
			perPage: 2,
			signal: abort.signal,
			onProgress: ({ resource, next }) => {
				if (resource === 'requisitions' && next === 3) abort.abort(new Error('stopped'));
			},
		});
		await expect(stopped).rejects.toThrow('stopped');
		expect(
			(await ledger.backfillProgress()).find(({ resource }) => resource === 'requisitions'),
		).toMatchObject({ next: 3, rows: 4, complete: false });
		expect(await backfillProcore({ client, ledger, perPage: 2 })).toMatchObject({ complete: true });
		expect(await ledger.list('requisition')).toHaveLength(7);
		await ledger.close();
	});

	it('writes once by sync although the answer was lost', async () => {
		const { client } = connect();
		simulator.setFaults([
			{ match: { method: 'PATCH', path: 'vendors/sync' }, kind: 'drop', when: 'after', times: 1 },
		]);
		const { entities, errors } = await client.sync('vendors', {}, [
			{ origin_id: 'QB-58', name: 'Kestrel Roofing' },
		]);
		expect(errors).toEqual([]);
		expect(entities).toMatchObject([{ origin_id: 'QB-58', name: 'Kestrel Roofing' }]);
		const found: unknown[] = [];
		for await (const row of client.list('vendors', {}, { filters: { origin_id: 'QB-58' } }))
			found.push(row.id);
		expect(found).toHaveLength(1);
	});

	it('creates, updates and reads one subcontract, and says in words what Procore refuses', async () => {
		const { client } = connect();
		const scope = { project: '5' };
		const made = await client.create('work_order_contracts', scope, {
			number: 'SC-9',
			title: 'Paint',
			status: 'Draft',
			vendor_id: 9,
		});
		await client.update('work_order_contracts', String(made.id), scope, { title: 'Painting' });
		expect(await client.get('work_order_contracts', String(made.id), scope)).toMatchObject({
			number: 'SC-9',
			title: 'Painting',
			vendor: { company: 'Hallam Electric' },
		});
		await expect(client.get('work_order_contracts', '123456', scope)).rejects.toThrow(
			/Subcontract 123456: Procore answered 404.*check the id, then the permission/,
		);
	});

	it('says that the app is not connected', async () => {
		simulator.setSwitches({ disconnectedCompanies: [77] });
		await expect(connect().client.get('vendors', '9')).rejects.toThrow(
			'Install the app in this Procore company',
		);
	});

	it('hands requisitions on as documents beside their records', async () => {
		const { client } = connect();
		const row = await client.get('requisitions', '81', { project: '5' }, { view: 'extended' });
		expect(sheetsOfProcore('requisitions', [row, { id: 5 }], { project: '5' })).toMatchObject({
			sheets: [
				{
					document: { kind: 'pay_application', number: 'HE-2', total: 900 },
					record: { type: 'requisition', id: '81' },
				},
			],
			refused: [{ id: '5' }],
		});
	});
});
