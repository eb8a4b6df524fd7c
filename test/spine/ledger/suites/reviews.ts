import { policySchema } from '../../../../spine/documents/settings';
import { judged, request, settings } from '../fixtures';
import { type OpenLedger, ledgerWorld } from './world';

/** What the ledger tells reports of what people released and of what was verified. */
export function reviewSuite(openLedger: OpenLedger): void {
	describe('what reports are told of reviews', () => {
		const world = ledgerWorld(openLedger);
		const about = { vendor: '7', project: '100', commitment: '42' };

		it('names what a person released, with amount and reason, also once its claim ended', async () => {
			await judged(world.ledger, request({ number: 'V1', total: 400 }));
			const held = request({ number: 'H1', total: 300 });
			await judged(world.ledger, held, 'held');
			expect(await world.ledger.overrides()).toEqual([]);
			await world.ledger.putSettings(settings, policySchema.parse({ mode: 'propose' }));
			const { key } = held.document.source;
			const { claim } = await world.ledger.releaseByPerson(key, 'pm@northgate.example', 'agreed');
			const released = {
				...about,
				by: 'pm@northgate.example',
				reason: 'agreed',
				at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
				label: 'invoice H1',
				gross: 30_000,
			};
			expect(await world.ledger.overrides()).toEqual([released]);
			await world.ledger.endClaim(claim, 'withdrawn');
			expect(await world.ledger.overrides()).toEqual([released]);
		});

		it('names the latest verified document by what it is about, and no held one', async () => {
			const early = request({ number: 'V1', total: 400 });
			await judged(world.ledger, { ...early, now: '2026-03-01T09:00:00Z' });
			await judged(world.ledger, {
				...request({ number: 'V2', total: 50 }),
				now: '2026-03-09T09:00:00Z',
			});
			await judged(
				world.ledger,
				{ ...request({ number: 'H1', total: 50 }), now: '2026-03-20T09:00:00Z' },
				'held',
			);
			expect(await world.ledger.verifications()).toEqual([
				{ ...about, at: '2026-03-09T09:00:00Z' },
			]);
		});
	});
}
