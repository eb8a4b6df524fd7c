import axios from 'axios';
import { z } from 'zod';
import { callWebhook } from '../../simulators/demo/demo-host';
import {
	type CredentialIds,
	type Workflow,
	replaceTrigger,
	switchedOff,
	template,
	withCredentials,
	withParameters,
} from '../../simulators/demo/workflow';
import { COST_ACCOUNT, JOB, REALM, invoiceMail, procore, quickBooks } from './support/company';
import { until } from './support/ledger-file';
import { type TestHost, startTestHost } from './support/test-host';

jest.setTimeout(420_000);

const PAYMENTS = 'carry-payments';
const COSTS = 'carry-direct-costs';
const BANK = '35';
const MATERIALS = '81';
const SUPPLIER = '78';
const SUBCONTRACTOR = '77';
/** Longer than n8n lives here: only its end ends the wait. */
const HELD_UP_MS = 600_000;

const picked = (value: string) => ({ __rl: true, mode: 'id', value });
const rule = (costCode: string, costType: string, account: string, className = '') => ({
	costCode,
	costType,
	project: '',
	vendor: '',
	account: picked(account),
	item: picked(''),
	class: picked(className),
});

const paymentSchema = z
	.object({
		id: z.number(),
		amount: z.string(),
		contract_id: z.number(),
		check_number: z.string().optional(),
		invoice_number: z.string().optional(),
	})
	.passthrough();
const costSchema = z
	.object({
		id: z.number(),
		direct_cost_type: z.string(),
		invoice_number: z.string(),
		grand_total: z.string(),
		line_items: z.array(z.object({ amount: z.string() }).passthrough()),
	})
	.passthrough();
const stateSchema = z.object({
	contract_payments: z.array(paymentSchema).default([]),
	direct_costs: z.array(costSchema).default([]),
});
const rowSchema = z.object({ Id: z.string(), SyncToken: z.string() });

/** A shipped template behind a webhook instead of its schedule, its trigger off. */
async function carrying(
	name: string,
	path: string,
	trigger: string,
	credentials: CredentialIds,
): Promise<Workflow> {
	const shipped = replaceTrigger(await template(name), 'Every night', path, 'Start by webhook');
	return withCredentials(switchedOff(shipped, trigger), credentials);
}

const account = (id: string, name: string, type: string, number: string) => ({
	Id: id,
	SyncToken: '0',
	Name: name,
	FullyQualifiedName: name,
	AccountType: type,
	AcctNum: number,
	Active: true,
});

