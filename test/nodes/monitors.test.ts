import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { z } from 'zod';
import { type SmallCompany, REALM, setUp, smallCompany } from './company';
import { activate, execute, jsonOf, trigger } from './harness';
import { mail } from './mails';

jest.setTimeout(60_000);

let company: SmallCompany;
beforeEach(async () => {
	company = await smallCompany();
	await setUp(company);
});
afterEach(() => company.close());

const run = (
	type: string,
	parameters: INodeParameters,
	items: INodeExecutionData[] = [{ json: {} }],
	over: object = {},
) => execute({ type, parameters, items, ...over }, company.credentials);
const ledger = (
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
	items?: INodeExecutionData[],
	over: object = {},
) => run('spineLedger', { resource, operation, ...parameters }, items, over);
const watch = async (parameters: INodeParameters = {}, over: object = {}) =>
	jsonOf(await ledger('monitor', 'run', parameters, undefined, over));

/** A bill of the books that the ledger is told of, as a backfill would. */
const tell = (over: object = {}) =>
	ledger('record', 'record', {
		records: JSON.stringify({
			type: 'bill',
			side: 'books',
			books: REALM,
			id: '900',
			number: 'INV-77',
			vendor: '78',
			date: '2026-03-20',
			total: 10,
			lines: [{ amount: 10 }],
			...over,
		}),
	});
const doubled = { monitors: ['SY-01'] };

test('monitors open a task for a bill that stands twice, keep it, and end it when one is voided', async () => {
	await tell();
	await tell({ id: '901' });
	expect(await watch(doubled)).toMatchObject([
		{ change: 'opened', task: { rule: 'SY-01', state: 'open', books: REALM } },
	]);
	expect(await watch(doubled)).toEqual([]);
	expect(await watch({ ...doubled, putOut: 'open' })).toMatchObject([{ change: 'still' }]);
	expect(await watch({ ...doubled, putOut: 'monitors' })).toMatchObject([
		{ monitor: 'SY-01', opened: 0, still: 1, resolved: 0 },
	]);
	await tell({ id: '901', total: 0, lines: [] });
	expect(await watch(doubled)).toMatchObject([{ change: 'resolved', task: { state: 'done' } }]);
});

test('the task that was opened last is listed first', async () => {
	for (const number of ['INV-77', 'INV-78']) {
		await tell({ id: `${number}-a`, number });
		await tell({ id: `${number}-b`, number });
		await watch(doubled);
	}
	const tasks = jsonOf(await ledger('task', 'getMany', { limit: 1 }));
	expect(tasks).toMatchObject([{ task: { sentence: expect.stringContaining('INV-78') } }]);
});

test('a test run from the editor shows what would be opened and stores nothing', async () => {
	await tell();
	await tell({ id: '901' });
	expect(await watch(doubled, { mode: 'manual' })).toMatchObject([{ change: 'opened' }]);
	expect(jsonOf(await ledger('task', 'getMany'))).toEqual([]);
});

test('all monitors run without one being chosen, each with its outcome', async () => {
	const all = await watch({ putOut: 'monitors' });
	expect(all.map(({ monitor }) => monitor)).toEqual(
		expect.arrayContaining(['SY-02', 'SY-07', 'SY-12']),
	);
	expect(all.filter(({ skipped }) => skipped !== undefined)).toEqual([]);
});

test('a person closes a task by its key, and an unknown key is named', async () => {
	await tell();
	await tell({ id: '901' });
	await watch(doubled);
	const tasks = (await ledger('task', 'getMany', { taskFilters: { severity: 'HOLD' } }))[0] ?? [];
	expect(tasks).toHaveLength(1);
	const closing = { closedBy: 'cfo@harbor.example', reason: 'Both are right' };
	expect(jsonOf(await ledger('task', 'close', closing, tasks))).toMatchObject([
		{ task: { state: 'done', closedBy: 'cfo@harbor.example', note: 'Both are right' } },
	]);
	expect(await watch(doubled)).toEqual([]);
	expect(jsonOf(await ledger('task', 'getMany'))).toEqual([]);
	expect(jsonOf(await ledger('task', 'getMany', { taskState: 'done' }))).toHaveLength(1);
	await expect(ledger('task', 'close', { ...closing, taskKey: 'SY-01:none' })).rejects.toThrow(
		/no task "SY-01:none"/,
	);
	await expect(ledger('task', 'close', { ...closing, reason: ' ' }, tasks)).rejects.toThrow(
		/"reason" cannot be used/,
	);
});

test('the trigger tells of every task once, and a test run does not count', async () => {
	await tell();
	await tell({ id: '901' });
	await watch(doubled);
	const asked = { type: 'spineLedgerTrigger', parameters: { emit: 'tasks' } };
	expect(await trigger(asked)).toMatchObject([{ task: { rule: 'SY-01' } }]);
	const started = await activate(asked);
	await new Promise((resolve) => setTimeout(resolve, 300));
	await started.close();
	expect(started.emitted).toMatchObject([[{ task: { rule: 'SY-01' } }]]);
	expect(await trigger(asked)).toEqual([]);
});

