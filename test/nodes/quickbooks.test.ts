import type { INodeParameters } from 'n8n-workflow';
import { RESOURCES } from '../../nodes/QuickBooks/resources';
import { type SmallCompany, REALM, setUp, smallCompany } from './company';
import { execute, jsonOf, listSearch } from './harness';

const bills = Array.from({ length: 1203 }, (_, index) => ({
	Id: String(10_000 + index),
	SyncToken: '0',
	DocNumber: `OLD-${index}`,
	TxnDate: '2026-01-15',
	TotalAmt: 10,
	Balance: 10,
	VendorRef: { value: '77', name: 'Kessler Concrete' },
	APAccountRef: { value: '33' },
	Line: [
		{
			Id: '1',
			Amount: 10,
			DetailType: 'AccountBasedExpenseLineDetail',
			AccountBasedExpenseLineDetail: { AccountRef: { value: '80' } },
		},
	],
}));

jest.setTimeout(60_000);

let company: SmallCompany;
beforeAll(async () => {
	company = await smallCompany({ quickBooks: { Bill: bills } });
});
afterAll(() => company.close());

const run = (parameters: INodeParameters, over: object = {}) =>
	execute({ type: 'quickBooks', parameters, ...over }, company.credentials);

test.each(Object.keys(RESOURCES))('reads many of resource %s', async (resource) => {
	const out = await run({ resource, operation: 'getMany' });
	for (const item of out[0] ?? []) expect(item.pairedItem).toEqual({ item: 0 });
	if (resource === 'account') {
		expect(jsonOf(out)).toHaveLength(3);
		expect(jsonOf(out)).toContainEqual({
			record: expect.objectContaining({ type: 'account', number: '5100', books: REALM }),
		});
	}
});

test('Return All reads every page, filters included', async () => {
	expect(
		jsonOf(await run({ resource: 'bill', operation: 'getMany', returnAll: true })),
	).toHaveLength(1203);
	const filtered = await run({
		resource: 'bill',
		operation: 'getMany',
		returnAll: true,
		filters: { name: 'OLD-7' },
	});
	expect(jsonOf(filtered)).toHaveLength(1);
	const queried = await run({
		resource: 'bill',
		operation: 'query',
		limit: 5,
		condition: "DocNumber LIKE 'OLD-1%'",
	});
	expect(jsonOf(queried)).toHaveLength(5);
});

test('finds a vendor by a name with an apostrophe and markup', async () => {
	const out = await run({
		resource: 'vendor',
		operation: 'getMany',
		filters: { name: "O'Neil <b> Steel" },
	});
	expect(jsonOf(out)).toMatchObject([{ record: { id: '78', name: "O'Neil <b> Steel" } }]);
});

test('a record that does not exist fails with its item and what to do', async () => {
	const out = await run(
		{ resource: 'bill', operation: 'get', record: '={{ $json.id }}', output: 'raw' },
		{ items: [{ json: { id: '4' } }, { json: { id: '10000' } }], continueOnFail: true },
	);
	expect(jsonOf(out)).toMatchObject([
		{ error: 'QuickBooks has no bill with the ID 4.' },
		{ Id: '10000', DocNumber: 'OLD-0' },
	]);
	await expect(
		run(
			{ resource: 'bill', operation: 'get', record: '={{ $json.id }}' },
			{ items: [{ json: { id: '10000' } }, { json: { id: '4' } }] },
		),
	).rejects.toMatchObject({ context: { itemIndex: 1 } });
});

test('a condition that QuickBooks does not understand is told in words', async () => {
	await expect(
		run({ resource: 'bill', operation: 'query', condition: 'Colour = blue' }),
	).rejects.toMatchObject({ message: expect.stringMatching(/QuickBooks|query/i) });
});

test('an expired token that cannot be renewed asks to connect again and names no secret', async () => {
	const credentials = {
		...company.credentials,
		quickBooksSpineOAuth2Api: {
			...company.credentials.quickBooksSpineOAuth2Api,
			oauthTokenData: {
				access_token: 'expired-token-1234',
				refresh_token: 'dead-token-1234',
				callbackQueryString: { realmId: REALM },
			},
		},
	};
	const failure = execute(
		{ type: 'quickBooks', parameters: { resource: 'bill', operation: 'getMany' } },
		credentials,
	);
	await expect(failure).rejects.toMatchObject({
		message: expect.stringMatching(/connect|credential/i),
	});
	await failure.catch((error: unknown) => {
		expect(String(error) + JSON.stringify(error)).not.toMatch(/(expired|dead)-token-1234/);
	});
});

