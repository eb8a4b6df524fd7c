import { bill, commitment, factsFor, judged, request, requisition, vendor } from '../fixtures';
import { ledgerWorld } from './world';
import type { OpenLedger } from './world';

export function sightingSuite(openLedger: OpenLedger): void {
	const world = ledgerWorld(openLedger);

	describe('sightings in the two systems', () => {
		it('counts an e-mailed pay application, its requisition and its bill once', async () => {
			const asked = request({
				kind: 'pay_application',
				number: 'x',
				application: '3',
				total: 900,
			});
			const { verdict } = await judged(world.ledger, asked);
			await world.ledger.record([requisition('R3', 3, 1_000, { currentPaymentDue: 900 })]);
			await world.ledger.record([bill('B9', 'SC-0042-03', 895)]);
			const claim = await world.ledger.getClaim(verdict.claim ?? '');
			expect(claim).toMatchObject({
				state: 'posted',
				requisition: 'R3',
				booksId: 'B9',
				gross: 100_000,
				net: 89_500,
			});
			expect((await factsFor(world.ledger)).billing?.counted).toBe(100_000);
		});

		it("takes a known requisition for the document's own claim", async () => {
			await world.ledger.record([requisition('R3', 3, 1_000)]);
			expect((await factsFor(world.ledger)).billing?.counted).toBe(100_000);
			const asked = request({ kind: 'pay_application', number: 'x', application: '03' });
			const { facts, verdict } = await judged(world.ledger, asked);
			expect(facts?.ownClaim?.requisition).toBe('R3');
			expect(facts?.billing?.counted).toBe(0);
			expect(facts?.requisitions.map(({ id }) => id)).toEqual(['R3']);
			expect(verdict.claim).toBe(facts?.ownClaim?.id);
			const second = request({ kind: 'pay_application', number: 'y', application: '3' });
			expect((await judged(world.ledger, second, 'held')).facts?.ownClaim).toBeUndefined();
		});

		it('counts stored materials that are carried on from one application to the next once', async () => {
			const second = requisition('R2', 2, 1_500, {
				lines: [{ line: 'L1', previous: 400, thisPeriod: 500, stored: 600, completed: 1_500 }],
			});
			const first = requisition('R1', 1, 1_000, {
				lines: [{ line: 'L1', previous: 0, thisPeriod: 400, stored: 600, completed: 1_000 }],
			});
			await world.ledger.record([second]);
			await world.ledger.record([first]);
			const { billing } = await factsFor(world.ledger);
			expect(billing?.counted).toBe(150_000);
			expect(billing?.applications.map(({ application }) => application)).toEqual(['2', '1']);
		});

		it('counts a line of a change order on its change order, where only the line is named', async () => {
			const line = { id: 'X1', description: 'Pit sump', amount: 6_000 };
			const changeOrder = {
				type: 'change_order' as const,
				side: 'projects' as const,
				commitment: commitment.id,
				project: commitment.project,
				status: 'approved' as const,
				amount: 6_000,
				lines: [],
			};
			await world.ledger.record([
				{ ...changeOrder, id: 'CO1', tier: 'package', number: '001' },
				{ ...changeOrder, id: 'P1', tier: 'potential', parent: 'CO1', lines: [line] },
				requisition('R1', 1, 4_000, {
					lines: [{ line: 'X1', previous: 0, thisPeriod: 4_000, completed: 4_000 }],
				}),
			]);
			const { billing } = await factsFor(world.ledger);
			expect(billing?.byChangeOrder).toEqual({ CO1: 400_000 });
		});

		it('does not count drafts, and counts what is under review as held', async () => {
			await world.ledger.record([
				requisition('R1', 1, 1_000, { status: 'draft' }),
				requisition('R2', 2, 2_000, { status: 'under_review', lines: [] }),
			]);
			expect((await factsFor(world.ledger)).billing).toMatchObject({ counted: 0, held: 200_000 });
			await world.ledger.record([requisition('R2', 2, 2_000, { status: 'draft', lines: [] })]);
			expect((await factsFor(world.ledger)).billing).toMatchObject({ counted: 0, held: 0 });
		});

		it("knows a bill typed by somebody else by the vendor's number", async () => {
			await world.ledger.record([bill('B1', 'INV-77', 500)]);
			const { facts } = await judged(
				world.ledger,
				request({ number: '77', total: 500 }),
				'blocked',
			);
			expect(facts?.claims).toMatchObject([{ state: 'billed', booksId: 'B1', net: 50_000 }]);
			expect(facts?.booksTransactions.map(({ id }) => id)).toEqual(['B1']);
			expect((await factsFor(world.ledger)).billing?.counted).toBe(50_000);
		});

		it('calls history incomplete where a bill may be on any of several commitments', async () => {
			await world.ledger.record([bill('B1', 'X-1', 500)]);
			expect((await factsFor(world.ledger)).billing).toMatchObject({
				complete: true,
				counted: 50_000,
			});
			await world.ledger.record([{ ...commitment, id: '43', number: 'SC-0043' }]);
			expect((await factsFor(world.ledger)).billing).toMatchObject({ complete: false, counted: 0 });
			expect((await factsFor(world.ledger)).vendorBilling?.uncommitted).toBe(50_000);
			await world.ledger.record([bill('B1', 'X-1', 500, { memo: 'per SC-0043' })]);
			expect((await factsFor(world.ledger)).billing).toMatchObject({ complete: true, counted: 0 });
		});

		it('counts a bill under its vendor once the two sides are linked', async () => {
			await world.ledger.record([
				{ ...vendor, side: 'books', books: 'B1', id: '90', name: 'K. C. Works' },
				bill('B1', 'X-1', 500, { vendor: '90' }),
			]);
			expect((await factsFor(world.ledger)).vendorBilling?.counted).toBe(0);
			await world.ledger.record([{ ...vendor, linkedId: '90' }]);
			expect((await factsFor(world.ledger)).vendorBilling?.counted).toBe(50_000);
		});

		it('ends the claim of a bill that was deleted in the books', async () => {
			const { release } = await world.posted('B5');
			await world.ledger.record([bill('B5', '1001', 1_000)]);
			await world.ledger.record([bill('B5', '1001', 1_000, { deleted: true })]);
			expect((await world.ledger.getClaim(release.claim))?.state).toBe('ended');
			expect(await world.ledger.findRelease(release.document, release.coding)).toBeUndefined();
			expect((await factsFor(world.ledger)).billing?.counted).toBe(0);
		});

		it('says that history is incomplete until both sides were read in', async () => {
			await world.ledger.putBackfillProgress({
				side: 'books',
				resource: 'Bill',
				scope: 'B1',
				next: 3,
				rows: 200,
				complete: false,
			});
			expect((await factsFor(world.ledger)).billing?.complete).toBe(false);
		});

		it('counts vendor credits off', async () => {
			await world.ledger.record([
				bill('B1', 'X-1', 500),
				bill('B1', 'C-1', 200, { type: 'vendor_credit' }),
			]);
			expect((await factsFor(world.ledger)).billing?.counted).toBe(30_000);
		});

		it('tells retainage from cost by the account that the company keeps it in', async () => {
			await world.ledger.record([
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
			expect((await factsFor(world.ledger)).billing).toMatchObject({
				counted: 100_000,
				retainageHeld: 10_000,
			});
		});
	});
}
