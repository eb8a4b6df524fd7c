import fc from 'fast-check';
import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger } from '../../../spine/ledger/ledger';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import { createGuard } from '../../../spine/posting/attest';
import { type PostItem, postDocuments } from '../../../spine/posting/post';
import { furnish, request, ruling, temporaryFolder } from '../ledger/fixtures';
import { contextFor, testTime } from './cases';
import { FakeBooks } from './fake-books';

const folder = temporaryFolder();
let worlds = 0;

/** A ledger on disk that can be deleted and copied, and books that outlive it. */
class World {
	readonly time = testTime(Date.parse('2026-03-01T12:00:00Z'));
	readonly books = new FakeBooks('B1');
	readonly own = join(folder, String((worlds += 1)));
	private ledger: Ledger | undefined;
	private known = new Map<string, number>();

	constructor() {
		mkdirSync(this.own);
		this.books.clock = this.time.clock;
	}

	get opened(): Ledger {
		if (this.ledger === undefined) throw new Error('The ledger is closed.');
		return this.ledger;
	}

	async open(): Promise<void> {
		this.known = new Map();
		this.ledger = await openSqliteLedger({
			path: join(this.own, 'ledger.sqlite'),
			clock: this.time.clock,
			blobDir: join(this.own, 'blobs'),
		});
	}

	async close(): Promise<void> {
		await this.ledger?.close();
		this.ledger = undefined;
	}

	async backup(): Promise<void> {
		await this.close();
		cpSync(join(this.own, 'ledger.sqlite'), join(this.own, 'copy.sqlite'));
		await this.open();
	}

	async restore(): Promise<void> {
		await this.close();
		rmSync(join(this.own, 'ledger.sqlite'));
		cpSync(join(this.own, 'copy.sqlite'), join(this.own, 'ledger.sqlite'));
		await this.open();
	}

	async lose(): Promise<void> {
		await this.close();
		rmSync(join(this.own, 'ledger.sqlite'));
		await this.open();
		await furnish(this.opened);
	}

	async released(numbers: readonly string[]): Promise<PostItem[]> {
		const items: PostItem[] = [];
		for (const number of numbers) {
			const source = { channel: 'email' as const, key: `m-${number}` };
			const asked = request({ number, total: 100, document: { source } });
			const verdict = await this.opened.judge(asked, () => ruling(asked, 'verified'));
			expect(verdict.released).toBe(true);
			items.push({ document: asked.document, coding: asked.coding });
		}
		return items;
	}

	async post(numbers: readonly string[]) {
		const items = await this.released(numbers);
		const guard = createGuard(this.opened, this.time.clock, this.known);
		return await postDocuments(items, contextFor(this.opened, this.books, this.time, { guard }));
	}

	/** A complete pass over both systems. */
	async backfill(): Promise<void> {
		const asOf = new Date(this.time.clock()).toISOString();
		for (const progress of await this.opened.backfillProgress())
			await this.opened.putBackfillProgress({ ...progress, complete: true, asOf });
		await this.opened.putBackfillProgress({
			side: 'projects',
			resource: 'requisitions',
			scope: 'company',
			rows: 1,
			complete: true,
			asOf,
		});
		for (const resource of ['Bill', 'VendorCredit'])
			await this.opened.putBackfillProgress({
				side: 'books',
				resource,
				scope: 'B1',
				rows: 1,
				complete: true,
				asOf,
			});
	}
}

async function begun(): Promise<World> {
	const world = new World();
	await world.open();
	await furnish(world.opened);
	await world.backfill();
	return world;
}

const whys = (postings: ReadonlyArray<object>): string[] =>
	postings.map((posting) => ('why' in posting ? String(posting.why) : ''));

