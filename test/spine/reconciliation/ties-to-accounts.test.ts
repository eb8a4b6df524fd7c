import { z } from 'zod';
import { companySettingsSchema } from '../../../spine/documents/settings';
import type { LedgerRecord, RecordOf, RecordType } from '../../../spine/documents/records';
import { reconcile } from '../../../spine/reconciliation/reconcile';
import {
	REALM,
	runQuickBooks,
	type RunningQuickBooks,
	smallCompany,
} from '../../support/quickbooks';
import { source } from './example';

jest.setTimeout(60_000);

const account = (id: string, name: string, type: string, subType: string) => ({
	Id: id,
	SyncToken: '0',
	Name: name,
	FullyQualifiedName: name,
	AccountType: type,
	AccountSubType: subType,
	CurrentBalance: 0,
	Active: true,
});

let company: RunningQuickBooks;
beforeAll(async () => {
	const small = smallCompany();
	company = await runQuickBooks({
		...small,
		Account: [
			...(small.Account ?? []),
			account('35', 'Checking', 'Bank', 'Checking'),
			account('40', 'Accounts Receivable', 'Accounts Receivable', 'AccountsReceivable'),
			account('81', 'Labour', 'Cost of Goods Sold', 'CostOfLaborCos'),
			account('95', 'Wages clearing', 'Other Current Liability', 'OtherCurrentLiabilities'),
		],
	});
});
afterAll(() => company.close());

const idSchema = z.object({ Id: z.string() });
const create = async (entity: Parameters<typeof company.client.create>[0], body: object) =>
	idSchema.parse(await company.client.create(entity, { ...body })).Id;

const cost = (amount: number, job?: string, to = '80') => ({
	Amount: amount,
	DetailType: 'AccountBasedExpenseLineDetail',
	AccountBasedExpenseLineDetail: {
		AccountRef: { value: to },
		...(job === undefined ? {} : { CustomerRef: { value: job } }),
	},
});
const bill = (number: string, lines: object[], entity: 'Bill' | 'VendorCredit' = 'Bill') =>
	create(entity, {
		VendorRef: { value: '77' },
		TxnDate: '2026-03-12',
		DocNumber: number,
		Line: lines,
	});
const posted = (type: 'Debit' | 'Credit', amount: number, to: string, job?: string) => ({
	Amount: amount,
	DetailType: 'JournalEntryLineDetail',
	JournalEntryLineDetail: {
		PostingType: type,
		AccountRef: { value: to },
		...(job === undefined ? {} : { Entity: { Type: 'Customer', EntityRef: { value: job } } }),
	},
});
const pays = (type: 'Bill' | 'Invoice', id: string, amount: number) => ({
	Amount: amount,
	LinkedTxn: [{ TxnId: id, TxnType: type }],
});
const invoice = (customer: string, amount: number) =>
	create('Invoice', {
		CustomerRef: { value: customer },
		TxnDate: '2026-03-20',
		Line: [
			{
				Amount: amount,
				DetailType: 'SalesItemLineDetail',
				SalesItemLineDetail: { ItemRef: { value: '21' }, Qty: 1, UnitPrice: amount },
			},
		],
	});

/** What happened in the books in March: on the job, in the office, and for another customer. */
async function march(): Promise<void> {
	const first = await bill('A-1', [cost(10_000, '64'), cost(-1000, '64', '91')]);
	await bill('A-2', [cost(4000.1, '64'), cost(700), cost(-400.01, '64', '91')]);
	await bill('CM-1', [cost(250, '64')], 'VendorCredit');
	await create('BillPayment', {
		VendorRef: { value: '77' },
		TxnDate: '2026-03-25',
		PayType: 'Check',
		CheckPayment: { BankAccountRef: { value: '35' } },
		TotalAmt: 3000,
		Line: [pays('Bill', first, 3000)],
	});
	await create('JournalEntry', {
		TxnDate: '2026-03-31',
		DocNumber: 'LAB-3',
		Line: [
			posted('Debit', 6400, '81', '64'),
			posted('Debit', 300, '81'),
			posted('Credit', 6700, '95'),
		],
	});
	await create('JournalEntry', {
		TxnDate: '2026-03-31',
		Line: [posted('Debit', 55.55, '91'), posted('Credit', 55.55, '95')],
	});
	const owed = await invoice('64', 20_000);
	await invoice('58', 900);
	await create('Payment', {
		CustomerRef: { value: '64' },
		TxnDate: '2026-03-28',
		TotalAmt: 12_000,
		Line: [pays('Invoice', owed, 12_000)],
	});
}

const ENTITIES = [
	'Account',
	'Customer',
	'Bill',
	'VendorCredit',
	'BillPayment',
	'JournalEntry',
	'Invoice',
	'Payment',
	'CompanyInfo',
] as const;

/** The books as the ledger would mirror them, through the API. */
async function mirrored(): Promise<LedgerRecord[]> {
	const records: LedgerRecord[] = [];
	for (const entity of ENTITIES) {
		const rows = await company.client.query({ entity });
		records.push(...company.books.toRecords(entity, rows).records);
	}
	return records;
}

/** Balances by account id, as the simulated company keeps them: no part of the report reads these. */
function balances(): Map<string, number> {
	const row = z.object({ Id: z.string(), CurrentBalance: z.number().default(0) });
	const accounts = z.array(row).parse(company.simulator.exportState(REALM).Account);
	return new Map(accounts.map(({ Id, CurrentBalance }) => [Id, CurrentBalance]));
}

test('the totals of the report are the balances of the accounts, read where the report does not read', async () => {
	await march();
	const records = await mirrored();
	const only = <T extends RecordType>(type: T): Array<RecordOf<T>> =>
		records.filter((record): record is RecordOf<T> => record.type === type);
	const { directory } = source();
	const report = reconcile(
		source({
			settings: companySettingsSchema.parse({
				projects: [{ project: '2301', books: REALM, customerJob: 'Harbor View:Clinic' }],
				accounts: { retainagePayable: 'Retainage Payable' },
			}),
			directory: { ...directory, jobs: only('job') },
			accounts: only('account'),
			transactions: [...only('bill'), ...only('vendor_credit'), ...only('journal_entry')],
			billPayments: only('bill_payment'),
			invoices: only('invoice'),
			customerPayments: only('customer_payment'),
		}),
	);
	const books = balances();
	const ties = new Map(report.ties.map((tie) => [tie.what, tie]));
	for (const [what, id] of [
		['payables', '33'],
		['retainage', '91'],
		['receivables', '40'],
	] as const) {
		expect([what, ties.get(what)?.inBooks, ties.get(what)?.residue]).toEqual([
			what,
			books.get(id),
			0,
		]);
	}
	// Labour of 6,700: 6,400 on the job, 300 in the office.
	expect(ties.get('journal entries')).toMatchObject({ inReport: 6400, inBooks: 6700, residue: 0 });
	expect(books.get('81')).toBe(6700);
	// By hand: 9,000 + 4,300.09 - 250 - 3,000 owed; 1,400.01 retained less 55.55 by an entry.
	expect(books.get('33')).toBe(10_050.09);
	expect(books.get('91')).toBe(1344.46);
	expect(books.get('40')).toBe(8900);
	expect(report.projects).toMatchObject([
		{ invoiced: 20_000, receivable: 8000, received: 12_000, cost: 20_150.1 },
	]);
});
