import type { RequisitionRecord } from '../../../../spine/documents/records';
import { factsFor, judged, request, requisition } from '../fixtures';
import { ledgerWorld } from './world';
import type { OpenLedger } from './world';

/** A requisition of 1,000 less a tenth, as record and as the document that it is. */
const asked = (status: RequisitionRecord['status'], id = 'R3') => ({
	record: requisition(id, 3, 1_000, { status, currentPaymentDue: 900 }),
	request: request({
		key: `projects:requisition:${id}`,
		kind: 'pay_application',
		number: '3',
		application: '3',
		total: 900,
		document: {
			source: { channel: 'projects', key: `projects:requisition:${id}`, recordId: id, status },
		},
	}),
});

const emailed = (key?: string) =>
	request({ kind: 'pay_application', number: '3', application: '3', total: 900, key });

export function requisitionVerdictSuite(openLedger: OpenLedger): void {
	const world = ledgerWorld(openLedger);
	const billing = async () => (await factsFor(world.ledger)).billing;
	const seen = async (status: RequisitionRecord['status']) => {
		const one = asked(status);
		await world.ledger.record([one.record]);
		return one.request;
	};

	describe('verdicts on requisitions of the project system', () => {
		it('reserves what is under review once, under the requisition itself, and releases no bill', async () => {
			const waiting = await seen('under_review');
			const { verdict, facts } = await judged(world.ledger, waiting);
			expect(facts?.ownClaim?.requisition).toBe('R3');
			expect(facts?.billing).toMatchObject({ counted: 0, held: 0 });
			expect(verdict).toMatchObject({ outcome: 'verified', released: false });
			expect(await billing()).toMatchObject({ counted: 100_000, held: 0 });
			expect(await world.ledger.unpostedReleases(0)).toEqual([]);
			expect(await world.ledger.enqueueReleased([waiting])).toEqual([undefined]);
		});

		it('is judged afresh once approved, counts no second time, and is released then', async () => {
			const { verdict: first } = await judged(world.ledger, await seen('under_review'));
			const approved = await seen('approved');
			expect(await billing()).toMatchObject({ counted: 100_000, held: 0 });
			const { verdict, facts } = await judged(world.ledger, approved);
			expect(facts?.billing?.counted).toBe(0);
			expect(verdict).toMatchObject({ claim: first.claim, released: true });
			expect(await billing()).toMatchObject({ counted: 100_000, held: 0 });
			expect(await world.ledger.enqueueReleased([approved])).toMatchObject([{ state: 'queued' }]);
			expect(await world.ledger.verifyEvents()).toBeUndefined();
		});

		it('is no longer reserved when it is sent back, and judged anew when submitted again unchanged', async () => {
			const waiting = await seen('under_review');
			await judged(world.ledger, waiting);
			await seen('revise_and_resubmit');
			expect(await billing()).toMatchObject({ counted: 0, held: 0 });
			await seen('under_review');
			expect(await billing()).toMatchObject({ counted: 0, held: 100_000 });
			const { verdict, facts } = await judged(world.ledger, waiting);
			expect(facts?.ownClaim?.requisition).toBe('R3');
			expect(facts?.claims).toEqual([]);
			expect(verdict.replayed).toBeUndefined();
			expect(await billing()).toMatchObject({ counted: 100_000, held: 0 });
		});

		it('takes the release back when the approval is withdrawn before the bill is sent', async () => {
			const approved = await seen('approved');
			await judged(world.ledger, approved);
			await world.ledger.enqueueReleased([approved]);
			await seen('revise_and_resubmit');
			expect(await world.ledger.findRelease(approved.document, approved.coding)).toBeUndefined();
			expect(await world.ledger.queued('B1', 10)).toEqual([]);
			expect(await billing()).toMatchObject({ counted: 0 });
		});

		it.each(['under_review', 'pending_owner_approval'] as const)(
			'takes the release back when an approval is set back to %s, and grants it anew once approved again',
			async (back) => {
				const { ledger } = world;
				const approved = await seen('approved');
				const { verdict: first } = await judged(ledger, approved);
				const [row] = await ledger.enqueueReleased([approved]);
				await seen(back);
				expect(await ledger.findRelease(approved.document, approved.coding)).toBeUndefined();
				expect(await ledger.unpostedReleases(0)).toEqual([]);
				expect(await ledger.queued('B1', 10)).toEqual([]);
				expect(await ledger.enqueueReleased([approved])).toEqual([undefined]);
				expect((await ledger.getClaim(first.claim ?? ''))?.state).toBe('reserved');
				expect(await billing()).toMatchObject({ counted: 100_000, held: 0 });

				const { verdict: late } = await judged(ledger, approved);
				expect(late).toMatchObject({ claim: first.claim, released: false });
				await seen('approved');
				expect(await ledger.unpostedReleases(0)).toEqual([]);
				const { verdict: again } = await judged(ledger, approved);
				expect(again).toMatchObject({ claim: first.claim, released: true });
				expect(again.replayed).toBeUndefined();
				expect(await ledger.enqueueReleased([approved])).toMatchObject([
					{ requestId: row?.requestId, state: 'queued' },
				]);
				expect(await billing()).toMatchObject({ counted: 100_000, held: 0 });
				expect(await ledger.verifyEvents()).toBeUndefined();
			},
		);

		it('is released anew also where it was never verified while its approval was withdrawn', async () => {
			const approved = await seen('approved');
			await judged(world.ledger, approved);
			await seen('under_review');
			await seen('approved');
			expect((await judged(world.ledger, approved)).verdict).toMatchObject({ released: true });
			expect(await world.ledger.unpostedReleases(0)).toHaveLength(1);
			expect((await judged(world.ledger, approved)).verdict.replayed).toBe(true);
		});

		it("takes a person's release back with the approval, and asks the person again", async () => {
			const approved = await seen('approved');
			const { key } = approved.document.source;
			await judged(world.ledger, approved, 'held');
			await world.ledger.releaseByPerson(key, 'pm', 'checked on site');
			await seen('under_review');
			expect(await world.ledger.unpostedReleases(0)).toEqual([]);
			await expect(world.ledger.releaseByPerson(key, 'pm', 'again')).rejects.toThrow(
				'is not approved in the project system yet',
			);
			await seen('approved');
			const { verdict } = await judged(world.ledger, approved, 'held');
			expect(verdict).toMatchObject({ outcome: 'held', released: false });
			expect(verdict.replayed).toBeUndefined();
			await world.ledger.releaseByPerson(key, 'pm', 'checked again');
			expect(await world.ledger.unpostedReleases(0)).toHaveLength(1);
		});

		it('leaves a bill alone that was sent before the approval was withdrawn', async () => {
			const approved = await seen('approved');
			await judged(world.ledger, approved);
			const [row] = await world.ledger.enqueueReleased([approved]);
			const items = [row?.requestId ?? ''];
			await world.ledger.putBatch({ id: 'batch-1', books: 'B1', items, body: '{}', state: 'sent' });
			await seen('under_review');
			expect(await world.ledger.pendingBatches('B1')).toHaveLength(1);
			expect(await world.ledger.unpostedReleases(0)).toHaveLength(1);
		});

		it.each(['under_review', 'revise_and_resubmit'] as const)(
			'does not send again what was under way when the approval was set back to %s, and does once approved again',
			async (back) => {
				const { ledger } = world;
				const approved = await seen('approved');
				await judged(ledger, approved);
				const [row] = await ledger.enqueueReleased([approved]);
				const requestId = row?.requestId ?? '';
				await ledger.putBatch({
					id: 'batch-1',
					books: 'B1',
					items: [requestId],
					body: '{}',
					state: 'sent',
				});
				await seen(back);
				const broken = { requestId, outcome: { why: 'It broke off.' } };
				await ledger.settle('batch-1', [broken]);
				expect(await ledger.stillReleased([approved])).toEqual([false]);
				expect(await ledger.unpostedReleases(0)).toEqual([]);
				expect(await ledger.enqueueReleased([approved])).toEqual([undefined]);
				await seen('approved');
				expect((await judged(ledger, approved)).verdict).toMatchObject({ released: true });
				expect(await ledger.enqueueReleased([approved])).toMatchObject([
					{ requestId, state: 'queued' },
				]);
				expect(await ledger.verifyEvents()).toBeUndefined();
			},
		);

		it('goes on counting a bill whose requisition was sent back afterwards', async () => {
			const approved = await seen('approved');
			await judged(world.ledger, approved);
			const [row] = await world.ledger.enqueueReleased([approved]);
			const outcome = {
				entity: 'Bill' as const,
				id: 'B5',
				total: 900,
				state: 'created' as const,
				warnings: [],
			};
			await world.ledger.settle(undefined, [{ requestId: row?.requestId ?? '', outcome }]);
			await seen('revise_and_resubmit');
			expect((await billing())?.counted).toBe(90_000);
		});

		it('leaves an e-mailed copy its reservation and its release, and is no duplicate of it', async () => {
			const mail = emailed();
			const { verdict: first } = await judged(world.ledger, mail);
			const { verdict, facts } = await judged(world.ledger, await seen('under_review'));
			expect(facts?.ownClaim?.id).toBe(first.claim);
			expect(facts?.claims).toEqual([]);
			expect(verdict).toMatchObject({ claim: first.claim, released: false });
			expect(await world.ledger.findRelease(mail.document, mail.coding)).toBeDefined();
			expect(await billing()).toMatchObject({ counted: 100_000, held: 0 });
			const { verdict: later } = await judged(world.ledger, await seen('approved'), 'blocked');
			expect(later.claim).toBe(first.claim);
			expect(await world.ledger.findRelease(mail.document, mail.coding)).toBeDefined();
			expect((await billing())?.counted).toBe(100_000);
		});

		it('gives its reservation to an e-mailed copy that is verified, and to no second one', async () => {
			const { verdict: first } = await judged(world.ledger, await seen('under_review'));
			const mail = emailed();
			const { verdict, facts } = await judged(world.ledger, mail);
			expect(facts?.claims).toEqual([]);
			expect(verdict).toMatchObject({ claim: first.claim, released: true });
			expect((await billing())?.counted).toBe(100_000);
			const second = await judged(world.ledger, emailed(), 'blocked');
			expect(second.facts?.ownClaim).toBeUndefined();
			expect(second.facts?.claims.map(({ id }) => id)).toEqual([first.claim]);
			expect(await world.ledger.findRelease(mail.document, mail.coding)).toBeDefined();
		});

		it('keeps its reservation where an e-mailed copy is held', async () => {
			const { verdict } = await judged(world.ledger, await seen('under_review'));
			await judged(world.ledger, emailed(), 'held');
			expect((await world.ledger.getClaim(verdict.claim ?? ''))?.state).toBe('reserved');
			expect((await billing())?.counted).toBe(100_000);
		});

		it('lets a person release an e-mailed copy under the same claim, but nothing under review', async () => {
			const waiting = await seen('under_review');
			const { verdict } = await judged(world.ledger, waiting, 'held');
			await expect(
				world.ledger.releaseByPerson(waiting.document.source.key, 'pm', 'checked on site'),
			).rejects.toThrow('is not approved in the project system yet');
			const mail = emailed('mail-1');
			await judged(world.ledger, mail, 'held');
			const release = await world.ledger.releaseByPerson('mail-1', 'pm', 'checked on site');
			expect(release.claim).toBe(verdict.claim);
			expect(await billing()).toMatchObject({ counted: 100_000, held: 0 });
			expect(await world.ledger.findRelease(mail.document, mail.coding)).toBeDefined();
		});

		it('moves to its record when that is read after the document was judged', async () => {
			const one = asked('under_review');
			const early = { ...one.request, document: { ...one.request.document, number: 'unlike' } };
			await judged(world.ledger, {
				...early,
				identity: {
					...early.identity,
					vendor: { candidates: [] },
					booksVendor: { candidates: [] },
				},
			});
			await world.ledger.record([one.record]);
			await judged(world.ledger, one.request);
			expect(await billing()).toMatchObject({ counted: 100_000, held: 0 });
			expect(await world.ledger.claims()).toHaveLength(1);
		});
	});
}
