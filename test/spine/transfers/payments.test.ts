import fc from 'fast-check';
import type { LedgerRecord } from '../../../spine/documents/records';
import { toMinor } from '../../../spine/documents/money';
import { planPayments } from '../../../spine/transfers/payments';
import {
	bill,
	closeLedgers,
	ledgerWith,
	onBill,
	onCredit,
	onEntry,
	payment,
	planned,
} from './company';

afterEach(closeLedgers);

const onMill = { lines: [{ id: '1', amount: 500, account: 'A4', job: 'J2' }] };
const credit = (id: string, total: number, more = {}) =>
	bill(id, total, { type: 'vendor_credit', number: `BC-${id}`, ...more });
const entry = (id: string, lines: Array<[string, number]>): LedgerRecord => ({
	...bill(id, 0, { type: 'journal_entry', number: `JE-${id}` }),
	lines: lines.map(([account, amount]) => ({ account, amount })),
});

async function amounts(records: LedgerRecord[]): Promise<Array<[string, number]>> {
	const { transfers } = await planned(await ledgerWith(records), planPayments);
	return transfers.map(({ target, amount = 0 }) => [target.contract ?? '', amount]);
}

describe('payments for the project system', () => {
	it('say which commitment, invoice and requisition they pay, how and when', async () => {
		const ledger = await ledgerWith([
			{
				type: 'requisition',
				side: 'projects',
				id: '80',
				commitment: '40',
				project: '5',
				vendor: '9',
				application: 1,
				invoiceNumber: 'HE-1',
				status: 'approved',
				currentPaymentDue: 900,
				completedAndStored: 900,
				lines: [],
			},
			bill('1', 900),
			payment('7', 900, [onBill('1', 900)]),
		]);
		const { transfers, problems } = await planned(ledger, planPayments);
		expect(problems).toEqual([]);
		expect(transfers).toMatchObject([
			{
				key: 'payment_issued:B1:7:1:40',
				action: 'save',
				label: 'Payment 107 of 2026-03-30 to Hallam Electric, bill HE-1, on SC-2301-04: $900.00',
				source: { side: 'books', system: 'B1', type: 'bill_payment', id: '7' },
				target: { project: '5', contract: '40', type: 'contract_payment' },
				content: {
					amount: 900,
					date: '2026-03-30',
					method: 'check',
					number: '107',
					invoiceNumber: 'HE-1',
					invoice: '80',
				},
			},
		]);
	});

	it('are one for every bill of a payment, each on its own commitment', async () => {
		expect(
			await amounts([
				bill('1', 300),
				bill('2', 200),
				bill('3', 500, onMill),
				payment('7', 1000, [onBill('1', 300), onBill('2', 200), onBill('3', 500)]),
			]),
		).toEqual([
			['40', 300],
			['40', 200],
			['41', 500],
		]);
	});

	it('are one for every payment of a bill', async () => {
		expect(
			await amounts([
				bill('1', 300),
				payment('7', 100, [onBill('1', 100)]),
				payment('8', 200, [onBill('1', 200)]),
			]),
		).toEqual([
			['40', 100],
			['40', 200],
		]);
	});

	it('are what was paid with money: a credit lowers them on its own commitment', async () => {
		expect(
			await amounts([
				bill('1', 300),
				bill('3', 500, onMill),
				credit('4', 50, onMill),
				payment('7', 750, [onBill('1', 300), onBill('3', 500), onCredit('4', 50)]),
			]),
		).toEqual([
			['40', 300],
			['41', 450],
		]);
	});

	it('are none where credits alone settle the bill', async () => {
		expect(
			await amounts([
				bill('1', 300),
				credit('4', 300),
				payment('7', 0, [onBill('1', 300), onCredit('4', 300)]),
			]),
		).toEqual([]);
	});

	it('count a journal entry against the bank as money, a write-off as a credit', async () => {
		const settled = (id: string) => payment('7', 0, [onBill('1', 300), onEntry(id, 300)]);
		const wire = entry('W', [
			['A2', 300],
			['A1', -300],
		]);
		const writeOff = entry('W', [
			['A2', 300],
			['A6', -300],
		]);
		expect(await amounts([bill('1', 300), wire, settled('W')])).toEqual([['40', 300]]);
		expect(await amounts([bill('1', 300), writeOff, settled('W')])).toEqual([]);
	});

	it('hold back nothing else when one bill of the payment is not known', async () => {
		const ledger = await ledgerWith([
			bill('1', 300),
			payment('7', 500, [onBill('1', 300), onBill('99', 200)]),
		]);
		const { transfers, problems } = await planned(ledger, planPayments);
		expect(transfers.map(({ amount }) => amount)).toEqual([300]);
		expect(problems).toMatchObject([
			{
				key: 'payment_issued:B1:7:99:unknown',
				amount: 200,
				sentence:
					'Payment 107 of 2026-03-30 to Hallam Electric settles bill 99, which the ledger does not hold.',
			},
		]);
	});

	it('are not guessed for a bill that may be of several commitments', async () => {
		const ledger = await ledgerWith([
			bill('1', 300, {
				lines: [
					{ id: '1', amount: 100, account: 'A4', job: 'J1' },
					{ id: '2', amount: 200, account: 'A4', job: 'J2' },
				],
			}),
			payment('7', 300, [onBill('1', 300)]),
		]);
		const { transfers, problems } = await planned(ledger, planPayments);
		expect(transfers).toEqual([]);
		expect(problems).toMatchObject([
			{
				sentence:
					'Payment 107 of 2026-03-30 to Hallam Electric settles bill HE-1, which may belong to SC-2301-04 or SC-2302-01.',
			},
		]);
	});

	it('are none for bills without a commitment', async () => {
		expect(
			await amounts([
				bill('1', 300, { vendor: '57' }),
				payment('7', 300, [onBill('1', 300)], { vendor: '57' }),
			]),
		).toEqual([]);
	});

	it('of a payment that does not add up are a problem', async () => {
		const ledger = await ledgerWith([bill('1', 300), payment('7', 200, [onBill('1', 300)])]);
		const { transfers, problems } = await planned(ledger, planPayments);
		expect(transfers).toEqual([]);
		expect(problems).toMatchObject([{ key: 'payment_issued:B1:7:unbalanced' }]);
	});

	it('are planned for the chosen projects only', async () => {
		const ledger = await ledgerWith([
			bill('1', 300),
			bill('3', 500, onMill),
			payment('7', 800, [onBill('1', 300), onBill('3', 500)]),
		]);
		const { transfers } = await planned(ledger, planPayments, ['6']);
		expect(transfers.map(({ target }) => target.contract)).toEqual(['41']);
	});

	it('add up to the money that was applied to the bills of commitments', async () => {
		const line = fc.record({
			amount: fc.integer({ min: 1, max: 900_000 }),
			owner: fc.constantFrom('J1' as const, 'J2' as const, 'none' as const),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(line, { minLength: 1, maxLength: 6 }),
				fc.nat(100),
				async (lines, percent) => {
					const due = lines.reduce((sum, { amount }) => sum + amount, 0);
					const credited = Math.floor((due * percent) / 100);
					const records: LedgerRecord[] = lines.map(({ amount, owner }, index) =>
						bill(`b${index}`, amount / 100, {
							vendor: owner === 'none' ? '57' : '56',
							lines: [
								{ amount: amount / 100, account: 'A4', job: owner === 'none' ? 'J3' : owner },
							],
						}),
					);
					if (credited > 0) records.push(credit('c', credited / 100, { vendor: '57' }));
					const ledger = await ledgerWith([
						...records,
						payment('7', (due - credited) / 100, [
							...lines.map(({ amount }, index) => onBill(`b${index}`, amount / 100)),
							...(credited > 0 ? [onCredit('c', credited / 100)] : []),
						]),
					]);
					const { transfers, problems } = await planned(ledger, planPayments);
					await closeLedgers();
					expect(problems).toEqual([]);
					const paid = transfers.reduce((sum, { amount = 0 }) => sum + toMinor(amount), 0);
					const committed = lines.filter(({ owner }) => owner !== 'none');
					const owed = committed.reduce((sum, { amount }) => sum + amount, 0);
					if (committed.length === lines.length) expect(paid).toBe(due - credited);
					expect(paid).toBeLessThanOrEqual(owed);
					expect(paid).toBeGreaterThanOrEqual(owed - credited);
				},
			),
			{ numRuns: 15 },
		);
	});
});
