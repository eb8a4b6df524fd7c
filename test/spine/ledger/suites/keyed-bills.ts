import { claimTag } from '../../../../spine/documents/claim-tag';
import { policySchema } from '../../../../spine/documents/settings';
import { bill, commitment, factsFor, judged, request, settings, vendor } from '../fixtures';
import { type OpenLedger, ledgerWorld } from './world';

const people = policySchema.parse({ mode: 'autoClean', billsEnteredBy: 'people' });

/** What the ledger makes of bills that people keyed, and of lists that show bills by their totals. */
export function keyedBillSuite(openLedger: OpenLedger): void {
	describe('bills that people key', () => {
		const world = ledgerWorld(openLedger);

		it('are the bill of the claim that their memo names, under whatever number', async () => {
			const { verdict } = await judged(world.ledger, request({ number: '1001', total: 1_000 }));
			const claim = verdict.claim ?? '';
			await world.ledger.record([
				bill('k1', '10O1', 1_000, {
					memo: `Footings ${claimTag(claim)}`,
					totalOnly: true,
					lines: [],
				}),
			]);
			expect(await world.ledger.getClaim(claim)).toMatchObject({ state: 'posted', booksId: 'k1' });
			expect((await factsFor(world.ledger)).billing).toMatchObject({ counted: 100_000 });
			expect(await world.ledger.standingReleases()).toMatchObject([
				{ claim, booked: { id: 'k1', number: '10O1', net: 100_000 } },
			]);
		});

		it('are not taken for the claim that another vendor’s memo names', async () => {
			const { verdict } = await judged(world.ledger, request({ number: '1001', total: 1_000 }));
			const claim = verdict.claim ?? '';
			await world.ledger.record([
				{ ...vendor, side: 'books', books: 'B1', id: '57', name: 'Somebody Else' },
				bill('k2', '77', 1_000, { vendor: '57', memo: claimTag(claim) }),
			]);
			expect(await world.ledger.getClaim(claim)).not.toHaveProperty('booksId', 'k2');
		});

		it('belong to the only commitment of their vendor where the list shows no job, and to none for sure where it has several', async () => {
			const listed = bill('k3', '500', 2_000, { totalOnly: true, lines: [] });
			await world.ledger.record([listed]);
			expect((await factsFor(world.ledger)).billing).toMatchObject({
				counted: 200_000,
				complete: true,
			});
			await world.ledger.record([
				{ ...commitment, id: '43', number: 'SC-0043' },
				{ ...listed, id: 'k4', number: '501' },
			]);
			expect((await factsFor(world.ledger)).billing).toMatchObject({ complete: false });
		});

		it('leave nothing to post while the policy leaves them to people', async () => {
			const asked = request({ number: '1001', total: 1_000 });
			await judged(world.ledger, asked);
			const before = await world.ledger.unpostedReleases(0);
			expect(before).toHaveLength(1);
			const [release] = before;
			await world.ledger.putSettings(settings, people);
			expect(await world.ledger.unpostedReleases(0)).toEqual([]);
			expect(await world.ledger.enqueueReleased([asked])).toEqual([undefined]);
			if (release === undefined) throw new Error('nothing was released');
			await expect(world.ledger.enqueue(release)).rejects.toThrow('keying sheet');
			expect(await world.ledger.queued('B1', 10)).toEqual([]);
			expect(await world.ledger.standingReleases()).toMatchObject([{ claim: release.claim }]);
		});

		it('end what they were released for when they are deleted', async () => {
			const { verdict } = await judged(world.ledger, request({ number: '1001', total: 1_000 }));
			const keyed = bill('k5', '1001', 1_000, { totalOnly: true, lines: [] });
			await world.ledger.record([keyed]);
			await world.ledger.record([{ ...keyed, deleted: true }]);
			expect(await world.ledger.getClaim(verdict.claim ?? '')).toMatchObject({ state: 'ended' });
			expect(await world.ledger.standingReleases()).toEqual([]);
		});
	});
}
