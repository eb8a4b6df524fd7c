import axios from 'axios';
import { z } from 'zod';
import { callWebhook } from '../../simulators/demo/demo-host';
import { setUpCompany } from '../../simulators/demo/main-job';
import {
	replaceTrigger,
	template,
	withCredentials,
	withParameters,
} from '../../simulators/demo/workflow';
import { askWorkflow } from './support/ask-workflow';
import { JOB, REALM, procore, quickBooks } from './support/company';
import { type TestHost, startTestHost } from './support/test-host';

jest.setTimeout(300_000);

const BILL = 'bill-the-owner';
const LABOUR = 'carry-labour';
const MAPPING = 'remember-the-mapping';
const PROJECT = 2_301_001;
const project = { id: PROJECT, name: 'Harbor View Clinic' };

const procoreData = {
	...procore,
	prime_contracts: [
		{
			id: 6001,
			project,
			project_id: PROJECT,
			number: 'PC-2301',
			title: 'Clinic',
			status: 'Approved',
			executed: true,
			vendor: { id: 901, name: 'Harbor View Health' },
			retainage_percent: '10.0',
			grand_total: '500000.00',
			revised_contract_amount: '500000.00',
			line_items: [{ id: 6011, position: 1, description: 'Concrete', amount: '500000.00' }],
		},
	],
	timecard_entries: [
		{
			id: 9001,
			project_id: PROJECT,
			date: '2026-03-11',
			hours: '8.0',
			approval_status: 'approved',
			party: { id: 4711, name: 'Ann Marston' },
			cost_code: { id: 31 },
		},
		{
			id: 9002,
			project_id: PROJECT,
			date: '2026-03-12',
			hours: '2.5',
			approval_status: 'pending',
			party: { id: 4712, name: 'Ben Ortiz' },
			cost_code: { id: 31 },
		},
	],
	payment_applications: [
		{
			id: 6101,
			project_id: PROJECT,
			contract: { id: 6001, type: 'PrimeContract', title: 'Clinic' },
			number: 1,
			invoice_number: 'OWN-1',
			status: 'under_review',
			billing_date: '2026-03-28',
			period_start: '2026-03-01',
			period_end: '2026-03-31',
			g702: {
				total_completed_and_stored_to_date: '20000.00',
				total_retainage: '2000.00',
				total_earned_less_retainage: '18000.00',
				less_previous_certificates_for_payment: '0.00',
				current_payment_due: '18000.00',
			},
			g703: [
				{
					id: 6111,
					origin_id: 6011,
					origin_type: 'LineItem',
					item_number: 1,
					description_of_work: 'Concrete',
					scheduled_value: '500000.00',
					work_completed_from_previous_application: '0.00',
					work_completed_this_period: '20000.00',
					total_completed_and_stored_to_date: '20000.00',
					work_completed_retainage_retained_this_period: '2000.00',
				},
			],
		},
	],
};
const account = (Id: string, Name: string, AccountType: string) => ({
	Id,
	SyncToken: '0',
	Name,
	FullyQualifiedName: Name,
	AccountType,
	Active: true,
});
const item = (Id: string, Name: string, income: string) => ({
	Id,
	SyncToken: '0',
	Name,
	FullyQualifiedName: Name,
	Type: 'Service',
	IncomeAccountRef: { value: income },
	Active: true,
});
const booksData = {
	...quickBooks,
	Account: [
		...quickBooks.Account,
		account('79', 'Construction Income', 'Income'),
		account('84', 'Accounts Receivable', 'Accounts Receivable'),
		account('85', 'Retainage Receivable', 'Other Current Asset'),
		account('86', 'Job Labour', 'Cost of Goods Sold'),
		account('87', 'Payroll Clearing', 'Other Current Liability'),
	],
	Item: [item('21', 'Progress billing', '79'), item('22', 'Retainage receivable', '85')],
};

const booksSchema = z.object({
	Invoice: z
		.array(
			z.object({
				Id: z.string(),
				DocNumber: z.string(),
				TotalAmt: z.number(),
				Balance: z.number(),
				CustomerRef: z.object({ value: z.string() }),
				Line: z.array(z.object({ Amount: z.number() }).passthrough()),
			}),
		)
		.default([]),
});
const paymentsSchema = z.array(
	z.object({ amount: z.string(), date: z.string(), invoice_number: z.string() }),
);

