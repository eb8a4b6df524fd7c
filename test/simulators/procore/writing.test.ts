import type { ProcoreSimulator } from '../../../simulators/procore';
import { call, companyId, ids, projectId, row, rows, startSmall } from './fixture';

let simulator: ProcoreSimulator;
beforeEach(() => {
	simulator = startSmall();
});
afterEach(() => simulator.close());

const get = async (url: string) => row(await call(simulator, 'GET', url));
const contract = () => get(`/rest/v1.0/work_order_contracts/900?project_id=${projectId}`);
const post = (url: string, body: object) => call(simulator, 'POST', url, body);
const patch = (url: string, body: object) => call(simulator, 'PATCH', url, body);

describe('a vendor', () => {
	it('is created with an id beyond 32 bits, shown and changed', async () => {
		const created = await post('/rest/v1.0/vendors', {
			company_id: companyId,
			vendor: { name: 'New', email_address: 'a@b.example' },
		});
		expect(created.status).toBe(201);
		const { id } = row(created);
		expect(Number(id)).toBeGreaterThan(2 ** 32);
		await patch(`/rest/v1.0/vendors/${String(id)}`, {
			company_id: companyId,
			vendor: { origin_id: 'QB-9' },
		});
		expect(
			await get(`/rest/v1.0/vendors/${String(id)}?company_id=${companyId}&view=erp`),
		).toMatchObject({ name: 'New', origin_id: 'QB-9' });
	});

	it('needs a name and its root key, and an origin id of its own', async () => {
		expect((await post('/rest/v1.0/vendors', { company_id: companyId, vendor: {} })).body).toEqual({
			errors: { name: ["can't be blank"] },
		});
		expect((await post('/rest/v1.0/vendors', { company_id: companyId, name: 'X' })).status).toBe(
			400,
		);
		const taken = await post('/rest/v1.0/vendors', {
			company_id: companyId,
			vendor: { name: 'X', origin_id: 'QB-56' },
		});
		expect(taken.status).toBe(409);
	});

	it('loses a malformed date and unknown attributes in silence, or is refused with 406', async () => {
		const body = { company_id: companyId, vendor: { name: 'Y', sizzle: 1 } };
		expect(row(await post('/rest/v1.0/vendors', body))).not.toHaveProperty('sizzle');
		simulator.setSwitches({ unknownAttributes: 'refuse' });
		expect((await post('/rest/v1.0/vendors', body)).status).toBe(406);
	});
});

describe('sync', () => {
	it('matches by id, then by origin id, creates the rest and answers errors beside', async () => {
		const answer = await patch('/rest/v1.0/vendors/sync', {
			company_id: companyId,
			updates: [
				{ id: 72, name: 'O’Neil' },
				{ origin_id: 'QB-56', city: 'Austin' },
				{ origin_id: 'QB-77', name: 'Fresh' },
				{ name: 'No origin' },
				{ id: 5, name: 'Nobody' },
				{ id: 72, origin_id: 'QB-56' },
			],
		});
		expect(answer.status).toBe(200);
		expect(row(answer).entities).toMatchObject([
			{ id: 72 },
			{ id: 71, city: 'Austin' },
			{ origin_id: 'QB-77' },
			{ name: 'No origin', origin_id: null },
		]);
		expect(row(answer).errors).toMatchObject([
			{ id: 5, name: 'Nobody', errors: { id: ['Entity with this ID not found'] } },
			{ id: 72, errors: { origin_id: ['has already been taken'] } },
		]);
		expect(
			ids(await call(simulator, 'GET', `/rest/v1.0/vendors?company_id=${companyId}`)),
		).toHaveLength(4);
	});

	it('takes a thousand updates and no more', async () => {
		const updates = Array.from({ length: 1001 }, (_, index) => ({ name: `V${index}` }));
		const send = (some: object[]) =>
			patch('/rest/v1.0/vendors/sync', { company_id: companyId, updates: some });
		expect((await send(updates)).status).toBe(413);
		expect((await send(updates.slice(1))).status).toBe(200);
	});
});

