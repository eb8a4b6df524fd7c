import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { readSheet } from 'read-excel-file/node';
import { z } from 'zod';
import {
	BOOKS,
	CHANGE_ORDER_LIST,
	COMMITMENT_ROWS,
	PROJECT,
	SCHEDULE_OF_VALUES,
	TRANSACTIONS,
	accountList,
	csv,
	customerList,
	transactionList,
	vendorList,
} from '../spine/exports/samples';
import { settings } from './company';
import { execute, jsonOf, trigger } from './harness';
import { mail } from './mails';

jest.setTimeout(60_000);

/** Midday of the day on which the exports of these tests are made, by the real clock. */
const today = new Date();
const stamp = (minutes = 0): string =>
	new Intl.DateTimeFormat('en-US', {
		dateStyle: 'full',
		timeStyle: 'short',
		timeZone: 'UTC',
	})
		.format(new Date(today.getTime() - 3_600_000 + minutes * 60_000))
		.replace(/ at /, ' ')
		.replace(/\u202f/g, ' ')
		.concat(' GMT+0');

let userFolder: string;
let before: string | undefined;
beforeEach(async () => {
	userFolder = await mkdtemp(path.join(tmpdir(), 'keying-'));
	before = process.env.N8N_USER_FOLDER;
	process.env.N8N_USER_FOLDER = userFolder;
});
afterEach(async () => {
	if (before === undefined) delete process.env.N8N_USER_FOLDER;
	else process.env.N8N_USER_FOLDER = before;
	await rm(userFolder, { recursive: true, force: true });
});

const run = (
	type: string,
	parameters: INodeParameters,
	items: INodeExecutionData[] = [{ json: {} }],
	over: object = {},
) => execute({ type, parameters, items, ...over });

const file = (name: string, text: string): INodeExecutionData => ({
	json: {},
	binary: {
		data: {
			mimeType: 'text/csv',
			fileName: name,
			data: Buffer.from(text).toString('base64'),
		},
	},
});

const importFiles = (files: INodeExecutionData[], parameters: INodeParameters = {}, over = {}) =>
	run(
		'spineLedger',
		{
			resource: 'exportFile',
			operation: 'import',
			complete: true,
			exportedAt: new Date(today.getTime() - 3_600_000).toISOString(),
			exportOptions: { projectNumber: PROJECT.number, projectName: PROJECT.name },
			...parameters,
		},
		files,
		over,
	);

const exportsOfToday = () => [
	file('transactions.csv', transactionList(TRANSACTIONS, stamp())),
	file('change-orders.csv', CHANGE_ORDER_LIST),
	file('accounts.csv', accountList(stamp())),
	file('commitments.csv', csv(COMMITMENT_ROWS)),
	file('sov.csv', SCHEDULE_OF_VALUES),
	file('customers.csv', customerList(stamp())),
	file('vendors.csv', vendorList(stamp())),
];

const keep = (policy: object) =>
	run('spineLedger', {
		resource: 'company',
		operation: 'set',
		settings: JSON.stringify({
			...settings,
			projects: [{ project: PROJECT.number, books: BOOKS, customerJob: 'Harbor View:Clinic' }],
			accounts: { payable: 'Accounts Payable (A/P)', retainagePayable: 'Retainage Payable' },
		}),
		policy: JSON.stringify(policy),
	});

const RULES = {
	operation: 'code',
	rulesFrom: 'csv',
	csv: 'cost_code,cost_type,vendor,account\n03-*,S,,5100\n*,*,Kessler Concrete,5100\n',
};

async function verify(...mails: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const [documents = []] = await run('emailExtractor', {}, mails);
	const [coded = []] = await run('glMapping', RULES, documents);
	return await run('verificationGate', {}, coded);
}

const sheetSchema = z.object({
	toKey: z.number(),
	held: z.number(),
	bills: z.array(
		z
			.object({ claim: z.string(), memo: z.string(), number: z.string(), total: z.number() })
			.passthrough(),
	),
	miskeyed: z.array(z.object({ keyed: z.number(), released: z.number() }).passthrough()),
	waiting: z.array(z.object({ number: z.string(), why: z.string() }).passthrough()),
});

