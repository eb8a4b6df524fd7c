import fc from 'fast-check';
import { fromMinor, toMinor } from '../../../spine/documents/money';
import { reconcile } from '../../../spine/reconciliation/reconcile';
import type { ReconciliationRow } from '../../../spine/reconciliation/row';
import type { ReconciliationSource } from '../../../spine/reconciliation/source';
import { bill, claim, commitment, requisition, source } from './example';

const withCommitments = (
	commitments: ReconciliationSource['directory']['commitments'],
	more: Partial<ReconciliationSource> = {},
): ReconciliationSource => {
	const { directory } = source();
	return source({ ...more, directory: { ...directory, commitments } });
};

function onlyRow(given: ReconciliationSource): ReconciliationRow {
	const { rows } = reconcile(given);
	const [row] = rows;
	if (row === undefined || rows.length !== 1) throw new Error(`${rows.length} rows`);
	return row;
}

describe('a row of the month-end report', () => {
	it('is OK when both systems say the same of a commitment', () => {
		const row = onlyRow(
			withCommitments([commitment('C1', 'SC-001', 100000)], {
				requisitions: [
					requisition('R1', 'C1', 1, 0, 20000),
					requisition('R2', 'C1', 2, 20000, 15000),
				],
				transactions: [bill('1', 'A-1', 20000), bill('2', 'A-2', 15000)],
				claims: [
					claim('C1', { requisition: 'R1', booksId: '1' }),
					claim('C1', { requisition: 'R2', booksId: '2' }),
				],
			}),
		);
		expect(row).toMatchObject({
			class: 'OK',
			booksName: 'Northline Inc',
			vendorName: 'Kessler Concrete',
			approved: 35000,
			posted: 35000,
			billedGap: 0,
			retainageInProjects: 3500,
			retainageInBooks: 3500,
			retainageExpected: 3500,
			openPayables: 31500,
			billedPercent: 35,
			balanceToBill: 65000,
			oldestOpenDays: 19,
		});
	});

	it('names an approved invoice without a bill, and the gap it makes', () => {
		const row = onlyRow(
			withCommitments([commitment('C1', 'SC-001', 100000)], {
				requisitions: [requisition('R1', 'C1', 1, 0, 20000)],
			}),
		);
		expect(row).toMatchObject({ class: 'MISSING-IN-QB', billedGap: 20000 });
		expect(row.differences[0]?.why).toContain('$20,000.00');
	});

	it('calls it timing while it is in flight, and says when it should clear', () => {
		const row = onlyRow(
			withCommitments([commitment('C1', 'SC-001', 100000)], {
				requisitions: [requisition('R1', 'C1', 1, 0, 20000, { billingDate: '2026-03-27' })],
			}),
		);
		expect(row.class).toBe('TIMING');
		expect(row.differences[0]?.why).toContain('2026-04-03');
	});

	it('names a bill that Procore does not know', () => {
		const row = onlyRow(
			withCommitments([commitment('C1', 'SC-001', 100000)], {
				transactions: [bill('1', 'A-1', 20000)],
				claims: [claim('C1', { booksId: '1' })],
			}),
		);
		expect(row).toMatchObject({ class: 'MISSING-IN-PROCORE', billedGap: -20000 });
	});

	it('says by how much the two sides of one invoice differ', () => {
		const row = onlyRow(
			withCommitments([commitment('C1', 'SC-001', 100000)], {
				requisitions: [requisition('R1', 'C1', 1, 0, 20000)],
				transactions: [bill('1', 'A-1', 18500)],
				claims: [claim('C1', { requisition: 'R1', booksId: '1' })],
			}),
		);
		expect(row).toMatchObject({ class: 'AMOUNT', billedGap: 1500 });
		expect(row.differences[0]?.why).toContain('$1,500.00 apart');
	});

	it('adds the invoices up: each fits, together they pass the commitment', () => {
		const row = onlyRow(
			withCommitments(
				[commitment('C1', 'SC-001', 11500, { revised: 12700, retainagePercent: 0 })],
				{
					changeOrders: [
						{
							side: 'projects',
							type: 'change_order',
							id: 'CO1',
							tier: 'package',
							status: 'approved',
							amount: 1200,
							commitment: 'C1',
							project: 'P1',
							lines: [],
						},
					],
					transactions: [5400, 4800, 5000].map((gross, index) =>
						bill(String(index), `A-${index}`, gross),
					),
					claims: ['0', '1', '2'].map((booksId) => claim('C1', { booksId })),
				},
			),
		);
		expect(row).toMatchObject({ class: 'OVERBILLED', overbilled: 2500, billedPercent: 119.7 });
		expect(row.revisedGap).toBe(0);
	});

	it('shows a purchase order that misses an approved change order', () => {
		const row = onlyRow(
			withCommitments([commitment('C1', 'SC-001', 50000)], {
				transactions: [bill('9', 'SC 1', 42000, { type: 'purchase_order', total: 42000 })],
			}),
		);
		expect(row).toMatchObject({
			class: 'STALE-COMMITMENT',
			purchaseOrderTotal: 42000,
			purchaseOrderGap: 8000,
		});
	});

	it('shows lines on the job of another project', () => {
		const row = onlyRow(
			withCommitments([commitment('C1', 'SC-001', 50000)], {
				requisitions: [requisition('R1', 'C1', 1, 0, 1000)],
				transactions: [
					bill('1', 'A-1', 1000, { lines: [{ amount: 1000, account: 'COST', job: 'J9' }] }),
				],
				claims: [claim('C1', { requisition: 'R1', booksId: '1' })],
			}),
		);
		expect(row.class).toBe('WRONG-JOB');
	});

	it('shows two bills of one number, and a bill beside a card charge of the same total', () => {
		const twice = onlyRow(
			withCommitments([commitment('C1', 'SC-001', 50000)], {
				transactions: [bill('1', 'INV-0071', 1000), bill('2', 'inv 71', 1000)],
				claims: [claim('C1', { booksId: '1' }), claim('C1', { booksId: '2' })],
			}),
		);
		expect(twice.class).toBe('DUPLICATE');
		const byCard = reconcile(
			source({
				transactions: [
					bill('1', '71', 1000),
					bill('3', '', 1000, { type: 'expense', number: undefined, date: '2026-03-20' }),
				],
			}),
		);
		expect(byCard.rows.map((row) => row.class)).toEqual(['DUPLICATE']);
	});

	it('leaves out what is dated after the day of the report', () => {
		const row = onlyRow(
			withCommitments([commitment('C1', 'SC-001', 50000)], {
				requisitions: [requisition('R1', 'C1', 1, 0, 1000, { billingDate: '2026-04-01' })],
				transactions: [bill('1', 'A-1', 1000, { date: '2026-04-02' })],
				claims: [claim('C1', { requisition: 'R1', booksId: '1' })],
			}),
		);
		expect(row).toMatchObject({ class: 'OK', approved: 0, posted: 0 });
	});

	it('puts payments of both sides beside each other, credits taken off', () => {
		const row = onlyRow(
			withCommitments([commitment('C1', 'SC-001', 50000)], {
				transactions: [
					bill('1', 'A-1', 1000, { balance: 0 }),
					bill('2', 'CM-1', 200, { type: 'vendor_credit', balance: 0 }),
				],
				claims: [claim('C1', { booksId: '1' }), claim('C1', { booksId: 'credit:2' })],
				billPayments: [
					{
						side: 'books',
						books: 'B1',
						type: 'bill_payment',
						id: 'BP1',
						vendor: 'Q1',
						date: '2026-03-20',
						total: 720,
						applied: [
							{ transaction: '1', type: 'bill', amount: 900 },
							{ transaction: '2', type: 'vendor_credit', amount: 180 },
						],
					},
				],
				payments: [
					{
						side: 'projects',
						type: 'contract_payment',
						id: 'CP1',
						commitment: 'C1',
						project: 'P1',
						amount: 700,
						date: '2026-03-21',
					},
				],
			}),
		);
		expect(row).toMatchObject({
			posted: 1000,
			credits: 200,
			paidInBooks: 720,
			paidInProjects: 700,
			paidGap: -20,
			openPayables: 0,
		});
	});
});