describe('the templates that carry payments and direct costs to Procore, in n8n', () => {
	let host: TestHost;

	beforeAll(async () => {
		host = await startTestHost({
			procore: {
				...procore,
				vendors: [...procore.vendors, { id: 902, name: 'Corner Supply', is_active: true }],
				cost_codes: [
					...procore.cost_codes,
					{ id: 32, code: '100', full_code: '26-100', name: 'Electrical', project_id: 2_301_001 },
				],
				line_item_types: [...procore.line_item_types, { id: 42, code: 'M', name: 'Materials' }],
			},
			quickBooks: {
				...quickBooks,
				Account: [
					...quickBooks.Account,
					account(BANK, 'Checking', 'Bank', '1000'),
					account(MATERIALS, 'Materials', 'Cost of Goods Sold', '5200'),
				],
				Vendor: [
					...quickBooks.Vendor,
					{ Id: SUPPLIER, SyncToken: '0', DisplayName: 'Corner Supply', Active: true },
				],
			},
			workflows: async ([main, ...others], credentials) => {
				if (main === undefined) throw new Error('The demo has no main workflow.');
				const rules = {
					rule: [rule('03-300', 'S', '5100', 'Subcontract'), rule('26-100', 'M', '5200')],
				};
				return [
					withParameters(main, 'Code to accounts', { rules }),
					...others,
					await carrying(
						'payments-to-procore',
						PAYMENTS,
						'When something is paid in QuickBooks',
						credentials,
					),
					await carrying(
						'direct-costs-to-procore',
						COSTS,
						'When a cost changes in QuickBooks',
						credentials,
					),
				];
			},
		});
		await host.send(
			await invoiceMail('k', [
				{ number: 'K-1', amount: 10_000 },
				{ number: 'K-2', amount: 5_000 },
				{ number: 'K-3', amount: 2_000 },
			]),
		);
	});
	afterAll(() => host.stop());

	/** Somebody writes in QuickBooks. */
	async function inBooks(path: string, body: object) {
		const { quickBooks: books, quickBooksAddress } = host.systems.running;
		const { data } = await axios.post<unknown>(
			`${quickBooksAddress}/v3/company/${REALM}/${path}`,
			body,
			{ headers: { authorization: `Bearer ${books.token(REALM).access_token}` } },
		);
		const [row] = Object.values(z.record(z.unknown()).parse(data));
		return rowSchema.parse({ SyncToken: '0', ...Object(row) });
	}
	const idOf = (number: string): string => {
		const bill = host.bills().find(({ DocNumber }) => DocNumber === number);
		if (bill === undefined) throw new Error(`Bill ${number} was not posted.`);
		return bill.Id;
	};
	const line = (amount: number, accountId: string, job = true) => ({
		Amount: amount,
		DetailType: 'AccountBasedExpenseLineDetail',
		AccountBasedExpenseLineDetail: {
			AccountRef: { value: accountId },
			...(job ? { CustomerRef: { value: JOB.id } } : {}),
		},
	});
	const pays = (amount: number, id: string, type = 'Bill') => ({
		Amount: amount,
		LinkedTxn: [{ TxnId: id, TxnType: type }],
	});
	const cheque = (number: string, total: number, lines: object[]) => ({
		VendorRef: { value: SUBCONTRACTOR },
		PayType: 'Check',
		CheckPayment: { BankAccountRef: { value: BANK }, PrintStatus: 'NotSet' },
		DocNumber: number,
		TxnDate: '2026-03-30',
		TotalAmt: total,
		Line: lines,
	});

	const state = () => stateSchema.parse(host.systems.running.procore.exportState());
	const paid = () =>
		state().contract_payments.map(({ invoice_number, amount }) => [invoice_number, amount]);
	const costs = () =>
		state().direct_costs.map(({ invoice_number, grand_total }) => [invoice_number, grand_total]);

	/** Runs a template, and counts what was written in Procore meanwhile. */
	async function carry(path: string): Promise<number> {
		const writes = () =>
			host.systems.running.procore
				.requests()
				.filter(({ method, path: at }) => method !== 'GET' && at.startsWith('/rest/')).length;
		const before = writes();
		await callWebhook(host.demo.n8n, path, {});
		return writes() - before;
	}

	let part: z.infer<typeof rowSchema>;
	let rest: z.infer<typeof rowSchema>;

	it('write a part payment, and one payment over three bills less a credit', async () => {
		const credit = await inBooks('vendorcredit', {
			VendorRef: { value: SUBCONTRACTOR },
			DocNumber: 'BC-1',
			TxnDate: '2026-03-27',
			Line: [line(450, COST_ACCOUNT)],
		});
		part = await inBooks('billpayment', cheque('5001', 4_000, [pays(4_000, idOf('K-1'))]));
		rest = await inBooks(
			'billpayment',
			cheque('5002', 10_850, [
				pays(5_000, idOf('K-1')),
				pays(4_500, idOf('K-2')),
				pays(1_800, idOf('K-3')),
				pays(450, credit.Id, 'VendorCredit'),
			]),
		);
		expect(await carry(PAYMENTS)).toBe(4);
		expect(state().contract_payments).toMatchObject([
			{ contract_id: 7001, check_number: '5001', invoice_number: 'K-1', amount: '4000.00' },
			{ contract_id: 7001, check_number: '5002', invoice_number: 'K-1' },
			{ contract_id: 7001, check_number: '5002', invoice_number: 'K-2' },
			{ contract_id: 7001, check_number: '5002', invoice_number: 'K-3' },
		]);
		const cents = state().contract_payments.map(({ amount }) => Math.round(Number(amount) * 100));
		expect(cents.reduce((sum, amount) => sum + amount, 0)).toBe(1_485_000);
	});

	it('write nothing when they run again', async () => {
		expect(await carry(PAYMENTS)).toBe(0);
		expect(paid()).toHaveLength(4);
	});

	it('follow a payment that is changed, voided or deleted', async () => {
		part = await inBooks('billpayment', {
			...cheque('5001', 3_000, [pays(3_000, idOf('K-1'))]),
			...part,
		});
		expect(await carry(PAYMENTS)).toBe(1);
		expect(paid()[0]).toEqual(['K-1', '3000.00']);

		await inBooks('billpayment?operation=update&include=void', { ...rest, sparse: true });
		expect(await carry(PAYMENTS)).toBe(3);
		expect(paid()).toEqual([['K-1', '3000.00']]);

		await inBooks('billpayment?operation=delete', part);
		expect(await carry(PAYMENTS)).toBe(1);
		expect(paid()).toEqual([]);
	});

	it('write bills, cheques and credits without a commitment as direct costs, and nothing that was posted from here', async () => {
		const supplier = { VendorRef: { value: SUPPLIER }, TxnDate: '2026-03-20' };
		await inBooks('bill', {
			...supplier,
			DocNumber: 'S-1',
			Line: [line(120.5, MATERIALS), line(80, MATERIALS, false)],
		});
		await inBooks('vendorcredit', { ...supplier, DocNumber: 'C-1', Line: [line(30, MATERIALS)] });
		await inBooks('purchase', {
			PaymentType: 'Check',
			AccountRef: { value: BANK },
			EntityRef: { value: SUPPLIER, type: 'Vendor' },
			DocNumber: '9001',
			TxnDate: '2026-03-21',
			Line: [line(15, MATERIALS)],
		});
		expect(await carry(COSTS)).toBe(3);
		expect(costs()).toEqual([
			['S-1', '120.50'],
			['C-1', '-30.00'],
			['9001', '15.00'],
		]);
		expect(await carry(COSTS)).toBe(0);
	});

	it('follow a bill that is edited and a cheque that is deleted', async () => {
		const booksSchema = z.object({
			Bill: z.array(rowSchema.extend({ DocNumber: z.string().optional() })),
			Purchase: z.array(rowSchema),
		});
		const books = booksSchema.parse(host.systems.running.quickBooks.exportState(REALM));
		const bill = books.Bill.find(({ DocNumber }) => DocNumber === 'S-1');
		await inBooks('bill', {
			...bill,
			VendorRef: { value: SUPPLIER },
			TxnDate: '2026-03-20',
			Line: [line(100, MATERIALS), line(11, MATERIALS)],
		});
		await inBooks('purchase?operation=delete', { ...books.Purchase[0] });
		await carry(COSTS);
		expect(costs()).toEqual([
			['S-1', '111.00'],
			['C-1', '-30.00'],
		]);
		expect(await carry(COSTS)).toBe(0);
	});

	it('write a payment once when n8n ends while Procore answers', async () => {
		await inBooks('billpayment', cheque('5003', 500, [pays(500, idOf('K-2'))]));
		const { procore: system } = host.systems.running;
		system.setFaults([
			{
				match: { method: 'POST', path: 'contract_payments' },
				kind: 'latency',
				ms: HELD_UP_MS,
				when: 'after',
			},
		]);
		const cut = carry(PAYMENTS).catch(() => 0);
		await until('Procore has the payment', () => paid().length === 1, {
			timeoutMs: 60_000,
			everyMs: 20,
		});
		await host.demo.n8n.kill();
		await cut;
		system.setFaults([]);
		await host.demo.restart();
		await carry(PAYMENTS);
		expect(paid()).toEqual([['K-2', '500.00']]);
	});
});