async function keyingSheet() {
	const [[item] = []] = await run('reconciliation', { operation: 'keyingSheet' });
	return { sheet: sheetSchema.parse(item?.json), binary: item?.binary };
}

const people = { mode: 'autoClean', billsEnteredBy: 'people' };

test('a company without a connection verifies on exports, keys, and sees what it keyed', async () => {
	await keep(people);
	const summaries = jsonOf(await importFiles(exportsOfToday()));
	expect(summaries.map(({ file: name, refused }) => [name, refused])).toEqual(
		exportsOfToday().map(({ binary }) => [binary?.data?.fileName, []]),
	);

	const [verified = [], held = []] = await verify(mail('INV-1', 20_500));
	expect(verified.map(({ json }) => json.verdict)).toMatchObject([
		{ outcome: 'verified', released: true },
	]);
	expect(held).toHaveLength(0);

	const { sheet, binary } = await keyingSheet();
	expect(sheet).toMatchObject({
		toKey: 1,
		bills: [
			{
				vendor: 'Kessler Concrete',
				number: 'INV-1',
				date: '2026-03-25',
				dueDate: '2026-04-24',
				terms: 'Net 30',
				total: 18_450,
				lines: [
					{
						account: 'Job Costs:Subcontractors',
						customerJob: 'Harbor View:Clinic',
						amount: 20_500,
					},
					{ account: 'Retainage Payable', amount: -2_050 },
				],
			},
		],
	});
	const workbook = Buffer.from(binary?.workbook?.data ?? '', 'base64');
	const [head = [], first = []] = await readSheet(workbook, 'To key');
	expect(first[head.indexOf('Line Amount')]).toBe(20_500);
	expect(Buffer.from(binary?.csv?.data ?? '', 'base64').toString()).toContain(
		'-2050.00,18450.00,USD',
	);
	expect(Buffer.from(binary?.page?.data ?? '', 'base64').toString()).toContain('$18,450.00');

	const [bill] = sheet.bills;
	const keyed = (amount: string) => [
		...TRANSACTIONS,
		{
			vendor: 'Kessler Concrete',
			date: '03/25/2026',
			type: 'Bill',
			number: 'INV1-typo',
			memo: bill?.memo ?? '',
			amount,
		},
	];
	await importFiles([file('transactions.csv', transactionList(keyed('17,450.00'), stamp(5)))]);
	const wrong = (await keyingSheet()).sheet;
	expect(wrong).toMatchObject({
		toKey: 0,
		miskeyed: [{ keyed: 17_450, released: 18_450, difference: -1_000 }],
	});

	await importFiles([file('transactions.csv', transactionList(keyed('18,450.00'), stamp(10)))]);
	expect((await keyingSheet()).sheet).toMatchObject({ toKey: 0, miskeyed: [] });
});

test('what was billed before, as the lists show it, stops what goes over the commitment', async () => {
	await keep(people);
	await importFiles(exportsOfToday());
	const [verified = [], held = []] = await verify(mail('INV-3', 79_600));
	expect(verified).toHaveLength(0);
	// The list shows the earlier bill net of its retainage: 18,000 of the 20,000 that Procore states.
	expect(held.map(({ json }) => json.verdict)).toMatchObject([
		{
			findings: expect.arrayContaining([
				expect.objectContaining({
					rule: 'OB-01',
					result: 'not_evaluable',
					message: expect.stringContaining('$20,000.00 invoiced on subcontract SC-2301-001'),
				}),
			]),
		},
	]);
	const [, , blocked = []] = await verify(mail('INV-4', 90_000));
	expect(blocked.map(({ json }) => json.verdict)).toMatchObject([
		{
			findings: expect.arrayContaining([
				expect.objectContaining({ rule: 'OB-01', result: 'fail', delta: 8_500 }),
			]),
		},
	]);
	expect((await keyingSheet()).sheet).toMatchObject({
		toKey: 0,
		waiting: [{ number: 'INV-3', why: expect.stringContaining('OB-01') }],
	});
});

