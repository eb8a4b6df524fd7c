import { postDocuments } from '../../../spine/posting/post';
import { newBatchId } from '../../../spine/posting/batch-id';
import {
	BooksError,
	type Place,
	type PostingBooks,
	type StandingBill,
} from '../../../spine/quickbooks/books';
import { BOOKS, contextFor, invoice, testTime } from './cases';
import { FakeBooks, networkFailure } from './fake-books';
import { MemoryLedger } from './memory-ledger';

function setUp(): { time: ReturnType<typeof testTime>; ledger: MemoryLedger; books: FakeBooks } {
	const time = testTime();
	return { time, ledger: new MemoryLedger(time.clock), books: new FakeBooks() };
}

describe('posting released documents', () => {
	it('writes one bill for a released document and attaches its original', async () => {
		const { time, ledger, books } = setUp();
		const item = invoice('INV-1');
		ledger.release(item.document, item.coding, 'c1');
		const [posting] = await postDocuments([item], contextFor(ledger, books, time));
		expect(posting).toEqual({
			entity: 'Bill',
			id: '100',
			total: 9000,
			state: 'created',
			number: 'INV-1',
			attachment: 'f100-0',
			warnings: [],
		});
		expect(books.bills[0]?.files.map((file) => file.name)).toEqual(['INV-1.pdf']);
	});

	it('refuses what was changed after its release, and still posts the others', async () => {
		const { time, ledger, books } = setUp();
		const changed = invoice('INV-1');
		const good = invoice('INV-2');
		ledger.release(changed.document, changed.coding, 'c1');
		ledger.release(good.document, good.coding, 'c2');
		const [first, second] = await postDocuments(
			[{ ...changed, coding: { ...changed.coding, total: 1 } }, good],
			contextFor(ledger, books, time),
		);
		expect(first).toEqual({ why: expect.stringContaining('no release for exactly this document') });
		expect(second).toMatchObject({ state: 'created', number: 'INV-2' });
		expect(books.bills).toHaveLength(1);
	});

	it('returns the standing bill when a document is posted again, in this call or a later one', async () => {
		const { time, ledger, books } = setUp();
		const item = invoice('INV-1');
		ledger.release(item.document, item.coding, 'c1');
		const [first, twin] = await postDocuments([item, item], contextFor(ledger, books, time));
		const [later] = await postDocuments([item], contextFor(ledger, books, time));
		expect([first, twin, later]).toMatchObject([
			{ state: 'created' },
			{ state: 'existing', id: '100' },
			{ state: 'existing', id: '100' },
		]);
		expect(books.bills).toHaveLength(1);
	});

	it('takes a bill that people entered with the same total for the claim, and writes nothing', async () => {
		const { time, ledger, books } = setUp();
		books.bills.push({
			entity: 'Bill',
			id: '7',
			number: 'INV-1',
			vendor: '77',
			total: 9000,
			files: [],
		});
		const item = invoice('INV-1');
		ledger.release(item.document, item.coding, 'c1');
		const [posting] = await postDocuments([item], contextFor(ledger, books, time));
		expect(posting).toMatchObject({
			state: 'existing',
			id: '7',
			warnings: [expect.stringContaining('entered by somebody else')],
		});
		expect(books.calls.write).toBe(0);
	});

	it.each([
		['another total', { total: 8000 }],
		['another document of ours', { total: 9000, requestId: 'other-bill-0', claim: 'other' }],
	])('stops at a standing bill of the same number with %s', async (_, differing) => {
		const { time, ledger, books } = setUp();
		books.bills.push({
			entity: 'Bill',
			id: '7',
			number: 'INV-1',
			vendor: '77',
			files: [],
			...differing,
		});
		const item = invoice('INV-1');
		ledger.release(item.document, item.coding, 'c1');
		const [posting] = await postDocuments([item], contextFor(ledger, books, time));
		expect(posting).toEqual({ why: expect.stringContaining('Bill 7') });
		expect(books.bills).toHaveLength(1);
	});

	it('gives the reason of a refusal, and posts the same document once the reason is mended', async () => {
		const { time, ledger, books } = setUp();
		const [bad, good] = [invoice('INV-1'), invoice('INV-2')];
		ledger.release(bad.document, bad.coding, 'c1');
		ledger.release(good.document, good.coding, 'c2');
		books.refusals.set('INV-1', 'The vendor is inactive.');
		const outcomes = await postDocuments([bad, good], contextFor(ledger, books, time));
		expect(outcomes).toMatchObject([{ why: 'The vendor is inactive.' }, { state: 'created' }]);
		books.refusals.clear();
		const [again] = await postDocuments([bad], contextFor(ledger, books, time));
		expect(again).toMatchObject({ state: 'created', number: 'INV-1' });
		expect(books.bills).toHaveLength(2);
	});

	it('does not write a row whose release ended while it waited in the queue', async () => {
		const { time, ledger, books } = setUp();
		const [waiting, item] = [invoice('INV-1'), invoice('INV-2')];
		ledger.release(waiting.document, waiting.coding, 'c1');
		ledger.release(item.document, item.coding, 'c2');
		const release = await ledger.findRelease(waiting.document, waiting.coding);
		if (release === undefined) throw new Error('There is no release.');
		await ledger.enqueue(release);
		ledger.endRelease(waiting.document, waiting.coding);
		await postDocuments([item], contextFor(ledger, books, time));
		expect(books.bills.map((bill) => bill.number)).toEqual(['INV-2']);
		expect((await ledger.postingOf('c1-bill-0'))?.outcome).toEqual({
			why: expect.stringContaining('release'),
		});
	});

	it('names the missing credential when the document belongs to other books', async () => {
		const { time, ledger, books } = setUp();
		const item = invoice('INV-1', { books: '999' });
		ledger.release(item.document, item.coding, 'c1');
		const [posting] = await postDocuments([item], contextFor(ledger, books, time));
		expect(posting).toEqual({ why: expect.stringContaining('999') });
	});

	it('posts 200 bills with originals in far fewer than two requests each', async () => {
		const { time, ledger, books } = setUp();
		const items = Array.from({ length: 200 }, (_, index) => invoice(`INV-${String(index)}`));
		items.forEach((item, index) => ledger.release(item.document, item.coding, `c${String(index)}`));
		const postings = await postDocuments(items, contextFor(ledger, books, time));
		expect(postings.every((posting) => 'id' in posting && posting.attachment !== undefined)).toBe(
			true,
		);
		expect(books.bills).toHaveLength(200);
		expect(books.requests).toBeLessThanOrEqual(30);
	});

	it('lets the holder of the lease post for everybody who works at the same time', async () => {
		const { time, ledger, books } = setUp();
		const items = Array.from({ length: 60 }, (_, index) => invoice(`INV-${String(index)}`));
		items.forEach((item, index) => ledger.release(item.document, item.coding, `c${String(index)}`));
		const sleep = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
		const postings = await Promise.all(
			items.map((item) => postDocuments([item], contextFor(ledger, books, time, { sleep }))),
		);
		expect(postings.flat().every((posting) => 'id' in posting)).toBe(true);
		expect(books.bills).toHaveLength(60);
		expect(books.calls.write).toBeLessThan(60);
	});

	it('changes the unpaid bill of a claim when a revision is released, and never makes a second', async () => {
		const { time, ledger, books } = setUp();
		const first = invoice('INV-1');
		const revised = invoice('INV-1R', { total: 8500 });
		ledger.release(first.document, first.coding, 'c1');
		await postDocuments([first], contextFor(ledger, books, time));
		ledger.release(revised.document, revised.coding, 'c1', 1);
		const [posting] = await postDocuments([revised], contextFor(ledger, books, time));
		expect(posting).toMatchObject({ state: 'updated', id: '100', total: 8500 });
		expect(books.bills).toHaveLength(1);
	});

	it('leaves a paid bill alone when a revision is released', async () => {
		const { time, ledger, books } = setUp();
		const [first, revised] = [invoice('INV-1'), invoice('INV-1', { total: 8500 })];
		ledger.release(first.document, first.coding, 'c1');
		await postDocuments([first], contextFor(ledger, books, time));
		const bill = books.bills[0];
		if (bill !== undefined) bill.balance = 0;
		ledger.release(revised.document, revised.coding, 'c1', 1);
		const [posting] = await postDocuments([revised], contextFor(ledger, books, time));
		expect(posting).toEqual({ why: 'It is paid.' });
		expect(books.bills[0]?.total).toBe(9000);
	});
});

