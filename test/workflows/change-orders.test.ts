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
import { REALM, invoiceMail, procore } from './support/company';
import { type TestHost, startTestHost } from './support/test-host';

jest.setTimeout(300_000);

const CARRY = 'carry-commitments';
const REVISE = 'revise-orders';
const PROJECT = 2_301_001;
const COMMITMENT = 7001;

const [subcontract] = procore.work_order_contracts;
const [footings] = subcontract?.line_items ?? [];
const contract = {
	project_id: PROJECT,
	contract_id: COMMITMENT,
	contract: { id: COMMITMENT },
	executed: false,
};
const workLine = (id: number, description: string, amount: string) => ({
	...footings,
	id,
	description,
	amount,
	total_amount: amount,
	extended_amount: amount,
});

/**
 * One change order that stands for itself (one tier), one that contains a potential change order (two
 * tiers) and one that contains a request with a potential change order (three tiers); the second is
 * deductive. Beside them a potential change order that is approved but part of none, and the line of
 * 0.00 that a synced commitment shows in its base contract for a change order.
 */
const procoreData = {
	...procore,
	projects: procore.projects.map((project) => ({ ...project, change_order_tiers: 3 })),
	work_order_contracts: [
		{
			...subcontract,
			pending_change_orders: '2250.00',
			line_items: [...(subcontract?.line_items ?? []), workLine(8003, 'Thicker slab', '0.00')],
		},
	],
	change_order_packages: [
		{
			...contract,
			id: 7501,
			number: '001',
			title: 'Thicker slab',
			status: 'pending',
			grand_total: '1500.00',
			line_items: [workLine(8501, 'Thicker slab', '1500.00')],
		},
		{
			...contract,
			id: 7502,
			number: '002',
			title: 'Less rebar',
			status: 'pending',
			grand_total: '-250.00',
		},
		{
			...contract,
			id: 7503,
			number: '003',
			title: 'Extra pier',
			status: 'pending',
			grand_total: '1000.00',
		},
	],
	change_order_requests: [
		{
			...contract,
			id: 7601,
			number: '001',
			title: 'Extra pier',
			status: 'approved',
			grand_total: '1000.00',
			change_order_package_id: 7503,
		},
	],
	potential_change_orders: [
		{
			...contract,
			id: 7701,
			number: '001',
			title: 'Less rebar',
			status: 'approved',
			grand_total: '-250.00',
			change_order_package_id: 7502,
			line_items: [workLine(8701, 'Less rebar', '-250.00')],
		},
		{
			...contract,
			id: 7702,
			number: '002',
			title: 'Extra pier',
			status: 'approved',
			grand_total: '1000.00',
			change_order_request_id: 7601,
			line_items: [workLine(8702, 'Extra pier', '1000.00')],
		},
		{
			...contract,
			id: 7703,
			number: '003',
			title: 'Drain',
			status: 'approved',
			grand_total: '800.00',
			line_items: [workLine(8703, 'Drain', '800.00')],
		},
	],
};

/** A shipped template with the project and the company's mapping, behind a webhook instead of its schedule. */
async function ready(
	name: string,
	schedule: string,
	projects: string,
	path: string,
	credentials: CredentialIds,
	verify: Workflow,
): Promise<Workflow> {
	const started = replaceTrigger(await template(name), schedule, path, 'Start by webhook');
	const mapped = withParameters(started, 'Code to purchase orders', {
		rules: nodeNamed(verify, 'Code to accounts').parameters.rules,
	});
	const chosen = withParameters(mapped, projects, {
		jsonOutput: JSON.stringify({ projects: [String(PROJECT)] }),
	});
	return withCredentials(chosen, credentials);
}

const orderSchema = z
	.object({
		TotalAmt: z.number(),
		POStatus: z.string(),
		Line: z.array(
			z
				.object({
					Id: z.string(),
					Description: z.string(),
					Amount: z.number(),
					Received: z.number().default(0),
				})
				.passthrough(),
		),
	})
	.passthrough();
const booksSchema = z.object({ PurchaseOrder: z.array(orderSchema).default([]) });

