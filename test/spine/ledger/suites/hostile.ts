import type { JudgeRequest } from '../../../../spine/ledger/ledger';
import { factsFor, fits, judged, request, requisition, ruling, settings } from '../fixtures';
import { ledgerWorld } from './world';
import type { OpenLedger } from './world';

/** What a vendor may try who means ill. */
export function hostileSuite(openLedger: OpenLedger): void {
	const world = ledgerWorld(openLedger);

	describe('against a hostile vendor', () => {
		it('makes no room by a credit memo that does not stand in the books yet', async () => {
			await judged(world.ledger, request({ number: '1', total: 9_000 }));
			await judged(world.ledger, request({ number: 'C1', total: 5_000, kind: 'credit_memo' }));
			expect((await factsFor(world.ledger)).billing).toMatchObject({
				counted: 900_000,
				byLine: { L1: 900_000 },
			});
			const more = request({ number: '2', total: 4_000 });
			expect((await world.ledger.judge(more, fits(more))).outcome).toBe('blocked');
		});

		it('lets no held credit memo hide what other held claims come to', async () => {
			await judged(world.ledger, request({ number: '1', total: 900 }), 'held');
			const credit = request({ number: 'C1', total: 900, kind: 'credit_memo' });
			await judged(world.ledger, credit, 'held');
			expect((await factsFor(world.ledger)).billing?.held).toBe(90_000);
		});

		it('makes room by a credit memo once it is posted', async () => {
			await judged(world.ledger, request({ number: '1', total: 9_000 }));
			await world.posted('C9', { number: 'C1', total: 5_000, kind: 'credit_memo' });
			expect((await factsFor(world.ledger)).billing?.counted).toBe(400_000);
		});

		it('goes on deciding after a quantity beyond all measure', async () => {
			for (const quantity of [1e12, 1e12, 1e300]) {
				const asked = request({ total: 10 });
				await world.ledger.judge(asked, () => {
					const judgement = ruling(asked, 'verified');
					const lines = [{ line: 'L1', gross: 1_000, quantity }];
					return { ...judgement, demand: { ...judgement.demand, lines } };
				});
			}
			expect((await factsFor(world.ledger)).billing?.counted).toBe(3_000);
		});

		it('decides about a total beyond all measure instead of failing', async () => {
			const asked = request({ total: 10, document: { total: 1e300 } });
			const verdict = await world.ledger.judge(asked, () => ({
				...ruling(request({ total: 10 }), 'blocked'),
			}));
			expect(verdict.outcome).toBe('blocked');
		});

		it('decides about a document in a currency that does not exist', async () => {
			const asked = request({ total: 10, document: { currency: '$1A' } });
			const verdict = await world.ledger.judge(asked, () => ruling(asked, 'blocked'));
			expect(verdict.outcome).toBe('blocked');
		});

		it('goes on with the applications of a commitment after one with an absurd amount', async () => {
			const pay = (application: string, totalCompletedAndStored: number) =>
				request({
					application,
					kind: 'pay_application',
					document: {
						payApplication: { applicationNumber: application, totalCompletedAndStored, lines: [] },
					},
				});
			await judged(world.ledger, pay('1', 1e300), 'held');
			const { facts } = await judged(world.ledger, pay('2', 500));
			expect(facts?.billing?.applications).toMatchObject([{ application: '1', state: 'held' }]);
		});

		/** The same message and file again, as our own receiving server found its sender. */
		const sentAs = (asked: JudgeRequest, dmarc: 'pass' | 'fail'): JudgeRequest => {
			const authentication = { authservId: 'mx.northgate.example', dmarc };
			const source = { ...asked.document.source, authentication };
			return { ...asked, document: { ...asked.document, source } };
		};

		it('leaves reservation, release and verdict of a message as they are when a forged copy of it comes', async () => {
			const genuine = sentAs(request(), 'pass');
			const { verdict } = await judged(world.ledger, genuine);
			const forged = sentAs(genuine, 'fail');
			for (const outcome of ['held', 'verified', 'blocked'] as const) {
				const copy = await judged(world.ledger, { ...forged, now: outcome }, outcome);
				expect(copy.verdict).toMatchObject({ outcome: 'held', released: false });
				expect(copy.verdict.claim).toBeUndefined();
			}
			expect(await world.ledger.findRelease(forged.document, forged.coding)).toBeUndefined();
			expect(await world.ledger.findRelease(genuine.document, genuine.coding)).toBeDefined();
			expect(await world.ledger.unpostedReleases(0)).toMatchObject([{ claim: verdict.claim }]);
			const again = await judged(world.ledger, genuine, 'blocked');
			expect(again.verdict).toEqual({ ...verdict, replayed: true });
			expect((await factsFor(world.ledger)).billing?.counted).toBe(100_000);
		});

		it('reserves nothing for a forged sender, and verifies the genuine message that comes after it', async () => {
			const genuine = sentAs(request(), 'pass');
			const forged = sentAs(genuine, 'fail');
			const first = await judged(world.ledger, forged);
			expect(first.verdict).toMatchObject({ released: false });
			expect((await factsFor(world.ledger)).billing).toMatchObject({ counted: 0, held: 0 });
			const second = await judged(world.ledger, genuine);
			expect(second.facts?.claims).toEqual([]);
			expect(second.verdict).toMatchObject({ outcome: 'verified', released: true });
			expect((await judged(world.ledger, forged)).verdict.released).toBe(false);
			expect(await world.ledger.findRelease(genuine.document, genuine.coding)).toBeDefined();
			expect((await factsFor(world.ledger)).billing?.counted).toBe(100_000);
		});

		it('gives a forged copy no verdict that was given before its sender was known to fail', async () => {
			const forged = sentAs(request(), 'fail');
			const unknown = { ...settings, authservId: undefined };
			await judged(world.ledger, { ...forged, settings: unknown });
			const { verdict } = await judged(world.ledger, forged, 'held');
			expect(verdict).toMatchObject({ outcome: 'held', released: false });
			expect(verdict.replayed).toBeUndefined();
		});

		it("keeps a person's release of a message whose sender failed when another such copy comes", async () => {
			const forged = sentAs(request(), 'fail');
			await judged(world.ledger, forged, 'held');
			await world.ledger.releaseByPerson(forged.document.source.key, 'pm', 'the vendor sent it');
			expect((await judged(world.ledger, forged, 'held')).verdict.released).toBe(true);
			const source = { ...forged.document.source, receivedAt: '2026-03-01T11:00:00Z' };
			const copy = { ...forged, document: { ...forged.document, source } };
			expect((await judged(world.ledger, copy, 'held')).verdict.released).toBe(false);
			expect(await world.ledger.findRelease(forged.document, forged.coding)).toBeDefined();
		});

		it('takes no requisition for the claim of a forged sender', async () => {
			await world.ledger.record([requisition('R1', 1, 2_000)]);
			const forged = sentAs(request({ kind: 'pay_application', application: '1' }), 'fail');
			await judged(world.ledger, forged, 'held');
			expect((await factsFor(world.ledger)).billing?.counted).toBe(200_000);
		});

		it('finishes no message by the documents of another one with its Message-ID', async () => {
			const raw = (text: string) => ({
				messageId: text,
				raw: Buffer.from(text),
				form: 'eml' as const,
			});
			const first = await world.ledger.intake(raw('first'));
			const second = await world.ledger.intake(raw('second'));
			const part = (messageHash: string, documents: number) => {
				const asked = request();
				const source = { ...asked.document.source, messageId: 'reused', messageHash, documents };
				return { ...asked, document: { ...asked.document, source } };
			};
			await judged(world.ledger, part(first.hash, 1), 'held');
			await judged(world.ledger, part(second.hash, 2), 'held');
			world.clock.advance(60_000);
			expect((await world.ledger.unfinished(1)).map(({ hash }) => hash)).toEqual([second.hash]);
			await judged(world.ledger, part(second.hash, 2), 'held');
			expect(await world.ledger.unfinished(1)).toEqual([]);
		});
	});
}
