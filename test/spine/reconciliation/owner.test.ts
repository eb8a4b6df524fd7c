import fc from 'fast-check';
import type {
	CustomerPaymentRecord,
	InvoiceRecord,
	OwnerInvoiceRecord,
	PrimeContractRecord,
} from '../../../spine/documents/records';
import { reconcile } from '../../../spine/reconciliation/reconcile';
import type { Reconciliation, TieOut } from '../../../spine/reconciliation/row';
import type { ReconciliationSource } from '../../../spine/reconciliation/source';
import { bill, claim, commitment, requisition, source } from './example';

const inBooks = { side: 'books' as const, books: 'B1' };
const inProjects = { side: 'projects' as const, project: 'P1' };

/** An application to the owner: by cost code, what is completed and stored to date. */
const application = (
	number: number,
	codes: Array<[string | undefined, number]>,
	more: Partial<OwnerInvoiceRecord> = {},
): OwnerInvoiceRecord => {
	const completed = codes.reduce((sum, [, amount]) => sum + amount, 0);
	return {
		...inProjects,
		type: 'owner_invoice',
		id: `OI${number}`,
		contract: 'PC1',
		application: number,
		status: 'approved',
		billingDate: '2026-03-20',
		completedAndStored: completed,
		totalRetainage: completed / 20,
		lines: codes.map(([costCode, amount], index) => ({
			id: `l${index}`,
			completed: amount,
			...(costCode === undefined ? {} : { costCode }),
		})),
		...more,
	};
};
const prime: PrimeContractRecord = {
	...inProjects,
	type: 'prime_contract',
	id: 'PC1',
	status: 'approved',
	original: 300_000,
	approvedChanges: 20_000,
	lines: [],
};
const invoice = (id: string, total: number, more: Partial<InvoiceRecord> = {}): InvoiceRecord => ({
	...inBooks,
	type: 'invoice',
	id,
	customer: 'J1',
	date: '2026-03-21',
	total,
	balance: total,
	lines: [],
	...more,
});
const received = (
	id: string,
	total: number,
	applied: CustomerPaymentRecord['applied'],
	more: Partial<CustomerPaymentRecord> = {},
): CustomerPaymentRecord => ({
	...inBooks,
	type: 'customer_payment',
	id,
	customer: 'J1',
	date: '2026-03-25',
	total,
	applied,
	...more,
});
const on = (id: string, code: string, original: number) =>
	commitment(id, `SC-${id}`, original, {
		lines: [{ id: `${id}-1`, amount: original, costCode: code }],
	});

function report(
	commitments: ReconciliationSource['directory']['commitments'],
	more: Partial<ReconciliationSource>,
): Reconciliation {
	const { directory } = source();
	return reconcile(source({ ...more, directory: { ...directory, commitments } }));
}
const tieOf = ({ ties }: Reconciliation, what: TieOut['what']): TieOut => {
	const [found, other] = ties.filter((one) => one.what === what);
	if (found === undefined || other !== undefined) throw new Error(`not one tie of ${what}`);
	return found;
};

