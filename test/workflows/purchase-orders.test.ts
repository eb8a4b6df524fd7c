import axios from 'axios';
import { z } from 'zod';
import { callWebhook } from '../../simulators/demo/demo-host';
import { setUpCompany, verifyTemplate } from '../../simulators/demo/main-job';
import {
	type CredentialIds,
	type Workflow,
	nodeNamed,
	replaceTrigger,
	template,
	withCredentials,
	withParameters,
} from '../../simulators/demo/workflow';
import { CLASS, COST_ACCOUNT, JOB, REALM, invoiceMail, procore } from './support/company';
import { type TestHost, startTestHost } from './support/test-host';

jest.setTimeout(300_000);

const CARRY = 'carry-commitments';
const CHECK = 'check-what-would-bite';
const PROJECT = 2_301_001;

const [subcontract] = procore.work_order_contracts;
const [footings] = subcontract?.line_items ?? [];

/** Beside the subcontract a draft, a purchase order, and a change order that is not approved yet. */
const procoreData = {
	...procore,
	work_order_contracts: [
		{ ...subcontract, pending_change_orders: '1500.00' },
		{ ...subcontract, id: 7002, number: 'SC-2301-002', status: 'Draft', executed: false },
	],
	purchase_order_contracts: [
		{
			...subcontract,
			id: 7101,
			number: 'PO-2301-001',
			title: 'Rebar',
			grand_total: '5000.00',
			revised_contract: '5000.00',
			line_items: [
				{
					...footings,
					id: 8101,
					description: 'Rebar',
					amount: '5000.00',
					total_amount: '5000.00',
					extended_amount: '5000.00',
				},
			],
		},
	],
	change_order_packages: [
		{
			id: 7501,
			project_id: PROJECT,
			contract_id: subcontract?.id,
			contract: { id: subcontract?.id },
			number: '001',
			title: 'Thicker slab',
			status: 'pending',
			executed: false,
			grand_total: '1500.00',
			line_items: [
				{
					...footings,
					id: 8501,
					description: 'Thicker slab',
					amount: '1500.00',
					total_amount: '1500.00',
					extended_amount: '1500.00',
				},
			],
		},
	],
};

const orderSchema = z
	.object({
		Id: z.string(),
		DocNumber: z.string(),
		SyncToken: z.string(),
		TotalAmt: z.number(),
		VendorRef: z.object({ value: z.string() }),
		Line: z.array(z.object({ Id: z.string(), Description: z.string() }).passthrough()),
	})
	.passthrough();

const billSchema = z
	.object({ Id: z.string(), DocNumber: z.string(), Line: z.array(z.object({}).passthrough()) })
	.passthrough();

const booksSchema = z.object({
	PurchaseOrder: z.array(orderSchema).default([]),
	Bill: z.array(billSchema).default([]),
});

/** The shipped template with the project and the company's mapping, behind a webhook instead of its schedule. */
async function carryWorkflow(credentials: CredentialIds, verify: Workflow): Promise<Workflow> {
	const shipped = replaceTrigger(
		await template('commitments-to-purchase-orders'),
		'Every night',
		CARRY,
		'Start by webhook',
	);
	const mapped = withParameters(shipped, 'Code to purchase orders', {
		rules: nodeNamed(verify, 'Code to accounts').parameters.rules,
	});
	return withCredentials(
		withParameters(mapped, 'Projects to carry', {
			jsonOutput: JSON.stringify({ projects: [String(PROJECT)] }),
		}),
		credentials,
	);
}

/** The shipped set-up, ended at its preflight, so that the webhook answers with what that found. */
function endedAtPreflight(setup: Workflow): Workflow {
	const trigger = nodeNamed(setup, 'Start the set-up');
	const { 'Check what would bite': policy, ...connections } = setup.connections;
	if (policy === undefined) throw new Error('The set-up goes nowhere after its preflight.');
	return {
		...setup,
		name: `${setup.name} (preflight)`,
		connections,
		nodes: setup.nodes.map((node) =>
			node === trigger
				? { ...node, webhookId: CHECK, parameters: { ...node.parameters, path: CHECK } }
				: node,
		),
	};
}

async function start(mode: 'observe' | 'autoClean'): Promise<TestHost> {
	return await startTestHost({
		mode,
		procore: procoreData,
		setUp: false,
		workflows: async ([main, setup, ...others], credentials, folder) => {
			if (main === undefined || setup === undefined) {
				throw new Error('The demo has no main workflow or no set-up.');
			}
			return [
				main,
				setup,
				...others,
				endedAtPreflight(setup),
				await carryWorkflow(credentials, await verifyTemplate(folder)),
			];
		},
	});
}

const booksOf = ({ systems }: TestHost) =>
	booksSchema.parse(systems.running.quickBooks.exportState(REALM));

const ordersOf = (host: TestHost) => booksOf(host).PurchaseOrder;

const bill = (host: TestHost, number: string) =>
	booksOf(host).Bill.find(({ DocNumber }) => DocNumber === number);

const order = (host: TestHost, number: string) =>
	ordersOf(host).find(({ DocNumber }) => DocNumber === number);

/** Runs the workflow and says what QuickBooks was asked to change meanwhile. */
async function carry(host: TestHost) {
	const { quickBooks } = host.systems.running;
	const before = quickBooks.requests().requests.length;
	const items = await callWebhook(host.demo.n8n, CARRY, {});
	const writes = quickBooks
		.requests()
		.requests.slice(before)
		.filter(({ method, entity }) => method === 'POST' && entity !== undefined)
		.map(({ operation, entity }) => `${operation} ${entity}`);
	return { items, writes };
}

