import type { LedgerRecord } from '../../../../spine/documents/records';
import { planPayments } from '../../../../spine/transfers/payments';
import { bill, closeLedgers, ledgerWith, onBill, payment } from '../../transfers/company';
import { procoreFixture, sync, type ProcoreFixture } from '../../transfers/procore';

let procore: ProcoreFixture;
afterEach(async () => {
	await procore.simulator.close();
	await closeLedgers();
});

const paid = () => procore.rows('contract_payments');
const records: LedgerRecord[] = [
	bill('1', 300),
	bill('2', 200),
	payment('7', 500, [onBill('1', 300), onBill('2', 200)]),
];
const byHand = (id: number, amount: string, more: Record<string, unknown> = {}) => ({
	id,
	contract_id: 40,
	project_id: 5,
	amount,
	date: '2026-03-31',
	status: 'paid',
	...more,
});

describe('contract payments', () => {
	it('are written once, however often they are planned and carried out', async () => {
		procore = await procoreFixture();
		const ledger = await ledgerWith(records);
		expect((await sync(ledger, procore, planPayments)).states).toEqual(['created', 'created']);
		expect((await sync(ledger, procore, planPayments)).states).toEqual(['same', 'same']);
		expect(paid()).toMatchObject([
			{ amount: '300.00', contract_id: 40, check_number: '107', invoice_number: 'HE-1' },
			{ amount: '200.00', contract_id: 40, check_number: '107', invoice_number: 'HE-2' },
		]);
		expect(paid().every(({ origin_id }) => origin_id === undefined)).toBe(true);
		expect(procore.rows('work_order_contracts')[0]).toMatchObject({ total_payments: '500.00' });
	});

	it('are not written again by a ledger that has forgotten them', async () => {
		procore = await procoreFixture();
		await sync(await ledgerWith(records), procore, planPayments);
		const fresh = await ledgerWith(records);
		expect((await sync(fresh, procore, planPayments)).states).toEqual(['adopted', 'adopted']);
		expect(paid()).toHaveLength(2);
		await fresh.record([payment('7', 0, [], { voided: true })]);
		expect((await sync(fresh, procore, planPayments)).states).toEqual(['removed', 'removed']);
	});

	it('are only shown in a preview', async () => {
		procore = await procoreFixture();
		const ledger = await ledgerWith(records);
		const { states } = await sync(ledger, procore, planPayments, { preview: true });
		expect(states).toEqual(['would_create', 'would_create']);
		expect(procore.writes()).toEqual([]);
	});

	it('are found again after a write whose answer was lost', async () => {
		procore = await procoreFixture();
		procore.simulator.setFaults([
			{
				match: { method: 'POST', path: 'contract_payments' },
				kind: 'drop',
				when: 'after',
				times: 1,
			},
		]);
		const ledger = await ledgerWith(records);
		const first = await sync(ledger, procore, planPayments);
		expect(first.states).toEqual(['held', 'created']);
		expect((await sync(ledger, procore, planPayments)).states).toEqual(['created', 'same']);
		expect(paid()).toHaveLength(2);
	});

	it('follow the books: a changed amount is changed, a void removes', async () => {
		procore = await procoreFixture();
		const ledger = await ledgerWith(records);
		await sync(ledger, procore, planPayments);
		await ledger.record([payment('7', 450, [onBill('1', 300), onBill('2', 150)])]);
		expect((await sync(ledger, procore, planPayments)).states).toEqual(['same', 'updated']);
		expect(paid()[1]).toMatchObject({ amount: '150.00' });
		await ledger.record([payment('7', 0, [], { voided: true })]);
		const { plan, states } = await sync(ledger, procore, planPayments);
		expect(states).toEqual(['removed', 'removed']);
		expect(plan.transfers[0]?.reason).toBe(
			'Payment 107 of 2026-03-30 to Hallam Electric, bill HE-1, on SC-2301-04: $300.00: the payment was voided in the books.',
		);
		expect(paid()).toEqual([]);
		expect((await sync(ledger, procore, planPayments)).states).toEqual([]);
	});

	it('go with the one bill that a payment is taken off', async () => {
		procore = await procoreFixture();
		const ledger = await ledgerWith(records);
		await sync(ledger, procore, planPayments);
		await ledger.record([payment('7', 300, [onBill('1', 300)])]);
		expect((await sync(ledger, procore, planPayments)).states).toEqual(['same', 'removed']);
		expect(paid()).toMatchObject([{ invoice_number: 'HE-1' }]);
	});

	it('entered by a person before are taken for ours, and left to a person when they are voided', async () => {
		procore = await procoreFixture({
			contract_payments: [
				byHand(900, '300.0', { check_number: '107', notes: 'Sent by courier' }),
				byHand(901, '200.0'),
			],
		});
		const ledger = await ledgerWith(records);
		expect((await sync(ledger, procore, planPayments)).states).toEqual(['adopted', 'adopted']);
		expect((await sync(ledger, procore, planPayments)).states).toEqual(['same', 'same']);
		await ledger.record([payment('7', 0, [], { voided: true })]);
		const { outcomes } = await sync(ledger, procore, planPayments);
		expect(outcomes.map(({ outcome }) => outcome.state)).toEqual(['held', 'held']);
		expect(outcomes[0]?.outcome.why).toContain(
			'Payment 900 was entered in Procore by somebody else, so it is not removed by itself.',
		);
		expect(paid()).toHaveLength(2);
		expect(procore.writes()).toEqual([]);
	});

	it('are held where a person entered the whole cheque as one', async () => {
		procore = await procoreFixture({
			contract_payments: [byHand(900, '500.0', { check_number: '107' })],
		});
		const { outcomes } = await sync(await ledgerWith(records), procore, planPayments);
		expect(outcomes.map(({ outcome }) => outcome.state)).toEqual(['held', 'held']);
		expect(outcomes[0]?.outcome.why).toContain('900');
		expect(paid()).toHaveLength(1);
	});

	it('of another day, amount or invoice are not taken for ours', async () => {
		procore = await procoreFixture({
			contract_payments: [
				byHand(900, '300.0', { date: '2026-02-10' }),
				byHand(901, '300.0', { invoice_number: 'HE-0' }),
				byHand(902, '200.0', { status: 'rejected' }),
			],
		});
		const { states } = await sync(await ledgerWith(records), procore, planPayments);
		expect(states).toEqual(['created', 'created']);
	});

	it('of Procore Pay are known and never changed', async () => {
		procore = await procoreFixture({
			contract_payments: [
				byHand(900, '300.0', { external_payment_id: 'pay-1', check_number: '107' }),
				byHand(901, '200.0', { external_payment_id: 'pay-1', check_number: '107' }),
			],
		});
		const ledger = await ledgerWith(records);
		expect((await sync(ledger, procore, planPayments)).states).toEqual(['adopted', 'adopted']);
		await ledger.record([payment('7', 490, [onBill('1', 290), onBill('2', 200)])]);
		const { outcomes } = await sync(ledger, procore, planPayments);
		expect(outcomes[0]?.outcome).toMatchObject({ state: 'held' });
		expect(outcomes[0]?.outcome.why).toContain('Procore Pay');
		expect(procore.writes()).toEqual([]);
	});

	it('that somebody changed or removed in Procore are held, not written over', async () => {
		procore = await procoreFixture();
		const ledger = await ledgerWith(records);
		await sync(ledger, procore, planPayments);
		const scope = { project: '5', contract: '40' };
		const [first, second] = paid();
		await procore.client.update('contract_payments', String(first?.id), scope, { amount: '1.00' });
		await procore.client.remove('contract_payments', String(second?.id), scope);
		await procore.client.remove('contract_payments', String(second?.id), scope);
		const { outcomes, states } = await sync(ledger, procore, planPayments);
		expect(states).toEqual(['held', 'held']);
		expect(outcomes[0]?.outcome.why).toContain('was changed there since it was written');
		expect(outcomes[1]?.outcome.why).toContain('does not exist any more');
		expect(paid()).toMatchObject([{ amount: '1.00' }]);
	});

	it('locked by an accounting integration stay as they are', async () => {
		procore = await procoreFixture();
		const ledger = await ledgerWith(records);
		await sync(ledger, procore, planPayments);
		for (const { id } of paid()) {
			await procore.client.update(
				'contract_payments',
				String(id),
				{ project: '5', contract: '40' },
				{ origin_id: `ERP-${String(id)}` },
			);
		}
		await ledger.record([payment('7', 0, [], { deleted: true })]);
		const { outcomes } = await sync(ledger, procore, planPayments);
		expect(outcomes.map(({ outcome }) => outcome.state)).toEqual(['held', 'held']);
		expect(outcomes[0]?.outcome.why).toContain('accounting integration');
	});
});