describe('the template that bills the owner, in n8n', () => {
	let host: TestHost;

	beforeAll(async () => {
		host = await startTestHost({
			mode: 'autoClean',
			procore: procoreData,
			quickBooks: booksData,
			settings: {
				ownerInvoices: { item: 'Progress billing', retainageItem: 'Retainage receivable' },
				labour: {
					enabled: true,
					from: '2026-03-02',
					clearingAccount: 'Payroll Clearing',
					costType: 'L',
				},
			},
			workflows: async (given, credentials) => [
				...given,
				withCredentials(
					replaceTrigger(await template('owner-invoices'), 'Every hour', BILL, 'Start by webhook'),
					credentials,
				),
				askWorkflow(MAPPING, 'glMapping', {
					operation: 'coverage',
					rulesFrom: 'csv',
					csv: 'cost_code,cost_type,account\n03-*,L,Job Labour\n',
				}),
				withCredentials(
					withParameters(
						withParameters(
							replaceTrigger(
								await template('labour-to-journal-entry'),
								'Every Thursday',
								LABOUR,
								'Start by webhook',
							),
							'Plan the entries',
							{ labourRates: { rate: [{ costCode: '03-*', rate: '60.50' }] } },
						),
						'Write them to QuickBooks',
						{ preview: false },
					),
					credentials,
				),
			],
			setUp: false,
		});
		await setUpCompany(host.demo);
	});
	afterAll(() => host.stop());

	const run = async () => await callWebhook(host.demo.n8n, BILL, {});
	const invoices = () =>
		booksSchema.parse(host.systems.running.quickBooks.exportState(REALM)).Invoice;
	const inProcore = async (method: 'get' | 'patch', path: string, body: object = {}) => {
		const { running, procore: system } = host.systems;
		const { data } = await axios.request<unknown>({
			method,
			url: `${system.address}${path}`,
			...(method === 'get' ? {} : { data: { project_id: PROJECT, ...body } }),
			headers: {
				Authorization: `Bearer ${running.procore.token('service')}`,
				'Procore-Company-Id': system.companyId,
			},
		});
		return data;
	};
	const received = async () =>
		paymentsSchema.parse(
			await inProcore('get', `/rest/v1.0/contract_payments?project_id=${PROJECT}&contract_id=6001`),
		);
	/** What people enter in QuickBooks. */
	const inBooks = async (path: string, body: object) => {
		const { running, quickBooks: system } = host.systems;
		const { data } = await axios.post<unknown>(
			`${system.address}/v3/company/${REALM}/${path}`,
			body,
			{ headers: { Authorization: `Bearer ${running.quickBooks.token(REALM).access_token}` } },
		);
		return data;
	};

	it('bills an owner invoice once it is approved, for exactly its amount due, and once', async () => {
		await run();
		expect(invoices()).toEqual([]);
		await inProcore('patch', '/rest/v1.0/prime_contracts/6001/payment_applications/6101', {
			payment_application: { status: 'approved' },
		});
		await run();
		const expected = [
			{
				DocNumber: 'OWN-1',
				TotalAmt: 18_000,
				Balance: 18_000,
				CustomerRef: { value: JOB.id },
				Line: [{ Amount: 20_000 }, { Amount: -2_000 }],
			},
		];
		expect(invoices()).toMatchObject(expected);
		await run();
		expect(invoices()).toHaveLength(1);
		expect(await received()).toEqual([]);
	});

	it('tells Procore what was paid on it, and takes a voided payment back', async () => {
		const [invoice] = invoices();
		const created = await inBooks('payment', {
			CustomerRef: { value: JOB.id },
			TotalAmt: 10_000,
			TxnDate: '2026-03-30',
			Line: [{ Amount: 10_000, LinkedTxn: [{ TxnId: invoice?.Id, TxnType: 'Invoice' }] }],
		});
		await run();
		expect(await received()).toEqual([
			{ amount: '10000.00', date: '2026-03-30', invoice_number: 'OWN-1' },
		]);
		const { Payment } = z
			.object({ Payment: z.object({ Id: z.string(), SyncToken: z.string() }) })
			.parse(created);
		const { Id, SyncToken } = Payment;
		await inBooks('payment?operation=update&include=void', { Id, SyncToken, sparse: true });
		await run();
		expect(await received()).toEqual([]);
		expect(invoices()).toMatchObject([{ TotalAmt: 18_000, Balance: 18_000 }]);
	});

	const entriesSchema = z.object({
		JournalEntry: z
			.array(
				z.object({
					DocNumber: z.string(),
					TxnDate: z.string(),
					Line: z.array(z.object({ Amount: z.number() }).passthrough()),
				}),
			)
			.default([]),
	});
	const entries = () =>
		entriesSchema.parse(host.systems.running.quickBooks.exportState(REALM)).JournalEntry;
	const inTimecard = async (id: number, timecard_entry: object) =>
		await inProcore('patch', `/rest/v1.0/projects/${PROJECT}/timecard_entries/${id}`, {
			timecard_entry,
		});

	it('enters approved hours as one journal entry, once, and what changes later as a correction', async () => {
		await callWebhook(host.demo.n8n, MAPPING, {});
		const carry = async () => await callWebhook(host.demo.n8n, LABOUR, {});
		await carry();
		expect(entries()).toEqual([]);
		await inTimecard(9002, { approval_status: 'approved' });
		await carry();
		expect(entries()).toMatchObject([
			{
				DocNumber: 'L-2301-260315',
				TxnDate: '2026-03-15',
				Line: [{ Amount: 635.25 }, { Amount: 635.25 }],
			},
		]);
		expect(JSON.stringify(entries())).not.toMatch(/Ann|Ben|4711/);
		await carry();
		expect(entries()).toHaveLength(1);
		await inTimecard(9001, { hours: '7' });
		await carry();
		expect(entries()).toMatchObject([
			{ DocNumber: 'L-2301-260315' },
			{ DocNumber: 'L-2301-260315A1', Line: [{ Amount: 60.5 }, { Amount: 60.5 }] },
		]);
	});
});
