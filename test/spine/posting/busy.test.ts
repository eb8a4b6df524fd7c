import { postDocuments } from '../../../spine/posting/post';
import type { WriteOutcome } from '../../../spine/quickbooks/books';
import { contextFor, invoice, testTime } from './cases';
import { FakeBooks } from './fake-books';
import { MemoryLedger } from './memory-ledger';

function setUp(): {
	books: FakeBooks;
	ledger: MemoryLedger;
	run: () => ReturnType<typeof postDocuments>;
} {
	const time = testTime();
	const ledger = new MemoryLedger(time.clock);
	const books = new FakeBooks();
	const items = ['A-1', 'A-2'].map((number) => invoice(number));
	items.forEach((item, index) => ledger.release(item.document, item.coding, `c${String(index)}`));
	return { books, ledger, run: () => postDocuments(items, contextFor(ledger, books, time)) };
}

/** Changes the answer for the first bill of a batch, whether or not it was written. */
function answerFirst(
	books: FakeBooks,
	outcome: Omit<Extract<WriteOutcome, { result: 'refused' }>, 'requestId' | 'result'>,
	written: boolean,
): jest.SpyInstance {
	const write = books.write.bind(books);
	return jest.spyOn(books, 'write').mockImplementationOnce(async (batch, drafts) => {
		const outcomes = await write(batch, drafts);
		const first = drafts[0];
		if (first === undefined) return outcomes;
		if (!written) books.bills.splice(0, 1);
		return [{ requestId: first.requestId, result: 'refused', ...outcome }, ...outcomes.slice(1)];
	});
}

describe('books that are busy or fail inside', () => {
	it('sends what they had no time for again, in a batch of its own with another id', async () => {
		const { books, run } = setUp();
		const write = answerFirst(
			books,
			{ why: 'Too many requests.', again: true, uncertain: false },
			false,
		);
		expect(await run()).toMatchObject([{ state: 'created' }, { state: 'created' }]);
		expect(books.bills.map((bill) => bill.number).sort()).toEqual(['A-1', 'A-2']);
		const [first, second] = write.mock.calls.map(([batch]) => batch);
		expect(second.id).not.toBe(first.id);
		expect(second.id.length).toBeLessThanOrEqual(36);
	});

	it('looks before it sends again after an internal failure, and finds what was written', async () => {
		const { books, run } = setUp();
		answerFirst(books, { why: 'Internal failure.', again: true, uncertain: true }, true);
		expect(await run()).toMatchObject([{ state: 'existing', id: '100' }, { state: 'created' }]);
		expect(books.calls.write).toBe(1);
		expect(books.bills).toHaveLength(2);
	});

	it('gives the reason when they stay busy, and posts at a later run', async () => {
		const { books, run } = setUp();
		const write = jest.spyOn(books, 'write').mockImplementation(async (_, drafts) =>
			drafts.map(({ requestId }) => ({
				requestId,
				result: 'refused',
				why: 'Too many requests.',
				again: true,
				uncertain: false,
			})),
		);
		expect(await run()).toEqual([{ why: 'Too many requests.' }, { why: 'Too many requests.' }]);
		expect(write).toHaveBeenCalledTimes(3);
		write.mockRestore();
		expect(await run()).toMatchObject([{ state: 'created' }, { state: 'created' }]);
	});

	it('names a bill that was stored with another total, and does not write it again', async () => {
		const { books, run } = setUp();
		const write = books.write.bind(books);
		jest.spyOn(books, 'write').mockImplementationOnce(async (batch, drafts) => {
			const outcomes = await write(batch, drafts);
			const bill = books.bills[0];
			const first = drafts[0];
			if (bill === undefined || first === undefined) return outcomes;
			bill.total = 1;
			return [
				{ requestId: first.requestId, result: 'spoilt', bill, why: 'Stored with another total.' },
				...outcomes.slice(1),
			];
		});
		expect(await run()).toMatchObject([
			{ why: 'Stored with another total.' },
			{ state: 'created' },
		]);
		expect(await run()).toMatchObject([
			{ why: expect.stringContaining('Bill 100') },
			{ state: 'existing' },
		]);
		expect(books.bills).toHaveLength(2);
	});
});
