import fc from 'fast-check';
import { parseQuery } from '../../../simulators/quickbooks/query/parse';
import type { Row } from '../../../simulators/quickbooks/rows';
import { accountLine, Bench, bill, entities, realmId } from './fixture';

describe('the query language', () => {
	test('keywords and entities are taken in any case, limits in any order', () => {
		expect(
			parseQuery("SELECT * From vendor Where DisplayName LIKE '%st' maxresults 5 STARTPOSITION 11"),
		).toEqual({
			select: '*',
			entity: 'vendor',
			where: [{ property: 'DisplayName', operator: 'LIKE', values: ['%st'] }],
			orderBy: [],
			startPosition: 11,
			maxResults: 5,
		});
	});

	test('ORDER BY is taken as one word and as two', () => {
		const order = [{ property: 'Id', descending: true }];
		expect(parseQuery('select * from Bill orderby Id desc').orderBy).toEqual(order);
		expect(parseQuery('select * from Bill Order By Id DESC').orderBy).toEqual(order);
	});

	test('any text survives quoting with backslashes', () => {
		fc.assert(
			fc.property(fc.string(), (value) => {
				const quoted = value.replace(/\\/g, '\\\\').replace(/'/g, "\\'");
				const parsed = parseQuery(`select * from Vendor where DisplayName = '${quoted}'`);
				expect(parsed.where[0]?.values).toEqual([value]);
			}),
		);
	});

	test.each([
		"select * from Vendor where DisplayName = 'O''Neil'",
		"select * from Vendor where DisplayName = 'a' or DisplayName = 'b'",
		"select * from Vendor where DisplayName != 'a'",
		"select * from Bill TxnDate > '2026-01-01'",
		'select * Vendor',
		'select * from Vendor maxresults many',
		"select * from Vendor where DisplayName in 'a'",
		'',
	])('%j is a syntax error with its place', async (statement) => {
		const { status, code, body } = await new Bench().query(statement);
		expect([status, code]).toEqual([400, '4000']);
		expect(JSON.stringify(body)).toMatch(/QueryParserError: Encountered .* at line 1, column \d+/);
	});

	test.each([
		["select * from PurchaseOrder where VendorRef = '77'", "'VendorRef' is not queryable"],
		["select * from PurchaseOrder where POStatus = 'Open'", 'not queryable'],
		["select * from Bill where DepartmentRef = '1'", 'not queryable'],
		["select * from Bill where PrivateNote = 'x'", 'not queryable'],
		[
			"select * from Bill where NoSuchField = 'x'",
			'Property NoSuchField not found for Entity Bill',
		],
		["select * from Nothing where Id = '1'", 'Nothing'],
		['select * from Bill startposition 0', 'STARTPOSITION'],
	])('%s is an invalid query', async (statement, detail) => {
		const { code, body } = await new Bench().query(statement);
		expect(code).toBe('4001');
		expect(JSON.stringify(body)).toContain(detail);
	});

	test('a name with an apostrophe and angle brackets is found by its exact text', async () => {
		const { response } = await new Bench().query(
			"select * from vendor where DisplayName = 'O\\'Neil <b>'",
		);
		expect(response).toMatchObject({ Vendor: [{ Id: '78' }], startPosition: 1, maxResults: 1 });
	});

	test('a statement can be posted as text', async () => {
		const { status, body } = await new Bench().call(
			'POST',
			'query?minorversion=75',
			"select count(*) from Bill where DocNumber = 'OLD-1'",
			{ 'content-type': 'application/text' },
		);
		expect([status, body.QueryResponse]).toEqual([200, { totalCount: 1 }]);
	});

	test('what the reference leaves open is switched: letter case, totals, further fields', async () => {
		const bench = new Bench();
		const statement = "select * from Vendor where DisplayName = 'KESSLER concrete llc'";
		expect((await bench.query(statement)).response.maxResults).toBe(1);
		await bench.control('switches', {
			queryTextCaseSensitive: true,
			queryTotalCount: true,
			extraFilterable: { PurchaseOrder: ['VendorRef'] },
		});
		expect((await bench.query(statement)).response).toEqual({});
		const orders = await bench.query("select * from PurchaseOrder where VendorRef = '77'");
		expect(orders.response).toMatchObject({ maxResults: 1, totalCount: 1 });
	});

	test('inactive objects are hidden unless Active is asked for', async () => {
		const bench = new Bench();
		expect((await bench.query('select count(*) from Vendor')).response).toEqual({ totalCount: 2 });
		const all = await bench.query('select count(*) from Vendor where Active in (true, false)');
		expect(all.response).toEqual({ totalCount: 3 });
	});

	test('no row gives an empty answer, a property list gives those properties', async () => {
		const bench = new Bench();
		expect((await bench.query("select * from Bill where Id = '9'")).response).toEqual({});
		const some = await bench.query("select Id, DocNumber from Bill where TxnDate < '2026-02-01'");
		expect(some.response.Bill).toEqual([
			{ domain: 'QBO', sparse: true, Id: '151', DocNumber: 'OLD-1' },
		]);
	});

	test.each<[where: string, found: string[]]>([
		["TotalAmt > '10.5'", ['B2', 'B3']],
		["TotalAmt >= '10' and TotalAmt <= '20'", ['B1', 'B2']],
		["DocNumber in ('B1','B3')", ['B1', 'B3']],
		["DocNumber like 'b%'", ['B1', 'B2', 'B3']],
		["VendorRef = '78'", ['B3']],
		["TxnDate > '2026-03-01'", ['B3']],
		["Balance > '0' and VendorRef = '77' and DocNumber = 'B1'", ['B1']],
		["MetaData.LastUpdatedTime >= '2026-03-02T20:00:00Z'", ['B1', 'B2', 'B3']],
		["Metadata.LastUpdatedTime > '2026-03-02T12:00:01-08:00'", []],
	])('where %s', async (where, found) => {
		const bench = new Bench();
		await bench.call('POST', 'bill?operation=delete', { Id: '151', SyncToken: '0' });
		for (const [DocNumber, amount, more] of [
			['B1', 10, {}],
			['B2', 20, {}],
			['B3', 30, { VendorRef: { value: '78' }, TxnDate: '2026-03-02' }],
		] as const)
			await bench.write('Bill', bill([accountLine(amount)], { DocNumber, ...more }));
		const rows = (await bench.query(`select * from Bill where ${where} orderby DocNumber`))
			.response;
		const list: Row[] = Array.isArray(rows.Bill) ? rows.Bill : [];
		expect(list.map((row) => row.DocNumber)).toEqual(found);
	});

	test('pages of 20,000 bills come whole and fast, 100 by default and 1000 at most', async () => {
		const count = 20_000;
		const many = Array.from({ length: count }, (_, index) => ({
			Id: String(index + 1000),
			SyncToken: '0',
			DocNumber: `N-${index}`,
			VendorRef: { value: String(index % 50) },
			TotalAmt: index,
			MetaData: { LastUpdatedTime: '2026-02-01T00:00:00Z' },
		}));
		const bench = new Bench({
			companies: [{ realmId, entities: { ...entities(), Bill: many } }],
		});
		const ids = new Set<string>();
		for (let start = 1; ; start += 1000) {
			const page = await bench.query(
				`select * from Bill orderby Id startposition ${start} maxresults 5000`,
			);
			const rows: Row[] = Array.isArray(page.response.Bill) ? page.response.Bill : [];
			for (const row of rows) ids.add(String(row.Id));
			if (rows.length < 1000) break;
		}
		expect(ids.size).toBe(count);
		expect((await bench.query('select * from Bill')).response.maxResults).toBe(100);
		const took = async (where: (index: number) => string): Promise<number> => {
			const began = performance.now();
			for (let index = 0; index < 10; index += 1)
				await bench.query(`select * from Bill where ${where(index)}`);
			return performance.now() - began;
		};
		const indexed = await took((index) => `DocNumber = 'N-${index}'`);
		const scanned = await took((index) => `DocNumber like 'N-${index}'`);
		expect(indexed).toBeLessThan(scanned / 2);
	}, 30_000);
});
