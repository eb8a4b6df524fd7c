import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { z } from 'zod';
import { type SmallCompany, REALM, ruleTable, setUp, smallCompany } from './company';
import { execute, jsonOf } from './harness';

jest.setTimeout(60_000);

const parametersSchema: z.ZodType<INodeParameters> = z.record(z.any());
const template = z
	.object({
		nodes: z.array(
			z.object({ name: z.string(), type: z.string(), parameters: parametersSchema }).passthrough(),
		),
		connections: z.record(z.object({ main: z.array(z.array(z.object({ node: z.string() }))) })),
	})
	.parse(
		JSON.parse(
			readFileSync(
				path.join(__dirname, '../../workflows/commitments-to-purchase-orders.json'),
				'utf8',
			),
		),
	);

let company: SmallCompany;
beforeEach(async () => {
	company = await smallCompany();
});
afterEach(() => company.close());

async function runNode(
	name: string,
	items: INodeExecutionData[],
	over: INodeParameters = {},
): Promise<INodeExecutionData[][]> {
	const node = template.nodes.find((one) => one.name === name);
	if (node === undefined) throw new Error(`The template has no node "${name}".`);
	return await execute(
		{
			type: node.type,
			name,
			parameters: { ...node.parameters, ...over },
			items,
			continueOnFail: node.onError !== undefined,
		},
		company.credentials,
	);
}

/** The template's own nodes in the order of its connections, from the projects on. */
async function carry(): Promise<{ written: INodeExecutionData[]; notReady: INodeExecutionData[] }> {
	await runNode('Read what changed', [{ json: {} }]);
	const projects = [{ json: { project: '2301001' } }];
	const written: INodeExecutionData[] = [];
	const notReady: INodeExecutionData[] = [];
	const branches = template.connections['One item per project']?.main[0] ?? [];
	for (const { node } of branches) {
		const [listed = []] = await runNode(node, projects);
		const next = template.connections[node]?.main[0]?.[0]?.node ?? '';
		const [commitments = []] = await runNode(next, listed);
		const [coded = [], rest = []] = await runNode('Code to purchase orders', commitments, {
			rules: ruleTable,
		});
		notReady.push(...rest);
		const [saved = []] = await runNode('Write the purchase orders', coded);
		written.push(...saved);
	}
	return { written, notReady };
}

const orders = () =>
	z
		.object({ PurchaseOrder: z.array(z.object({}).passthrough()).default([]) })
		.parse(company.running.quickBooks.exportState(REALM)).PurchaseOrder;

test('approved commitments of both kinds become purchase orders, each change order on its own line', async () => {
	await setUp(company);
	const { written, notReady } = await carry();
	expect(jsonOf([written])).toMatchObject([{ state: 'created' }, { state: 'created' }]);
	expect(orders()).toMatchObject([
		{
			DocNumber: 'SC-2301-001',
			VendorRef: { value: '77' },
			TotalAmt: 99500,
			Line: [
				{
					Description: '03-300 Footings',
					Amount: 60000,
					AccountBasedExpenseLineDetail: {
						AccountRef: { value: '80' },
						CustomerRef: { value: '64' },
						ClassRef: { value: '200' },
					},
				},
				{ Description: '03-300 Slab', Amount: 38000 },
				{ Description: 'CO 001 Thicker slab', Amount: 1500 },
			],
		},
		{ DocNumber: 'PO-2301-001', VendorRef: { value: '78' }, TotalAmt: 5000 },
	]);
	expect(jsonOf([notReady])).toMatchObject([
		{ record: { number: 'SC-2301-002' }, problems: [expect.stringContaining('is draft')] },
	]);
});

test('run again it writes nothing; a change order approved since revises its order', async () => {
	await setUp(company);
	await carry();
	expect(jsonOf([(await carry()).written])).toMatchObject([{ state: 'same' }, { state: 'same' }]);
	const { address } = { address: company.running.procoreAddress };
	const headers = {
		Authorization: `Bearer ${company.running.procore.token('service')}`,
		'Procore-Company-Id': '5358233',
		'Content-Type': 'application/json',
	};
	const patched = await fetch(
		`${address}/rest/v1.0/change_order_packages/7502?project_id=2301001`,
		{
			method: 'PATCH',
			headers,
			body: JSON.stringify({
				project_id: 2301001,
				contract_id: 7001,
				change_order: { status: 'approved' },
			}),
		},
	);
	expect(patched.status).toBeLessThan(300);
	expect(jsonOf([(await carry()).written])).toMatchObject([
		{ state: 'updated' },
		{ state: 'same' },
	]);
	expect(orders()[0]).toMatchObject({
		TotalAmt: 100400,
		Line: [{ Id: '1' }, { Id: '2' }, { Id: '3' }, { Description: 'CO 002 Sealer', Amount: 900 }],
	});
});

test('while the company observes, every order is refused and none is written', async () => {
	await setUp(company, { mode: 'observe' });
	const { written } = await carry();
	for (const { json } of written) {
		expect(json.error).toBe(
			'Nothing is written to QuickBooks while the company\'s mode is "observe".',
		);
	}
	expect(written).toHaveLength(2);
	expect(orders()).toEqual([]);
});