describe('what only documents know', () => {
	const change = (number: string, amount: number, status: 'approved' | 'void' = 'approved') => ({
		side: 'projects' as const,
		type: 'change_order' as const,
		id: `CO-${number}`,
		tier: 'package' as const,
		number,
		status,
		amount,
		commitment: 'C1',
		project: 'P1',
		lines: [],
	});

	it('misses a signed change order by its number, whatever others add up to', () => {
		const row = onlyRow(
			withCommitments([commitment('C1', 'SC-001', 50000, { revised: 55000 })], {
				changeOrders: [change('001', 5000), change('003', 700, 'void')],
				signedChangeOrders: [
					{ commitment: 'C1', number: 1, amount: 500000 },
					{ commitment: 'C1', number: 2, amount: 100000 },
					{ commitment: 'C1', number: 3, amount: 70000 },
				],
			}),
		);
		expect(row).toMatchObject({ class: 'STALE-COMMITMENT', signedNotEntered: 1700 });
	});

	it('shows money that is held although nothing of it is in the books', () => {
		const hold = { gross: 120000, since: '2026-03-20' };
		const { rows } = reconcile(
			source({
				holds: [
					{ ...hold, vendor: 'V1', project: 'P1' },
					{ ...hold, gross: 5000 },
					{ ...hold, since: '2026-04-01' },
				],
			}),
		);
		expect(rows.map(({ vendorName, heldByGate }) => [vendorName, heldByGate])).toEqual([
			[undefined, 50],
			['Kessler Concrete', 1200],
		]);
	});
});

