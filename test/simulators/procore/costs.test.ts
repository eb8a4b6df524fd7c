import type { ProcoreSimulator } from '../../../simulators/procore';
import { call, projectId, row, rows, startSmall } from './fixture';

let simulator: ProcoreSimulator;
beforeEach(() => {
	simulator = startSmall();
});
afterEach(() => simulator.close());

const contract = async () =>
	row(await call(simulator, 'GET', `/rest/v1.0/work_order_contracts/900?project_id=${projectId}`));
const post = (url: string, body: object) => call(simulator, 'POST', url, body);
const patch = (url: string, body: object) => call(simulator, 'PATCH', url, body);

describe('a direct cost', () => {
	const base = `/rest/v1.1/projects/${projectId}/direct_costs`;
	const invoice = {
		direct_cost_type: 'invoice',
		invoice_number: 'D-2',
		vendor_id: 72,
		line_items: [
			{ wbs_code_id: 9, manual_amount: 10.5 },
			{ wbs_code_id: 9, manual_amount: 2 },
		],
	};

	it('adds up its lines, and has its vendor as a name in the list and an object alone', async () => {
		const created = row(await post(base, { direct_cost: invoice }));
		expect(created).toMatchObject({
			grand_total: '12.50',
			vendor: { id: 72 },
			line_items_count: 2,
		});
		const listed = rows(await call(simulator, 'GET', `${base}?filters[invoice_number]=D-2`));
		expect(listed).toMatchObject([{ amount: '12.50', vendor: "O'Neil <b>", vendor_id: 72 }]);
		expect((await post(base, { direct_cost: invoice })).body).toEqual({
			errors: { invoice_number: ['has already been taken'] },
		});
	});

	it('answers 409 to one of two writes at once', async () => {
		simulator.setSwitches({ directCostWriteMs: 50 });
		const write = () => patch(`${base}/1601`, { direct_cost: { terms: 'Net 30' } });
		const answers = await Promise.all([write(), write()]);
		expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
		expect((await write()).status).toBe(200);
	});

	it('with an origin id may not be changed any more', async () => {
		const write = () => patch(`${base}/1601`, { direct_cost: { origin_id: 'QB-1' } });
		expect((await write()).status).toBe(200);
		expect((await write()).status).toBe(422);
		expect((await call(simulator, 'DELETE', `${base}/1601`)).status).toBe(422);
	});
});

describe('a payment', () => {
	const base = '/rest/v1.0/contract_payments';
	const payment = {
		project_id: projectId,
		contract_id: 900,
		contract_payment: { amount: '1000.00', date: '2026-13-45', check_number: '7' },
	};

	it('moves what is paid and what is left of its contract', async () => {
		const created = row(await post(base, payment));
		expect(created).toMatchObject({ amount: '1000.00', date: null, contract_id: 900 });
		expect(await contract()).toMatchObject({
			total_payments: '1000.00',
			remaining_balance_outstanding: '49000.00',
			percentage_paid: '2.00',
		});
		const scope = `project_id=${projectId}&contract_id=900`;
		expect((await call(simulator, 'DELETE', `${base}/${String(created.id)}?${scope}`)).status).toBe(
			200,
		);
		expect(await contract()).toMatchObject({
			total_payments: '0.00',
			remaining_balance_outstanding: '50000.00',
		});
	});

	it('with an origin id lets change only that', async () => {
		const { id } = row(
			await post(base, { ...payment, contract_payment: { amount: '5', origin_id: 'BP-1' } }),
		);
		const write = (some: object) =>
			patch(`${base}/${String(id)}`, { ...payment, contract_payment: some });
		expect((await write({ amount: '6' })).status).toBe(422);
		expect((await write({ origin_data: '{}' })).status).toBe(200);
		simulator.setSwitches({ originLocks: false });
		expect((await write({ amount: '6' })).status).toBe(200);
	});
});
