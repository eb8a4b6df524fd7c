import type { INodeParameters } from 'n8n-workflow';
import { type SmallCompany, setUp, smallCompany } from './company';
import { execute, jsonOf, listOptions } from './harness';

jest.setTimeout(60_000);

let company: SmallCompany;
beforeEach(async () => {
	company = await smallCompany();
	await setUp(company);
});
afterEach(() => company.close());

const plan = (parameters: INodeParameters) => ({
	type: 'spineLedger',
	parameters: {
		resource: 'transfer',
		operation: 'plan',
		plan: 'vendors',
		createMissing: true,
		...parameters,
	},
});

test('a plan offers the projects that the ledger knows, by number and name', async () => {
	const offered = await listOptions(plan({}), 'getProjects', company.credentials);
	expect(offered).toEqual([{ name: '2301 · Clinic', value: '2301001' }]);
});

/** A vendor of the project system with a commitment there, and none in the books. */
const stranger = [
	{ type: 'vendor', side: 'projects', id: '99', name: 'Lakeside Plumbing', active: true },
	{
		type: 'commitment',
		side: 'projects',
		id: '7999',
		kind: 'subcontract',
		number: 'SC-2301-999',
		status: 'approved',
		vendor: '99',
		project: '2301001',
		original: 50_000,
		lines: [],
	},
].map((record) => ({ aliases: [], emails: [], ...record }));

test('a plan takes projects of the list and ids in one text alike, and plans for no other', async () => {
	const run = async (parameters: INodeParameters) =>
		jsonOf(
			await execute(
				{ type: 'spineLedger', parameters, items: [{ json: {} }] },
				company.credentials,
			),
		);
	await run({ resource: 'record', operation: 'record', records: JSON.stringify(stranger) });
	const planned = (projects: string | string[]) => run(plan({ projects }).parameters);
	const toCreate = [expect.objectContaining({ state: 'planned' })];
	for (const all of [[], '', ['2301001'], '1, 2301001'])
		expect(await planned(all)).toEqual(toCreate);
	for (const none of [['1'], '1 2']) expect(await planned(none)).toEqual([]);
});
