import { FakeSystem, payment } from '../../transfers/fake-system';
import type { OpenLedger } from './world';
import { ledgerWorld } from './world';

/** Plans, writes and the journal that takes them back. */
export function transferSuite(openLedger: OpenLedger): void {
	describe('keeping transfers', () => {
		const world = ledgerWorld(openLedger);
		const content = (amount: number) => payment('1', amount).content;

		it('keeps a plan under its key, and what was written under it', async () => {
			const { ledger } = world;
			await ledger.planTransfers([payment('1', 100), payment('2', 200)]);
			const { requestId } = await ledger.beginTransfer(payment('1', 100), 'r1');
			expect(requestId).toMatch(/^t-[0-9a-f]{34}$/);
			expect((await ledger.beginTransfer(payment('1', 100), 'r2')).requestId).toBe(requestId);
			// A plan in doubt keeps its content until it is cleared up.
			expect(await ledger.planTransfers([payment('1', 90)])).toMatchObject([
				{ state: 'sent', transfer: { amount: 100 } },
			]);
			await ledger.settleTransfer(payment('1', 100), 'r1', {
				outcome: { state: 'created', id: '77', warnings: [] },
				after: content(100),
				revision: '0',
			});
			expect(await ledger.planTransfers([payment('1', 90)])).toMatchObject([
				{ state: 'planned', targetId: '77', written: content(100), revision: '0' },
			]);
			const next = await ledger.beginTransfer(payment('1', 90), 'r2');
			expect(next.requestId).not.toBe(requestId);
			expect(await ledger.transfers({ states: ['planned'] })).toMatchObject([
				{ transfer: payment('2', 200) },
			]);
			const newest = async (most: number) =>
				(await ledger.transfers({ newest: most })).map(({ transfer }) => transfer.key);
			expect(await newest(1)).toEqual([payment('2', 0).key]);
			expect(await newest(Infinity)).toEqual([payment('2', 0).key, payment('1', 0).key]);
			expect(await ledger.transfers({ keys: [payment('2', 0).key], kinds: ['vendor'] })).toEqual(
				[],
			);
		});

		it('keeps a newer plan to be carried out when an older one is settled', async () => {
			const { ledger } = world;
			await ledger.planTransfers([payment('1', 500)]);
			await ledger.planTransfers([payment('1', 450)]);
			await ledger.settleTransfer(payment('1', 500), 'r1', {
				outcome: { state: 'same', id: '77', warnings: [] },
				after: content(500),
			});
			expect(await ledger.planTransfers([payment('1', 450)])).toMatchObject([
				{ state: 'planned', targetId: '77', written: content(500) },
			]);
		});

		it('notes the time of every attempt', async () => {
			const { ledger, clock } = world;
			await ledger.planTransfers([payment('1', 100)]);
			await ledger.beginTransfer(payment('1', 100), 'r1');
			clock.advance(200_000);
			await ledger.beginTransfer(payment('1', 100), 'r2');
			expect(await ledger.transfers({})).toMatchObject([{ state: 'sent', sentAt: clock() }]);
		});

		it('lets nothing begin that it did not plan', async () => {
			const { ledger } = world;
			await expect(ledger.beginTransfer(payment('1', 100), 'r')).rejects.toThrow(/Plan it again/);
			await ledger.planTransfers([payment('1', 100)]);
			await expect(ledger.beginTransfer(payment('1', 101), 'r')).rejects.toThrow(/Plan it again/);
			await expect(ledger.setTransferState('none', 'undone', 'x')).rejects.toThrow(
				/No transfer none/,
			);
		});

		it('writes the journal by run, with exact amounts, and notes what was taken back', async () => {
			const { ledger, clock } = world;
			const target = new FakeSystem().target();
			expect(target.name).toBe('Procore');
			await ledger.planTransfers([payment('1', 0.1), payment('2', 200_000_000.03)]);
			for (const [number, amount] of [
				['1', 0.1],
				['2', 200_000_000.03],
			] as const) {
				clock.advance(1000);
				await ledger.settleTransfer(payment(number, amount), `r${number}`, {
					outcome: { state: 'created', id: number, warnings: [] },
					after: payment(number, amount).content,
				});
			}
			const [first] = await ledger.journal({ run: 'r1' });
			expect(first).toMatchObject({ amount: 0.1, currency: 'USD', action: 'created' });
			expect((await ledger.journal()).map(({ amount }) => amount)).toEqual([0.1, 200_000_000.03]);
			const undone = {
				...payment('1', 0.1),
				action: 'remove' as const,
				undoes: first === undefined ? [] : [first.seq],
			};
			await ledger.planTransfers([undone]);
			await ledger.settleTransfer(undone, 'r3', {
				outcome: { state: 'removed', id: '1', warnings: [] },
				before: content(0.1),
			});
			expect(await ledger.runs(2)).toMatchObject([
				{ run: 'r3', writes: 1 },
				{ run: 'r2', writes: 1 },
			]);
			expect(await ledger.journal({ key: payment('1', 0).key })).toMatchObject([
				{ run: 'r1', undoneBy: expect.any(Number) },
				{ run: 'r3', action: 'removed' },
			]);
			expect(await ledger.verifyEvents()).toBeUndefined();
		});

		it('notes every bill that was posted, under the run that asked for it', async () => {
			const { ledger } = world;
			const { document, coding, claim } = await world.released();
			const [row] = await ledger.enqueueReleased([{ document, coding }], 'posting run');
			await ledger.settle(undefined, [
				{
					requestId: row?.requestId ?? '',
					outcome: { entity: 'Bill', id: '77', total: 1000, state: 'created', warnings: [] },
				},
			]);
			const [entry] = await ledger.journal({ run: 'posting run' });
			expect(entry).toMatchObject({
				action: 'created',
				target: { side: 'books', system: 'B1', type: 'Bill', id: '77' },
				after: { kind: 'posted_bill', claim, total: 1000, requestId: row?.requestId },
			});
		});

		it('ends the claim of a bill that was taken back, so that it makes room and is not posted again', async () => {
			const { ledger } = world;
			const { release } = await world.posted('77');
			const [entry] = await ledger.journal();
			if (entry?.after === undefined) throw new Error('the bill was not noted');
			const undo = {
				...payment('77', 1000),
				key: entry.key,
				action: 'remove' as const,
				source: entry.target,
				target: entry.target,
				content: entry.after,
				undoes: [entry.seq],
			};
			await ledger.planTransfers([undo]);
			await ledger.settleTransfer(undo, 'undo', {
				outcome: { state: 'removed', id: '77', warnings: [] },
				before: entry.after,
			});
			expect((await ledger.getClaim(release.claim))?.state).toBe('ended');
			expect(await ledger.findRelease(release.document, release.coding)).toBeUndefined();
			expect(await ledger.unpostedReleases(0)).toEqual([]);
		});
	});
}