describe('a commitment', () => {
	const base = '/rest/v1.0/work_order_contracts';

	it('is created, gets lines, and its totals follow them by their difference', async () => {
		const created = row(
			await post(base, {
				project_id: projectId,
				work_order_contract: { title: 'Paint', vendor_id: 71, retainage_percent: '5' },
			}),
		);
		const lines = `${base}/${String(created.id)}/line_items`;
		const line = row(
			await post(lines, {
				project_id: projectId,
				line_item: {
					amount: '1200.50',
					cost_code_id: 502,
					line_item_type_id: 602,
					description: 'Walls',
				},
			}),
		);
		expect(line).toMatchObject({
			amount: '1200.50',
			cost_code: { full_code: '05-500' },
			line_item_type: { code: 'C' },
		});
		await patch(`${lines}/${String(line.id)}`, {
			project_id: projectId,
			line_item: { amount: '1000.00' },
		});
		expect(await get(`${base}/${String(created.id)}?project_id=${projectId}`)).toMatchObject({
			grand_total: '1000.00',
			revised_contract: '1000.00',
			vendor: { company: 'Acme Concrete' },
		});
		await call(simulator, 'DELETE', `${lines}/${String(line.id)}?project_id=${projectId}`);
		expect(await get(`${base}/${String(created.id)}?project_id=${projectId}`)).toMatchObject({
			grand_total: '0.00',
		});
	});

	it('that is approved locks vendor and lines and may not be deleted, unless the company lets it', async () => {
		const vendor = () =>
			patch(`${base}/900`, { project_id: projectId, work_order_contract: { vendor_id: 72 } });
		expect((await vendor()).status).toBe(422);
		expect(
			(await post(`${base}/900/line_items`, { project_id: projectId, line_item: { amount: '1' } }))
				.status,
		).toBe(422);
		expect((await call(simulator, 'DELETE', `${base}/900?project_id=${projectId}`)).status).toBe(
			422,
		);
		expect(
			(await patch(`${base}/900`, { project_id: projectId, work_order_contract: { title: 'T' } }))
				.status,
		).toBe(200);
		simulator.setSwitches({ approvedCommitmentStatus: '403' });
		expect((await vendor()).status).toBe(403);
		simulator.setSwitches({ approvedCommitmentLock: false });
		expect((await vendor()).status).toBe(200);
	});

	it('that is deleted is hidden, not gone', async () => {
		expect((await call(simulator, 'DELETE', `${base}/910?project_id=${projectId}`)).status).toBe(
			200,
		);
		expect(ids(await call(simulator, 'GET', `${base}?project_id=${projectId}`))).toEqual([900]);
		expect(
			ids(
				await call(
					simulator,
					'GET',
					`${base}?project_id=${projectId}&filters[include_deleted]=only`,
				),
			),
		).toEqual([910, 920]);
	});

	it('refuses a status that is not in the list', async () => {
		const answer = await patch(`${base}/910`, {
			project_id: projectId,
			work_order_contract: { status: 'approved' },
		});
		expect(answer.status).toBe(422);
		expect(answer.body).toEqual({ errors: { status: ['is not included in the list'] } });
	});
});

describe('a change order', () => {
	it('that is approved moves the contract by its amount only', async () => {
		const before = await contract();
		expect(before.approved_change_orders).toBe('0.00');
		await patch('/rest/v1.0/change_order_packages/1002', {
			project_id: projectId,
			change_order: { status: 'approved' },
		});
		expect(await contract()).toMatchObject({
			approved_change_orders: '2500.00',
			pending_change_orders: '-2500.00',
			revised_contract: '52500.00',
			pending_revised_contract: '50000.00',
			remaining_balance_outstanding: '52500.00',
			grand_total: '50000.00',
		});
		await patch('/rest/v1.0/change_order_packages/1002', {
			project_id: projectId,
			change_order: { status: 'void' },
		});
		expect(await contract()).toMatchObject({
			approved_change_orders: '0.00',
			revised_contract: '50000.00',
		});
	});

	it('gets lines in its potential change order, which move the package it is in', async () => {
		await post('/rest/v1.0/potential_change_orders/1101/line_items', {
			project_id: projectId,
			line_item: { amount: '250.00' },
		});
		expect(
			await get(`/rest/v1.0/change_order_packages/1001?project_id=${projectId}`),
		).toMatchObject({ grand_total: '5250.00' });
		expect(await contract()).toMatchObject({ approved_change_orders: '250.00' });
	});

	it('is created on a contract of the project, and seen in the newer list', async () => {
		const body = {
			project_id: projectId,
			contract_id: 910,
			change_order: { title: 'Extra', status: 'draft', grand_total: '75.00' },
		};
		expect((await post('/rest/v1.0/change_order_packages', body)).status).toBe(201);
		expect(
			(await post('/rest/v1.0/change_order_packages', { ...body, contract_id: 4 })).status,
		).toBe(404);
		const path = `/rest/v1.0/projects/${projectId}/commitment_change_orders`;
		const listed = rows(await call(simulator, 'GET', `${path}?filters[contract_id]=910`));
		expect(listed).toMatchObject([{ title: 'Extra', grand_total: '75.00' }]);
		simulator.setSwitches({ changeOrderTiers: 3 });
		expect((await call(simulator, 'GET', path)).status).toBe(403);
	});
});

describe('the state given back', () => {
	it('holds what was written, in the form it came in', async () => {
		await post('/rest/v1.0/vendors', { company_id: companyId, vendor: { name: 'New' } });
		const state = simulator.exportState();
		expect(state.vendors).toMatchObject([{ id: 71 }, { id: 72 }, { name: 'New' }]);
		expect(state.kept_as_it_is).toEqual({ any: 'thing' });
	});
});