describe('a ledger that was lost or is an old copy', () => {
	it('asks the books once for each opening and once a day, however often it posts', async () => {
		const world = await begun();
		for (const number of ['1', '2', '3']) await world.post([number]);
		expect(world.books.looks).toBe(1);
		world.time.advance(25 * 3_600_000);
		await world.backfill();
		await world.post(['4']);
		expect(world.books.looks).toBe(2);
		await world.close();
		await world.open();
		expect(whys(await world.post(['5', '1']))).toEqual(['', '']);
		expect(world.books.looks).toBe(3);
		expect(world.books.bills).toHaveLength(5);
		await world.close();
	});

	it('writes nothing after it was deleted until both systems were read in, then nothing twice', async () => {
		const world = await begun();
		await world.post(['1', '2']);
		world.time.advance(60_000);
		await world.lose();
		const stopped = whys(await world.post(['1', '3']));
		expect(stopped[0]).toMatch(
			/does not know: Bill 100, Bill 101\..*Run Spine Ledger, History, Backfill/s,
		);
		expect(stopped[1]).toBe(stopped[0]);
		expect(world.books.bills).toHaveLength(2);
		await world.backfill();
		expect(await world.post(['1', '2', '3'])).toMatchObject([
			{ state: 'existing', id: '100' },
			{ state: 'existing', id: '101' },
			{ state: 'created' },
		]);
		expect(world.books.bills).toHaveLength(3);
		await world.close();
	});

	it('writes nothing after an older copy was put in its place, although that was complete when it was made', async () => {
		const world = await begun();
		await world.post(['1']);
		await world.backup();
		world.time.advance(60_000);
		await world.post(['2', '3']);
		world.time.advance(60_000);
		await world.restore();
		expect(whys(await world.post(['4']))[0]).toMatch(/Bill 101, Bill 102\./);
		expect(world.books.bills).toHaveLength(3);
		await world.backfill();
		expect(whys(await world.post(['4', '2', '3', '1']))).toEqual(['', '', '', '']);
		expect(world.books.bills.map(({ number }) => number)).toEqual(['1', '2', '3', '4']);
		await world.close();
	});

	it('writes no second bill for one that got another number in the books meanwhile', async () => {
		const world = await begun();
		await world.backup();
		world.time.advance(60_000);
		await world.post(['1']);
		const [bill] = world.books.bills;
		if (bill === undefined) throw new Error('Nothing was posted.');
		Object.assign(bill, { number: '1-corrected' });
		world.time.advance(60_000);
		await world.restore();
		await world.backfill();
		expect(whys(await world.post(['1']))[0]).toMatch(/Bill 100 was posted for this claim before/);
		expect(world.books.bills).toHaveLength(1);
		await world.close();
	});

	it('does not take a bill for forgotten whose row it never got to send, and writes it no second time', async () => {
		const world = await begun();
		await world.released(['1']);
		const [item] = await world.released(['1']);
		if (item === undefined) throw new Error('Nothing was released.');
		const [queued] = await world.opened.enqueueReleased([item]);
		await world.backup();
		world.time.advance(60_000);
		await world.post(['1']);
		expect(queued?.state).toBe('queued');
		Object.assign(world.books.bills[0] ?? {}, { number: '1-corrected' });
		await world.restore();
		expect(whys(await world.post(['1']))[0]).toMatch(/was posted for this claim before/);
		expect(world.books.bills).toHaveLength(1);
		await world.close();
	});

	it('lets a new company post at once, in books where others wrote', async () => {
		const world = new World();
		await world.open();
		await furnish(world.opened);
		world.books.bills.push({ entity: 'Bill', id: '5', number: 'X', total: 3, files: [] });
		expect(await world.post(['1'])).toMatchObject([{ state: 'created' }]);
		await world.close();
	});

	it('is not written to any more when its file is replaced while it is open', async () => {
		const world = await begun();
		await world.post(['1']);
		renameSync(join(world.own, 'ledger.sqlite'), join(world.own, 'moved.sqlite'));
		await expect(world.post(['2'])).rejects.toThrow(
			/was moved, deleted or replaced while it was open/,
		);
		expect(world.books.bills).toHaveLength(1);
		renameSync(join(world.own, 'moved.sqlite'), join(world.own, 'ledger.sqlite'));
		await world.close();
	});

	it('holds whatever is posted, lost, copied and restored in whatever order: one bill a document', async () => {
		const step = fc.oneof(
			{
				weight: 5,
				arbitrary: fc.record({
					do: fc.constant('post' as const),
					number: fc.integer({ min: 1, max: 6 }),
				}),
			},
			fc.record({
				do: fc.constantFrom(
					'lose' as const,
					'backup' as const,
					'restore' as const,
					'backfill' as const,
					'restart' as const,
				),
			}),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
				const world = await begun();
				await world.backup();
				/** Bills posted since the ledger that stands was last up to date. */
				let forgotten = new Set<string>();
				let inCopy = new Set<string>();
				const inBooks = () => new Set(world.books.bills.map(({ number }) => number ?? ''));
				for (const one of steps) {
					world.time.advance(600_000);
					if (one.do === 'post') {
						const before = world.books.bills.length;
						const [why] = whys(await world.post([String(one.number)]));
						if (forgotten.size > 0) {
							expect(why).toMatch(/does not know/);
							expect(world.books.bills).toHaveLength(before);
						} else expect(why).toBe('');
					} else if (one.do === 'backup') {
						await world.backup();
						inCopy = new Set([...inBooks()].filter((number) => !forgotten.has(number)));
					} else if (one.do === 'restore') {
						await world.restore();
						forgotten = new Set([...inBooks()].filter((number) => !inCopy.has(number)));
					} else if (one.do === 'lose') {
						await world.lose();
						forgotten = inBooks();
					} else if (one.do === 'restart') {
						await world.close();
						await world.open();
					} else {
						await world.backfill();
						forgotten = new Set();
						await world.post(['0']);
					}
					const numbers = world.books.bills.map(({ number }) => number);
					expect(new Set(numbers).size).toBe(numbers.length);
				}
				await world.close();
			}),
			{ numRuns: 25 },
		);
	}, 60_000);
});
