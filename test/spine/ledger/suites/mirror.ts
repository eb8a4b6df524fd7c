import { sha256 } from '../../../../spine/documents/canonical';
import {
	bill,
	commitment,
	DAY,
	factsFor,
	judged,
	policy,
	request,
	settings,
	vendor,
} from '../fixtures';
import { ledgerWorld } from './world';
import type { OpenLedger } from './world';

export function mirrorSuite(openLedger: OpenLedger): void {
	const world = ledgerWorld(openLedger);

	describe('the mirror', () => {
		it('counts what is new, changed and the same, and ignores what arrives out of order', async () => {
			const late = { ...commitment, title: 'new', updatedAt: '2026-03-01T00:00:00Z' };
			const early = { ...commitment, title: 'old', updatedAt: '2026-02-01T00:00:00Z' };
			expect(await world.ledger.record([late, { ...vendor, id: '8', name: 'Other' }])).toEqual({
				added: 1,
				changed: 1,
				same: 0,
			});
			expect(await world.ledger.record([late, early])).toEqual({ added: 0, changed: 0, same: 2 });
			expect((await world.ledger.get('commitment', '42'))?.title).toBe('new');
			expect(await world.ledger.list('commitment', { vendor: '7' })).toEqual([late]);
			expect(await world.ledger.list('commitment', { number: 'none' })).toEqual([]);
		});

		it('renews the directory when a record of it changes', async () => {
			expect((await world.ledger.directory()).vendors).toHaveLength(2);
			await world.ledger.record([{ ...vendor, id: '8', name: 'Other' }]);
			expect((await world.ledger.directory()).vendors).toHaveLength(3);
			await world.ledger.record([{ ...vendor, id: '8', name: 'Other', deleted: true }]);
			expect((await world.ledger.directory()).vendors).toHaveLength(2);
		});

		it('gives the progress of the commitment at hand, not of its neighbours on the project', async () => {
			const noted = { type: 'field_data', side: 'projects', source: 'progress' } as const;
			const { id, project } = commitment;
			await world.ledger.record([
				{ ...noted, id: 'own', project, commitment: id, value: 45 },
				{ ...noted, id: 'whole', project, value: 50 },
				{ ...noted, id: 'other', project, commitment: '43', value: 90 },
				{ ...noted, id: 'others', project, vendor: '99', value: 95 },
			]);
			const { fieldData } = await factsFor(world.ledger);
			expect(fieldData.map((row) => row.id).sort()).toEqual(['own', 'whole']);
		});

		it('dates the facts of each side', async () => {
			await world.ledger.record([commitment], '2026-03-05T00:00:00.000Z');
			await world.ledger.record([bill('B1', 'X', 1)], '2026-03-06T00:00:00.000Z');
			expect((await factsFor(world.ledger)).asOf).toEqual({
				projects: '2026-03-05T00:00:00.000Z',
				books: '2026-03-06T00:00:00.000Z',
			});
		});

		it('counts the calls to each company file by month', async () => {
			const { ledger, clock } = world;
			await ledger.addCalls('B1', { reads: 2, writes: 30 });
			await ledger.addCalls('B1', { reads: 1, writes: 0 });
			await ledger.addCalls('B2', { reads: 5, writes: 1 });
			clock.advance(31 * DAY);
			await ledger.addCalls('B1', { reads: 7, writes: 0 });
			expect(await ledger.calls()).toEqual([
				{ books: 'B1', month: '2026-04', reads: 7, writes: 0 },
				{ books: 'B1', month: '2026-03', reads: 3, writes: 30 },
				{ books: 'B2', month: '2026-03', reads: 5, writes: 1 },
			]);
		});

		it('keeps settings, policy and the progress of a backfill', async () => {
			expect(await world.ledger.getSettings()).toEqual({ settings, policy });
			const progress = {
				side: 'books',
				resource: 'Vendor',
				scope: 'B1',
				next: 101,
				rows: 100,
				complete: false,
				asOf: '2026-03-31T17:00:00.000Z',
				cursor: '2026-03-31T16:58:30.000Z',
			} as const;
			await world.ledger.putBackfillProgress(progress);
			expect(await world.ledger.backfillProgress()).toContainEqual(progress);
			const { cursor: _, asOf: __, ...older } = progress;
			await world.ledger.putBackfillProgress(older);
			expect(await world.ledger.backfillProgress()).toContainEqual(older);
		});
	});

	describe('messages and originals', () => {
		it('stores a message once and says how far it came', async () => {
			const message = { messageId: 'a@b', raw: Buffer.from('mail'), form: 'eml' as const };
			const first = await world.ledger.intake(message);
			expect(first).toEqual({ hash: sha256('mail'), seen: false, state: 'stored' });
			await world.ledger.setIntakeState(first.hash, 'decided');
			await world.ledger.setIntakeState(first.hash, 'read');
			expect(await world.ledger.intake(message)).toEqual({
				...first,
				seen: true,
				state: 'decided',
			});
			expect(await world.ledger.unfinished(1)).toEqual([]);
			world.clock.advance(2_000);
			const [waiting] = await world.ledger.unfinished(1);
			expect(waiting).toMatchObject({ messageId: 'a@b', state: 'decided' });
			expect(Buffer.from(waiting?.raw ?? []).toString()).toBe('mail');
			await world.ledger.setIntakeState(first.hash, 'finished');
			expect(await world.ledger.unfinished(1)).toEqual([]);
		});

		it('counts how often a reading was begun in vain, and forgets it once one came to its end', async () => {
			const message = { messageId: 'a@b', raw: Buffer.from('mail'), form: 'eml' as const };
			const { hash } = await world.ledger.intake(message);
			const vain = [];
			for (let time = 0; time < 5; time += 1) vain.push((await world.ledger.intake(message)).vain);
			expect(vain).toEqual([1, 2, 3, 4, 5]);
			await world.ledger.setIntakeState(hash, 'read');
			expect(await world.ledger.intake(message)).toEqual({ hash, seen: true, state: 'read' });
			expect(await world.ledger.intake(message)).toMatchObject({ vain: 1 });
			await world.ledger.setIntakeState(hash, 'finished');
			expect(await world.ledger.intake(message)).toEqual({ hash, seen: true, state: 'finished' });
		});

		it('hands out first what was handed out least, so that nothing waits behind messages nobody decides', async () => {
			const stored: string[] = [];
			for (let number = 0; number < 101; number += 1) {
				const raw = Buffer.from(`message ${number}`);
				const { hash } = await world.ledger.intake({ messageId: `${number}@b`, raw, form: 'eml' });
				stored.push(hash);
				world.clock.advance(10);
			}
			world.clock.advance(5_000);
			const first = await world.ledger.unfinished(1);
			expect(first.map(({ hash }) => hash)).toEqual(stored.slice(0, 100));
			const [next] = await world.ledger.unfinished(1);
			expect(next?.hash).toBe(stored[100]);
		});

		it('keeps originals by their hash', async () => {
			const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
			const hash = await world.ledger.putBlob(bytes);
			expect(await world.ledger.putBlob(bytes)).toBe(hash);
			expect(Buffer.from((await world.ledger.getBlob(hash)) ?? [])).toEqual(Buffer.from(bytes));
			expect(await world.ledger.getBlob(sha256('nothing'))).toBeUndefined();
			expect(await world.ledger.getBlob('../../etc/passwd')).toBeUndefined();
		});
	});

	it('tells what became of every document, and its chain of events holds', async () => {
		await world.posted('B5', { number: 'E1', key: 'e1' });
		world.clock.advance(DAY);
		await judged(world.ledger, request({ number: 'E2', key: 'e2', total: 7 }), 'held');
		const entries = await world.ledger.entries();
		expect(entries.map(({ document }) => document.number)).toEqual(['E1', 'E2']);
		const newest = async (most: number) =>
			(await world.ledger.entries({ newest: most })).map(({ document }) => document.number);
		expect(await newest(1)).toEqual(['E2']);
		expect(await newest(Infinity)).toEqual(['E2', 'E1']);
		expect(await world.ledger.entries({ messageId: 'e2' })).toHaveLength(1);
		expect(await world.ledger.entries({ since: '2026-03-02T00:00:00.000Z' })).toHaveLength(1);
		expect(await world.ledger.verifyEvents()).toBeUndefined();
		expect((await world.ledger.getMeta()).generation).toBe(1);
	});
}
