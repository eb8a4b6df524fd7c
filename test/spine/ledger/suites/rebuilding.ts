import { ledgerWorld } from './world';
import type { OpenLedger } from './world';

const bill = (id: string, requestId: string, claim = `claim of ${requestId}`) => ({
	entity: 'Bill' as const,
	id,
	requestId,
	claim,
});

const NOW = '2026-03-01T12:00:00Z';
const EARLIER = '2026-03-01T11:00:00Z';

export function rebuildingSuite(openLedger: OpenLedger): void {
	const world = ledgerWorld(openLedger);

	describe('a ledger that may have been lost', () => {
		it('keeps until when it was checked against each of the books', async () => {
			expect(await world.ledger.attestation('B1')).toBeUndefined();
			await world.ledger.putAttestation('B1', EARLIER, []);
			await world.ledger.putAttestation('B1', NOW, []);
			expect(await world.ledger.attestation('B1')).toMatchObject({ cursor: NOW });
			expect(await world.ledger.attestation('B2')).toBeUndefined();
		});

		it('stays the same ledger while it is open', async () => {
			const first = await world.ledger.incarnation();
			await world.ledger.putNote('any', 'text');
			expect(await world.ledger.incarnation()).toBe(first);
		});

		it('tells bills whose row it lost from those whose outcome it lost, and both from those it knows', async () => {
			const { requestId } = await world.ledger.enqueue(await world.released());
			const bills = [bill('7', 'p-lost'), bill('8', requestId)];
			expect(await world.ledger.unaccounted('B1', bills)).toEqual({
				lost: [bills[0]],
				open: [bills[1]],
			});
			await world.ledger.putBatch({
				id: 'batch-1',
				books: 'B1',
				items: [requestId],
				body: '{}',
				state: 'sent',
			});
			expect(await world.ledger.unaccounted('B1', bills)).toEqual({ lost: [bills[0]], open: [] });
		});

		it('accounts for what it found again, in these books alone, until it is deleted there', async () => {
			const found = bill('7', 'p-lost');
			await world.ledger.putAttestation('B1', NOW, [found]);
			await world.ledger.putAttestation('B1', NOW, [found]);
			expect(await world.ledger.unaccounted('B1', [found])).toEqual({ lost: [], open: [] });
			expect(await world.ledger.unaccounted('B2', [found])).toEqual({ lost: [found], open: [] });
			const copied = { ...found, id: '9' };
			expect(await world.ledger.unaccounted('B1', [copied])).toEqual({ lost: [copied], open: [] });
			expect(await world.ledger.recoveredBills('B1', [found.claim, 'other'])).toEqual([found]);
			expect(await world.ledger.recoveredBills('B2', [found.claim])).toEqual([]);
			await world.ledger.record([
				{
					type: 'bill',
					side: 'books',
					books: 'B1',
					id: '7',
					vendor: '77',
					date: '2026-02-28',
					total: 100,
					lines: [],
					deleted: true,
				},
			]);
			expect(await world.ledger.recoveredBills('B1', [found.claim])).toEqual([]);
		});

		it('knows what it found again as posted from here, with its company file and apart from credits', async () => {
			await world.posted('7');
			await world.ledger.putAttestation('B1', NOW, [
				bill('7', 'p-known'),
				{ ...bill('7', 'p-credit'), entity: 'VendorCredit' },
			]);
			await world.ledger.putAttestation('B2', NOW, [bill('7', 'p-lost'), bill('8', 'p-other')]);
			const posted = await world.ledger.postedIds();
			expect(posted.map(({ books, id }) => `${books} ${id}`).sort()).toEqual([
				'B1 7',
				'B1 credit:7',
				'B2 7',
				'B2 8',
			]);
		});

		it('says what of both systems was not read since', async () => {
			const { ledger } = world;
			const pass = (side: 'projects' | 'books', resource: string, scope: string, asOf: string) =>
				ledger.putBackfillProgress({ side, resource, scope, rows: 1, complete: true, asOf });
			const before = await ledger.notReadSince('B9', NOW);
			expect(before).toContain('everything of books B9');
			await pass('books', 'Bill', 'B9', EARLIER);
			await pass('books', 'VendorCredit', 'B9', NOW);
			expect(await ledger.notReadSince('B9', NOW)).toContain('Bill of B9');
			expect(await ledger.notReadSince('B9', NOW)).not.toContain('VendorCredit of B9');
			await pass('books', 'Bill', 'B9', NOW);
			await pass('books', 'Bill', 'B8', EARLIER);
			expect((await ledger.notReadSince('B9', NOW)).filter((what) => /B8|B9/.test(what))).toEqual(
				[],
			);
		});

		it('does not wait for a project that the project system does not name any more', async () => {
			const { ledger } = world;
			const project = (id: string) => ({
				type: 'project' as const,
				side: 'projects' as const,
				id,
				name: id,
				active: true,
			});
			const pass = (resource: string, scope: string, asOf: string, complete = true) =>
				ledger.putBackfillProgress({ side: 'projects', resource, scope, rows: 1, complete, asOf });
			for (const progress of await ledger.backfillProgress())
				await ledger.putBackfillProgress({
					...progress,
					complete: true,
					asOf: '2026-03-02T00:00:00Z',
				});
			await ledger.record([project('gone')], EARLIER);
			await ledger.record([project('here')], '2026-03-01T12:00:01Z');
			await pass('projects', 'company', NOW);
			await pass('requisitions', 'gone', EARLIER);
			await pass('requisitions', 'here', EARLIER);
			const late = async () =>
				(await ledger.notReadSince('B1', NOW)).filter((what) => what.startsWith('requisitions of'));
			expect(await late()).toEqual(['requisitions of here']);
			await pass('requisitions', 'here', NOW);
			expect(await late()).toEqual([]);
			await pass('requisitions', 'here', NOW, false);
			expect(await late()).toEqual(['requisitions of here']);
		});
	});
}
