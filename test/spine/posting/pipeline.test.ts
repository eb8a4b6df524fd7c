import { setImmediate } from 'node:timers/promises';
import { postDocuments, type PostItem } from '../../../spine/posting/post';
import { contextFor, invoice, testTime } from './cases';
import { FakeBooks, networkFailure } from './fake-books';
import { MemoryLedger } from './memory-ledger';
import { type Fault, Killed, Saboteur, sabotagedBooks, sabotagedLedger } from './sabotage';

interface World {
	time: ReturnType<typeof testTime>;
	ledger: MemoryLedger;
	books: FakeBooks;
	items: PostItem[];
}

/** As many released invoices; batches hold three under sabotage. */
function world(count: number): World {
	const time = testTime();
	const ledger = new MemoryLedger(time.clock);
	const items = Array.from({ length: count }, (_, index) => invoice(`INV-${String(index)}`));
	items.forEach((item, index) => ledger.release(item.document, item.coding, `c${String(index)}`));
	return { time, ledger, books: new FakeBooks(), items };
}

/** Ways of different length, the same in every run. */
function ways(seed = 1): () => Promise<void> {
	let state = seed;
	return async () => {
		state = (state * 48_271) % 2_147_483_647;
		for (let tick = 0; tick <= state % 4; tick += 1) await setImmediate();
	};
}

const run = ({ time, ledger, books, items }: World, by: Saboteur) =>
	postDocuments(items, contextFor(sabotagedLedger(ledger, by), sabotagedBooks(books, by), time));

const sent = ({ ledger }: World): number =>
	ledger.batches.filter(({ state }) => state === 'sent').length;

const numbers = (items: readonly PostItem[]): Array<string | undefined> =>
	items.map(({ coding }) => coding.number).sort();

async function expectOneBillEach({ time, ledger, books, items }: World): Promise<void> {
	const postings = await postDocuments(items, contextFor(ledger, books, time));
	expect(postings.filter((posting) => 'why' in posting)).toEqual([]);
	expect(books.bills.map((bill) => bill.number).sort()).toEqual(numbers(items));
	expect(books.bills.filter((bill) => bill.files.length !== 1)).toEqual([]);
}

