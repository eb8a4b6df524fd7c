import { bill, DAY, factsFor } from '../fixtures';
import { ledgerWorld } from './world';
import type { OpenLedger } from './world';

export function postingQueueSuite(openLedger: OpenLedger): void {
	const world = ledgerWorld(openLedger);

	describe('the posting queue', () => {
		it('queues a claim once, under an id that stays the same', async () => {
			const release = await world.released();
			const first = await world.ledger.enqueue(release);
			expect(await world.ledger.enqueue(release)).toEqual(first);
			expect(first.requestId.length).toBeLessThanOrEqual(36);
			expect(await world.ledger.queued('B1', 10)).toEqual([first]);
			expect(await world.ledger.queued('B2', 10)).toEqual([]);
			expect(await world.ledger.queued('B1', 1, new Set(['other']))).toEqual([first]);
			expect(await world.ledger.queued('B1', 1, new Set([first.requestId]))).toEqual([]);
			const none = new Set<string>();
			const known = new Map([[first.requestId, { ...first, claim: 'as the caller has it' }]]);
			expect(await world.ledger.queued('B1', 1, none, known)).toMatchObject([
				{ claim: 'as the caller has it' },
			]);
			const other = new Map([[first.requestId, { ...first, claim: 'x', content: 'other' }]]);
			expect(await world.ledger.queued('B1', 1, none, other)).toEqual([first]);
		});

		it('queues many documents at once, those without a release left out, and says how far they came', async () => {
			const release = await world.released();
			const { document, coding } = release;
			const changed = { document, coding: { ...coding, total: coding.total + 1 } };
			expect(await world.ledger.stillReleased([changed, release])).toEqual([false, true]);
			const [none, row] = await world.ledger.enqueueReleased([changed, release]);
			expect(none).toBeUndefined();
			expect(row).toEqual(await world.ledger.enqueue(release));
			const requestId = row?.requestId ?? '';
			expect(await world.ledger.progressOf(['unknown', requestId])).toEqual(
				new Map([[requestId, { state: 'queued', attachment: row?.attachment }]]),
			);
			await world.ledger.settle(undefined, [{ requestId, outcome: { why: 'Closed period.' } }]);
			expect((await world.ledger.progressOf([requestId])).get(requestId)).toMatchObject({
				state: 'refused',
				outcome: { why: 'Closed period.' },
			});
			await world.ledger.endClaim(release.claim, 'test');
			expect(await world.ledger.stillReleased([release])).toEqual([false]);
			expect(await world.ledger.enqueueReleased([release])).toEqual([undefined]);
		});

		it('keeps a batch byte for byte until it is answered', async () => {
			const { requestId } = await world.ledger.enqueue(await world.released());
			const batch = {
				id: 'batch-1',
				books: 'B1',
				items: [requestId],
				body: '{"é": 1}',
				state: 'sent' as const,
			};
			await world.ledger.putBatch(batch);
			await world.ledger.putBatch(batch);
			await expect(world.ledger.putBatch({ ...batch, body: '{}' })).rejects.toThrow(/unchanged/);
			await expect(world.ledger.putBatch({ ...batch, id: 'batch-2' })).rejects.toThrow(/is sent/);
			expect(await world.ledger.queued('B1', 10)).toEqual([]);
			expect(await world.ledger.pendingBatches('B1')).toMatchObject([batch]);
			await world.ledger.settle('batch-1', []);
			expect(await world.ledger.pendingBatches('B1')).toMatchObject([batch]);
			await world.ledger.settle('batch-1', [{ requestId, outcome: { why: 'No such account.' } }]);
			expect(await world.ledger.pendingBatches('B1')).toEqual([]);
			expect((await world.ledger.postingOf(requestId))?.state).toBe('refused');
		});

		it('makes a claim posted by its bill, and finds the same release for it again', async () => {
			const { release, requestId } = await world.posted('B5');
			expect(await world.ledger.getClaim(release.claim)).toMatchObject({
				state: 'posted',
				booksId: 'B5',
			});
			world.clock.advance(400 * DAY);
			expect(await world.ledger.findRelease(release.document, release.coding)).toEqual(release);
			const again = await world.ledger.enqueue(release);
			expect(again).toMatchObject({ requestId, state: 'done' });
			await world.ledger.settle(undefined, [{ requestId, outcome: { why: 'late answer' } }]);
			expect((await world.ledger.postingOf(requestId))?.state).toBe('done');
			await world.ledger.record([bill('B5', '1001', 1_000)]);
			expect((await factsFor(world.ledger)).billing?.counted).toBe(100_000);
			expect((await world.ledger.entries())[0]?.posting).toMatchObject({ id: 'B5' });
		});

		it('keeps the first outcome of a bill, whoever notes another at the same time', async () => {
			const { requestId } = await world.ledger.enqueue(await world.released());
			const outcome = (id: string) => ({
				requestId,
				outcome: { entity: 'Bill' as const, id, total: 1, state: 'created' as const, warnings: [] },
			});
			await Promise.all(['B5', 'B6'].map((id) => world.ledger.settle(undefined, [outcome(id)])));
			const kept = (await world.ledger.postingOf(requestId))?.outcome;
			expect(kept).toMatchObject({ id: expect.stringMatching(/^B[56]$/) });
			expect(await world.ledger.postedIds()).toEqual([
				{ books: 'B1', id: kept !== undefined && 'id' in kept && kept.id },
			]);
		});

		it('keeps a refused posting reserved and queues it again on request', async () => {
			const release = await world.released();
			const { requestId } = await world.ledger.enqueue(release);
			await world.ledger.settle(undefined, [{ requestId, outcome: { why: 'Closed period.' } }]);
			expect((await world.ledger.getClaim(release.claim))?.state).toBe('reserved');
			expect((await world.ledger.enqueue(release)).state).toBe('queued');
		});

		it('gives a company file to one holder at a time', async () => {
			expect(await world.ledger.takeLease('B1', 'one', 60)).toBe(true);
			expect(await world.ledger.takeLease('B1', 'two', 60)).toBe(false);
			expect(await world.ledger.takeLease('B1', 'one', 60)).toBe(true);
			expect(await world.ledger.takeLease('B2', 'two', 60)).toBe(true);
			world.clock.advance(61_000);
			expect(await world.ledger.takeLease('B1', 'two', 60)).toBe(true);
			await world.ledger.dropLease('B1', 'one');
			expect(await world.ledger.takeLease('B1', 'one', 60)).toBe(false);
			await world.ledger.dropLease('B1', 'two');
			expect(await world.ledger.takeLease('B1', 'one', 60)).toBe(true);
		});

		it('passes the lease of a holder that is gone on, once no call of it can be at work', async () => {
			const isGone = (holder: string) => holder === 'one';
			expect(await world.ledger.takeLease('B1', 'one', 60)).toBe(true);
			expect(await world.ledger.takeLease('B1', 'two', 60, isGone)).toBe(false);
			world.clock.advance(19_999);
			expect(await world.ledger.takeLease('B1', 'two', 60, isGone)).toBe(false);
			world.clock.advance(1);
			expect(await world.ledger.takeLease('B1', 'two', 60)).toBe(false);
			expect(await world.ledger.takeLease('B1', 'two', 60, isGone)).toBe(true);
			expect(await world.ledger.takeLease('B1', 'one', 60)).toBe(false);
			world.clock.advance(20_000);
			expect(await world.ledger.takeLease('B1', 'three', 60, isGone)).toBe(false);
		});

		it('lists bills that stand without their original', async () => {
			const { requestId } = await world.posted('B5');
			expect(await world.ledger.pendingAttachments('B1')).toMatchObject([{ requestId }]);
			await world.ledger.setAttachment(requestId, 'done', 'A1');
			expect(await world.ledger.pendingAttachments('B1')).toEqual([]);
			expect((await world.ledger.postingOf(requestId))?.outcome).toMatchObject({
				attachment: 'A1',
			});
		});
	});
}
