import type { LinkWish } from '../../../../spine/documents/link';
import type { JobRecord, VendorRecord } from '../../../../spine/documents/records';
import {
	bill,
	booksVendor,
	factsFor,
	judged,
	policy,
	request,
	settings,
	vendor,
} from '../fixtures';
import { ledgerWorld } from './world';
import type { OpenLedger } from './world';

const other: VendorRecord = { ...booksVendor, id: '90', name: 'K. C. Works' };
const survivor: VendorRecord = { ...booksVendor, id: '91', name: 'Kessler Holding' };
const wish = (over: Partial<LinkWish> = {}): LinkWish => ({
	type: 'vendor',
	projects: '7',
	books: 'B1',
	booksId: '90',
	how: 'person',
	by: 'ap@northgate.example',
	...over,
});

/** Links between the two sides: stored, followed by what is counted, ended, never in conflict. */
export function linkSuite(openLedger: OpenLedger): void {
	const world = ledgerWorld(openLedger);

	describe('linking records of both sides', () => {
		it('counts bills under the vendor they are linked to, and apart again afterwards', async () => {
			const { ledger } = world;
			await ledger.record([other, bill('X1', 'X-1', 500, { vendor: '90' })]);
			expect((await factsFor(ledger)).vendorBilling?.counted).toBe(0);
			await ledger.unlink(wish({ booksId: '56' }));
			const link = await ledger.link(wish({ reason: 'same tax id' }));
			expect(link).toMatchObject({ apart: false, reason: 'same tax id' });
			expect((await factsFor(ledger)).vendorBilling?.counted).toBe(50_000);
			await ledger.unlink(wish());
			expect((await factsFor(ledger)).vendorBilling?.counted).toBe(0);
			expect(await ledger.links({ booksId: '90' })).toMatchObject([{ apart: true }]);
			expect(await ledger.verifyEvents()).toBeUndefined();
		});

		it('keeps a link once, and lists links by every member', async () => {
			const { ledger } = world;
			await ledger.record([other]);
			const link = await ledger.link(wish());
			world.clock.advance(1_000);
			expect(await ledger.link(wish({ by: 'somebody@northgate.example' }))).toEqual(link);
			expect(await ledger.links()).toEqual([link]);
			expect(await ledger.links({ type: 'project' })).toEqual([]);
			expect(await ledger.links({ books: 'B2' })).toEqual([]);
			expect(await ledger.links({ projects: '7', booksId: '90' })).toEqual([link]);
		});

		it('takes a namesake for another vendor once a person linked the vendor elsewhere', async () => {
			const { ledger } = world;
			await ledger.record([other, bill('X1', 'X-1', 500)]);
			expect((await factsFor(ledger)).vendorBilling?.counted).toBe(50_000);
			await ledger.link(wish());
			expect((await factsFor(ledger)).vendorBilling?.counted).toBe(0);
		});

		it('refuses a second link with the first named, and one to what it does not know', async () => {
			const { ledger } = world;
			await ledger.record([other, { ...vendor, id: '8', name: 'Ames Steel' }]);
			await ledger.link(wish());
			await expect(ledger.link(wish({ projects: '8' }))).rejects.toThrow(
				/"Ames Steel" and "K\. C\. Works" cannot be linked: vendor 7 \("Kessler Concrete LLC"\) is linked to 90/,
			);
			await expect(ledger.link(wish({ booksId: '56' }))).rejects.toThrow(/Unlink those two first/);
			await expect(ledger.link(wish({ projects: '99', booksId: '98' }))).rejects.toThrow(
				'vendor 99 of the project system and vendor 98 of the books B1',
			);
			expect(await ledger.links()).toHaveLength(1);
		});

		it('lets one of two contradicting links win, whoever asks at the same time', async () => {
			const { ledger } = world;
			await ledger.record([other, { ...vendor, id: '8', name: 'Ames Steel' }]);
			const asked = await Promise.allSettled([
				ledger.link(wish()),
				ledger.link(wish({ projects: '8' })),
				ledger.link(wish()),
			]);
			expect(asked.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
			const standing = await ledger.links();
			expect(standing).toHaveLength(1);
		});

		it('follows a merge with links and with what was counted', async () => {
			const { ledger } = world;
			await ledger.record([other, survivor, bill('X1', 'X-1', 500, { vendor: '90' })]);
			await ledger.unlink(wish({ booksId: '56' }));
			await ledger.link(wish());
			const merge = { type: 'vendor', books: 'B1', id: '90', into: '91' } as const;
			await ledger.merge(merge);
			await ledger.merge(merge);
			await ledger.record([
				{ ...other, active: false, deleted: true },
				bill('X2', 'X-2', 200, { vendor: '91' }),
			]);
			expect((await factsFor(ledger)).vendorBilling?.counted).toBe(70_000);
			expect((await ledger.directory()).merges).toEqual([merge]);
		});

		it('follows a merge of a vendor that was never linked', async () => {
			const { ledger } = world;
			await ledger.record([other, bill('X1', 'X-1', 500, { vendor: '90' })]);
			await ledger.merge({ type: 'vendor', books: 'B1', id: '90', into: '56' });
			expect((await factsFor(ledger)).vendorBilling?.counted).toBe(50_000);
		});

		it('has documents that waited for a link verified again', async () => {
			const { ledger } = world;
			await ledger.record([other]);
			world.clock.advance(60_000);
			await judged(ledger, request({ number: '55' }), 'held');
			world.clock.advance(60_000);
			const which = { which: 'changed', by: 'x', reason: 'x', dryRun: true } as const;
			expect(await ledger.reopen(which)).toHaveLength(0);
			await ledger.link(wish());
			expect(await ledger.reopen(which)).toHaveLength(1);
		});

		it('links a project with its job, but not against the company settings', async () => {
			const { ledger } = world;
			const job: JobRecord = {
				type: 'job',
				side: 'books',
				books: 'B1',
				id: 'J2',
				name: 'Annex',
				fullName: 'Owner:Annex',
				active: true,
			};
			await ledger.record([
				job,
				{
					type: 'project',
					side: 'projects',
					id: '200',
					number: 'P-200',
					name: 'Annex',
					active: true,
				},
				bill('X1', 'X-1', 500, { lines: [{ amount: 500, job: 'J2' }] }),
			]);
			const annex = wish({ type: 'project', projects: '200', booksId: 'J2' });
			await expect(ledger.link({ ...annex, projects: '100' })).rejects.toThrow(
				'The company settings keep project "Harbor School" under J1',
			);
			await ledger.link(annex);
			expect(await ledger.links({ type: 'project' })).toMatchObject([{ projects: '200' }]);
			await ledger.putSettings(
				{ ...settings, projects: [{ project: 'P-100', books: 'B1', taxExempt: false }] },
				policy,
			);
			await ledger.link({ ...annex, projects: '100', booksId: 'J1' });
			expect(await ledger.links({ type: 'project' })).toHaveLength(2);
		});
	});
}