test('nothing is posted or handed out for posting while people enter the bills', async () => {
	await keep(people);
	await importFiles(exportsOfToday());
	await verify(mail('INV-1', 20_000));
	expect(
		await trigger({ type: 'spineLedgerTrigger', parameters: { emit: 'released', minutes: 0 } }),
	).toEqual([]);
});

test('a file that is none of the known ones stops its item alone', async () => {
	await keep(people);
	const out = jsonOf(
		await importFiles(
			[file('letter.csv', 'Dear Sir,\r\nhello\r\n'), file('commitments.csv', csv(COMMITMENT_ROWS))],
			{},
			{ continueOnFail: true },
		),
	);
	expect(out).toMatchObject([
		{ error: expect.stringContaining('letter.csv is none of the exports that are known') },
		{ kind: 'commitments', rows: 3 },
	]);
	await expect(run('spineLedger', { resource: 'exportFile', operation: 'import' })).rejects.toThrow(
		'carries no file',
	);
});

const verdictSchema = z.object({
	outcome: z.string(),
	notEvaluable: z.array(z.object({ rule: z.string(), holds: z.boolean() })),
	findings: z.array(z.object({ rule: z.string(), result: z.string() })),
});
const verdictOf = (outputs: INodeExecutionData[][]) =>
	verdictSchema.parse(outputs.flat()[0]?.json.verdict);

test('what a report of totals lacks is not evaluable, passes nothing, and holds what needs it by name', async () => {
	await keep(people);
	const lists = exportsOfToday().filter(({ binary }) =>
		/^(transactions|accounts|commitments|customers|vendors)/.test(binary?.data?.fileName ?? ''),
	);
	await importFiles(lists);
	const plain = verdictOf(await verify(mail('INV-5', 20_500)));
	expect(plain.outcome).toBe('verified');
	const missing = plain.notEvaluable.map(({ rule }) => rule);
	expect(missing).toEqual(expect.arrayContaining(['SC-02', 'SC-03', 'OB-04']));
	expect(plain.notEvaluable.filter(({ holds }) => holds)).toEqual([]);

	const named = verdictOf(
		await verify(
			mail('INV-7', 1_400, {
				text: [
					'INVOICE',
					'Kessler Concrete',
					'Invoice number: INV-7',
					'Invoice date: 2026-03-25',
					'Due date: 2026-04-24',
					'Bill to: Harbor Builders LLC',
					'Project: 2301 Clinic',
					'Subcontract: SC-2301-001',
					'',
					'CO 1 Thicker slab  1400.00',
					'',
					'Subtotal: $1400.00',
					'Retainage 10%: -$140.00',
					'Total due: $1260.00',
				].join('\n'),
			}),
		),
	);
	expect(named.outcome).toBe('held');
	expect(named.findings).toEqual(
		expect.arrayContaining([expect.objectContaining({ rule: 'CO-02', result: 'not_evaluable' })]),
	);

	await importFiles(
		exportsOfToday().filter(({ binary }) => binary?.data?.fileName === 'change-orders.csv'),
	);
	const again = verdictOf(await verify(mail('INV-8', 20_700)));
	expect(again.notEvaluable.map(({ rule }) => rule)).not.toContain('SC-02');
});

test('facts of an old export are said to be old, and hold', async () => {
	await keep(people);
	const old = new Date(today.getTime() - 3 * 86_400_000).toISOString();
	const oldStamp = stamp(-3 * 24 * 60);
	await importFiles(
		[
			file('commitments.csv', csv(COMMITMENT_ROWS)),
			file('transactions.csv', transactionList(TRANSACTIONS, oldStamp)),
			file('accounts.csv', accountList(oldStamp)),
			file('customers.csv', customerList(oldStamp)),
			file('vendors.csv', vendorList(oldStamp)),
		],
		{ exportedAt: old },
	);
	const { outcome, findings } = verdictOf(await verify(mail('INV-9', 20_500)));
	expect(outcome).toBe('held');
	expect(findings).toEqual(
		expect.arrayContaining([expect.objectContaining({ rule: 'SC-09', result: 'fail' })]),
	);
});