/** Approves the change order in Procore, as the project manager does. */
async function approveChangeOrder({ systems }: TestHost): Promise<void> {
	await axios.patch(
		`${systems.procore.address}/rest/v1.0/change_order_packages/7501?project_id=${PROJECT}`,
		{
			project_id: PROJECT,
			contract_id: subcontract?.id,
			change_order: { status: 'approved' },
		},
		{
			headers: {
				Authorization: `Bearer ${systems.running.procore.token('service')}`,
				'Procore-Company-Id': systems.procore.companyId,
			},
		},
	);
}

describe('the template that carries commitments, in n8n', () => {
	let host: TestHost;
	beforeAll(async () => {
		host = await start('autoClean');
	});
	afterAll(() => host.stop());

	it('is preceded by a set-up whose preflight passes, so that the mode that posts is set', async () => {
		const [preflight] = await callWebhook(host.demo.n8n, CHECK, {});
		expect(preflight).toMatchObject({ passed: true });

		await setUpCompany(host.demo);
	});

	it('makes a purchase order of each approved commitment, with one line per line of its schedule of values', async () => {
		const { items, writes } = await carry(host);

		expect(writes).toHaveLength(2);
		expect(items).toMatchObject([{ state: 'created' }]);
		expect(order(host, 'SC-2301-001')).toMatchObject({
			VendorRef: { value: '77' },
			TotalAmt: 98_000,
			Line: [
				{
					Description: '03-300 Footings',
					Amount: 60_000,
					AccountBasedExpenseLineDetail: {
						AccountRef: { value: COST_ACCOUNT },
						CustomerRef: { value: JOB.id },
						ClassRef: { value: CLASS },
					},
				},
				{ Description: '03-300 Slab on grade', Amount: 38_000 },
			],
		});
		expect(order(host, 'PO-2301-001')).toMatchObject({
			TotalAmt: 5_000,
			Line: [{ Description: '03-300 Rebar', Amount: 5_000 }],
		});
		expect(ordersOf(host)).toHaveLength(2);
	});

	it('adds a change order that was approved since as a line of its own, and keeps the lines that stand', async () => {
		const before = order(host, 'SC-2301-001');
		await approveChangeOrder(host);
		const { writes } = await carry(host);

		expect(writes).toHaveLength(1);
		const after = order(host, 'SC-2301-001');
		expect(after).toMatchObject({ TotalAmt: 99_500 });
		expect(after?.Line.map(({ Description }) => Description)).toEqual([
			'03-300 Footings',
			'03-300 Slab on grade',
			'CO 001 Thicker slab',
		]);
		expect(after?.Line.slice(0, 2).map(({ Id }) => Id)).toEqual(before?.Line.map(({ Id }) => Id));
		expect(ordersOf(host)).toHaveLength(2);
	});

	it('writes nothing when it runs again', async () => {
		const before = ordersOf(host);
		const { items, writes } = await carry(host);

		expect(items).toMatchObject([{ state: 'same' }]);
		expect(writes).toEqual([]);
		expect(ordersOf(host)).toEqual(before);
	});

	it('is what an invoice posted since draws on: its line is linked, and so much less is open', async () => {
		await host.send(await invoiceMail('k-1', [{ number: 'K-1', amount: 10_000 }]));

		const drawn = order(host, 'SC-2301-001');
		expect(bill(host, 'K-1')).toMatchObject({
			TotalAmt: 9_000,
			LinkedTxn: [{ TxnId: drawn?.Id, TxnType: 'PurchaseOrder' }],
			Line: [
				{
					Amount: 10_000,
					LinkedTxn: [
						{ TxnId: drawn?.Id, TxnType: 'PurchaseOrder', TxnLineId: drawn?.Line[0]?.Id },
					],
				},
				{ Amount: -1_000 },
			],
		});
		expect(bill(host, 'K-1')?.Line[1]).not.toHaveProperty('LinkedTxn');
		expect(drawn).toMatchObject({
			POStatus: 'Open',
			LinkedTxn: [{ TxnId: bill(host, 'K-1')?.Id, TxnType: 'Bill' }],
		});
		expect(drawn?.Line.map(({ Received = 0 }) => Received)).toEqual([10_000, 0, 0]);
	});

	it('closes an order whose last line is billed in full, and never opens it again by itself', async () => {
		const whole = { commitment: 'PO-2301-001', description: 'Rebar' };
		await host.send(await invoiceMail('k-2', [{ number: 'K-2', amount: 5_000, ...whole }]));

		expect(order(host, 'PO-2301-001')).toMatchObject({
			POStatus: 'Closed',
			Line: [{ Received: 5_000 }],
		});
		const { writes } = await carry(host);
		expect(writes).toEqual([]);
	});
});

describe('the template that carries commitments, in mode observe', () => {
	let host: TestHost;
	beforeAll(async () => {
		host = await start('observe');
		await setUpCompany(host.demo);
	});
	afterAll(() => host.stop());

	it('is refused by the QuickBooks node and writes nothing', async () => {
		const { items, writes } = await carry(host);

		expect(items).toMatchObject([
			{
				error: 'Nothing is written to QuickBooks while the company\'s mode is "observe".',
				order: { number: 'PO-2301-001' },
			},
		]);
		expect(writes).toEqual([]);
		expect(ordersOf(host)).toEqual([]);
	});
});
