import type { INodeParameters } from 'n8n-workflow';
import { RESOURCES } from '../../nodes/Procore/resources';
import { type SmallCompany, smallCompany } from './company';
import { execute, jsonOf, listSearch } from './harness';

const many = Array.from({ length: 1203 }, (_, index) => ({
	id: 10_000 + index,
	name: `Vendor ${index}`,
	is_active: true,
}));

jest.setTimeout(60_000);

let company: SmallCompany;
beforeAll(async () => {
	company = await smallCompany({
		procore: {
			vendors: [...many, { id: 902, name: "O'Neil <b> Steel", is_active: true }],
		},
	});
});
afterAll(() => company.close());

const run = (parameters: INodeParameters, over: object = {}) =>
	execute({ type: 'procore', parameters, ...over }, company.credentials);

test.each(Object.keys(RESOURCES))('reads many of resource %s', async (resource) => {
	const out = await run({ resource, operation: 'getMany', project: '2301001', contract: '7001' });
	for (const item of out[0] ?? []) expect(item.pairedItem).toEqual({ item: 0 });
	if (resource === 'project') {
		expect(jsonOf(out)).toMatchObject([{ record: { type: 'project', number: '2301' } }]);
	}
});

test('gets one subcontract with its schedule of values, for each item by its own ID', async () => {
	const out = await run(
		{ resource: 'subcontract', operation: 'get', project: '2301001', record: '={{ $json.id }}' },
		{ items: [{ json: { id: 7002 } }, { json: { id: 7001 } }] },
	);
	expect(jsonOf(out)).toMatchObject([
		{ record: { number: 'SC-2301-002', status: 'draft' } },
		{ record: { number: 'SC-2301-001', lines: [{ amount: 60000 }, { amount: 38000 }] } },
	]);
	expect(out[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
});

test('takes the ID out of the address of a record', async () => {
	const url = 'https://app.procore.com/2301001/project/commitments/work_order_contracts/7001';
	const record = {
		__rl: true,
		mode: 'url',
		value: url,
		__regex: 'https?://.*/([0-9]+)(?:[/?#].*)?$',
	};
	const out = await run({ resource: 'subcontract', operation: 'get', project: '2301001', record });
	expect(jsonOf(out)).toMatchObject([{ record: { id: '7001' } }]);
});

test('Return All reads every page', async () => {
	const before = company.running.procore.requests().length;
	const out = await run({ resource: 'vendor', operation: 'getMany', returnAll: true });
	expect(jsonOf(out)).toHaveLength(1204);
	const asked = company.running.procore.requests().slice(before);
	expect(asked.filter(({ path }) => path.includes('/vendors')).length).toBe(2);
});

test('Limit asks for no more than it needs', async () => {
	expect(jsonOf(await run({ resource: 'vendor', operation: 'getMany', limit: 3 }))).toHaveLength(3);
});

test('Raw is exactly what Procore answers, a vendor with a hostile name included', async () => {
	const out = await run({
		resource: 'vendor',
		operation: 'get',
		record: '902',
		output: 'raw',
	});
	expect(jsonOf(out)).toMatchObject([{ id: 902, name: "O'Neil <b> Steel" }]);
});

test('a record that does not exist fails with its item and what to do, and leaves the others alone', async () => {
	const items = [{ json: { id: 1 } }, { json: { id: 7001 } }];
	const parameters = {
		resource: 'subcontract',
		operation: 'get',
		project: '2301001',
		record: '={{ $json.id }}',
	};
	await expect(run(parameters, { items })).rejects.toMatchObject({
		message: expect.stringContaining('check the id'),
		context: { itemIndex: 0 },
	});
	const out = await run(parameters, { items, continueOnFail: true });
	expect(jsonOf(out)).toMatchObject([
		{ id: 1, error: expect.stringContaining('Procore answered 404') },
		{ record: { id: '7001' } },
	]);
	expect(out[0]?.[0]?.pairedItem).toEqual({ item: 0 });
});

test('a missing project names the parameter', async () => {
	await expect(
		run({ resource: 'subcontract', operation: 'getMany', project: '' }),
	).rejects.toMatchObject({ message: expect.stringContaining('need a project') });
});

test('a wrong token is refused in a sentence that names no secret', async () => {
	const credentials = {
		...company.credentials,
		procoreServiceAccountOAuth2Api: {
			...company.credentials.procoreServiceAccountOAuth2Api,
			clientSecret: 'wrong-secret-1234',
			oauthTokenData: {},
		},
	};
	const failure = execute(
		{ type: 'procore', parameters: { resource: 'project', operation: 'getMany' } },
		credentials,
	);
	await expect(failure).rejects.toMatchObject({ context: { itemIndex: 0 } });
	await failure.catch((error: unknown) => {
		expect(JSON.stringify(error)).not.toContain('wrong-secret-1234');
		expect(String(error)).not.toContain('wrong-secret-1234');
	});
});

test('an expired token is renewed and the call made again', async () => {
	const credentials = structuredClone(company.credentials);
	const [credential] = [credentials.procoreServiceAccountOAuth2Api];
	if (credential === undefined) throw new Error('There is no credential.');
	credential.oauthTokenData = { access_token: 'expired' };
	const out = await execute(
		{ type: 'procore', parameters: { resource: 'project', operation: 'getMany' } },
		credentials,
	);
	expect(jsonOf(out)).toHaveLength(1);
});

test('an unknown company is named in the refusal', async () => {
	const credentials = {
		...company.credentials,
		procoreServiceAccountOAuth2Api: {
			...company.credentials.procoreServiceAccountOAuth2Api,
			companyId: '999',
		},
	};
	await expect(
		execute(
			{ type: 'procore', parameters: { resource: 'vendor', operation: 'getMany' } },
			credentials,
		),
	).rejects.toMatchObject({ message: expect.stringMatching(/Procore answered 40[034]/) });
});

describe('list searches', () => {
	const search = (method: string, parameters: INodeParameters, filter?: string, token?: string) =>
		listSearch({ type: 'procore', parameters }, method, company.credentials, filter, token);

	test('projects by number and name', async () => {
		const parameters = { resource: 'subcontract', operation: 'getMany' };
		expect(await search('searchProjects', parameters, 'clinic')).toEqual({
			results: [{ name: '2301 · Clinic', value: '2301001' }],
		});
	});

	test('commitments of both kinds of the chosen project, one list after the other', async () => {
		const parameters = {
			resource: 'payment',
			operation: 'getMany',
			project: { __rl: true, mode: 'id', value: '2301001' },
		};
		const first = await search('searchCommitments', parameters);
		expect(first.results.map(({ value }) => value)).toEqual(['7001', '7002']);
		const second = await search('searchCommitments', parameters, undefined, first.paginationToken);
		expect(second).toEqual({ results: [{ name: 'PO-2301-001 · Rebar', value: '7101' }] });
	});

	test('vendors by page, and by name on whatever page they stand', async () => {
		const parameters = { resource: 'vendor', operation: 'get' };
		const first = await search('searchVendors', parameters);
		expect(first.results).toHaveLength(100);
		expect(first.paginationToken).toBe('0:2');
		const found = await search('searchVendors', parameters, 'Vendor 999');
		expect(found.results).toEqual([{ name: 'Vendor 999', value: '10999' }]);
	});
});
