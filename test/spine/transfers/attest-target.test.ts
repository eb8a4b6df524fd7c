import type { LedgerRecord } from '../../../spine/documents/records';
import type { Ledger } from '../../../spine/ledger/ledger';
import { createTargetGuard } from '../../../spine/transfers/attest-target';
import { planDirectCosts } from '../../../spine/transfers/direct-costs';
import { planPayments } from '../../../spine/transfers/payments';
import type { Planner } from '../../../spine/transfers/plan';
import { bill, closeLedgers, ledgerWith, onBill, payment, supplierBill } from './company';
import { type ProcoreFixture, procoreFixture, sync } from './procore';

let procore: ProcoreFixture;
beforeEach(async () => {
	procore = await procoreFixture();
});
afterEach(async () => {
	await closeLedgers();
	await procore.simulator.app.close();
});

jest.setTimeout(120_000);

const guardOf = (ledger: Ledger) => createTargetGuard(ledger, Date.now, new Map());
const carry = async (ledger: Ledger, planner: Planner, guard = guardOf(ledger)) =>
	await sync(ledger, procore, planner, { guard });
const whys = ({ outcomes }: Awaited<ReturnType<typeof carry>>): string[] =>
	outcomes.map(({ outcome }) => outcome.why ?? '');

/** A complete pass over both systems, begun now; a second is what such passes are told to. */
async function backfill(ledger: Ledger): Promise<void> {
	const asOf = new Date(Date.now() + 1_000).toISOString();
	const pass = { rows: 1, complete: true, asOf };
	await ledger.putBackfillProgress({
		side: 'projects',
		resource: 'commitments',
		scope: 'company',
		...pass,
	});
	await ledger.putBackfillProgress({ side: 'books', resource: 'Bill', scope: 'B1', ...pass });
}

const onMill = { lines: [{ id: '1', amount: 500, account: 'A4', job: 'J2' }] };
const paid: LedgerRecord[] = [
	bill('1', 900),
	bill('2', 500, onMill),
	payment('7', 900, [onBill('1', 900)]),
];
/** A payment on another commitment, where nothing bears a mark. */
const later = payment('8', 500, [onBill('2', 500)]);

describe('writing to Procore with a ledger that was lost', () => {
	it('writes nothing before both systems were read in, and then nothing twice', async () => {
		const first = await ledgerWith(paid);
		expect((await carry(first, planPayments)).states).toEqual(['created']);
		const lost = await ledgerWith([...paid, later]);
		const stopped = whys(await carry(lost, planPayments));
		expect(stopped).toHaveLength(2);
		expect(stopped[0]).toMatch(
			/Procore holds what was carried there from here and this ledger does not know: payment \d+\..*Run Spine Ledger, History, Backfill/s,
		);
		expect(stopped[1]).toBe(stopped[0]);
		expect(procore.rows('contract_payments')).toHaveLength(1);
		await backfill(lost);
		expect((await carry(lost, planPayments)).states.sort()).toEqual(['adopted', 'created']);
		expect(procore.rows('contract_payments')).toHaveLength(2);
		expect((await carry(lost, planPayments)).states).toEqual(['same', 'same']);
	});

	it('takes a backfill that an older copy had read for none', async () => {
		const copy = await ledgerWith([...paid, later]);
		await copy.putBackfillProgress({
			side: 'projects',
			resource: 'commitments',
			scope: 'company',
			rows: 1,
			complete: true,
			asOf: '2026-01-01T00:00:00Z',
		});
		expect((await carry(await ledgerWith(paid), planPayments)).states).toEqual(['created']);
		expect(whys(await carry(copy, planPayments))[0]).toMatch(
			/Not read in since: everything of books B1, commitments of company\./,
		);
		expect(procore.rows('contract_payments')).toHaveLength(1);
	});

	it('notices direct costs by their descriptions', async () => {
		const costs = [supplierBill('3', [{ amount: 40, account: 'A4', job: 'J1' }])];
		expect((await carry(await ledgerWith(costs), planDirectCosts)).states).toEqual(['created']);
		const lost = await ledgerWith(costs);
		expect(whys(await carry(lost, planDirectCosts))[0]).toMatch(/direct cost \d+\./);
		await backfill(lost);
		expect((await carry(lost, planDirectCosts)).states).toEqual(['adopted']);
		expect(procore.rows('direct_costs')).toHaveLength(1);
	});

	it('lets a new company write at once where only people wrote', async () => {
		await procore.simulator.app.inject({
			method: 'POST',
			url: '/rest/v1.0/contract_payments',
			headers: { authorization: `Bearer ${procore.simulator.token()}`, 'procore-company-id': '77' },
			payload: {
				project_id: 5,
				contract_id: 40,
				contract_payment: { amount: '12.00', date: '2026-01-02', notes: 'Ref none' },
			},
		});
		expect(procore.rows('contract_payments')).toHaveLength(1);
		expect((await carry(await ledgerWith(paid), planPayments)).states).toEqual(['created']);
	});

	it('asks a place once for each opening, and again the day after', async () => {
		const ledger = await ledgerWith(paid);
		let now = Date.now();
		const guard = createTargetGuard(ledger, () => now, new Map());
		const asked: string[] = [];
		const counting: typeof guard = async (target, transfers) => {
			const before = procore.simulator.requests().length;
			const obstacle = await guard(target, transfers);
			asked.push(String(procore.simulator.requests().length - before));
			return obstacle;
		};
		for (const wait of [0, 3_600_000, 25 * 3_600_000]) {
			now += wait;
			await carry(ledger, planPayments, counting);
		}
		expect(asked).toEqual(['1', '0', '1']);
	});

	it('holds only what goes to a place that does not answer', async () => {
		const ledger = await ledgerWith([...paid, later]);
		const refusing = procore.client;
		const client = {
			...refusing,
			list: (...given: Parameters<typeof refusing.list>) => {
				if (given[1]?.contract === '40') throw new Error('Procore refuses contract 40.');
				return refusing.list(...given);
			},
		};
		const guard = guardOf(ledger);
		const { outcomes } = await sync(ledger, { client }, planPayments, { guard });
		expect(outcomes.map(({ outcome }) => outcome.why ?? outcome.state)).toEqual([
			'Procore refuses contract 40.',
			'created',
		]);
	});
});
