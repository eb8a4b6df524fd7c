import { sha256 } from '../../../spine/documents/canonical';
import { policySchema } from '../../../spine/documents/settings';
import type { Release } from '../../../spine/ledger/ledger';
import type { SqlLedger } from '../../../spine/ledger/sqlLedger';
import {
	bill,
	commitment,
	DAY,
	factsFor,
	fits,
	furnish,
	handClock,
	judged,
	policy,
	request,
	requisition,
	settings,
	vendor,
} from './fixtures';

export type OpenLedger = (clock: () => number) => Promise<SqlLedger>;

/** What every implementation of the ledger must do; registered once for each database. */
export function ledgerSuite(name: string, openLedger: OpenLedger): void {
	describe(name, () => {
		let ledger: SqlLedger;
		let clock: ReturnType<typeof handClock>;
		beforeEach(async () => {
			clock = handClock();
			ledger = await openLedger(clock);
			await furnish(ledger);
		});
		afterEach(() => ledger.close());

		async function released(invoice: Parameters<typeof request>[0] = {}): Promise<Release> {
			const asked = request(invoice);
			await judged(ledger, asked);
			const release = await ledger.findRelease(asked.document, asked.coding);
			if (release === undefined) throw new Error('nothing was released');
			return release;
		}

		async function posted(id: string, invoice: Parameters<typeof request>[0] = {}) {
			const release = await released(invoice);
			const { requestId } = await ledger.enqueue(release);
			const total = release.coding.total;
			await ledger.settle(undefined, [
				{
					requestId,
					outcome: { entity: 'Bill', id, total, state: 'created', warnings: [] },
				},
			]);
			return { release, requestId };
		}

		describe('verdicts', () => {
			it('counts a verified document against its commitment, line and vendor at once', async () => {
				await judged(ledger, request({ total: 4_000 }));
				const { billing, vendorBilling } = await factsFor(ledger);
				expect(billing).toMatchObject({
					counted: 400_000,
					byLine: { L1: 400_000 },
					quantityByLine: { L1: 1 },
					complete: true,
				});
				expect(vendorBilling).toMatchObject({ counted: 400_000, committed: 1_000_000 });
			});

			it('lets one of two documents pass that fit alone but not together', async () => {
				const asked = [
					request({ number: 'A1', total: 6_000 }),
					request({ number: 'A2', total: 6_000 }),
				];
				const verdicts = await Promise.all(asked.map((one) => ledger.judge(one, fits(one))));
				expect(verdicts.map(({ outcome }) => outcome).sort()).toEqual(['blocked', 'verified']);
				expect((await factsFor(ledger)).billing?.counted).toBe(600_000);
			});

			it('answers the same sighting with the same content as before and changes nothing', async () => {
				const asked = request();
				const { verdict } = await judged(ledger, asked);
				const again = await judged(ledger, asked, 'blocked');
				expect(again.facts).toBeUndefined();
				expect(again.verdict).toEqual({ ...verdict, replayed: true });
				expect((await factsFor(ledger)).billing?.counted).toBe(100_000);
			});

			it('judges the same sighting with other content again, under the same claim', async () => {
				const { verdict } = await judged(ledger, request({ key: 'same', total: 1_000 }));
				const second = await judged(ledger, request({ key: 'same', total: 1_200 }));
				expect(second.facts?.ownClaim?.id).toBe(verdict.claim);
				expect(second.facts?.billing?.counted).toBe(0);
				expect(second.facts?.claims).toEqual([]);
				expect(second.facts?.prior.sameSighting?.outcome).toBe('verified');
				expect(second.verdict.claim).toBe(verdict.claim);
				expect((await factsFor(ledger)).billing?.counted).toBe(120_000);
				expect(await ledger.entries()).toHaveLength(1);
			});

			it('takes the release of the earlier content back when a sighting is judged anew', async () => {
				const first = request({ key: 'same', total: 1_000 });
				await judged(ledger, first);
				await judged(ledger, request({ key: 'same', total: 1_200 }), 'held');
				expect(await ledger.findRelease(first.document, first.coding)).toBeUndefined();
				expect((await factsFor(ledger)).billing).toMatchObject({ counted: 0, held: 120_000 });
			});

			it('writes nothing in a test run', async () => {
				const asked = request({ dryRun: true });
				const { verdict } = await judged(ledger, asked);
				expect(verdict).toMatchObject({ outcome: 'verified', released: false });
				expect(await ledger.findRelease(asked.document, asked.coding)).toBeUndefined();
				expect(await ledger.entries()).toEqual([]);
				expect((await factsFor(ledger)).billing?.counted).toBe(0);
			});

			it('shows another message with the same number as a claim, and gives it none unless it reserves', async () => {
				const first = await judged(ledger, request({ number: 'INV-00451' }));
				const second = await judged(ledger, request({ number: '451' }), 'held');
				expect(second.facts?.ownClaim).toBeUndefined();
				expect(second.facts?.claims.map(({ id }) => id)).toEqual([first.verdict.claim]);
				expect(second.verdict.claim).toBeUndefined();
				expect((await factsFor(ledger)).billing).toMatchObject({ counted: 100_000, held: 0 });
				const third = await judged(ledger, request({ number: '451' }));
				expect(third.verdict.claim).not.toBe(first.verdict.claim);
				expect((await factsFor(ledger)).billing?.counted).toBe(200_000);
			});

			it('finds claims by total, file, lines, base number, folded number and period', async () => {
				const near = { date: '2026-01-15', total: 777 };
				const found = async (
					one: Parameters<typeof request>[0],
					other: Parameters<typeof request>[0],
				) => {
					const { verdict } = await judged(ledger, request(one));
					const { facts } = await judged(ledger, request({ ...other, dryRun: true }));
					return facts?.claims.some(({ id }) => id === verdict.claim);
				};
				expect(await found({ number: 'T1', ...near }, { number: 'T2', total: 777 })).toBe(true);
				expect(
					await found({ number: 'T3', total: 55, date: '2025-09-01' }, { number: 'T4', total: 55 }),
				).toBe(false);
				expect(
					await found(
						{ number: 'F1', total: 61, document: { lineFingerprint: 'fp' } },
						{ number: 'F2', total: 62, document: { lineFingerprint: 'fp' } },
					),
				).toBe(true);
				expect(await found({ number: '2001', total: 71 }, { number: '2001R', total: 72 })).toBe(
					true,
				);
				expect(await found({ number: 'AO1', total: 73 }, { number: 'A01', total: 74 })).toBe(true);
				const march = { from: '2026-03-01', to: '2026-03-31' };
				expect(
					await found(
						{ number: 'P1', total: 81, document: { servicePeriod: march } },
						{
							number: 'P2',
							total: 82,
							document: { servicePeriod: { from: '2026-03-15', to: '2026-04-14' } },
						},
					),
				).toBe(true);
			});

			it('gives no claim to a document that asks for no money, and keeps it for later ones', async () => {
				const quote = request({ kind: 'quote', number: 'Q-1', total: 9_000 });
				const { verdict } = await judged(ledger, quote, 'recorded');
				expect(verdict.claim).toBeUndefined();
				const { prior } = await factsFor(ledger);
				expect(prior.quotes).toMatchObject([{ number: 'Q-1', total: 9_000, status: 'received' }]);
			});

			it('trusts an approval only where our own server says that DMARC passed', async () => {
				const approval = (key: string, authservId: string) =>
					request({
						key,
						kind: 'approval',
						document: {
							approval: { subject: 'quote', decision: 'approved' },
							source: {
								channel: 'email',
								key,
								sender: { address: 'pm@northgate.example' },
								authentication: { authservId, dmarc: 'pass' },
							},
						},
					});
				await judged(ledger, approval('ours', 'mx.northgate.example'), 'recorded');
				await judged(ledger, approval('theirs', 'mx.elsewhere.example'), 'recorded');
				const { approvals } = (await factsFor(ledger)).prior;
				expect(approvals.map((one) => [one.document.source.key, one.authenticated])).toEqual([
					['theirs', false],
					['ours', true],
				]);
				expect(approvals[0]?.person).toBe('pm@northgate.example');
			});

			it('remembers remit-to and sender domain of accepted documents only', async () => {
				const remitTo = { name: 'Kessler Bank' };
				await judged(ledger, request({ number: 'R1', document: { remitTo } }));
				await judged(
					ledger,
					request({ number: 'R2', total: 5, document: { remitTo: { name: 'Thief' } } }),
					'held',
				);
				const { prior } = await factsFor(ledger);
				expect(prior.remitTo.map(({ name: to }) => to)).toEqual(['Kessler Bank']);
				expect(prior.senderDomains).toEqual(['kessler.example']);
			});
		});

		describe('sightings in the two systems', () => {
			it('counts an e-mailed pay application, its requisition and its bill once', async () => {
				const asked = request({
					kind: 'pay_application',
					number: 'x',
					application: '3',
					total: 900,
				});
				const { verdict } = await judged(ledger, asked);
				await ledger.record([requisition('R3', 3, 1_000, { currentPaymentDue: 900 })]);
				await ledger.record([bill('B9', 'SC-0042-03', 895)]);
				const claim = await ledger.getClaim(verdict.claim ?? '');
				expect(claim).toMatchObject({
					state: 'posted',
					requisition: 'R3',
					booksId: 'B9',
					gross: 100_000,
					net: 89_500,
				});
				expect((await factsFor(ledger)).billing?.counted).toBe(100_000);
			});

			it("takes a known requisition for the document's own claim", async () => {
				await ledger.record([requisition('R3', 3, 1_000)]);
				expect((await factsFor(ledger)).billing?.counted).toBe(100_000);
				const asked = request({ kind: 'pay_application', number: 'x', application: '03' });
				const { facts, verdict } = await judged(ledger, asked);
				expect(facts?.ownClaim?.requisition).toBe('R3');
				expect(facts?.billing?.counted).toBe(0);
				expect(facts?.requisitions.map(({ id }) => id)).toEqual(['R3']);
				expect(verdict.claim).toBe(facts?.ownClaim?.id);
				const second = request({ kind: 'pay_application', number: 'y', application: '3' });
				expect((await judged(ledger, second, 'held')).facts?.ownClaim).toBeUndefined();
			});

			it('counts stored materials that are carried on from one application to the next once', async () => {
				const second = requisition('R2', 2, 1_500, {
					lines: [{ line: 'L1', previous: 400, thisPeriod: 500, stored: 600, completed: 1_500 }],
				});
				const first = requisition('R1', 1, 1_000, {
					lines: [{ line: 'L1', previous: 0, thisPeriod: 400, stored: 600, completed: 1_000 }],
				});
				await ledger.record([second]);
				await ledger.record([first]);
				const { billing } = await factsFor(ledger);
				expect(billing?.counted).toBe(150_000);
				expect(billing?.applications.map(({ application }) => application)).toEqual(['2', '1']);
			});

			it('does not count drafts, and counts what is under review as held', async () => {
				await ledger.record([
					requisition('R1', 1, 1_000, { status: 'draft' }),
					requisition('R2', 2, 2_000, { status: 'under_review', lines: [] }),
				]);
				expect((await factsFor(ledger)).billing).toMatchObject({ counted: 0, held: 200_000 });
				await ledger.record([requisition('R2', 2, 2_000, { status: 'draft', lines: [] })]);
				expect((await factsFor(ledger)).billing).toMatchObject({ counted: 0, held: 0 });
			});

			it("knows a bill typed by somebody else by the vendor's number", async () => {
				await ledger.record([bill('B1', 'INV-77', 500)]);
				const { facts } = await judged(ledger, request({ number: '77', total: 500 }), 'blocked');
				expect(facts?.claims).toMatchObject([{ state: 'billed', booksId: 'B1', net: 50_000 }]);
				expect(facts?.booksTransactions.map(({ id }) => id)).toEqual(['B1']);
				expect((await factsFor(ledger)).billing?.counted).toBe(50_000);
			});

			it('calls history incomplete where a bill may be on any of several commitments', async () => {
				await ledger.record([bill('B1', 'X-1', 500)]);
				expect((await factsFor(ledger)).billing).toMatchObject({ complete: true, counted: 50_000 });
				await ledger.record([{ ...commitment, id: '43', number: 'SC-0043' }]);
				expect((await factsFor(ledger)).billing).toMatchObject({ complete: false, counted: 0 });
				expect((await factsFor(ledger)).vendorBilling?.uncommitted).toBe(50_000);
				await ledger.record([bill('B1', 'X-1', 500, { memo: 'per SC-0043' })]);
				expect((await factsFor(ledger)).billing).toMatchObject({ complete: true, counted: 0 });
			});

			it('counts a bill under its vendor once the two sides are linked', async () => {
				await ledger.record([
					{ ...vendor, side: 'books', books: 'B1', id: '90', name: 'K. C. Works' },
					bill('B1', 'X-1', 500, { vendor: '90' }),
				]);
				expect((await factsFor(ledger)).vendorBilling?.counted).toBe(0);
				await ledger.record([{ ...vendor, linkedId: '90' }]);
				expect((await factsFor(ledger)).vendorBilling?.counted).toBe(50_000);
			});

			it('ends the claim of a bill that was deleted in the books', async () => {
				const { release } = await posted('B5');
				await ledger.record([bill('B5', '1001', 1_000)]);
				await ledger.record([bill('B5', '1001', 1_000, { deleted: true })]);
				expect((await ledger.getClaim(release.claim))?.state).toBe('ended');
				expect(await ledger.findRelease(release.document, release.coding)).toBeUndefined();
				expect((await factsFor(ledger)).billing?.counted).toBe(0);
			});

			it('says that history is incomplete until both sides were read in', async () => {
				await ledger.putBackfillProgress({
					side: 'books',
					resource: 'Bill',
					scope: 'B1',
					next: 3,
					rows: 200,
					complete: false,
				});
				expect((await factsFor(ledger)).billing?.complete).toBe(false);
			});

			it('counts vendor credits off', async () => {
				await ledger.record([
					bill('B1', 'X-1', 500),
					bill('B1', 'C-1', 200, { type: 'vendor_credit' }),
				]);
				expect((await factsFor(ledger)).billing?.counted).toBe(30_000);
			});

			it('tells retainage from cost by the account that the company keeps it in', async () => {
				await ledger.record([
					{
						type: 'account',
						side: 'books',
						books: 'B1',
						id: '33',
						name: 'Retainage Payable',
						fullName: 'Retainage Payable',
						accountType: 'Other Current Liability',
						active: true,
					},
					bill('B1', 'X-1', 900, {
						lines: [
							{ amount: 1_000, job: 'J1', account: '5' },
							{ amount: -100, job: 'J1', account: '33' },
						],
					}),
				]);
				expect((await factsFor(ledger)).billing).toMatchObject({
					counted: 100_000,
					retainageHeld: 10_000,
				});
			});
		});

		describe('reservations and releases', () => {
			it("ends a reservation after the policy's days, and its release with it", async () => {
				const days = policySchema.parse({ reservationDays: 10 });
				const asked = request({ policy: days });
				const { verdict } = await judged(ledger, asked);
				clock.advance(9 * DAY);
				expect((await factsFor(ledger)).billing?.counted).toBe(100_000);
				clock.advance(2 * DAY);
				expect(await ledger.findRelease(asked.document, asked.coding)).toBeUndefined();
				expect((await factsFor(ledger)).billing?.counted).toBe(0);
				expect((await ledger.getClaim(verdict.claim ?? ''))?.state).toBe('ended');
			});

			it('releases exactly the document and coding that were verified', async () => {
				const { document, coding } = await released();
				expect(await ledger.findRelease({ ...document, total: 1_001 }, coding)).toBeUndefined();
				expect(await ledger.findRelease(document, { ...coding, memo: 'x' })).toBeUndefined();
				expect(await ledger.findRelease(document, { ...coding })).toMatchObject({ by: 'verified' });
			});

			it('ends a claim on request, and what was queued for it', async () => {
				const release = await released();
				const { requestId } = await ledger.enqueue(release);
				await ledger.endClaim(release.claim, 'withdrawn by the vendor');
				expect((await ledger.postingOf(requestId))?.state).toBe('refused');
				expect(await ledger.findRelease(release.document, release.coding)).toBeUndefined();
				await expect(ledger.enqueue(release)).rejects.toThrow(/holds no release/);
				await expect(ledger.endClaim('clm-none', 'x')).rejects.toThrow(/No claim clm-none/);
			});

			it('lets a person release a held document, and nothing else', async () => {
				const held = request({ number: 'H1', total: 300 });
				await judged(ledger, held, 'held');
				expect((await factsFor(ledger)).billing).toMatchObject({ counted: 0, held: 30_000 });
				const release = await ledger.releaseByPerson(
					held.document.source.key,
					'pm@northgate.example',
					'agreed on site',
				);
				expect(release).toMatchObject({ by: 'pm@northgate.example', revision: 0 });
				expect((await factsFor(ledger)).billing).toMatchObject({ counted: 30_000, held: 0 });
				expect(await ledger.findRelease(held.document, held.coding)).toEqual(release);
				const blocked = request({ number: 'H2' });
				await judged(ledger, blocked, 'blocked');
				await expect(
					ledger.releaseByPerson(blocked.document.source.key, 'pm', 'x'),
				).rejects.toThrow(/is blocked/);
				await expect(ledger.releaseByPerson('unknown', 'pm', 'x')).rejects.toThrow(/No decision/);
			});

			it('changes an unpaid bill by a released revision and never makes a second claim', async () => {
				const { release, requestId } = await posted('B5', { number: '1001', total: 1_000 });
				const revised = request({ number: '1001R', total: 1_100 });
				await judged(ledger, revised, 'held');
				const second = await ledger.releaseByPerson(revised.document.source.key, 'pm', 'agreed');
				expect(second).toMatchObject({ claim: release.claim, revision: 1 });
				expect((await factsFor(ledger)).billing).toMatchObject({ counted: 110_000, held: 0 });
				expect((await ledger.enqueue(second)).requestId).not.toBe(requestId);
			});

			it('takes invoices that are only numbered on for separate demands', async () => {
				const { verdict } = await judged(ledger, request({ number: '4417-1', total: 100 }));
				const next = request({ number: '4417-2', total: 200 });
				await judged(ledger, next, 'held');
				const release = await ledger.releaseByPerson(next.document.source.key, 'pm', 'agreed');
				expect(release.claim).not.toBe(verdict.claim);
				expect((await factsFor(ledger)).billing?.counted).toBe(30_000);
			});

			it('keeps a claim that a revision has taken over from its first message', async () => {
				const first = await judged(ledger, request({ key: 'first', number: '1001' }));
				const revised = request({ number: '1001R', total: 1_100 });
				await judged(ledger, revised, 'held');
				await ledger.releaseByPerson(revised.document.source.key, 'pm', 'agreed');
				const again = await judged(
					ledger,
					request({ key: 'first', number: '1001', total: 5 }),
					'held',
				);
				expect(again.facts?.ownClaim).toBeUndefined();
				expect(again.facts?.claims.map(({ id }) => id)).toEqual([first.verdict.claim]);
				expect((await factsFor(ledger)).billing?.counted).toBe(110_000);
			});

			it('refuses a revision of a bill that is paid in part', async () => {
				await posted('B5', { number: '1001', total: 1_000 });
				await ledger.record([bill('B5', '1001', 1_000, { balance: 400 })]);
				const revised = request({ number: '1001R', total: 1_100 });
				await judged(ledger, revised, 'held');
				await expect(
					ledger.releaseByPerson(revised.document.source.key, 'pm', 'x'),
				).rejects.toThrow(/already paid/);
			});

			it('does not reduce the reservation of a posted claim when its sighting is judged anew', async () => {
				const { release } = await posted('B5', { key: 'same', total: 1_000 });
				const { verdict } = await judged(ledger, request({ key: 'same', total: 400 }), 'held');
				expect(verdict).toMatchObject({ claim: release.claim, released: false });
				expect((await factsFor(ledger)).billing?.counted).toBe(100_000);
				expect(await ledger.findRelease(release.document, release.coding)).toEqual(release);
			});
		});

		describe('the posting queue', () => {
			it('queues a claim once, under an id that stays the same', async () => {
				const release = await released();
				const first = await ledger.enqueue(release);
				expect(await ledger.enqueue(release)).toEqual(first);
				expect(first.requestId.length).toBeLessThanOrEqual(36);
				expect(await ledger.queued('B1', 10)).toEqual([first]);
				expect(await ledger.queued('B2', 10)).toEqual([]);
			});

			it('keeps a batch byte for byte until it is answered', async () => {
				const { requestId } = await ledger.enqueue(await released());
				const batch = {
					id: 'batch-1',
					books: 'B1',
					items: [requestId],
					body: '{"é": 1}',
					state: 'sent' as const,
				};
				await ledger.putBatch(batch);
				await ledger.putBatch(batch);
				await expect(ledger.putBatch({ ...batch, body: '{}' })).rejects.toThrow(/unchanged/);
				await expect(ledger.putBatch({ ...batch, id: 'batch-2' })).rejects.toThrow(/is sent/);
				expect(await ledger.queued('B1', 10)).toEqual([]);
				expect(await ledger.pendingBatches('B1')).toEqual([batch]);
				await ledger.settle('batch-1', []);
				expect(await ledger.pendingBatches('B1')).toEqual([batch]);
				await ledger.settle('batch-1', [{ requestId, outcome: { why: 'No such account.' } }]);
				expect(await ledger.pendingBatches('B1')).toEqual([]);
				expect((await ledger.postingOf(requestId))?.state).toBe('refused');
			});

			it('makes a claim posted by its bill, and finds the same release for it again', async () => {
				const { release, requestId } = await posted('B5');
				expect(await ledger.getClaim(release.claim)).toMatchObject({
					state: 'posted',
					booksId: 'B5',
				});
				clock.advance(400 * DAY);
				expect(await ledger.findRelease(release.document, release.coding)).toEqual(release);
				const again = await ledger.enqueue(release);
				expect(again).toMatchObject({ requestId, state: 'done' });
				await ledger.settle(undefined, [{ requestId, outcome: { why: 'late answer' } }]);
				expect((await ledger.postingOf(requestId))?.state).toBe('done');
				await ledger.record([bill('B5', '1001', 1_000)]);
				expect((await factsFor(ledger)).billing?.counted).toBe(100_000);
				expect((await ledger.entries())[0]?.posting).toMatchObject({ id: 'B5' });
			});

			it('keeps a refused posting reserved and queues it again on request', async () => {
				const release = await released();
				const { requestId } = await ledger.enqueue(release);
				await ledger.settle(undefined, [{ requestId, outcome: { why: 'Closed period.' } }]);
				expect((await ledger.getClaim(release.claim))?.state).toBe('reserved');
				expect((await ledger.enqueue(release)).state).toBe('queued');
			});

			it('gives a company file to one holder at a time', async () => {
				expect(await ledger.takeLease('B1', 'one', 60)).toBe(true);
				expect(await ledger.takeLease('B1', 'two', 60)).toBe(false);
				expect(await ledger.takeLease('B1', 'one', 60)).toBe(true);
				expect(await ledger.takeLease('B2', 'two', 60)).toBe(true);
				clock.advance(61_000);
				expect(await ledger.takeLease('B1', 'two', 60)).toBe(true);
				await ledger.dropLease('B1', 'one');
				expect(await ledger.takeLease('B1', 'one', 60)).toBe(false);
				await ledger.dropLease('B1', 'two');
				expect(await ledger.takeLease('B1', 'one', 60)).toBe(true);
			});

			it('lists bills that stand without their original', async () => {
				const { requestId } = await posted('B5');
				expect(await ledger.pendingAttachments('B1')).toMatchObject([{ requestId }]);
				await ledger.setAttachment(requestId, 'done', 'A1');
				expect(await ledger.pendingAttachments('B1')).toEqual([]);
				expect((await ledger.postingOf(requestId))?.outcome).toMatchObject({ attachment: 'A1' });
			});
		});

		describe('the mirror', () => {
			it('counts what is new, changed and the same, and ignores what arrives out of order', async () => {
				const late = { ...commitment, title: 'new', updatedAt: '2026-03-01T00:00:00Z' };
				const early = { ...commitment, title: 'old', updatedAt: '2026-02-01T00:00:00Z' };
				expect(await ledger.record([late, { ...vendor, id: '8', name: 'Other' }])).toEqual({
					added: 1,
					changed: 1,
					same: 0,
				});
				expect(await ledger.record([late, early])).toEqual({ added: 0, changed: 0, same: 2 });
				expect((await ledger.get('commitment', '42'))?.title).toBe('new');
				expect(await ledger.list('commitment', { vendor: '7' })).toEqual([late]);
				expect(await ledger.list('commitment', { number: 'none' })).toEqual([]);
			});

			it('renews the directory when a record of it changes', async () => {
				expect((await ledger.directory()).vendors).toHaveLength(2);
				await ledger.record([{ ...vendor, id: '8', name: 'Other' }]);
				expect((await ledger.directory()).vendors).toHaveLength(3);
				await ledger.record([{ ...vendor, id: '8', name: 'Other', deleted: true }]);
				expect((await ledger.directory()).vendors).toHaveLength(2);
			});

			it('dates the facts of each side', async () => {
				await ledger.record([commitment], '2026-03-05T00:00:00.000Z');
				await ledger.record([bill('B1', 'X', 1)], '2026-03-06T00:00:00.000Z');
				expect((await factsFor(ledger)).asOf).toEqual({
					projects: '2026-03-05T00:00:00.000Z',
					books: '2026-03-06T00:00:00.000Z',
				});
			});

			it('keeps settings, policy and the progress of a backfill', async () => {
				expect(await ledger.getSettings()).toEqual({ settings, policy });
				const progress = {
					side: 'books',
					resource: 'Vendor',
					scope: 'B1',
					next: 101,
					rows: 100,
					complete: false,
				} as const;
				await ledger.putBackfillProgress(progress);
				expect(await ledger.backfillProgress()).toContainEqual(progress);
			});
		});

		describe('messages and originals', () => {
			it('stores a message once and says how far it came', async () => {
				const message = { messageId: 'a@b', raw: Buffer.from('mail'), form: 'eml' as const };
				const first = await ledger.intake(message);
				expect(first).toEqual({ hash: sha256('mail'), seen: false, state: 'stored' });
				await ledger.setIntakeState(first.hash, 'decided');
				await ledger.setIntakeState(first.hash, 'read');
				expect(await ledger.intake(message)).toEqual({ ...first, seen: true, state: 'decided' });
				expect(await ledger.unfinished(1)).toEqual([]);
				clock.advance(2_000);
				const [waiting] = await ledger.unfinished(1);
				expect(waiting).toMatchObject({ messageId: 'a@b', state: 'decided' });
				expect(Buffer.from(waiting?.raw ?? []).toString()).toBe('mail');
				await ledger.setIntakeState(first.hash, 'finished');
				expect(await ledger.unfinished(1)).toEqual([]);
			});

			it('keeps originals by their hash', async () => {
				const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
				const hash = await ledger.putBlob(bytes);
				expect(await ledger.putBlob(bytes)).toBe(hash);
				expect(Buffer.from((await ledger.getBlob(hash)) ?? [])).toEqual(Buffer.from(bytes));
				expect(await ledger.getBlob(sha256('nothing'))).toBeUndefined();
				expect(await ledger.getBlob('../../etc/passwd')).toBeUndefined();
			});
		});

		it('tells what became of every document, and its chain of events holds', async () => {
			await posted('B5', { number: 'E1', key: 'e1' });
			clock.advance(DAY);
			await judged(ledger, request({ number: 'E2', key: 'e2', total: 7 }), 'held');
			const entries = await ledger.entries();
			expect(entries.map(({ document }) => document.number)).toEqual(['E1', 'E2']);
			expect(await ledger.entries({ messageId: 'e2' })).toHaveLength(1);
			expect(await ledger.entries({ since: '2026-03-02T00:00:00.000Z' })).toHaveLength(1);
			expect(await ledger.verifyEvents()).toBeUndefined();
			expect((await ledger.getMeta()).generation).toBe(1);
		});
	});
}

/** Many at once: nothing is counted twice, nothing lost, nobody waits for each other for ever. */
export function concurrencySuite(name: string, openLedger: OpenLedger): void {
	describe(`${name}, used by many at once`, () => {
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
