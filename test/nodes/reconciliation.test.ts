import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { type SmallCompany, ruleTable, setUp, smallCompany } from './company';
import { execute, jsonOf } from './harness';
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
) => execute({ type, parameters, items }, company.credentials);

test('a posted e-mail stands in its commitment’s row, and its bill is missing in Procore', async () => {
	const [documents = []] = await run('emailExtractor', {}, [mail('INV-1', 20000)]);
	const rules = { operation: 'code', rulesFrom: 'table', rules: ruleTable };
	const [coded = []] = await run('glMapping', rules, documents);
	const [verified = []] = await run('verificationGate', {}, coded);
	const posted = jsonOf(
		await run('quickBooks', { resource: 'document', operation: 'post' }, verified),
	);
	expect(posted).toMatchObject([{ posting: { state: 'created' } }]);
	await run('spineLedger', { resource: 'history', operation: 'backfill' });
	const rows = jsonOf(
		await run('reconciliation', { operation: 'rows', which: 'all', asOf: '2026-12-31' }),
	);
	const billed = rows.filter(({ posted }) => posted === 20000);
	expect(billed).toMatchObject([{ billedGap: -20000, class: 'MISSING-IN-PROCORE' }]);
	expect(billed[0]?.number).toBeDefined();
	const toClear = jsonOf(
		await run('reconciliation', { operation: 'rows', which: 'toClear', asOf: '2026-12-31' }),
	);
	expect(toClear.map((row) => row.class)).toEqual(['MISSING-IN-PROCORE']);
});

test('the report comes as a page and as a workbook, of the last month end', async () => {
	const [[item] = []] = await run('reconciliation', { operation: 'report' });
	expect(item?.json.asOf).toBe('2026-02-28');
	expect(item?.binary?.page).toMatchObject({
		fileName: 'reconciliation-2026-02-28.html',
		mimeType: 'text/html',
	});
	expect(item?.binary?.workbook?.fileName).toBe('reconciliation-2026-02-28.xlsx');
});

test('a day that is none is refused by its name', async () => {
	await expect(run('reconciliation', { operation: 'report', asOf: '2026-02-30' })).rejects.toThrow(
		/"asOf".*YYYY-MM-DD/,
	);
});
