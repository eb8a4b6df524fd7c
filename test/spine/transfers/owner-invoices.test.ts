import { join } from 'node:path';
import fc from 'fast-check';
import { fromMinor, sumAmounts } from '../../../spine/documents/money';
import type {
	BooksTransactionRecord,
	CustomerPaymentRecord,
	LedgerRecord,
	OwnerInvoiceRecord,
} from '../../../spine/documents/records';
import { companySettingsSchema } from '../../../spine/documents/settings';
import type { Transfer } from '../../../spine/documents/transfer';
import type { SqlLedger } from '../../../spine/ledger/sql-ledger';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import { ownerInvoiceLines } from '../../../spine/transfers/owner-invoice-lines';
import { planOwnerInvoices } from '../../../spine/transfers/owner-invoices';
import { planOwnerPayments } from '../../../spine/transfers/owner-payments';
import { furnish, handClock, policy, settings, temporaryFolder } from '../ledger/fixtures';

const line = (id: string, more: Partial<OwnerInvoiceRecord['lines'][number]> = {}) => ({
	id,
	item: id,
	description: `Work ${id}`,
	costCode: '03-300',
	...more,
});
/** Application 1: 20,000 completed of which 1,000 is stored, 10 % held on work and 5 % on stored. */
const first: OwnerInvoiceRecord = {
	type: 'owner_invoice',
	side: 'projects',
	id: '70',
	project: '100',
	contract: '60',
	application: 1,
	invoiceNumber: 'OWN-1',
	status: 'approved',
	billingDate: '2026-02-28',
	periodFrom: '2026-02-01',
	periodTo: '2026-02-28',
	completedAndStored: 20_000,
	totalRetainage: 1_950,
	earnedLessRetainage: 18_050,
	previousCertificates: 0,
	currentPaymentDue: 18_050,
	lines: [
		line('1', {
			previous: 0,
			thisPeriod: 19_000,
			stored: 1_000,
			completed: 20_000,
			retained: 1_950,
		}),
	],
};
/** Application 2 installs what was stored, adds a line, and is released 500 of retainage. */
const second: OwnerInvoiceRecord = {
	...first,
	id: '71',
	application: 2,
	invoiceNumber: undefined,
	billingDate: '2026-03-31',
	completedAndStored: 28_000,
	totalRetainage: 2_250,
	earnedLessRetainage: 25_750,
	previousCertificates: 18_050,
	currentPaymentDue: 7_700,
	lines: [
		line('1', {
			previous: 19_000,
			thisPeriod: 3_000,
			stored: 0,
			completed: 22_000,
			retained: 200,
			released: 500,
		}),
		line('2', { previous: 0, thisPeriod: 6_000, stored: 0, completed: 6_000, retained: 600 }),
	],
};
const items: LedgerRecord[] = ['Progress billing', 'Retainage receivable'].map((name, index) => ({
	type: 'item',
	side: 'books',
	books: 'B1',
	id: String(21 + index),
	name,
	fullName: name,
	itemType: 'Service',
	active: true,
}));
const prime: LedgerRecord = {
	type: 'prime_contract',
	side: 'projects',
	id: '60',
	project: '100',
	number: 'PC-1',
	status: 'approved',
	original: 500_000,
	lines: [],
};
const choices = { item: 'Progress billing', retainageItem: 'Retainage receivable' };

let ledger: SqlLedger;
let run = 0;
const folder = temporaryFolder();
beforeEach(async () => {
	ledger = await openSqliteLedger({
		path: join(folder, `${(run += 1)}.sqlite`),
		blobDir: join(folder, 'blobs'),
		clock: handClock(),
	});
	await furnish(ledger);
	await choose(choices);
	await ledger.record([prime, ...items, first]);
});
afterEach(() => ledger.close());

const choose = async (ownerInvoices: object) =>
	await ledger.putSettings(companySettingsSchema.parse({ ...settings, ownerInvoices }), policy);
const source = () => ({ ledger, now: '2026-03-31T12:00:00Z', company: '77' });
const plan = async () => await planOwnerInvoices(source());
const sentences = async () => (await plan()).problems.map(({ sentence }) => sentence);

/** Has the ledger know that a transfer was written under this id. */
async function written(transfer: Transfer | undefined, id: string): Promise<void> {
	if (transfer === undefined) throw new Error('nothing was planned');
	await ledger.planTransfers([transfer]);
	await ledger.beginTransfer(transfer, 'run-1');
	const outcome = { state: 'created' as const, id, warnings: [] };
	await ledger.settleTransfer(transfer, 'run-1', { outcome, after: transfer.content });
}