describe('cost against what the owner was billed', () => {
	it('takes the latest approved application, by cost code, and says what is on no commitment', () => {
		const found = report([on('C1', '03-300', 100_000), on('C2', '26-100', 50_000)], {
			primeContracts: [prime],
			ownerInvoices: [
				application(1, [['03-300', 10_000]]),
				application(2, [
					['03-300', 44_000],
					['26-100', 9000],
					['01-000', 6000],
					[undefined, 500],
				]),
				application(3, [['03-300', 90_000]], { status: 'under_review' }),
				application(4, [['03-300', 99_000]], { billingDate: '2026-04-02' }),
			],
			requisitions: [requisition('R1', 'C1', 1, 0, 40_000)],
			transactions: [
				bill('1', 'A-1', 40_000),
				bill('2', 'A-2', 12_000),
				bill('3', 'CM', 2000, { type: 'vendor_credit' }),
			],
			claims: [
				claim('C1', { requisition: 'R1', booksId: '1' }),
				claim('C2', { booksId: '2' }),
				claim('C2', { booksId: 'credit:3' }),
			],
		});
		expect(
			found.rows.map(({ number, ownerBilled, overUnder, costToOwnerPercent }) => [
				number,
				ownerBilled,
				overUnder,
				costToOwnerPercent,
			]),
		).toEqual([
			// 40,000 of 44,000; bills of 12,000 less a credit of 2,000 are 1,000 more than 9,000.
			['SC-C1', 44_000, 4000, 90.9],
			['SC-C2', 9000, -1000, 111.1],
		]);
		expect(found.projects).toMatchObject([
			{
				project: 'P1',
				contract: 320_000,
				ownerBilled: 59_500,
				ownerRetainage: 2975,
				cost: 50_000,
				overUnder: 9500,
				costToOwnerPercent: 84,
			},
		]);
		const billing = tieOf(found, 'owner billing');
		expect(billing).toMatchObject({ inReport: 53_000, inBooks: 59_500, residue: 0 });
		expect(billing.exclusions.map(({ amount }) => amount)).toEqual([500, 6000]);
	});

	it('spreads a shared cost code by what was billed on it, and by scheduled values before anything was', () => {
		const commitments = [on('C1', '03-300', 30_000), on('C2', '03-300', 10_000)];
		const ownerInvoices = [application(1, [['03-300', 8000.01]])];
		const billed = (requisitions: ReconciliationSource['requisitions']) =>
			report(commitments, { ownerInvoices, requisitions }).rows.map((row) => row.ownerBilled);
		expect(billed([])).toEqual([6000.01, 2000]);
		expect(billed([requisition('R2', 'C2', 1, 0, 5000)])).toEqual([0, 8000.01]);
	});

	it('counts the cost codes that an approved change order brings', () => {
		const { rows } = report([on('C1', '03-300', 30_000)], {
			ownerInvoices: [application(1, [['31-000', 700]])],
			changeOrders: [
				{
					...inProjects,
					type: 'change_order',
					id: 'CO1',
					tier: 'package',
					status: 'approved',
					amount: 1000,
					commitment: 'C1',
					lines: [],
				},
				{
					...inProjects,
					type: 'change_order',
					id: 'PCO1',
					tier: 'potential',
					parent: 'CO1',
					status: 'approved',
					amount: 1000,
					commitment: 'C1',
					lines: [{ id: 'x', amount: 1000, costCode: '31-000' }],
				},
			],
		});
		expect(rows[0]?.ownerBilled).toBe(700);
	});

	it('says nothing of a project whose owner was never billed', () => {
		const found = report([on('C1', '03-300', 30_000)], {});
		expect(found.rows[0]).toHaveProperty('ownerBilled', undefined);
		expect(found.projects[0]).not.toHaveProperty('overUnder');
		expect(found.ties).toEqual([]);
	});

	it('ties whatever the owner was billed, to the cent', () => {
		const code = fc.option(fc.constantFrom('03-300', '26-100', '01-000'), { nil: undefined });
		const cents = fc.integer({ min: -500_000, max: 9_000_000 }).map((minor) => minor / 100);
		fc.assert(
			fc.property(fc.array(fc.tuple(code, cents), { maxLength: 8 }), (codes) => {
				const commitments = [on('C1', '03-300', 100), on('C2', '03-300', 7), on('C3', '26-100', 9)];
				const ownerInvoices = [
					application(1, codes, {
						completedAndStored: Number(
							codes.reduce((sum, [, amount]) => sum + amount, 1).toFixed(2),
						),
					}),
				];
				expect(tieOf(report(commitments, { ownerInvoices }), 'owner billing').residue).toBe(0);
			}),
		);
	});
});

describe('invoices to the owner in the books', () => {
	const accounts = source().accounts;
	const receivable = (balance: number) => [
		...accounts,
		{
			...inBooks,
			type: 'account' as const,
			id: 'AR',
			name: 'Accounts Receivable',
			fullName: 'Accounts Receivable',
			accountType: 'Accounts Receivable',
			active: true,
			balance,
		},
	];

	it('stand with what was received beside the payments to vendors, and tie to the accounts receivable', () => {
		const found = report([on('C1', '03-300', 100_000)], {
			accounts: receivable(7775),
			invoices: [
				invoice('1', 10_000, { balance: 4000 }),
				invoice('2', 5000),
				invoice('3', 900, { customer: 'J9' }),
				invoice('4', 70_000, { date: '2026-04-01' }),
			],
			customerPayments: [
				received('1', 6000, [{ transaction: '1', type: 'invoice', amount: 6000 }]),
				received('2', 125, []),
				received('3', 50, [], { voided: true }),
			],
			transactions: [
				bill('1', 'A-1', 10_000, { balance: 0 }),
				{
					...inBooks,
					type: 'journal_entry',
					id: 'JE1',
					date: '2026-03-05',
					total: 2000,
					lines: [
						{ amount: -2000, account: 'AR' },
						{ amount: 2000, account: 'RENT' },
					],
				},
			],
			claims: [claim('C1', { booksId: '1' })],
			billPayments: [
				{
					...inBooks,
					type: 'bill_payment',
					id: 'BP1',
					vendor: 'Q1',
					date: '2026-03-20',
					total: 9000,
					applied: [{ transaction: '1', type: 'bill', amount: 9000 }],
				},
			],
		});
		// Open: 4,000 + 5,000. Received: 6,000 and 125 on the job; paid 9,000.
		expect(found.projects).toMatchObject([
			{ invoiced: 15_000, receivable: 9000, received: 6125, paid: 9000, cash: -2875 },
		]);
		const tie = tieOf(found, 'receivables');
		expect(tie).toMatchObject({ account: 'Accounts Receivable', inReport: 9000, residue: 0 });
		expect(tie.exclusions.map(({ why, amount }) => [why.split(' ', 2).join(' '), amount])).toEqual([
			['invoices to', 900],
			['journal entries', -2000],
			['payments that', -125],
		]);
	});
});

