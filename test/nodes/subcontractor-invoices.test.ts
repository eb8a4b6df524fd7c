import { type Server, createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { z } from 'zod';
import { axiosSend } from '../support/axios-send';
import { REALM, type SmallCompany, ruleTable, setUp, smallCompany } from './company';
import { activate, execute, jsonOf } from './harness';
import { mailWithPdf } from './mails';

jest.setTimeout(60_000);

const PROJECT = 2301001;
const CONTRACT = 7001;
const FOOTINGS = 70011;
const SLAB = 70012;

let company: SmallCompany;
beforeEach(async () => {
	company = await smallCompany();
	await setUp(company, { mode: 'autoClean', severities: { 'EX-01': 'WARN' } });
});
afterEach(() => company.close());

const run = (
	type: string,
	items: INodeExecutionData[],
	parameters: INodeParameters = {},
): Promise<INodeExecutionData[][]> => execute({ type, parameters, items }, company.credentials);

/** What people do in Procore. */
async function procore(method: 'POST' | 'PATCH', path: string, body: object): Promise<unknown> {
	const { procore: system, procoreAddress } = company.running;
	const send = axiosSend(() => system.token('user'));
	const answer = await send({
		method,
		url: `${procoreAddress}${path}`,
		headers: { 'procore-company-id': '5358233' },
		body: { project_id: PROJECT, commitment_id: CONTRACT, ...body },
	});
	expect([answer.status, answer.body]).toEqual([method === 'POST' ? 201 : 200, expect.anything()]);
	return answer.body;
}
const idSchema = z.object({ id: z.number() });
const work = (line: number, amount: string, over: object = {}) => ({
	item_type: 'contract_item',
	line_item_id: line,
	work_completed_this_period: amount,
	...over,
});
/** Somebody enters an invoice for a month; it has 10 % retainage unless it says otherwise. */
async function bill(number: string, items: object[], over: object = {}): Promise<number> {
	const requisition = {
		invoice_number: number,
		status: 'approved',
		billing_date: '2026-03-31',
		requisition_start: '2026-03-01',
		requisition_end: '2026-03-31',
		items,
		...over,
	};
	return idSchema.parse(await procore('POST', '/rest/v1.1/requisitions', { requisition })).id;
}

/** The way of the template: read, record, code, verify; the outputs of the gate. */
async function judged(id: number): Promise<INodeExecutionData[][]> {
	const read = await run('procore', [{ json: {} }], {
		resource: 'requisition',
		operation: 'get',
		project: String(PROJECT),
		record: String(id),
	});
	const [items = []] = read;
	await run('spineLedger', items, { resource: 'record', operation: 'record' });
	const [coded = []] = await run('glMapping', items, {
		operation: 'code',
		rulesFrom: 'table',
		rules: ruleTable,
	});
	return await run('verificationGate', coded);
}
const post = (items: INodeExecutionData[]) =>
	run('quickBooks', items, { resource: 'document', operation: 'post' });

const lineSchema = z
	.object({
		Amount: z.number(),
		Description: z.string().optional(),
		AccountBasedExpenseLineDetail: z
			.object({
				AccountRef: z.object({ value: z.string() }),
				CustomerRef: z.object({ value: z.string() }).optional(),
			})
			.passthrough(),
	})
	.passthrough();
const transactionSchema = z
	.object({ DocNumber: z.string(), TotalAmt: z.number(), Line: z.array(lineSchema) })
	.passthrough();
const stateSchema = z.object({
	Bill: z.array(transactionSchema).default([]),
	VendorCredit: z.array(transactionSchema).default([]),
});
const books = () => stateSchema.parse(company.running.quickBooks.exportState(REALM));
const linesOf = (transaction?: z.infer<typeof transactionSchema>) =>
	transaction?.Line.map(({ Amount, AccountBasedExpenseLineDetail: detail }) => [
		Amount,
		detail.AccountRef.value,
		detail.CustomerRef?.value,
	]);

const month = (number: number) => ({
	billing_date: `2026-0${number}-28`,
	requisition_start: `2026-0${number}-01`,
	requisition_end: `2026-0${number}-28`,
});
const counts = (outputs: INodeExecutionData[][]) => outputs.map((items) => items.length);
const postings = async (outputs: INodeExecutionData[][]) =>
	jsonOf(await post(outputs[0] ?? [])).map(({ posting }) => posting);

/** Footings and slab, then a second month. */
async function twoMonths(): Promise<void> {
	const first = await bill('A-1', [work(FOOTINGS, '10000.00'), work(SLAB, '5000.00')], month(2));
	await post((await judged(first))[0] ?? []);
	const second = await bill('A-2', [work(FOOTINGS, '2000.00')], month(3));
	await post((await judged(second))[0] ?? []);
}

test('an approved invoice becomes one bill: gross by line, retainage on its own account, job and class', async () => {
	const id = await bill('A-1', [work(FOOTINGS, '10000.00'), work(SLAB, '5000.00')]);
	const outputs = await judged(id);
	expect(counts(outputs)).toEqual([1, 0, 0, 0]);
	expect(await postings(outputs)).toMatchObject([
		{ entity: 'Bill', total: 13500, state: 'created', number: 'A-1' },
	]);
	const [first] = books().Bill;
	expect(linesOf(first)).toEqual([
		[10000, '80', '64'],
		[5000, '80', '64'],
		[-1500, '91', '64'],
	]);
	expect(await postings(await judged(id))).toMatchObject([{ state: 'existing' }]);
	expect(books().Bill).toHaveLength(1);
});

test('a later invoice bills its own month alone', async () => {
	await twoMonths();
	expect(linesOf(books().Bill[1])).toEqual([
		[2000, '80', '64'],
		[-200, '91', '64'],
	]);
});

test('a negative invoice becomes a vendor credit, and makes room for as much', async () => {
	await twoMonths();
	const id = await bill('A-3', [work(FOOTINGS, '-3000.00')], month(4));
	const outputs = await judged(id);
	expect(counts(outputs)).toEqual([1, 0, 0, 0]);
	expect(await postings(outputs)).toMatchObject([
		{ entity: 'VendorCredit', total: 2700, state: 'created' },
	]);
	expect(books().Bill).toHaveLength(2);
	expect(linesOf(books().VendorCredit[0])).toEqual([
		[3000, '80', '64'],
		[-300, '91', '64'],
	]);
	// 9,000 of 60,000 are billed on the footings now: 51,000 are left, and not a cent more.
	const much = await judged(await bill('A-4', [work(FOOTINGS, '51000.01')], month(5)));
	expect(counts(much)[0]).toBe(0);
	expect(JSON.stringify(jsonOf(much, 1)) + JSON.stringify(jsonOf(much, 2))).toContain('OB-');
});

test('a release of retainage becomes a bill of its own on the retainage account', async () => {
	await twoMonths();
	// That somebody approved the release apart from the invoice is a matter of another rule.
	await setUp(company, { mode: 'autoClean', severities: { 'EX-01': 'WARN', 'RT-06': 'WARN' } });
	const release = { work_completed_retainage_released_this_period: '1000.00' };
	const id = await bill('A-3', [work(FOOTINGS, '0.00', release)], month(4));
	const outputs = await judged(id);
	expect(await postings(outputs)).toMatchObject([{ entity: 'Bill', total: 1000 }]);
	expect(linesOf(books().Bill[2])).toEqual([[1000, '91', '64']]);
});

test.each(['draft', 'under_review', 'revise_and_resubmit', 'pending_owner_approval'])(
	'one that is %s is not posted, and posted once it is approved',
	async (status) => {
		const id = await bill('A-1', [work(FOOTINGS, '10000.00')], { status });
		await post((await judged(id)).flat());
		expect(books().Bill).toEqual([]);
		await procore('PATCH', `/rest/v1.1/requisitions/${id}`, {
			requisition: { status: 'approved_as_noted' },
		});
		expect(await postings(await judged(id))).toMatchObject([{ state: 'created', total: 9000 }]);
		expect(books().Bill).toHaveLength(1);
	},
);

/** What the trigger emits of an approved requisition whose files lie in this storage. */
async function emittedWith(storage: Server): Promise<INodeExecutionData[]> {
	await new Promise<void>((resolve) => storage.listen(0, '127.0.0.1', resolve));
	const address = storage.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	await bill('A-1', [work(FOOTINGS, '10000.00')]);
	const [entered] = z
		.object({ requisitions: z.array(z.object({ id: z.number() }).passthrough()) })
		.parse(company.running.procore.exportState()).requisitions;
	const attachments = [
		{ id: 1, url: `http://127.0.0.1:${port}/notes.txt`, filename: 'notes.txt' },
		{ id: 2, url: `http://127.0.0.1:${port}/A-1.pdf?sig=x`, filename: 'A-1 signed.pdf' },
	];
	await company.close();
	company = await smallCompany({ procore: { requisitions: [{ ...entered, attachments }] } });
	await setUp(company, { mode: 'autoClean', severities: { 'EX-01': 'WARN' } });
	const active = await activate(
		{
			type: 'procoreTrigger',
			parameters: { watch: ['requisitions'], options: { startFrom: '2020-01-01' } },
		},
		company.credentials,
	);
	while (active.emitted.length === 0) await wait(50);
	await active.close();
	storage.close();
	return active.emitted.flat().map((json) => ({ json }));
}

test('the file that the subcontractor attached is attached to the bill', async () => {
	const pdf = Buffer.from('%PDF-1.7 the invoice as it was signed');
	const asked: Array<string | undefined> = [];
	const storage = createServer((request, response) => {
		asked.push(request.headers.authorization);
		response.end(pdf);
	});
	const items = await emittedWith(storage);
	expect(items[0]?.json).toMatchObject({
		document: { source: { attachment: 'A-1 signed.pdf', fileHash: expect.any(String) } },
	});
	expect(asked).toEqual([undefined]);
	const [coded = []] = await run('glMapping', items, {
		operation: 'code',
		rulesFrom: 'table',
		rules: ruleTable,
	});
	const outputs = await run('verificationGate', coded);
	expect(await postings(outputs)).toMatchObject([
		{ state: 'created', attachment: expect.any(String) },
	]);
	const attachables = JSON.stringify(company.running.quickBooks.exportState(REALM));
	expect(attachables).toContain('A-1 signed.pdf');
});

test('an invoice that came by e-mail too is the same claim: one bill', async () => {
	const [documents = []] = await run('emailExtractor', [await mailWithPdf('A-1', 10000)]);
	const [coded = []] = await run('glMapping', documents, {
		operation: 'code',
		rulesFrom: 'table',
		rules: ruleTable,
	});
	const [verified = []] = await run('verificationGate', coded);
	expect(jsonOf(await post(verified))).toMatchObject([{ posting: { state: 'created' } }]);
	const id = await bill('A-1', [work(FOOTINGS, '10000.00')], { billing_date: '2026-03-26' });
	const outputs = await judged(id);
	await post(outputs.flat());
	expect(books().Bill).toHaveLength(1);
});

test('a change order that is heard of brings its commitment up to date, so that the next invoice fits', async () => {
	const parameters = { watch: ['changeOrders'], options: { useWebhooks: false } };
	const first = await activate({ type: 'procoreTrigger', parameters }, company.credentials);
	await wait(1500);
	await first.close();
	await procore('PATCH', '/rest/v1.0/change_order_packages/7502', {
		contract_id: CONTRACT,
		change_order: { status: 'approved' },
	});
	const active = await activate({ type: 'procoreTrigger', parameters }, company.credentials);
	while (active.emitted.length === 0) await wait(50);
	await active.close();
	const id = await bill('A-1', [work(FOOTINGS, '10000.00')]);
	const outputs = await judged(id);
	expect(counts(outputs)).toEqual([1, 0, 0, 0]);
});

test('a file that never ends is not read to its end, and the requisition goes on without it', async () => {
	let sent = 0;
	const piece = Buffer.alloc(1024 * 1024, 0x20);
	const storage = createServer((_request, response) => {
		const more = (): void => {
			while (!response.destroyed) {
				sent += piece.length;
				if (!response.write(piece)) {
					response.once('drain', more);
					return;
				}
			}
		};
		more();
	});
	const [item] = await emittedWith(storage);
	expect(item?.json).toMatchObject({ document: { source: { channel: 'projects' } } });
	expect(item?.json).not.toHaveProperty('document.source.fileHash');
	expect(sent).toBeLessThan(40 * 1024 * 1024);
});
