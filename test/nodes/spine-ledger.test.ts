import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { z } from 'zod';
import { type SmallCompany, setUp, settings, smallCompany } from './company';
import { execute, jsonOf, listSearch, trigger } from './harness';
import { mail } from './mails';

jest.setTimeout(60_000);

let company: SmallCompany;
beforeEach(async () => {
	company = await smallCompany();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await company.close();
});

const run = (
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
	items: INodeExecutionData[] = [{ json: {} }],
	over: object = {},
) =>
	execute(
		{ type: 'spineLedger', parameters: { resource, operation, ...parameters }, items, ...over },
		company.credentials,
	);

test('a new company only observes', async () => {
	expect(jsonOf(await run('company', 'get'))).toMatchObject([
		{ configured: false, policy: { mode: 'observe' } },
	]);
});

test('no mode beyond observe is taken before a preflight has passed', async () => {
	const set = (mode: string) =>
		run('company', 'set', {
			settings: JSON.stringify(settings),
			policy: JSON.stringify({ mode }),
		});
	await expect(set('autoClean')).rejects.toMatchObject({ description: expect.any(String) });
	expect(jsonOf(await run('company', 'get'))).toMatchObject([{ configured: false }]);
	await setUp(company);
	expect(jsonOf(await run('company', 'get'))).toMatchObject([{ policy: { mode: 'autoClean' } }]);
});

test('settings that cannot be read name the place, and nothing is changed', async () => {
	await setUp(company);
	await expect(
		run('company', 'set', {
			settings: JSON.stringify({ ...settings, currency: 'DOLLAR' }),
			policy: '{ "mode": "sometimes" }',
		}),
	).rejects.toMatchObject({
		message: expect.stringContaining('The settings cannot be stored: settings.currency'),
		description: expect.stringContaining('Nothing was changed'),
	});
	await expect(run('company', 'set', { settings: '{', policy: '{}' })).rejects.toThrow(
		/"settings"|valid JSON/i,
	);
	expect(jsonOf(await run('company', 'get'))).toMatchObject([{ settings: { currency: 'USD' } }]);
});

test('the backfill says how far each list was read', async () => {
	await setUp(company);
	const progress = jsonOf(await run('history', 'progress', {}));
	expect(progress).toContainEqual(
		expect.objectContaining({ side: 'books', resource: 'Vendor', rows: 2, complete: true }),
	);
	expect(progress.every(({ complete }) => complete === true)).toBe(true);
});

test('records come back as they were mirrored, up to the limit', async () => {
	await setUp(company);
	const commitments = { recordType: 'commitment' };
	expect(jsonOf(await run('record', 'getMany', commitments))).toHaveLength(3);
	expect(jsonOf(await run('record', 'getMany', { ...commitments, limit: 2 }))).toHaveLength(2);
});