describe('several batches under way', () => {
	it('leave one bill and one original for each release, whichever call the run is killed at', async () => {
		const counted = new Saboteur(new Map(), ways());
		await run(world(9), counted);
		let mostUnanswered = 0;
		for (let call = 0; call < counted.calls; call += 1) {
			for (const fault of ['kill before', 'kill after'] as const) {
				const killed = world(9);
				const by = new Saboteur(new Map<number, Fault>([[call, fault]]), ways());
				await expect(run(killed, by)).rejects.toThrow(Killed);
				mostUnanswered = Math.max(mostUnanswered, sent(killed));
				await expectOneBillEach(killed);
			}
		}
		expect(mostUnanswered).toBe(3);
	}, 60_000);

	it('leave one bill and one original when answers are lost on the way, and runs are killed again and again', async () => {
		for (let seed = 1; seed <= 150; seed += 1) {
			const tried = world(9);
			for (const step of [1, 2]) {
				const at = (factor: number): number => (seed * factor * step) % 100;
				const faults = new Map<number, Fault>([
					[at(7), 'no answer after'],
					[at(11), 'no answer before'],
					[at(31), step === 1 ? 'kill after' : 'kill before'],
				]);
				await run(tried, new Saboteur(faults, ways(seed))).catch((error: unknown) => {
					if (!(error instanceof Killed)) throw error;
				});
			}
			await expectOneBillEach(tried);
		}
	}, 60_000);

	it('overlap, and look their rows up together', async () => {
		const { time, ledger, books, items } = world(300);
		const write = books.write.bind(books);
		let now = 0;
		let most = 0;
		jest.spyOn(books, 'write').mockImplementation(async (...given) => {
			most = Math.max(most, (now += 1));
			await setImmediate();
			now -= 1;
			return write(...given);
		});
		await postDocuments(items, contextFor(ledger, books, time));
		expect(most).toBeGreaterThan(3);
		expect(most).toBeLessThanOrEqual(8);
		expect(books.calls).toMatchObject({ find: 3, write: 10, attach: 10 });
	});

	it('go on when one of them gets no answer time after time', async () => {
		const { time, ledger, books, items } = world(90);
		const write = books.write.bind(books);
		jest.spyOn(books, 'write').mockImplementation(async (batch, drafts) => {
			if (drafts.some(({ coding }) => coding.number === 'INV-35')) throw networkFailure();
			return write(batch, drafts);
		});
		const postings = await postDocuments(items, contextFor(ledger, books, time));
		const failed = postings.flatMap((posting, index) => ('why' in posting ? [index] : []));
		expect(failed).toEqual(Array.from({ length: 30 }, (_, index) => 30 + index));
		jest.restoreAllMocks();
		await expectOneBillEach({ time, ledger, books, items });
	});

	it('begin nothing more when the books fail time after time', async () => {
		const { time, ledger, books, items } = world(1200);
		const write = jest.spyOn(books, 'write').mockRejectedValue(networkFailure());
		await postDocuments(items, contextFor(ledger, books, time));
		expect(write.mock.calls.length).toBeLessThan(40);
	});

	it('never hold two rows that may be the same bill', async () => {
		const { time, ledger, books } = world(0);
		const twins = [invoice('INV-1', { total: 9000 }), invoice('INV-1', { total: 9001 })];
		twins.forEach((item, index) => ledger.release(item.document, item.coding, `c${String(index)}`));
		const postings = await postDocuments(twins, contextFor(ledger, books, time));
		expect(postings).toMatchObject([
			{ state: 'created' },
			{ why: expect.stringContaining('already carries the number INV-1') },
		]);
		expect(books.bills).toHaveLength(1);
	});

	it('change the bill of a claim that is written in the same run, rather than make a second', async () => {
		const { time, ledger, books } = world(0);
		const both = [invoice('INV-1'), invoice('INV-1R', { total: 8500 })];
		both.forEach(({ document, coding }, revision) =>
			ledger.release(document, coding, 'c1', revision),
		);
		await postDocuments(both, contextFor(ledger, books, time));
		expect(books.bills).toMatchObject([{ number: 'INV-1R', total: 8500 }]);
	});

	it('look again before writing when they waited long for their turn', async () => {
		const { time, ledger, books, items } = world(3);
		const place = { release: jest.fn() };
		const reserving = Object.assign(books, {
			reserve: async () => {
				time.advance(60_000);
				books.bills.push({
					entity: 'Bill',
					id: '7',
					number: 'INV-1',
					vendor: '77',
					total: 9000,
					files: [],
				});
				return place;
			},
		});
		const postings = await postDocuments(items, contextFor(ledger, reserving, time));
		expect(postings).toMatchObject([
			{ state: 'created' },
			{ state: 'existing', id: '7' },
			{ state: 'created' },
		]);
		expect(place.release).toHaveBeenCalled();
	});

	it('write nothing whose release ended while they waited for their turn', async () => {
		const { time, ledger, books, items } = world(2);
		const reserving = Object.assign(books, {
			reserve: async () => {
				time.advance(5_000);
				for (const { document, coding } of items.slice(1)) ledger.endRelease(document, coding);
				return { release: () => undefined };
			},
		});
		const postings = await postDocuments(items, contextFor(ledger, reserving, time));
		expect(postings).toMatchObject([
			{ state: 'created' },
			{ why: expect.stringContaining('ended before it was posted') },
		]);
		expect(books.calls.find).toBe(1);
		expect(numbers(items.slice(0, 1))).toEqual(books.bills.map(({ number }) => number));
	});

	it('go out while the rest is still being queued', async () => {
		const { time, ledger, books, items } = world(400);
		const write = books.write.bind(books);
		const queued: number[] = [];
		jest.spyOn(books, 'write').mockImplementation(async (...given) => {
			queued.push(ledger.rows.size);
			return write(...given);
		});
		const postings = await postDocuments(items, contextFor(ledger, books, time));
		expect(queued[0]).toBeLessThan(400);
		expect(postings.every((posting) => 'id' in posting)).toBe(true);
		expect(books.bills.map((bill) => bill.number).sort()).toEqual(numbers(items));
	});

	it('are answered for when the ledger fails while the rest is being queued, and the rest is posted later', async () => {
		const failing = world(400);
		const { time, ledger, books, items } = failing;
		const enqueue = ledger.enqueueReleased.bind(ledger);
		let parts = 0;
		jest.spyOn(ledger, 'enqueueReleased').mockImplementation(async (given) => {
			parts += 1;
			if (parts === 3) throw new Error('The disk is full.');
			return enqueue(given);
		});
		await expect(postDocuments(items, contextFor(ledger, books, time))).rejects.toThrow(/disk/);
		expect(sent(failing)).toBe(0);
		expect(books.bills.length).toBeGreaterThan(0);
		expect(books.bills.length).toBeLessThan(400);
		await expectOneBillEach(failing);
	});

	it('end with the run when it is cancelled, and lose nothing', async () => {
		const cancelled = world(400);
		const { time, ledger, books, items } = cancelled;
		const controller = new AbortController();
		const write = books.write.bind(books);
		jest.spyOn(books, 'write').mockImplementation(async (...given) => {
			const answer = await write(...given);
			controller.abort(new Error('cancelled'));
			return answer;
		});
		const { signal } = controller;
		const run = postDocuments(items, contextFor(ledger, books, time, { signal }));
		await expect(run).rejects.toThrow(/cancelled/);
		expect(books.bills.length).toBeLessThan(400);
		await expectOneBillEach(cancelled);
	});
});
