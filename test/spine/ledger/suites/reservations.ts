import { policySchema } from '../../../../spine/documents/settings';
import { bill, DAY, factsFor, judged, request } from '../fixtures';
import { ledgerWorld } from './world';
import type { OpenLedger } from './world';

export function reservationSuite(openLedger: OpenLedger): void {
	const world = ledgerWorld(openLedger);

	describe('reservations and releases', () => {
		it("ends a reservation after the policy's days, and its release with it", async () => {
			const days = policySchema.parse({ reservationDays: 10 });
			const asked = request({ policy: days });
			const { verdict } = await judged(world.ledger, asked);
			world.clock.advance(9 * DAY);
			expect((await factsFor(world.ledger)).billing?.counted).toBe(100_000);
			world.clock.advance(2 * DAY);
			expect(await world.ledger.findRelease(asked.document, asked.coding)).toBeUndefined();
			expect((await factsFor(world.ledger)).billing?.counted).toBe(0);
			expect((await world.ledger.getClaim(verdict.claim ?? ''))?.state).toBe('ended');
		});

		it('releases exactly the document and coding that were verified', async () => {
			const { document, coding } = await world.released();
			expect(await world.ledger.findRelease({ ...document, total: 1_001 }, coding)).toBeUndefined();
			expect(await world.ledger.findRelease(document, { ...coding, memo: 'x' })).toBeUndefined();
			expect(await world.ledger.findRelease(document, { ...coding })).toMatchObject({
				by: 'verified',
			});
		});

		it('ends a claim on request, and what was queued for it', async () => {
			const release = await world.released();
			const { requestId } = await world.ledger.enqueue(release);
			await world.ledger.endClaim(release.claim, 'withdrawn by the vendor');
			expect((await world.ledger.postingOf(requestId))?.state).toBe('refused');
			expect(await world.ledger.findRelease(release.document, release.coding)).toBeUndefined();
			await expect(world.ledger.enqueue(release)).rejects.toThrow(/holds no release/);
			await expect(world.ledger.endClaim('clm-none', 'x')).rejects.toThrow(/No claim clm-none/);
		});

		it('lets a person release a held document, and nothing else', async () => {
			const held = request({ number: 'H1', total: 300 });
			await judged(world.ledger, held, 'held');
			expect((await factsFor(world.ledger)).billing).toMatchObject({ counted: 0, held: 30_000 });
			const release = await world.ledger.releaseByPerson(
				held.document.source.key,
				'pm@northgate.example',
				'agreed on site',
			);
			expect(release).toMatchObject({ by: 'pm@northgate.example', revision: 0 });
			expect((await factsFor(world.ledger)).billing).toMatchObject({ counted: 30_000, held: 0 });
			expect(await world.ledger.findRelease(held.document, held.coding)).toEqual(release);
			const blocked = request({ number: 'H2' });
			await judged(world.ledger, blocked, 'blocked');
			await expect(
				world.ledger.releaseByPerson(blocked.document.source.key, 'pm', 'x'),
			).rejects.toThrow(/is blocked/);
			await expect(world.ledger.releaseByPerson('unknown', 'pm', 'x')).rejects.toThrow(
				/No decision/,
			);
		});

		it('changes an unpaid bill by a released revision and never makes a second claim', async () => {
			const { release, requestId } = await world.posted('B5', { number: '1001', total: 1_000 });
			const revised = request({ number: '1001R', total: 1_100 });
			await judged(world.ledger, revised, 'held');
			const second = await world.ledger.releaseByPerson(
				revised.document.source.key,
				'pm',
				'agreed',
			);
			expect(second).toMatchObject({ claim: release.claim, revision: 1 });
			expect((await factsFor(world.ledger)).billing).toMatchObject({ counted: 110_000, held: 0 });
			expect((await world.ledger.enqueue(second)).requestId).not.toBe(requestId);
		});

		it('takes invoices that are only numbered on for separate demands', async () => {
			const { verdict } = await judged(world.ledger, request({ number: '4417-1', total: 100 }));
			const next = request({ number: '4417-2', total: 200 });
			await judged(world.ledger, next, 'held');
			const release = await world.ledger.releaseByPerson(next.document.source.key, 'pm', 'agreed');
			expect(release.claim).not.toBe(verdict.claim);
			expect((await factsFor(world.ledger)).billing?.counted).toBe(30_000);
		});

		it('keeps a claim that a revision has taken over from its first message', async () => {
			const first = await judged(world.ledger, request({ key: 'first', number: '1001' }));
			const revised = request({ number: '1001R', total: 1_100 });
			await judged(world.ledger, revised, 'held');
			await world.ledger.releaseByPerson(revised.document.source.key, 'pm', 'agreed');
			const again = await judged(
				world.ledger,
				request({ key: 'first', number: '1001', total: 5 }),
				'held',
			);
			expect(again.facts?.ownClaim).toBeUndefined();
			expect(again.facts?.claims.map(({ id }) => id)).toEqual([first.verdict.claim]);
			expect((await factsFor(world.ledger)).billing?.counted).toBe(110_000);
		});

		it('refuses a revision of a bill that is paid in part', async () => {
			await world.posted('B5', { number: '1001', total: 1_000 });
			await world.ledger.record([bill('B5', '1001', 1_000, { balance: 400 })]);
			const revised = request({ number: '1001R', total: 1_100 });
			await judged(world.ledger, revised, 'held');
			await expect(
				world.ledger.releaseByPerson(revised.document.source.key, 'pm', 'x'),
			).rejects.toThrow(/already paid/);
		});

		it('does not reduce the reservation of a posted claim when its sighting is judged anew', async () => {
			const { release } = await world.posted('B5', { key: 'same', total: 1_000 });
			const { verdict } = await judged(world.ledger, request({ key: 'same', total: 400 }), 'held');
			expect(verdict).toMatchObject({ claim: release.claim, released: false });
			expect((await factsFor(world.ledger)).billing?.counted).toBe(100_000);
			expect(await world.ledger.findRelease(release.document, release.coding)).toEqual(release);
		});
	});
}