describe('the template that revises purchase orders by change orders, in n8n', () => {
	let host: TestHost;
	beforeAll(async () => {
		host = await startTestHost({
			mode: 'autoClean',
			procore: procoreData,
			workflows: async (given, credentials, folder) => {
				const verify = await verifyTemplate(folder);
				return [
					...given,
					await ready(
						'commitments-to-purchase-orders',
						'Every night',
						'Projects to carry',
						CARRY,
						credentials,
						verify,
					),
					await ready(
						'change-orders',
						'Every two hours',
						'Projects to follow',
						REVISE,
						credentials,
						verify,
					),
				];
			},
			setUp: false,
		});
		await setUpCompany(host.demo);
		await callWebhook(host.demo.n8n, CARRY, {});
	});
	afterAll(() => host.stop());

	const order = () => {
		const books = host.systems.running.quickBooks.exportState(REALM);
		const [first] = booksSchema.parse(books).PurchaseOrder;
		if (first === undefined) throw new Error('There is no purchase order.');
		return first;
	};
	const lines = () => order().Line.map(({ Description, Amount }) => [Description, Amount]);

	async function revise() {
		const { quickBooks } = host.systems.running;
		const before = quickBooks.requests().requests.length;
		const items = await callWebhook(host.demo.n8n, REVISE, {});
		const writes = quickBooks
			.requests()
			.requests.slice(before)
			.filter(({ method, entity }) => method === 'POST' && entity !== undefined);
		return { items, writes: writes.length };
	}

	/** Approves a change order in Procore, as the project manager does. */
	async function approve(id: number): Promise<void> {
		const { running, procore: system } = host.systems;
		await axios.patch(
			`${system.address}/rest/v1.0/change_order_packages/${String(id)}?project_id=${PROJECT}`,
			{ project_id: PROJECT, contract_id: COMMITMENT, change_order: { status: 'approved' } },
			{
				headers: {
					Authorization: `Bearer ${running.procore.token('service')}`,
					'Procore-Company-Id': system.companyId,
				},
			},
		);
	}

	const base = [
		['03-300 Footings', 60_000],
		['03-300 Slab on grade', 38_000],
	];

	it('writes nothing for approved proposals, and says that they are not money yet', async () => {
		expect(lines()).toEqual(base);
		const { items, writes } = await revise();

		expect(writes).toBe(0);
		expect(lines()).toEqual(base);
		const [{ waiting } = { waiting: '' }] = z.array(z.object({ waiting: z.string() })).parse(items);
		for (const proposal of [
			'Potential change order 001 Less rebar (-$250.00) is approved',
			'Potential change order 002 Extra pier ($1,000.00) is approved',
			'Change order request 001 Extra pier ($1,000.00) is approved',
			'Potential change order 003 Drain ($800.00) is approved',
		]) {
			expect(waiting).toContain(proposal);
		}
	});

	it('adds each executed change order of one, two and three tiers once, and touches no billed line', async () => {
		await host.send(await invoiceMail('k-1', [{ number: 'K-1', amount: 10_000 }]));
		const [billed, slab] = order().Line;
		expect(billed?.Received).toBe(10_000);
		for (const id of [7501, 7502, 7503]) await approve(id);
		const { items, writes } = await revise();

		expect(writes).toBe(1);
		expect(order().Line.slice(0, 2)).toEqual([billed, slab]);
		expect(lines().slice(2)).toEqual([
			['CO 001 Thicker slab', 1_500],
			['CO 002 Less rebar', -250],
			['CO 003 Extra pier', 1_000],
		]);
		expect(order().TotalAmt).toBe(100_250);
		const [{ waiting } = { waiting: '' }] = z.array(z.object({ waiting: z.string() })).parse(items);
		expect(waiting).toMatch(/^Potential change order 003 Drain .* not money yet/);
		expect(waiting).not.toContain('Extra pier');
	});

	it('writes nothing when it runs again, nor does the template that carries commitments', async () => {
		const before = order();
		expect((await revise()).writes).toBe(0);
		await callWebhook(host.demo.n8n, CARRY, {});
		expect(order()).toEqual(before);
	});
});
