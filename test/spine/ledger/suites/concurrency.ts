import { judge } from '../../../../spine/gate/gate';
import type { Facts } from '../../../../spine/gate/facts';
import type { Judgement, JudgeRequest } from '../../../../spine/ledger/ledger';
import {
	bill,
	factsFor,
	fits,
	furnish,
	handClock,
	judged,
	policy,
	request,
	requisition,
	ruling,
} from '../fixtures';
import type { OpenLedger } from './world';

/** Decides by the rule on splitting alone. */
const unlessSplit =
	(asked: JudgeRequest) =>
	(facts: Facts): Judgement => {
		const { findings } = judge(asked.document, asked.coding, facts, { dryRun: false }).verdict;
		return ruling(asked, findings.some(({ rule }) => rule === 'FR-11') ? 'held' : 'verified');
	};

/** Many at once: nothing is counted twice, nothing lost, nobody waits for each other for ever. */
export function concurrencySuite(openLedger: OpenLedger): void {
	describe('used by many at once', () => {
		it('verifies exactly what fits, whatever the number of callers', async () => {
			const ledger = await openLedger(handClock());
			await furnish(ledger);
			const asked = Array.from({ length: 12 }, (_, index) =>
				request({ number: `N${index + 1}`, total: 3_000 }),
			);
			const verdicts = await Promise.all(asked.map((one) => ledger.judge(one, fits(one))));
			expect(verdicts.filter(({ outcome }) => outcome === 'verified')).toHaveLength(3);
			expect((await factsFor(ledger)).billing?.counted).toBe(900_000);
			expect(await ledger.verifyEvents()).toBeUndefined();
			await ledger.close();
		});

		it('lets only so many invoices post by themselves as stay under the limit together', async () => {
			const ledger = await openLedger(handClock());
			await furnish(ledger);
			const asked = Array.from({ length: 6 }, (_, index) =>
				request({
					number: `S${index + 1}`,
					total: 900,
					date: `2026-02-2${index}`,
					policy: { ...policy, limit: 2_000 },
				}),
			);
			const verdicts = await Promise.all(asked.map((one) => ledger.judge(one, unlessSplit(one))));
			expect(verdicts.filter(({ released }) => released)).toHaveLength(2);
			await ledger.close();
		});

		it('decides one sighting once and queues its bill once', async () => {
			const ledger = await openLedger(handClock());
			await furnish(ledger);
			const asked = request({ total: 3_000 });
			const verdicts = await Promise.all([1, 2, 3, 4].map(() => ledger.judge(asked, fits(asked))));
			expect(verdicts.filter(({ replayed }) => replayed !== true)).toHaveLength(1);
			const release = await ledger.findRelease(asked.document, asked.coding);
			if (release === undefined) throw new Error('nothing was released');
			await Promise.all([1, 2, 3].map(() => ledger.enqueue(release)));
			expect(await ledger.queued('B1', 10)).toHaveLength(1);
			const leases = ['a', 'b', 'c'].map((holder) => ledger.takeLease('B1', holder, 60));
			expect((await Promise.all(leases)).filter(Boolean)).toHaveLength(1);
			await ledger.close();
		});

		it('keeps totals right while records, verdicts and outcomes come in together', async () => {
			const ledger = await openLedger(handClock());
			await furnish(ledger);
			const work = Array.from({ length: 8 }, (_, index) => [
				ledger.record([
					bill(`B${index}`, `V-${index}`, 10),
					requisition(`R${index}`, index, index),
				]),
				judged(ledger, request({ number: `V-${index}`, total: 10 })),
			]);
			await Promise.all(work.flat());
			const running = await factsFor(ledger);
			await ledger.recountTotals();
			const counted = await factsFor(ledger);
			expect(running.billing).toEqual(counted.billing);
			expect(running.vendorBilling).toEqual(counted.vendorBilling);
			await ledger.close();
		});
	});
}
