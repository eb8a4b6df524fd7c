import { bill, commitment, DAY, request, ruling, vendor } from '../fixtures';
import { ledgerWorld } from './world';
import type { OpenLedger } from './world';

/** What monitors look at once documents passed and bills stand. */
export function afterPostingSuite(openLedger: OpenLedger): void {
	const world = ledgerWorld(openLedger);

	describe('after the posting', () => {
		it('lists what was posted, with its times and what is known of its claim', async () => {
			const { release, requestId } = await world.posted('B5');
			expect(await world.ledger.postings()).toEqual([
				{
					requestId,
					claim: release.claim,
					revision: 0,
					books: 'B1',
					entity: 'Bill',
					key: release.document.source.key,
					kind: 'invoice',
					number: release.document.number,
					channel: 'email',
					coding: release.coding,
					state: 'done',
					attachment: 'pending',
					outcome: expect.objectContaining({ id: 'B5' }),
					claimState: 'posted',
					vendor: '7',
					commitment: '42',
					project: '100',
					queuedAt: new Date(world.clock()).toISOString(),
					settledAt: new Date(world.clock()).toISOString(),
				},
			]);
			await world.ledger.record([bill('B5', '1001', 1_000, { deleted: true })]);
			expect(await world.ledger.postings()).toMatchObject([{ claimState: 'ended' }]);
		});

		it('lists what waits without a time of its end', async () => {
			await world.ledger.enqueue(await world.released());
			const [row] = await world.ledger.postings();
			expect(row).toMatchObject({ state: 'queued', claimState: 'reserved' });
			expect(row).not.toHaveProperty('settledAt');
		});

		it('hands out what passed and whose commitment changed since, posted or not', async () => {
			world.clock.advance(DAY);
			const { release } = await world.posted('B5');
			world.clock.advance(DAY);
			await world.ledger.record([bill('B9', '77', 10), { ...vendor }]);
			expect(await world.ledger.passedAndChanged(45)).toEqual([]);
			await world.ledger.record([{ ...commitment, revised: 9_000 }]);
			expect(await world.ledger.passedAndChanged(45)).toMatchObject([
				{
					document: release.document,
					coding: release.coding,
					claim: release.claim,
					posted: true,
					vendor: '7',
					commitment: '42',
					books: 'B1',
				},
			]);
			expect(await world.ledger.passedAndChanged(0)).toEqual([]);
			await world.ledger.record([bill('B5', '1001', 1_000, { deleted: true })]);
			expect(await world.ledger.passedAndChanged(45)).toEqual([]);
		});

		it('keeps what a second look says of it to itself', async () => {
			const release = await world.released();
			world.clock.advance(DAY);
			await world.ledger.record([{ ...commitment, revised: 100 }]);
			const [passed] = await world.ledger.passedAndChanged(45);
			expect(passed).toMatchObject({ posted: false });
			const { document, coding } = release;
			const asked = { ...request({ dryRun: true }), document, coding };
			const verdict = await world.ledger.judge(asked, (facts) => {
				expect(facts.commitment?.revised).toBe(100);
				expect(facts.claims).toEqual([]);
				return ruling(asked, 'blocked');
			});
			expect(verdict).toMatchObject({ outcome: 'blocked', released: false });
			expect(await world.ledger.findRelease(release.document, release.coding)).toEqual(release);
			expect((await world.ledger.entries())[0]?.verdict?.outcome).toBe('verified');
		});
	});
}