describe('several files and currencies', () => {
	it('adds no amount of another currency, and says what it left out', () => {
		const { rows, ties } = reconcile(
			source({ transactions: [bill('1', 'A-1', 1000, { currency: 'CAD' })] }),
		);
		expect(rows).toEqual([]);
		expect(ties[0]?.exclusions).toEqual([
			{ why: 'in CAD, which is not the currency of this report', count: 1, amount: 0 },
		]);
		expect(ties[0]?.residue).toBe(0);
	});

	it('takes an account number of one company file for no account of another', () => {
		const given = source();
		const { rows } = reconcile(
			source({
				settings: {
					...given.settings,
					accounts: { retainagePayable: 'Retainage Payable' },
					projects: [
						...given.settings.projects,
						{ project: '2301', books: 'B2', customerJob: 'J1', taxExempt: false },
					],
				},
				transactions: [
					bill('1', 'A-1', 1000, {
						books: 'B2',
						total: 1000,
						lines: [{ amount: 1000, account: 'RET', job: 'J1' }],
					}),
				],
			}),
		);
		expect(rows).toMatchObject([{ posted: 1000, retainageInBooks: 0 }]);
	});

	it('takes a purchase order of another company file for none of its own', () => {
		const row = onlyRow(
			withCommitments([commitment('C1', 'SC-001', 50000)], {
				transactions: [
					bill('9', 'SC-001', 42000, { type: 'purchase_order', total: 42000, books: 'B2' }),
				],
			}),
		);
		expect(row.purchaseOrderTotal).toBeUndefined();
	});
});

describe('payments', () => {
	it('are compared where the company records them in Procore', () => {
		const paid = {
			side: 'projects' as const,
			type: 'contract_payment' as const,
			id: 'CP1',
			commitment: 'C1',
			project: 'P1',
			amount: 700,
			date: '2026-03-21',
		};
		const row = onlyRow(withCommitments([commitment('C1', 'SC-001', 50000)], { payments: [paid] }));
		expect(row).toMatchObject({ class: 'AMOUNT', paidGap: 700 });
	});
});

describe('the tie-out', () => {
	it('splits a bill over projects, lists overhead, and prints what is left', () => {
		const { ties, rows } = reconcile(
			source({
				accounts: source().accounts.map((account) => ({
					...account,
					balance: account.id === 'AP' ? 1000 : 55,
				})),
				transactions: [
					bill('1', 'A-1', 1000, {
						total: 1000,
						balance: 500,
						lines: [
							{ amount: 600, account: 'COST', job: 'J1' },
							{ amount: 300, account: 'RENT' },
							{ amount: 100, account: 'COST', job: 'J9' },
						],
					}),
				],
			}),
		);
		expect(rows.map(({ class: one, posted, openPayables }) => [one, posted, openPayables])).toEqual(
			[['UNCOMMITTED', 600, 300]],
		);
		const [bills, payables, retainage] = ties;
		expect(bills).toMatchObject({ what: 'bills', inReport: 600, inBooks: 1000, residue: 0 });
		expect(bills?.exclusions.map(({ amount }) => amount)).toEqual([300, 100]);
		expect(payables).toMatchObject({ inReport: 300, inBooks: 1000, residue: 500 });
		expect(retainage).toMatchObject({ account: 'Retainage Payable', inReport: 0, residue: 55 });
	});
});

describe('whatever the numbers', () => {
	const cents = fc.integer({ min: 1, max: 5_000_000 }).map((minor) => fromMinor(minor));
	const side = fc.record({ requisition: fc.boolean(), bill: fc.boolean(), linked: fc.boolean() });
	it('the reasons of a commitment add up to its gap, and all bills are in a row or excluded', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(side, cents, cents), { minLength: 1, maxLength: 6 }),
				(invoices) => {
					const given = withCommitments([commitment('C1', 'SC-001', 1_000_000)], {
						requisitions: invoices.flatMap(([has, asked], index) =>
							has.requisition
								? [
										requisition(`R${index}`, 'C1', index * 2 + 1, 0, 0, {
											lines: [{ previous: 0, thisPeriod: asked, completed: asked }],
										}),
									]
								: [],
						),
						transactions: invoices.flatMap(([has, , billed], index) =>
							has.bill
								? [
										bill(String(index), `N${index}`, 0, {
											total: billed,
											lines: [{ amount: billed, account: 'COST', job: 'J1' }],
										}),
									]
								: [],
						),
						claims: invoices.flatMap(([has], index) =>
							has.linked ? [claim('C1', { requisition: `R${index}`, booksId: String(index) })] : [],
						),
					});
					const { rows, ties } = reconcile(given);
					for (const row of rows) {
						const explained = row.differences.reduce((sum, d) => sum + toMinor(d.amount ?? 0), 0);
						expect(fromMinor(explained)).toBe(row.billedGap);
					}
					for (const tie of ties.filter(({ what }) => what === 'bills'))
						expect(tie.residue).toBe(0);
				},
			),
		);
	});
});