test('a record that is none stops its own item and names the place', async () => {
	const vendor = {
		type: 'vendor',
		side: 'projects',
		id: '9',
		name: "O'Neil <b>",
		aliases: [],
		emails: [],
		active: true,
	};
	const items = [
		{ json: { record: { ...vendor, name: 7 } } },
		{ json: { record: vendor } },
		{ json: {} },
	];
	const parameters = { records: '={{ $json.record }}' };
	await expect(run('record', 'record', parameters, items)).rejects.toMatchObject({
		message: expect.stringContaining('Record 1 cannot be stored: name'),
		context: { itemIndex: 0 },
	});
	const out = await run('record', 'record', parameters, items, { continueOnFail: true });
	expect(jsonOf(out)).toMatchObject([
		{ error: expect.stringContaining('name') },
		{ added: 1 },
		{ error: 'The item carries no record.' },
	]);
	expect(out[0]?.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
});

test('registers that are no tables are refused in words', async () => {
	await expect(
		run('record', 'importRegisters', { registers: '{ "quotes": "none" }' }),
	).rejects.toMatchObject({ message: expect.stringContaining('registers.quotes') });
});

test('a claim that nobody made is named', async () => {
	await expect(run('claim', 'get', { claim: 'clm-0' })).rejects.toMatchObject({
		message: 'The ledger holds no claim "clm-0".',
		context: { itemIndex: 0 },
	});
});

test('a message that was stored but not decided comes in again, and one decided does not', async () => {
	await setUp(company);
	const [documents = []] = await execute(
		{ type: 'emailExtractor', items: [mail('INV-1', 20000)] },
		company.credentials,
	);
	expect(await trigger({ type: 'spineLedgerTrigger' })).toEqual([{ resumed: true }]);
	const mapping = { rulesFrom: 'csv', csv: 'cost_code,account\n*,5100\n' };
	const [folder = []] = await execute(
		{ type: 'glMapping', parameters: mapping, items: documents },
		company.credentials,
	);
	await execute({ type: 'verificationGate', items: folder }, company.credentials);
	expect(await trigger({ type: 'spineLedgerTrigger' })).toEqual([]);
	const released = await trigger({ type: 'spineLedgerTrigger', parameters: { emit: 'released' } });
	expect(released).toMatchObject([{ document: { number: 'INV-1' }, verdict: {} }]);
});

describe('verifying again', () => {
	const mapping = { rulesFrom: 'csv', csv: 'cost_code,account\n*,5100\n' };
	const ask = { askedBy: 'pm@harbor.example', reason: 'The commitment was raised' };

	/** What the gate says about folders that are coded anew. */
	const decide = async (documents: INodeExecutionData[]) => {
		const { credentials } = company;
		const coding = { type: 'glMapping', parameters: mapping, items: documents };
		const [folders = []] = await execute(coding, credentials);
		return await execute({ type: 'verificationGate', items: folders }, credentials);
	};
	const againWith = (which: object, over: object = {}) =>
		run('document', 'verifyAgain', { ...ask, ...which }, [{ json: {} }], over);

	let first: INodeExecutionData | undefined;
	beforeEach(async () => {
		await setUp(company);
		const [documents = []] = await execute(
			{ type: 'emailExtractor', items: [mail('INV-3', 900000)] },
			company.credentials,
		);
		const [verified = [], held = [], blocked = []] = await decide(documents);
		expect([verified.length, held.length + blocked.length]).toEqual([0, 1]);
		[first] = [...held, ...blocked];
	});

	/** The document of a folder, without its later sheets. */
	const documentsOf = (item: INodeExecutionData | undefined) => [
		{ json: { document: item?.json.document } },
	];

	/** Rules of the overbilling family that failed. */
	const overbilled = (item: INodeExecutionData | undefined) =>
		z
			.object({ findings: z.array(z.object({ rule: z.string() })) })
			.parse(item?.json.verdict)
			.findings.map(({ rule }) => rule)
			.filter((rule) => rule.startsWith('OB-'));

	const key = async () => {
		const documents = jsonOf(await run('document', 'getMany'));
		return z
			.array(z.object({ document: z.object({ source: z.object({ key: z.string() }) }) }))
			.parse(documents)
			.map(({ document }) => document.source.key)
			.join();
	};
	const raise = async () => {
		const [commitments = []] = await run('record', 'getMany', { recordType: 'commitment' });
		const raised = commitments.map(({ json }) => {
			const record = z
				.object({ lines: z.array(z.object({}).passthrough()) })
				.passthrough()
				.parse(json.record);
			const lines = record.lines.map((line) => ({ ...line, amount: 2_000_000 }));
			return { json: { record: { ...record, original: 2_000_000, revised: 2_000_000, lines } } };
		});
		await run('record', 'record', { records: '={{ $json.record }}' }, raised);
	};

	test('a document that was asked for by name is judged afresh on the facts of now', async () => {
		await raise();
		const one = { which: 'document', key: await key() };
		expect(await againWith(one, { mode: 'manual' })).toMatchObject([
			[{ json: { document: { number: 'INV-3' } } }],
		]);
		const [documents = []] = await againWith(one);
		const [afresh] = (await decide(documents)).flat();
		expect(afresh?.json.verdict).not.toHaveProperty('replayed');
		expect(overbilled(first)).not.toEqual([]);
		expect(overbilled(afresh)).toEqual([]);
	});

	test('the trigger hands out what changed once it is switched on, and nothing that was decided since', async () => {
		const running = Date.now;
		let later = 0;
		jest.spyOn(Date, 'now').mockImplementation(() => running() + later);
		const parameters = { emit: 'changed' };
		const shown = () => trigger({ type: 'spineLedgerTrigger', parameters });
		const started = () => trigger({ type: 'spineLedgerTrigger', parameters, mode: 'trigger' });
		later = 60_000;
		await decide(documentsOf(first));
		later = 120_000;
		expect(await shown()).toEqual([]);
		expect(await started()).toEqual([]);

		await raise();
		expect(await shown()).toMatchObject([{ document: { number: 'INV-3' } }]);
		const notes = await started();
		expect(notes).toMatchObject([{ document: { number: 'INV-3' } }]);
		expect(await started()).toEqual(notes);

		later = 180_000;
		const [afresh] = (await decide(documentsOf({ json: notes[0] ?? {} }))).flat();
		expect(overbilled(afresh)).toEqual([]);
		expect(await started()).toEqual([]);
	});

	test('a document that nobody knows is named', async () => {
		await expect(againWith({ which: 'document', key: 'nobody' })).rejects.toMatchObject({
			message: expect.stringContaining('document "nobody"'),
			context: { itemIndex: 0 },
		});
	});
});

describe('the pickers of GL Mapping', () => {
	const pick = (filter?: string) =>
		listSearch({ type: 'glMapping', parameters: {} }, 'searchAccounts', {}, filter);

	test('list the accounts of the books with their numbers, found by number or name', async () => {
		await setUp(company);
		expect((await pick()).results).toEqual([
			{ name: '2150 Retainage Payable', value: '91' },
			{ name: '5100 Subcontractors', value: '80' },
			{ name: 'Accounts Payable', value: '33' },
		]);
		const wanted = [{ name: '5100 Subcontractors', value: '80' }];
		expect((await pick('51')).results).toEqual(wanted);
		expect((await pick('subcon')).results).toEqual(wanted);
	});

	test('say what to do while the ledger mirrors none', async () => {
		await expect(pick()).rejects.toMatchObject({
			message: 'The ledger knows no accounts of the books yet.',
			description: expect.stringContaining('Backfill'),
		});
	});
});