describe('originals', () => {
	it('leaves the bill standing when its original is refused, and says so', async () => {
		const { time, ledger, books } = setUp();
		const item = invoice('refused-1');
		ledger.release(item.document, item.coding, 'c1');
		const [posting] = await postDocuments([item], contextFor(ledger, books, time));
		expect(posting).toMatchObject({
			state: 'created',
			warnings: [expect.stringContaining('The original is not attached')],
		});
	});

	it('attaches only what is missing at the next run', async () => {
		const { time, ledger, books } = setUp();
		const items = [invoice('INV-1'), invoice('INV-2')];
		items.forEach((item, index) => ledger.release(item.document, item.coding, `c${String(index)}`));
		const attach = jest.spyOn(books, 'attach').mockRejectedValueOnce(networkFailure());
		const postings = await postDocuments(items, contextFor(ledger, books, time));
		expect(postings).toMatchObject([
			{ warnings: [expect.stringContaining('next run')] },
			{ state: 'created' },
		]);
		books.bills[0]?.files.push({ id: 'heard-nothing', name: 'INV-1.pdf' });
		const again = await postDocuments(items, contextFor(ledger, books, time));
		expect(again).toMatchObject([{ attachment: 'heard-nothing' }, { attachment: 'f101-0' }]);
		expect(books.bills.map((bill) => bill.files.length)).toEqual([1, 1]);
		expect(attach).toHaveBeenCalledTimes(2);
		expect(books.calls.write).toBe(1);
	});

	it('goes on with the others when one original cannot be read', async () => {
		const { time, ledger, books } = setUp();
		const items = [invoice('INV-1'), invoice('INV-2')];
		items.forEach((item, index) => ledger.release(item.document, item.coding, `c${String(index)}`));
		const context = contextFor(ledger, books, time);
		const postings = await postDocuments(items, {
			...context,
			originals: async (document) => {
				if (document.number === 'INV-1') throw new Error('the file is damaged');
				return context.originals(document);
			},
		});
		expect(postings).toMatchObject([
			{ warnings: [expect.stringContaining('damaged')] },
			{ attachment: 'f101-0' },
		]);
	});
});