test('a verified invoice whose commitment shrinks is told of before it is posted', async () => {
	const mapping = { rulesFrom: 'csv', csv: 'cost_code,account,class\n*,5100,Subcontract\n' };
	const documents = (await run('emailExtractor', {}, [mail('INV-1', 20000)]))[0] ?? [];
	const coded = (await run('glMapping', { operation: 'code', ...mapping }, documents))[0] ?? [];
	const [verified = []] = await run('verificationGate', {}, coded);
	expect(verified).toHaveLength(1);
	const changed = { monitors: ['SY-10'] };
	expect(await watch(changed)).toEqual([]);
	const commitments = jsonOf(
		await ledger('record', 'getMany', { recordType: 'commitment', returnAll: true }),
	);
	const record = z
		.object({ number: z.string() })
		.passthrough()
		.array()
		.parse(commitments.map((one) => one.record))
		.find(({ number }) => number === 'SC-2301-001');
	// What was read in just before a decision counts as changed since.
	await new Promise((resolve) => setTimeout(resolve, 2_200));
	await ledger('record', 'record', {
		records: JSON.stringify({ ...record, status: 'void' }),
	});
	expect(await watch(changed)).toMatchObject([
		{
			change: 'opened',
			task: { rule: 'SY-10', severity: 'BLOCK', sentence: expect.stringContaining('CM-01') },
		},
	]);
	const [entry] = jsonOf(await ledger('document', 'getMany'));
	expect(entry).toMatchObject({ verdict: { outcome: 'verified', released: true } });
});

test('a failed execution is explained without the secrets of its message', async () => {
	const failure = {
		workflow: { id: '1', name: 'Post invoices' },
		execution: {
			id: '7',
			url: 'http://127.0.0.1/7',
			lastNodeExecuted: 'Post',
			error: {
				message: 'Request failed with Bearer abcdefghijkl',
				description: 'Connect the credential again.',
				httpCode: '401',
				node: { name: 'Post to QuickBooks' },
			},
		},
	};
	const [explained] = jsonOf(await ledger('monitor', 'explain', {}, [{ json: failure }]));
	expect(explained).toMatchObject({
		kind: 'credential',
		step: 'Post to QuickBooks',
		execution: '7',
		text: expect.stringContaining('Connect the credential again.'),
	});
	expect(JSON.stringify(explained)).not.toContain('abcdefghijkl');
	const ofTrigger = { workflow: { name: 'W' }, trigger: { error: { message: 'ECONNRESET' } } };
	expect(jsonOf(await ledger('monitor', 'explain', {}, [{ json: ofTrigger }]))).toMatchObject([
		{ kind: 'unreachable', workflow: 'W' },
	]);
	await expect(ledger('monitor', 'explain')).rejects.toThrow(/not that of a failed execution/);
});

test('a pilot compares what the gate would have posted with the bill that people entered', async () => {
	const mapping = { rulesFrom: 'csv', csv: 'cost_code,account,class\n*,5100,Subcontract\n' };
	const documents = (await run('emailExtractor', {}, [mail('INV-1', 20000)]))[0] ?? [];
	const coded = (await run('glMapping', { operation: 'code', ...mapping }, documents))[0] ?? [];
	await run('verificationGate', {}, coded);
	const coding = z
		.object({
			vendor: z.object({ id: z.string() }),
			date: z.string(),
			total: z.number(),
			lines: z.array(
				z.object({
					amount: z.number(),
					account: z.object({ id: z.string() }).optional(),
					class: z.object({ id: z.string() }).optional(),
					customerJob: z.object({ id: z.string() }).optional(),
				}),
			),
		})
		.parse(coded[0]?.json.coding);
	const byPeople = (number: string) =>
		tell({
			number,
			vendor: coding.vendor.id,
			date: coding.date,
			total: coding.total,
			lines: coding.lines.map((line) => ({
				amount: line.amount,
				account: line.account?.id,
				class: line.class?.id,
				job: line.customerJob?.id,
			})),
		});
	await byPeople('INV-1');
	const out = await run('reconciliation', { operation: 'pilot' });
	expect(jsonOf(out)).toMatchObject([{ documents: 1, compared: 1, agreed: 1, ready: false }]);
	expect(out[0]?.[0]?.binary?.page).toMatchObject({ mimeType: 'text/html' });
	expect(jsonOf(await run('reconciliation', { operation: 'compared' }))).toEqual([]);
	await byPeople('INV-1X');
	expect(jsonOf(await run('reconciliation', { operation: 'compared' }))).toMatchObject([
		{ standing: 'differs', differences: [{ field: 'number', people: 'INV-1X' }] },
	]);
});
