import type { ReopenRequest } from '../../../../spine/ledger/ledger';
import { policySchema } from '../../../../spine/documents/settings';
import type { Verdict } from '../../../../spine/documents/verdict';
import {
	DAY,
	commitment,
	factsFor,
	fits,
	judged,
	request,
	ruling,
	settings,
	vendor,
} from '../fixtures';
import { ledgerWorld } from './world';
import type { OpenLedger } from './world';

/** Decisions that are opened again and made afresh. */
export function verifyAgainSuite(openLedger: OpenLedger): void {
	const world = ledgerWorld(openLedger);

	const reopen = async (which: ReopenRequest['which'] = 'changed', more: object = {}) => {
		const asked = { which, by: 'pm@northgate.example', reason: 'change order 3 is signed' };
		const documents = await world.ledger.reopen({ ...asked, dryRun: false, ...more });
		return documents.map(({ source }) => source.key);
	};
	const held = async (invoice: Parameters<typeof request>[0] = {}) => {
		world.clock.advance(60_000);
		const asked = request(invoice);
		const { verdict } = await judged(world.ledger, asked, 'held');
		world.clock.advance(60_000);
		return { asked, verdict, key: asked.document.source.key };
	};

	describe('verifying again', () => {
		it('judges an opened document afresh on the facts of now, under its own claim, once', async () => {
			const { asked, verdict, key } = await held({ total: 12_000 });
			expect(await reopen()).toEqual([]);
			await world.ledger.record([{ ...commitment, revised: 15_000 }]);
			expect(await reopen()).toEqual([key]);
			const second = await world.ledger.judge(asked, fits(asked));
			expect(second).toMatchObject({ outcome: 'verified', claim: verdict.claim, released: true });
			expect(second.replayed).toBeUndefined();
			expect((await factsFor(world.ledger)).billing).toMatchObject({ counted: 1_200_000, held: 0 });
			expect(await world.ledger.judge(asked, fits(asked))).toEqual({ ...second, replayed: true });
			world.clock.advance(60_000);
			expect(await reopen()).toEqual([]);
			expect(await world.ledger.verifyEvents()).toBeUndefined();
		});

		it('lets a decision stand until its document is judged, and hands it out again when no run did', async () => {
			const { key, verdict } = await held();
			await world.ledger.record([{ ...commitment, revised: 15_000 }]);
			expect(await reopen('changed', { unfinishedSeconds: 300 })).toEqual([key]);
			expect((await world.ledger.getClaim(verdict.claim ?? ''))?.state).toBe('held');
			expect(await reopen('changed', { unfinishedSeconds: 300 })).toEqual([]);
			world.clock.advance(301_000);
			expect(await reopen('changed', { unfinishedSeconds: 300 })).toEqual([key]);
		});

		it('leaves what a person ended while it was open ended, until it is asked for by name', async () => {
			const { asked, key, verdict } = await held();
			const claim = verdict.claim ?? '';
			await world.ledger.record([{ ...commitment, revised: 15_000 }]);
			expect(await reopen()).toEqual([key]);
			await world.ledger.endClaim(claim, 'withdrawn');
			world.clock.advance(301_000);
			expect(await reopen('changed', { unfinishedSeconds: 300 })).toEqual([]);
			const recoded = { ...asked, coding: { ...asked.coding, memo: 'Coded anew' } };
			for (const late of [asked, recoded]) {
				const again = await world.ledger.judge(late, fits(late));
				expect(again).toMatchObject({ outcome: 'held', released: false, replayed: true });
			}
			expect((await world.ledger.getClaim(claim))?.state).toBe('ended');
			expect((await factsFor(world.ledger)).billing).toMatchObject({ counted: 0, held: 0 });
			expect(await reopen({ key })).toEqual([key]);
			expect(await world.ledger.judge(recoded, fits(recoded))).toMatchObject({
				outcome: 'verified',
				claim,
				released: true,
			});
		});

		it('opens what a change concerns and nothing else', async () => {
			const { key } = await held();
			const other = { ...commitment, id: '43', number: 'SC-0043', vendor: '8' };
			await world.ledger.record([other, { ...vendor, id: '8', name: 'Somebody Else' }]);
			expect(await reopen()).toEqual([]);
			await world.ledger.record([{ ...vendor, taxId: '12-3456789' }]);
			expect(await reopen('changed', { dryRun: true })).toEqual([key]);
			expect(await reopen()).toEqual([key]);
		});

		it('opens every held document when the policy changed, but not for the same policy again', async () => {
			const { key } = await held();
			await world.ledger.putSettings(settings, policySchema.parse({ mode: 'autoClean' }));
			expect(await reopen()).toEqual([]);
			await world.ledger.putSettings(settings, policySchema.parse({ mode: 'propose' }));
			expect(await reopen()).toEqual([key]);
		});

		const finding = (
			rule: string,
			severity: Verdict['findings'][number]['severity'] = 'BLOCK',
			result: Verdict['findings'][number]['result'] = 'fail',
		): Verdict['findings'][number] => ({
			rule,
			version: 1,
			result,
			severity,
			message: 'It fails.',
			evidence: [],
			action: 'Ask.',
		});

		describe('what was held', () => {
			const heldFor = async (findings: Verdict['findings']) => {
				const asked = request();
				await world.ledger.judge(asked, () => {
					const given = ruling(asked, 'held');
					return { ...given, verdict: { ...given.verdict, findings } };
				});
				world.clock.advance(60_000);
				await world.ledger.record([{ ...vendor, address: '1 New Street' }]);
				return asked.document.source.key;
			};

			it('for a suspicion of its sender is opened by a person and not by an edited vendor', async () => {
				const key = await heldFor([finding('OB-01', 'HOLD'), finding('FR-01', 'HOLD')]);
				expect(await reopen()).toEqual([]);
				expect(await reopen('held', { dryRun: true })).toEqual([key]);
				expect(await reopen({ key })).toEqual([key]);
				world.clock.advance(301_000);
				expect(await reopen('changed', { unfinishedSeconds: 300 })).toEqual([key]);
			});

			it.each([
				{ what: 'sums under the limit', found: finding('FR-11', 'HOLD') },
				{ what: 'want of an input', found: finding('FR-16', 'HOLD', 'not_evaluable') },
				{ what: 'something else, with a warning', found: finding('FR-05', 'WARN') },
			])('for $what is opened by a change', async ({ found }) => {
				const key = await heldFor([finding('OB-01', 'HOLD'), found]);
				expect(await reopen()).toEqual([key]);
			});
		});

		describe('what was blocked', () => {
			const blocked = async (findings: Verdict['findings'] = [], invoice: object = {}) => {
				world.clock.advance(60_000);
				const asked = request({ total: 12_000, ...invoice });
				await world.ledger.judge(asked, () => {
					const given = ruling(asked, 'blocked');
					return { ...given, verdict: { ...given.verdict, findings } };
				});
				world.clock.advance(60_000);
				return asked;
			};
			const raise = () => world.ledger.record([{ ...commitment, revised: 15_000 }]);

			it('is verified again once its facts changed, and counts once', async () => {
				const asked = await blocked([finding('OB-01')]);
				expect(await reopen()).toEqual([]);
				await raise();
				expect(await reopen('held')).toEqual([]);
				expect(await reopen()).toEqual([asked.document.source.key]);
				const second = await world.ledger.judge(asked, fits(asked));
				expect(second).toMatchObject({ outcome: 'verified', released: true });
				expect((await factsFor(world.ledger)).billing).toMatchObject({
					counted: 1_200_000,
					held: 0,
				});
			});

			it.each([
				{ what: 'the days that the policy gives', days: 3, after: 2, opened: 1 },
				{ what: 'no longer', days: 3, after: 4, opened: 0 },
				{ what: 'not at all with 0 days', days: 0, after: 0, opened: 0 },
			])('waits for a change of its facts for $what', async ({ days, after, opened }) => {
				const given = policySchema.parse({ mode: 'autoClean', verifyAgainDays: days });
				await world.ledger.putSettings(settings, given);
				world.clock.advance(60_000);
				await blocked();
				world.clock.advance(after * DAY);
				await raise();
				expect(await reopen()).toHaveLength(opened);
			});

			it('for a suspicion of its sender is opened by its name alone', async () => {
				const { document } = await blocked([finding('OB-01'), finding('FR-04')]);
				await raise();
				expect(await reopen()).toEqual([]);
				expect(await reopen({ key: document.source.key })).toEqual([document.source.key]);
			});

			it('as a second copy of a demand does not come up when that was ended', async () => {
				const { verdict } = await held({ number: 'D1' });
				await blocked([], { number: 'D1' });
				await world.ledger.endClaim(verdict.claim ?? '', 'withdrawn');
				await raise();
				expect(await reopen()).toEqual([]);
			});
		});

		it('opens a document for an approval that came by e-mail after it', async () => {
			const { key } = await held();
			const approval = { subject: 'quote', decision: 'approved' } as const;
			await judged(world.ledger, request({ kind: 'approval', document: { approval } }), 'recorded');
			expect(await reopen()).toEqual([key]);
		});

		it.each(['quote', 'change_order', 'approval'] as const)(
			'does not open a held %s for itself, nor two for each other without end',
			async (kind) => {
				const first = await held({ kind, number: 'E1' });
				expect(await reopen()).toEqual([]);
				const second = await held({ kind, number: 'E2' });
				expect(await reopen()).toEqual([first.key]);
				await judged(world.ledger, first.asked, 'held');
				world.clock.advance(60_000);
				expect(await reopen()).toEqual([]);
				await judged(world.ledger, first.asked, 'recorded');
				world.clock.advance(60_000);
				expect(await reopen()).toEqual([second.key]);
			},
		);

		it('opens nothing for a forged approval', async () => {
			await held();
			const approval = { subject: 'quote', decision: 'approved' } as const;
			const forged = request({ kind: 'approval', document: { approval } });
			forged.document.source.authentication = {
				authservId: 'mx.northgate.example',
				dmarc: 'fail',
			};
			await judged(world.ledger, forged, 'held');
			expect(await reopen()).toEqual([]);
		});

		it('opens nothing in a test run', async () => {
			const { document, coding, verdict } = await world.released();
			const { key } = document.source;
			expect(await reopen({ key }, { dryRun: true })).toEqual([key]);
			const again = await judged(world.ledger, { ...request(), document, coding }, 'blocked');
			expect(again.verdict).toEqual({ ...verdict, replayed: true });
		});

		it('exchanges the reservation of a verified document that is not posted', async () => {
			const release = await world.released({ total: 4_000 });
			const { requestId } = await world.ledger.enqueue(release);
			await reopen({ claim: release.claim });
			expect((await factsFor(world.ledger)).billing?.counted).toBe(400_000);
			const asked = request({ key: release.document.source.key, total: 4_000 });
			const { facts, verdict } = await judged(world.ledger, asked, 'held');
			expect(facts?.billing?.counted).toBe(0);
			expect(verdict).toMatchObject({ outcome: 'held', claim: release.claim });
			expect((await factsFor(world.ledger)).billing).toMatchObject({ counted: 0, held: 400_000 });
			expect((await world.ledger.postingOf(requestId))?.state).toBe('refused');
			await reopen({ claim: release.claim });
			await judged(world.ledger, asked, 'verified');
			expect(await world.ledger.unpostedReleases(0)).toMatchObject([{ claim: release.claim }]);
		});

		it('never opens what is posted, nor decides it a second time when it was posted meanwhile', async () => {
			const { release } = await world.posted('B7', { number: 'P1' });
			await expect(reopen({ claim: release.claim })).rejects.toThrow(/in the books already/);
			const late = await world.released({ number: 'P2', total: 500 });
			const { requestId } = await world.ledger.enqueue(late);
			await reopen({ claim: late.claim });
			const outcome = { entity: 'Bill' as const, id: 'B8', total: 500, state: 'created' as const };
			await world.ledger.settle(undefined, [{ requestId, outcome: { ...outcome, warnings: [] } }]);
			const asked = { ...request(), document: late.document, coding: late.coding };
			const { verdict } = await judged(world.ledger, asked, 'blocked');
			expect(verdict).toMatchObject({ outcome: 'verified', replayed: true, released: true });
			expect((await factsFor(world.ledger)).billing?.counted).toBe(150_000);
		});

		it("does not take a person's release of a verified document back", async () => {
			const asked = request();
			await world.ledger.judge(asked, () => ({ ...ruling(asked, 'verified'), release: false }));
			const { key } = asked.document.source;
			const { claim } = await world.ledger.releaseByPerson(key, 'pm', 'agreed');
			await expect(reopen({ key })).rejects.toThrow(/a person released it; end its claim first/);
			await world.ledger.endClaim(claim, 'withdrawn');
			expect(await reopen({ key })).toEqual([key]);
		});

		it("leaves a person's decisions alone", async () => {
			const { key, verdict } = await held();
			await world.ledger.releaseByPerson(key, 'pm', 'agreed');
			await expect(reopen({ key })).rejects.toThrow(/a person released it/);
			await world.ledger.endClaim(verdict.claim ?? '', 'withdrawn');
			expect(await reopen('held')).toEqual([]);
			await expect(reopen({ key: 'unknown' })).rejects.toThrow(/No decision/);
		});
	});
}