describe('books that do not answer', () => {
	it('asks the books first and repeats nothing when the answer to a batch was lost', async () => {
		const { time, ledger, books } = setUp();
		const item = invoice('INV-1');
		ledger.release(item.document, item.coding, 'c1');
		const write = books.write.bind(books);
		jest.spyOn(books, 'write').mockImplementationOnce(async (batch, drafts) => {
			await write(batch, drafts);
			throw networkFailure();
		});
		const [found] = await postDocuments([item], contextFor(ledger, books, time));
		expect(books.calls.write).toBe(1);
		expect(found).toMatchObject({ state: 'existing', id: '100', attachment: 'f100-0' });
		expect(books.bills).toHaveLength(1);
	});

	it('sends nothing again while a call that was not heard of may still be at work', async () => {
		const { time, ledger, books } = setUp();
		const item = invoice('INV-1');
		ledger.release(item.document, item.coding, 'c1');
		const sentAt: number[] = [];
		const write = books.write.bind(books);
		jest.spyOn(books, 'write').mockImplementation(async (batch, drafts) => {
			sentAt.push(time.clock());
			if (sentAt.length === 1) throw networkFailure();
			return write(batch, drafts);
		});
		const [posting] = await postDocuments([item], contextFor(ledger, books, time));
		expect(posting).toMatchObject({ state: 'created' });
		const [first = 0, second = 0] = sentAt;
		expect(second - first).toBeGreaterThan(120_000);
		expect(second - first).toBeLessThan(150_000);
		expect(ledger.batches.map(({ state }) => state)).toEqual(['answered', 'answered']);
	});

	it('finds the bill of a call that was at work when its process was killed, and writes no other', async () => {
		const { time, ledger, books } = setUp();
		const item = invoice('INV-1');
		ledger.release(item.document, item.coding, 'c1');
		const [row] = await ledger.enqueueReleased([item]);
		if (row === undefined) throw new Error('There is no release.');
		const prepared = books.prepare([row]);
		const id = newBatchId(time.clock(), 'killed', prepared.body, 1);
		await ledger.putBatch({ ...prepared, id, books: BOOKS, state: 'sent' });
		const sleep = async (ms: number): Promise<void> => {
			time.advance(ms);
			// The call comes to its end only now.
			if (books.bills.length === 0) await books.write({ ...prepared, id }, [row]);
		};
		const [posting] = await postDocuments([item], contextFor(ledger, books, time, { sleep }));
		expect(posting).toMatchObject({ state: 'existing' });
		expect(books.bills).toHaveLength(1);
	});

	it('finds what was written although somebody gave it another number before it was looked for', async () => {
		const { time, ledger, books } = setUp();
		books.clock = time.clock;
		const item = invoice('INV-1');
		ledger.release(item.document, item.coding, 'c1');
		const write = books.write.bind(books);
		jest.spyOn(books, 'write').mockImplementationOnce(async (batch, drafts) => {
			await write(batch, drafts);
			Object.assign(books.bills[0] ?? {}, { number: 'INV-1 corrected' });
			throw networkFailure();
		});
		const [posting] = await postDocuments([item], contextFor(ledger, books, time));
		expect(posting).toMatchObject({ state: 'existing', id: '100' });
		expect(books.bills).toHaveLength(1);
	});

	it('notes every call that sends a batch again, because its doubt begins anew', async () => {
		const { time, ledger } = setUp();
		const item = invoice('INV-1');
		ledger.release(item.document, item.coding, 'c1');
		const busy: PostingBooks = Object.assign(new FakeBooks(), {
			reserve: async (): Promise<Place> => ({ release: () => undefined }),
			write: async (...[, , , place]: Parameters<PostingBooks['write']>) => {
				time.advance(300_000);
				await place?.alive?.();
				throw new BooksError('Cancelled.', { code: 'network', uncertain: false });
			},
		});
		await postDocuments([item], contextFor(ledger, busy, time));
		const [batch] = ledger.batches;
		expect((batch?.sentAt ?? 0) - Date.UTC(2026, 2, 31)).toBeGreaterThanOrEqual(300_000);
	});

	it('sends a batch that was throttled for long no more, and keeps it in doubt', async () => {
		const { time, ledger, books } = setUp();
		const item = invoice('INV-1');
		ledger.release(item.document, item.coding, 'c1');
		let late = 0;
		const throttled: PostingBooks = Object.assign(new FakeBooks(), {
			find: async () => new Map<string, StandingBill[]>(),
			reserve: async (): Promise<Place> => ({ release: () => undefined }),
			write: async (...[, , , place]: Parameters<PostingBooks['write']>) => {
				time.advance(451_000);
				await place?.alive?.();
				late += 1;
				return [];
			},
		});
		const [waiting] = await postDocuments([item], contextFor(ledger, throttled, time));
		expect(waiting).toEqual({ why: expect.stringContaining('not known yet') });
		expect(late).toBe(0);
		expect(await ledger.pendingBatches(books.id)).toHaveLength(1);
	});

	it('does not take a revision up while it is in doubt whether the bill of its claim was written', async () => {
		const { time, ledger, books } = setUp();
		const [first, revised] = [invoice('1001'), invoice('1001R1', { total: 8500 })];
		ledger.release(first.document, first.coding, 'c1');
		const write = books.write.bind(books);
		jest.spyOn(books, 'write').mockImplementationOnce(async (batch, drafts) => {
			await write(batch, drafts);
			ledger.release(revised.document, revised.coding, 'c1', 1);
			await ledger.enqueueReleased([revised]);
			throw networkFailure();
		});
		const find = books.find.bind(books);
		const before: unknown[] = [];
		jest.spyOn(books, 'find').mockImplementation(async (drafts) => {
			if (drafts.some(({ requestId }) => requestId === 'c1-bill-1'))
				before.push(ledger.rows.get('c1-bill-0')?.state);
			return find(drafts);
		});
		await postDocuments([first], contextFor(ledger, books, time));
		const [posting] = await postDocuments([revised], contextFor(ledger, books, time));
		expect(posting).toMatchObject({ id: '100', total: 8500 });
		expect(before).toEqual(['done']);
		expect(books.bills.map(({ number }) => number)).toEqual(['1001R1']);
	});

	it('writes no bill for a revision while another run has the one before it under way', async () => {
		const { time, ledger, books } = setUp();
		const [first, revised] = [invoice('1001'), invoice('1001R1', { total: 8500 })];
		ledger.release(first.document, first.coding, 'c1');
		ledger.release(revised.document, revised.coding, 'c1', 1);
		const [row] = await ledger.enqueueReleased([first]);
		if (row === undefined) throw new Error('There is no release.');
		const prepared = books.prepare([row]);
		const id = newBatchId(time.clock(), 'another run', prepared.body, 1);
		await ledger.putBatch({ ...prepared, id, books: BOOKS, state: 'sent' });
		// The other run stored its batch after this one had cleared up what was in doubt.
		jest.spyOn(ledger, 'pendingBatches').mockResolvedValueOnce([]);
		const [posting] = await postDocuments([revised], contextFor(ledger, books, time));
		expect(posting).toMatchObject({ state: 'updated', id: '100' });
		expect(books.bills.map(({ number }) => number)).toEqual(['1001R1']);
	});

	it('uses a new id for what is missing when the old one may be forgotten', async () => {
		const { time, ledger, books } = setUp();
		const items = [invoice('INV-1'), invoice('INV-2')];
		items.forEach((item, index) => ledger.release(item.document, item.coding, `c${String(index)}`));
		const writeReally = books.write.bind(books);
		const write = jest.spyOn(books, 'write').mockImplementationOnce(async (batch, drafts) => {
			await writeReally(batch, drafts);
			books.bills.pop();
			throw networkFailure();
		});
		write.mockRejectedValueOnce(networkFailure());
		await postDocuments(items, contextFor(ledger, books, time));
		books.remembered.clear();
		time.advance(25 * 3_600_000);
		const postings = await postDocuments(items, contextFor(ledger, books, time));
		expect(postings).toMatchObject([{ state: 'existing' }, { state: 'created' }]);
		expect(write.mock.calls[2]?.[0].id).not.toBe(write.mock.calls[0]?.[0].id);
		expect(books.bills.map((bill) => bill.number)).toEqual(['INV-1', 'INV-2']);
	});

	it('gives the reason to every document when the credential has expired, and posts them later', async () => {
		const { time, ledger, books } = setUp();
		const item = invoice('INV-1');
		ledger.release(item.document, item.coding, 'c1');
		jest
			.spyOn(books, 'find')
			.mockRejectedValueOnce(new BooksError('Reconnect the credential.', { code: '3200' }));
		const context = contextFor(ledger, books, time);
		expect(await postDocuments([item], context)).toEqual([{ why: 'Reconnect the credential.' }]);
		expect(await ledger.takeLease(BOOKS, 'somebody else', 1)).toBe(true);
		time.advance(2000);
		expect(await postDocuments([item], contextFor(ledger, books, time))).toMatchObject([
			{ state: 'created' },
		]);
	});

	it('waits out the lease of a holder that may be at work, and not of one that is gone', async () => {
		const waited = async (gone: string): Promise<number> => {
			const { time, ledger, books } = setUp();
			const item = invoice('INV-1');
			ledger.release(item.document, item.coding, 'c1');
			await ledger.takeLease(BOOKS, 'killed', 60);
			const before = time.clock();
			const isGone = (holder: string) => holder === gone;
			const context = { ...contextFor(ledger, books, time), isGone };
			expect(await postDocuments([item], context)).toMatchObject([{ state: 'created' }]);
			return time.clock() - before;
		};
		expect(await waited('somebody else')).toBeGreaterThanOrEqual(60_000);
		expect(await waited('killed')).toBeLessThan(10_000);
	});
});