describe('journal entries', () => {
	const cost = (id: string) => ({
		...inBooks,
		type: 'account' as const,
		id,
		name: id,
		fullName: id,
		accountType: 'Cost of Goods Sold',
		active: true,
	});
	const entry = (id: string, lines: Array<[string, number, string?]>, date = '2026-03-15') => ({
		...inBooks,
		type: 'journal_entry' as const,
		id,
		number: `JE-${id}`,
		date,
		total: lines.reduce((sum, [, amount]) => sum + Math.max(0, amount), 0),
		lines: lines.map(([account, amount, job]) => ({
			account,
			amount,
			...(job === undefined ? {} : { job }),
		})),
	});

	it('are a row and a class of their own by project, and every cost line of theirs is in a row or listed', () => {
		const found = report([on('C1', '03-300', 100_000)], {
			accounts: [...source().accounts, cost('LABOUR')],
			transactions: [
				entry('1', [
					['LABOUR', 4000, 'J1'],
					['LABOUR', 250, 'J9'],
					['LABOUR', 30],
					['CLEARING', -4280],
				]),
				entry('2', [
					['LABOUR', -100, 'J1'],
					['CLEARING', 100],
				]),
				entry('3', [['LABOUR', 9, 'J1']], '2026-04-01'),
			],
		});
		expect(found.rows.map((row) => [row.class, row.vendorName, row.journalEntries])).toEqual([
			['OK', 'Kessler Concrete', 0],
			['JOURNAL-ENTRY', undefined, 3900],
		]);
		expect(found.rows[1]?.differences[0]?.why).toContain(
			'2 journal entries JE-1, JE-2 put $3,900.00',
		);
		expect(found.projects).toMatchObject([{ cost: 3900 }]);
		expect(tieOf(found, 'journal entries')).toMatchObject({
			inReport: 3900,
			exclusions: [
				{ count: 1, amount: 250 },
				{ count: 1, amount: 30 },
			],
			inBooks: 4180,
			residue: 0,
		});
	});

	it('on the payable account and payments of nothing are told in its tie-out', () => {
		const payable = source().accounts.map((one) => ({
			...one,
			balance: one.id === 'AP' ? 900 + 300 - 75 - 40 : 0,
		}));
		const pay = (
			id: string,
			total: number,
			applied: Array<['bill' | 'journal_entry', string, number]>,
		) => ({
			...inBooks,
			type: 'bill_payment' as const,
			id,
			vendor: 'Q1',
			date: '2026-03-20',
			total,
			applied: applied.map(([type, transaction, amount]) => ({ type, transaction, amount })),
		});
		const found = report([], {
			accounts: payable,
			transactions: [
				bill('1', 'A-1', 1000),
				entry('1', [
					['AP', -500],
					['RENT', 500],
				]),
				entry('2', [
					['AP', 100],
					['RENT', -100],
				]),
			],
			billPayments: [
				pay('1', 200, [['journal_entry', '1', 200]]),
				pay('2', 40, []),
				// A debit entry is taken off a bill with no money.
				pay('3', 0, [
					['bill', '1', 25],
					['journal_entry', '2', 25],
				]),
			],
		});
		expect(tieOf(found, 'payables')).toMatchObject({
			inReport: 900,
			exclusions: [
				{ why: 'journal entries on the account, not settled yet', count: 2, amount: 225 },
				{ why: 'payments that are applied to nothing', count: 1, amount: -40 },
			],
			residue: 0,
		});
	});
});