describe('the plan of owner invoices', () => {
	it('bills what the application adds, by line, and holds retainage back on its own item', async () => {
		const { transfers, problems } = await plan();
		expect(problems).toEqual([]);
		expect(transfers).toMatchObject([
			{
				key: 'owner_invoice:projects:70:invoice',
				target: { side: 'books', system: 'B1', type: 'invoice', project: '100' },
				amount: 18_050,
				content: {
					customerJob: { id: 'J1' },
					number: 'OWN-1',
					date: '2026-02-28',
					lines: [
						{ role: 'work', description: '1 03-300 Work 1', amount: 20_000, item: { id: '21' } },
						{ role: 'retainage', amount: -1_950, item: { id: '22' } },
					],
				},
			},
		]);
		const { content } = transfers[0] ?? {};
		expect(content?.kind === 'owner_invoice' ? content.memo : '').toMatch(
			/^Owner invoice 1 of PC-1, 2026-02-01 to 2026-02-28\. Ref [0-9a-f]{12}$/,
		);
		expect(await plan()).toEqual({ transfers, problems });
	});

	it('counts stored materials that were installed once, and shows what is released', async () => {
		await ledger.record([second]);
		const { transfers } = await plan();
		expect(transfers[1]?.content).toMatchObject({
			number: 'P-100-2',
			lines: [
				{ role: 'work', amount: 2_000 },
				{ role: 'work', amount: 6_000 },
				{ role: 'retainage', amount: -800 },
				{ role: 'retainage_release', amount: 500 },
			],
		});
	});

	it('writes one line for a cost code where the settings want that', async () => {
		await choose({ ...choices, lines: 'costCode' });
		await ledger.record([second]);
		expect((await plan()).transfers[1]?.content).toMatchObject({
			lines: [
				{ role: 'work', description: '03-300', amount: 8_000 },
				{ role: 'retainage' },
				{ role: 'retainage_release' },
			],
		});
	});

	it('never bills a draft, or what is under review or sent back', async () => {
		for (const status of ['draft', 'under_review', 'revise_and_resubmit'] as const) {
			await ledger.record([{ ...first, status }]);
			expect(await plan()).toEqual({ transfers: [], problems: [] });
		}
	});

	it('shows what is no longer approved or was deleted after it was carried over, and takes nothing back', async () => {
		await written((await plan()).transfers[0], '900');
		await ledger.record([{ ...first, status: 'revise_and_resubmit' }]);
		expect((await plan()).transfers).toEqual([]);
		expect(await sentences()).toEqual([
			'Owner invoice 1 of PC-1 was carried to the books as invoice 900 and is no longer approved since.',
		]);
		await ledger.record([{ ...first, deleted: true }]);
		expect(await sentences()).toEqual([expect.stringContaining('was deleted since')]);
	});

	it('gives back what comes to less than nothing as a credit memo of its own', async () => {
		await ledger.record([
			{
				...first,
				totalRetainage: 195,
				currentPaymentDue: -1755,
				lines: [line('1', { previous: 20_000, completed: 18_050, retained: -195 })],
			},
		]);
		const { transfers, problems } = await plan();
		expect(problems).toEqual([]);
		expect(transfers).toMatchObject([
			{
				key: 'owner_invoice:projects:70:credit',
				target: { side: 'books', system: 'B1', type: 'credit_memo', project: '100' },
				amount: -1755,
				content: {
					credit: true,
					number: 'OWN-1',
					lines: [
						{ role: 'work', amount: 1950, item: { id: '21' } },
						{ role: 'retainage', amount: -195, item: { id: '22' } },
					],
				},
			},
		]);
		await written(transfers[0], '901');
		expect(await plan()).toEqual({ transfers, problems });
		await ledger.record([{ ...first, status: 'draft' }]);
		expect(await sentences()).toEqual([
			expect.stringContaining('as credit memo 901 and is no longer approved since'),
		]);
		await ledger.record([first]);
		expect((await plan()).transfers).toEqual([]);
		expect(await sentences()).toEqual([
			'Owner invoice 1 of PC-1 was carried to the books as credit memo 901 and asks for money since.',
		]);
	});

	it('shows an invoice that comes to less than nothing after it was carried over', async () => {
		await written((await plan()).transfers[0], '900');
		await ledger.record([
			{ ...first, currentPaymentDue: -50, lines: [line('1', { previous: 100, completed: 50 })] },
		]);
		expect((await plan()).transfers).toEqual([]);
		expect(await sentences()).toEqual([
			'Owner invoice 1 of PC-1 was carried to the books as invoice 900 and comes to less than nothing since.',
		]);
	});

	it('says what is missing or does not come out, and plans nothing', async () => {
		const cases: Array<[Partial<OwnerInvoiceRecord>, string]> = [
			[{ currentPaymentDue: 18_050.01 }, 'does not come to the current payment due of $18,050.01'],
			[{ currentPaymentDue: undefined }, 'states no current payment due'],
			[{ billingDate: undefined, periodTo: undefined }, 'bears no billing date'],
			[{ project: '999' }, 'belongs to a project that has no customer:job'],
			[{ invoiceNumber: 'X'.repeat(22) }, 'and the books take 21 characters'],
		];
		for (const [change, expected] of cases) {
			await ledger.record([{ ...first, ...change }]);
			expect((await plan()).transfers).toEqual([]);
			expect(await sentences()).toEqual([expect.stringContaining(expected)]);
		}
		await ledger.record([first]);
		await choose({ item: 'Progress billing' });
		expect(await sentences()).toEqual([expect.stringContaining('no item is named for retainage')]);
		await choose({ retainageItem: 'Retainage receivable' });
		expect(await sentences()).toEqual([expect.stringContaining('no item is named for it')]);
		await choose({ ...choices, item: 'Gone' });
		expect(await sentences()).toEqual([expect.stringContaining('the item "Gone"')]);
	});

	it('dates nothing into a closed period, and goes on with what was carried over before', async () => {
		const closed: LedgerRecord = {
			type: 'books',
			side: 'books',
			books: 'B1',
			id: 'B1',
			name: 'Northgate',
			closingDate: '2026-02-28',
		};
		const [transfer] = (await plan()).transfers;
		await ledger.record([closed]);
		expect(await sentences()).toEqual([expect.stringContaining('closed up to 2026-02-28')]);
		await written(transfer, '900');
		expect((await plan()).transfers).toEqual([transfer]);
	});

	it('comes to the amount due to the cent, whatever the lines, or gives no lines', () => {
		const cents = fc.integer({ min: 0, max: 5_000_000 });
		fc.assert(
			fc.property(
				fc.array(fc.record({ work: cents, retained: cents, released: cents }), { maxLength: 8 }),
				fc.integer({ min: -1, max: 1 }),
				(rows, off) => {
					const lines = rows.map(({ work, retained, released }, index) =>
						line(String(index), {
							previous: 0,
							completed: fromMinor(work),
							retained: fromMinor(retained),
							released: fromMinor(released),
						}),
					);
					const due = rows.reduce((sum, row) => sum + row.work - row.retained + row.released, off);
					const made = ownerInvoiceLines(
						{ ...first, currentPaymentDue: fromMinor(due), lines },
						undefined,
						{ currency: 'USD', work: { id: '21' }, retainage: { id: '22' }, lines: 'each' },
					);
					if (typeof made === 'string') return off !== 0;
					return off === 0 && sumAmounts(made.map(({ amount }) => amount)) === fromMinor(due);
				},
			),
		);
	});
});

