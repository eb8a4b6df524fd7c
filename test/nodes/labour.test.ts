import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { REALM, ruleTable, settings, type SmallCompany, setUp, smallCompany } from './company';
import { execute, jsonOf } from './harness';

jest.setTimeout(120_000);

const entry = (id: number, more: object = {}) => ({
	id,
	project_id: 2_301_001,
	date: '2026-03-11',
	hours: '8.0',
	approval_status: 'approved',
	description: 'Ann poured the slab',
	party: { id: 4711, name: 'Ann Marston' },
	cost_code: { id: 31 },
	timecard_time_type: { id: 3, time_type: 'Regular Time' },
	...more,
});
const labour = {
	enabled: true,
	from: '2026-03-02',
	clearingAccount: '2300',
	costType: 'S',
};

let company: SmallCompany;
beforeEach(async () => {
	company = await smallCompany({
		procore: { timecard_entries: [entry(901), entry(902, { hours: '1.5' })] },
		quickBooks: {
			Account: [
				['33', 'Accounts Payable', '2000', 'Accounts Payable'],
				['80', 'Job Labour', '5100', 'Cost of Goods Sold'],
				['91', 'Retainage Payable', '2150', 'Other Current Liability'],
				['95', 'Payroll Clearing', '2300', 'Other Current Liability'],
			].map(([Id, Name, AcctNum, AccountType]) => ({
				Id,
				SyncToken: '0',
				Name,
				FullyQualifiedName: Name,
				AcctNum,
				AccountType,
				Active: true,
			})),
		},
	});
	await setUp(company);
});
afterEach(() => company.close());

const run = async (
	type: string,
	parameters: INodeParameters,
	items: INodeExecutionData[] = [{ json: {} }],
) => await execute({ type, parameters, items }, company.credentials);
const turnOn = async () =>
	await run('spineLedger', {
		resource: 'company',
		operation: 'set',
		settings: JSON.stringify({ ...settings, labour }),
		policy: JSON.stringify({ mode: 'autoClean' }),
	});
const read = async () =>
	await run('spineLedger', { resource: 'history', operation: 'readTimecards' });
const plan = async (parameters: INodeParameters = {}) =>
	await run('spineLedger', {
		resource: 'transfer',
		operation: 'plan',
		plan: 'labour',
		...parameters,
	});
const table = (rate: string) => ({
	labourRates: { rate: [{ costCode: '03-*', timeType: 'Regular Time', rate }] },
});
const entries = () => company.running.quickBooks.exportState(REALM).JournalEntry ?? [];

test('neither hours are read nor entries planned before somebody turns labour on', async () => {
	for (const ask of [read, plan]) {
		await expect(ask()).rejects.toMatchObject({
			message: expect.stringContaining('Labour is off'),
			description: expect.stringContaining('company settings to turn it on'),
		});
	}
	const asked = company.running.procore.requests().map(({ path }) => path);
	expect(asked.filter((path) => path.includes('timecard'))).toEqual([]);
});

test('hours go into the ledger without an item that names anybody, and become one entry, once', async () => {
	await turnOn();
	const counted = jsonOf(await read());
	expect(counted).toMatchObject([{ project: '2301001', entries: 2, added: 2, problems: [] }]);
	expect(JSON.stringify(counted)).not.toMatch(/Ann|4711/);
	await run('glMapping', { operation: 'coverage', rulesFrom: 'table', rules: ruleTable });
	const [planned = []] = await plan(table('50'));
	expect(jsonOf([planned])).toMatchObject([
		{ state: 'planned', transfer: { amount: 475, content: { number: 'L-2301-260315' } } },
	]);
	const carry = async (preview: boolean) =>
		jsonOf(
			await run('quickBooks', { resource: 'transfer', operation: 'carryOut', preview }, planned),
		);
	expect(await carry(true)).toMatchObject([{ written: { state: 'would_create' } }]);
	expect(entries()).toEqual([]);
	expect(await carry(false)).toMatchObject([{ written: { state: 'created', warnings: [] } }]);
	expect(await carry(false)).toMatchObject([{ written: { state: 'same' } }]);
	expect(entries()).toHaveLength(1);
	expect(JSON.stringify(entries())).not.toMatch(/Ann|4711|9\.5|slab/);
	expect(jsonOf(await plan(table('50')))).toEqual([]);
	expect(jsonOf(await plan({ ...table('50'), includeDone: true }))).toMatchObject([
		{ state: 'done' },
	]);
});

test('rates come from CSV as well, and a row that is none is named', async () => {
	await turnOn();
	await read();
	await run('glMapping', { operation: 'coverage', rulesFrom: 'table', rules: ruleTable });
	const csv = (text: string) => ({ labourRatesFrom: 'csv', labourRatesCsv: text });
	const planned = jsonOf(await plan(csv('cost_code,rate,valid_from\n03-300,62.5,2026-03-01')));
	expect(planned).toMatchObject([{ transfer: { amount: 593.75 } }]);
	await expect(plan(csv('cost_code,rate\n03-300,cheap'))).rejects.toThrow(
		'1 row(s) of the rate table cannot be used: rates:1: "cheap" is no rate.',
	);
	await expect(plan(table('-5'))).rejects.toThrow('"-5" is no rate');
});

test('hours without a rate are a task that says what to add', async () => {
	await turnOn();
	await read();
	await run('glMapping', { operation: 'coverage', rulesFrom: 'table', rules: ruleTable });
	expect(jsonOf(await plan())).toEqual([]);
	const tasks = jsonOf(
		await run('spineLedger', { resource: 'task', operation: 'getMany', returnAll: true }),
	);
	expect(JSON.stringify(tasks)).toContain('Add a row for cost code 03-300');
});