test('a credential that was never connected says so', async () => {
	const { oauthTokenData: _, ...unconnected } = company.credentials.quickBooksSpineOAuth2Api ?? {};
	await expect(
		execute(
			{ type: 'quickBooks', parameters: { resource: 'bill', operation: 'getMany' } },
			{ ...company.credentials, quickBooksSpineOAuth2Api: unconnected },
		),
	).rejects.toThrow('The QuickBooks credential does not say which company file it is for.');
});

describe('Create or Update', () => {
	const fields = (value: object): INodeParameters => ({ fields: JSON.stringify(value) });

	test.each(['observe', 'shadow'])(
		'is refused in mode %s, and nothing is written',
		async (mode) => {
			const own = await smallCompany();
			try {
				await setUp(own, { mode });
				await expect(
					execute(
						{
							type: 'quickBooks',
							parameters: {
								resource: 'vendor',
								operation: 'createOrUpdate',
								...fields({ DisplayName: 'New' }),
							},
						},
						own.credentials,
					),
				).rejects.toThrow(
					`Nothing is written to QuickBooks while the company's mode is "${mode}".`,
				);
				const books = own.running.quickBooks.exportState(REALM);
				expect(JSON.stringify(books)).not.toContain('"New"');
			} finally {
				await own.close();
			}
		},
	);

	test('creates once, then updates what differs, then leaves alone', async () => {
		await setUp(company);
		const save = (phone: string) =>
			run({
				resource: 'vendor',
				operation: 'createOrUpdate',
				...fields({ DisplayName: 'Ames Drywall', PrimaryPhone: { FreeFormNumber: phone } }),
			});
		expect(jsonOf(await save('555-0100'))).toMatchObject([{ state: 'created' }]);
		expect(jsonOf(await save('555-0101'))).toMatchObject([{ state: 'updated' }]);
		expect(jsonOf(await save('555-0101'))).toMatchObject([{ state: 'same' }]);
	});

	test('refuses an order for another company file, and fields that are no order', async () => {
		const order = {
			number: 'PO-9',
			vendor: '77',
			payableAccount: '33',
			lines: [{ description: 'Work', amount: 1, account: '80' }],
		};
		const parameters = { resource: 'purchaseOrder', operation: 'createOrUpdate' };
		await expect(run({ ...parameters, ...fields({ ...order, books: '1' }) })).rejects.toThrow(
			'Purchase order PO-9 belongs to the company file 1',
		);
		await expect(run({ ...parameters, ...fields({ ...order, lines: [] }) })).rejects.toThrow(
			'fields.lines',
		);
		await expect(run({ ...parameters, fields: '{ "number": ' })).rejects.toThrow();
	});
});

describe('list searches', () => {
	const search = (method: string, filter?: string, token?: string) =>
		listSearch(
			{ type: 'quickBooks', parameters: { resource: 'account', operation: 'get' } },
			method,
			company.credentials,
			filter,
			token,
		);

	test('accounts carry their numbers and are found by number or name', async () => {
		const wanted = { results: [{ name: '5100 Subcontractors', value: '80' }] };
		expect(await search('searchAccounts', '51')).toEqual(wanted);
		expect(await search('searchAccounts', 'Subcontr')).toEqual(wanted);
	});

	test('bills by page', async () => {
		const first = await search('searchBills');
		expect(first.results).toHaveLength(100);
		expect(first.results[0]?.name).toBe('OLD-0 · Kessler Concrete · 2026-01-15 · 10.00');
		const second = await search('searchBills', undefined, '101');
		expect(second.results[0]?.value).toBe('10100');
	});

	test('a quote in the text typed is no end of the query', async () => {
		expect((await search('searchVendors', "O'Neil <b>")).results).toMatchObject([{ value: '78' }]);
	});
});
