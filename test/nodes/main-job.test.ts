import { existsSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { type SmallCompany, REALM, ruleTable, setUp, smallCompany } from './company';
import { execute, jsonOf } from './harness';
import { mail, mailWithPdf, message } from './mails';

jest.setTimeout(60_000);

let company: SmallCompany;
beforeEach(async () => {
	company = await smallCompany();
});
afterEach(() => company.close());

const run = (
	type: string,
	items: INodeExecutionData[],
	parameters: INodeParameters = {},
	over: object = {},
) => execute({ type, parameters, items, ...over }, company.credentials);
const extract = (items: INodeExecutionData[], parameters?: INodeParameters) =>
	run('emailExtractor', items, parameters);
const coded = (items: INodeExecutionData[], parameters: INodeParameters = {}) =>
	run('glMapping', items, {
		operation: 'code',
		rulesFrom: 'table',
		rules: ruleTable,
		...parameters,
	});
const folders = async (items: INodeExecutionData[]) => {
	const [documents = []] = await extract(items);
	const [folder = []] = await coded(documents);
	return folder;
};
const post = (items: INodeExecutionData[]) =>
	run('quickBooks', items, { resource: 'document', operation: 'post' });
const booksState = () => JSON.stringify(company.running.quickBooks.exportState(REALM));

test('an e-mailed invoice is read, coded, verified and posted once, with its original', async () => {
	await setUp(company, { mode: 'autoClean', severities: { 'EX-01': 'WARN' } });
	const folder = await folders([await mailWithPdf('INV-1', 20000)]);
	expect(folder[0]?.json).toMatchObject({
		document: { number: 'INV-1', total: 18000 },
		coding: { total: 18000, gross: 20000, lines: [{ account: { id: '80' } }, { amount: -2000 }] },
	});
	const decided = await run('verificationGate', folder);
	expect(decided.map((items) => items.length)).toEqual([1, 0, 0, 0]);
	const [verified = []] = decided;
	expect(verified[0]?.binary?.original?.fileName).toBe('INV-1.pdf');
	expect(jsonOf(await post(verified))).toMatchObject([
		{ posting: { entity: 'Bill', total: 18000, state: 'created', attachment: expect.any(String) } },
	]);
	expect(jsonOf(await post(verified))).toMatchObject([{ posting: { state: 'existing' } }]);
	const known = await run('spineLedger', [{ json: {} }], { resource: 'company', operation: 'get' });
	const month = new Date().toISOString().slice(0, 7);
	const { core: writes, coreplus: reads } = company.running.quickBooks.requests().counters;
	expect(jsonOf(known)).toMatchObject([{ calls: [{ books: REALM, month, reads, writes }] }]);
	expect(booksState().match(/"DocNumber":"INV-1"/g)).toHaveLength(1);
});

test('the message that arrives again is passed over, unless it is asked for', async () => {
	await setUp(company);
	const again = mail('INV-1', 20000);
	await run('verificationGate', await folders([again]));
	expect((await extract([again]))[0]).toEqual([]);
	expect((await extract([again], { options: { includeSeen: true } }))[0]).toHaveLength(1);
});

test('items of all four outputs stay linked to the items they came from', async () => {
	await setUp(company);
	const papers = [
		mail('INV-9', 900000),
		mail('INV-1', 20000),
		message({
			id: 'none',
			from: { name: 'Kessler AP', address: 'ap@kessler.example' },
			subject: 'Thank you',
			receivedAt: '2026-03-26T14:00:00Z',
			text: 'Thank you for the visit to the site yesterday.',
		}),
		mail('INV-2', 30000, { authentication: 'fail' }),
	];
	const [documents = []] = await extract(papers);
	expect(documents.map(({ pairedItem }) => pairedItem)).toEqual(
		[0, 1, 2, 3].map((item) => ({ item })),
	);
	const [folder = []] = await coded(documents);
	const decided = await run('verificationGate', folder);
	const linked = decided.map((items) => items.map(({ pairedItem }) => pairedItem));
	expect(linked[0]).toEqual([{ item: 1 }]);
	expect(linked.flat()).toHaveLength(4);
	for (const items of decided) {
		for (const { json, pairedItem } of items) {
			const from = typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : -1;
			expect(json.document).toEqual(folder[from]?.json.document);
		}
	}
	expect(linked[2]).toContainEqual({ item: 0 });
	expect(linked[3]).toEqual([{ item: 2 }]);
	expect([...(linked[1] ?? []), ...(linked[2] ?? [])]).toContainEqual({ item: 3 });
});

test('nothing is posted while the company observes, and the posting says why', async () => {
	await setUp(company, { mode: 'observe' });
	const decided = await run('verificationGate', await folders([mail('INV-1', 20000)]));
	const [posted = []] = await post(decided.flat());
	expect(posted[0]?.json.posting).toEqual({ why: expect.any(String) });
	expect(booksState()).not.toContain('INV-1');
});

test('a test run in the editor judges but neither reserves nor releases', async () => {
	await setUp(company);
	const folder = await folders([mail('INV-1', 20000)]);
	const [tested = []] = await run('verificationGate', folder, {}, { mode: 'manual' });
	expect(tested[0]?.json).toMatchObject({ verdict: { outcome: 'verified' } });
	expect(jsonOf(await post(tested))).toMatchObject([{ posting: { why: expect.any(String) } }]);
	const [real = []] = await run('verificationGate', folder);
	expect(jsonOf(await post(real))).toMatchObject([{ posting: { state: 'created' } }]);
});

test('an amount that somebody changes after the gate is not posted', async () => {
	await setUp(company);
	const [verified = []] = await run('verificationGate', await folders([mail('INV-1', 20000)]));
	const changed = structuredClone(verified);
	const json: IDataObject = changed[0]?.json ?? {};
	json.coding = { ...Object(json.coding), total: 28000 };
	expect(jsonOf(await post(changed))).toMatchObject([{ posting: { why: expect.any(String) } }]);
	expect(booksState()).not.toContain('INV-1');
});

test('a missing sheet stops its own item, with its number and the remedy', async () => {
	await setUp(company);
	const folder = await folders([mail('INV-1', 20000)]);
	const items = [{ json: { hello: 'world' } }, ...folder];
	await expect(run('verificationGate', items)).rejects.toMatchObject({
		message: 'The item carries no complete document sheet.',
		description: expect.stringContaining('GL Mapping'),
		context: { itemIndex: 0 },
	});
	const decided = await run('verificationGate', items, {}, { continueOnFail: true });
	expect(decided[1]).toMatchObject([
		{ json: { hello: 'world', error: expect.any(String) }, pairedItem: { item: 0 } },
	]);
	expect(decided[0]).toMatchObject([{ pairedItem: { item: 1 } }]);
	const [mapped = []] = await run(
		'glMapping',
		[{ json: {} }],
		{ operation: 'code', rulesFrom: 'table', rules: ruleTable },
		{ continueOnFail: true },
	);
	expect(mapped[0]?.json.error).toBe('The item carries no document sheet.');
	const [posted = []] = await post([{ json: {} }, ...(decided[0] ?? [])]);
	expect(posted.map(({ json, pairedItem }) => [json.posting, pairedItem])).toEqual([
		[{ why: expect.stringContaining('no complete document and coding') }, { item: 0 }],
		[expect.objectContaining({ state: 'created' }), { item: 1 }],
	]);
});

test('a document in the body of a mail has the message itself attached to its bill', async () => {
	await setUp(company);
	const [verified = []] = await run('verificationGate', await folders([mail('INV-7', 20000)]));
	expect(jsonOf(await post(verified))).toMatchObject([
		{ posting: { state: 'created', warnings: [] } },
	]);
	expect(booksState()).toMatch(/"FileName":"[^"]*message\.eml"/);
});

test('a person releases what is held, and only then it is posted', async () => {
	await setUp(company);
	const [, held = []] = await run('verificationGate', await folders([mail('INV-3', 65000)]));
	expect(jsonOf(await post(held))).toMatchObject([{ posting: { why: expect.any(String) } }]);
	const [released = []] = await run('spineLedger', held, {
		resource: 'document',
		operation: 'release',
		person: 'pm@harbor.example',
		reason: 'Called the vendor back',
	});
	expect(jsonOf([released])).toMatchObject([{ releasedBy: 'pm@harbor.example' }]);
	expect(jsonOf(await post(released))).toMatchObject([{ posting: { state: 'created' } }]);
});

describe('the mapping', () => {
	test('malformed rules are named, and nothing is coded', async () => {
		const csv = 'cost_code,account\n03-900..03-100,5100\n05-*,\n';
		await expect(
			run('glMapping', [{ json: {} }], { operation: 'code', rulesFrom: 'csv', csv }),
		).rejects.toMatchObject({
			message: expect.stringContaining('2 mapping rule(s) cannot be used: CSV:2'),
			description: 'Mend or remove these rules. Nothing was coded.',
		});
	});

	test('rules may come as items of the second input', async () => {
		await setUp(company);
		const [documents = []] = await extract([mail('INV-1', 20000)]);
		const out = await execute(
			{
				type: 'glMapping',
				parameters: { operation: 'code', rulesFrom: 'input' },
				items: [documents, [{ json: { cost_code: '*', account: '5100' } }]],
			},
			company.credentials,
		);
		expect(jsonOf(out)).toMatchObject([{ coding: { lines: [{ rule: 'rules:1' }, {}] } }]);
	});

	test('codes in use without a rule are listed', async () => {
		await setUp(company);
		const coverage = (rules: INodeParameters) =>
			run('glMapping', [{ json: {} }], { operation: 'coverage', rulesFrom: 'table', rules });
		expect(jsonOf(await coverage(ruleTable))).toEqual([]);
		expect(jsonOf(await coverage({ rule: [] }))).toMatchObject([
			{ costCode: '03-300', costType: 'S', project: '2301', sentence: expect.any(String) },
		]);
	});
});

test('queue mode refuses the file and opens none', async () => {
	const before = process.env.EXECUTIONS_MODE;
	process.env.EXECUTIONS_MODE = 'queue';
	try {
		await expect(
			run('verificationGate', [{ json: {} }], { company: 'queued' }),
		).rejects.toMatchObject({ message: expect.any(String) });
		await expect(
			run('spineLedger', [{ json: {} }], {
				company: 'queued',
				resource: 'company',
				operation: 'get',
			}),
		).rejects.toMatchObject({
			message: expect.stringContaining('cannot be a file while n8n runs in queue mode'),
			description: expect.stringContaining('PostgreSQL'),
		});
		expect(existsSync(path.join(company.userFolder, '.n8n', 'spine-ledger', 'queued'))).toBe(false);
	} finally {
		if (before === undefined) delete process.env.EXECUTIONS_MODE;
		else process.env.EXECUTIONS_MODE = before;
	}
});

test.each(['../other', 'a/b', ''])('"%s" is no name of a company', async (name) => {
	await expect(
		run('spineLedger', [{ json: {} }], { company: name, resource: 'company', operation: 'get' }),
	).rejects.toThrow("The company's name cannot be used");
});
