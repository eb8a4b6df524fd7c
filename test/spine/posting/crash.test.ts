import fc from 'fast-check';
import { postDocuments, type PostItem } from '../../../spine/posting/post';
import { contextFor, invoice, testTime } from './cases';
import { FakeBooks } from './fake-books';
import { MemoryLedger } from './memory-ledger';
import { type Fault, Killed, Saboteur, sabotagedBooks, sabotagedLedger } from './sabotage';

interface World {
	time: ReturnType<typeof testTime>;
	ledger: MemoryLedger;
	books: FakeBooks;
	items: PostItem[];
}

function world(count: number): World {
	const time = testTime();
	const ledger = new MemoryLedger(time.clock);
	const items = Array.from({ length: count }, (_, index) => invoice(`INV-${String(index)}`));
	items.forEach((item, index) => ledger.release(item.document, item.coding, `c${String(index)}`));
	return { time, ledger, books: new FakeBooks(), items };
}

/** One run under sabotage; whether it ended as a killed process would. */
async function runOnce({ time, ledger, books, items }: World, by: Saboteur): Promise<boolean> {
	const context = contextFor(sabotagedLedger(ledger, by), sabotagedBooks(books, by), time);
	try {
		await postDocuments(items, context);
		return false;
	} catch (error) {
		if (!(error instanceof Killed)) throw error;
		return true;
	}
}

async function expectOneBillEach({ time, ledger, books, items }: World): Promise<void> {
	const postings = await postDocuments(items, contextFor(ledger, books, time));
	expect(postings.filter((posting) => 'why' in posting)).toEqual([]);
	expect(books.bills.map((bill) => bill.number).sort()).toEqual(
		items.map((item) => item.coding.number).sort(),
	);
	expect(books.bills.filter((bill) => bill.files.length !== 1)).toEqual([]);
}

describe('a run that is killed', () => {
	it('leaves exactly one bill and one original for each release, whichever call it is killed at', async () => {
		const counted = new Saboteur(new Map());
		await runOnce(world(7), counted);
		expect(counted.calls).toBeGreaterThan(30);
		for (let call = 0; call < counted.calls; call += 1) {
			for (const fault of ['kill before', 'kill after'] as const) {
				const killed = world(7);
				const dead = await runOnce(killed, new Saboteur(new Map([[call, fault]])));
				expect({ call, fault, dead }).toEqual({ call, fault, dead: true });
				await expectOneBillEach(killed);
			}
		}
	});

	it('leaves exactly one bill for each release when answers are lost and runs are killed again and again', async () => {
		const fault = fc.constantFrom<Fault>(
			'kill before',
			'kill after',
			'no answer before',
			'no answer after',
		);
		const run = fc.record({
			faults: fc.array(fc.tuple(fc.nat(90), fault), { maxLength: 4 }),
			hours: fc.constantFrom(0, 0, 1, 30),
			forgets: fc.boolean(),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 7 }),
				fc.array(run, { maxLength: 4 }),
				async (count, runs) => {
					const tried = world(count);
					for (const { faults, hours, forgets } of runs) {
						await runOnce(tried, new Saboteur(new Map(faults)));
						tried.time.advance(hours * 3_600_000);
						// After a day the books may have forgotten what they were sent.
						if (hours > 24 && forgets) tried.books.remembered.clear();
					}
					await expectOneBillEach(tried);
				},
			),
			{ numRuns: 400 },
		);
	});

	it('leaves exactly one bill when two runs work at once and one of them is killed', async () => {
		for (let call = 0; call < 60; call += 1) {
			const shared = world(5);
			const [first] = await Promise.all([
				runOnce(shared, new Saboteur(new Map([[call, 'kill after']]))),
				runOnce(shared, new Saboteur(new Map())),
			]);
			expect(typeof first).toBe('boolean');
			await expectOneBillEach(shared);
		}
	});
});