describe('the plan of payments received', () => {
	const payment: CustomerPaymentRecord = {
		type: 'customer_payment',
		side: 'books',
		books: 'B1',
		id: '950',
		customer: 'J1',
		date: '2026-03-20',
		total: 20_000,
		number: '2201',
		method: 'Check',
		applied: [
			{ transaction: '900', type: 'invoice', amount: 18_000 },
			{ transaction: '901', type: 'invoice', amount: 1_500 },
			{ transaction: '999', type: 'invoice', amount: 500 },
		],
	};
	const received = async () => await planOwnerPayments(source());

	beforeEach(async () => {
		await ledger.record([second]);
		const { transfers } = await plan();
		await written(transfers[0], '900');
		await written(transfers[1], '901');
	});

	it('splits a payment over the owner invoices that it settles, and leaves other invoices out', async () => {
		await ledger.record([payment]);
		const { transfers, problems } = await received();
		expect(problems).toEqual([]);
		expect(transfers).toMatchObject([
			{
				key: 'payment_received:B1:950:900:60',
				target: {
					side: 'projects',
					system: '77',
					type: 'contract_payment',
					project: '100',
					contract: '60',
				},
				content: {
					kind: 'payment_received',
					amount: 18_000,
					date: '2026-03-20',
					method: 'check',
					number: '2201',
					invoiceNumber: 'OWN-1',
				},
			},
			{ key: 'payment_received:B1:950:901:60', content: { amount: 1_500 } },
		]);
	});

	it('shows money that was given back to the owner, and writes nothing for it', async () => {
		const account = (id: string, accountType: string): LedgerRecord => ({
			type: 'account',
			side: 'books',
			books: 'B1',
			id,
			name: accountType,
			fullName: accountType,
			accountType,
			active: true,
		});
		const refund = (
			id: string,
			job: string,
			more: Partial<BooksTransactionRecord> = {},
		): LedgerRecord => ({
			type: 'expense',
			side: 'books',
			books: 'B1',
			id,
			number: '3301',
			date: '2026-03-29',
			total: 400,
			lines: [{ amount: 400, account: 'AR', job }],
			...more,
		});
		await ledger.record([
			account('AR', 'Accounts Receivable'),
			account('COST', 'Expense'),
			refund('80', 'J1'),
			refund('81', 'J1', { deleted: true }),
			refund('82', 'J1', { lines: [{ amount: 400, account: 'COST', job: 'J1' }] }),
			refund('83', 'elsewhere'),
			refund('84', 'J1', { lines: [{ amount: -400, account: 'AR', job: 'J1' }] }),
		]);
		const { transfers, problems } = await received();
		expect(transfers).toEqual([]);
		expect(problems).toMatchObject([
			{
				key: 'payment_received:B1:refund:80',
				sentence:
					'Refund 3301 of 2026-03-29 gives $400.00 back to the owner of project P-100, and the payments received in the project system still count it.',
				amount: 400,
				project: '100',
			},
		]);
	});

	it('writes only what was paid with money, not what a credit memo settled', async () => {
		const credited = (total: number): CustomerPaymentRecord => ({
			...payment,
			total,
			applied: [
				{ transaction: '900', type: 'invoice', amount: 600 },
				{ transaction: '900', type: 'invoice', amount: 400 },
				{ transaction: '77', type: 'credit_memo', amount: 1_000 - total },
			],
		});
		await ledger.record([credited(700)]);
		const { transfers, problems } = await received();
		expect(problems).toEqual([]);
		expect(transfers).toMatchObject([
			{
				amount: 700,
				content: {
					amount: 700,
					notes: expect.stringContaining('for invoice 900, after credits of $300.00. Ref '),
				},
			},
		]);
		await ledger.record([credited(0)]);
		expect(await received()).toEqual({ transfers: [], problems: [] });
		await written(transfers[0], '3001');
		expect((await received()).transfers).toMatchObject([
			{ action: 'remove', target: { id: '3001' }, reason: expect.stringContaining('with money') },
		]);
	});

	it.each<[string, number, CustomerPaymentRecord['applied']]>([
		[
			'a journal entry',
			700,
			[
				{ transaction: '900', type: 'invoice', amount: 1_000 },
				{ transaction: '88', type: 'journal_entry', amount: 300 },
			],
		],
		[
			'several transactions for one amount',
			40_000,
			[
				{ transaction: '900', type: 'invoice', amount: 19_500, shared: true },
				{ transaction: '901', type: 'invoice', amount: 19_500, shared: true },
			],
		],
		['an amount below zero', 700, [{ transaction: '900', type: 'invoice', amount: -700 }]],
		['more than its total', 700, [{ transaction: '900', type: 'invoice', amount: 1_000 }]],
	])('shows a payment with %s, and neither writes nor takes back', async (word, total, applied) => {
		await ledger.record([payment]);
		await written((await received()).transfers[0], '3001');
		await ledger.record([{ ...payment, total, applied }]);
		const { transfers, problems } = await received();
		expect(transfers).toEqual([]);
		expect(problems).toMatchObject([
			{
				subject: { type: 'customer_payment', id: '950', label: 'Payment 2201 of 2026-03-20' },
				sentence: expect.stringContaining(word),
				amount: total,
				project: '100',
			},
		]);
		const elsewhere = applied.map((one) => ({ ...one, transaction: `other ${one.transaction}` }));
		await ledger.record([{ ...payment, total, applied: elsewhere }]);
		expect(await received()).toMatchObject({ transfers: [{ action: 'remove' }], problems: [] });
	});

	it.each([
		['voided', { voided: true, total: 0, applied: [] }],
		['deleted', { deleted: true }],
		['no longer settles', { applied: [] }],
	])('takes back what was written for a payment that is %s', async (word, change) => {
		await ledger.record([payment]);
		const [transfer] = (await received()).transfers;
		await written(transfer, '3001');
		await ledger.record([{ ...payment, ...change }]);
		expect((await received()).transfers).toMatchObject([
			{
				key: transfer?.key,
				action: 'remove',
				target: { id: '3001', contract: '60' },
				reason: expect.stringContaining(word),
			},
		]);
	});
});
