import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger } from '../../../spine/ledger/ledger';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import { postDocuments, type PostItem } from '../../../spine/posting/post';
import { furnish, request, ruling, temporaryFolder } from '../ledger/fixtures';
import { contextFor, testTime } from './cases';
import { FakeBooks } from './fake-books';
import { Killed, Saboteur, sabotagedBooks, sabotagedLedger } from './sabotage';

const folder = temporaryFolder();
let files = 0;

interface World {
	time: ReturnType<typeof testTime>;
	ledger: Ledger;
	books: FakeBooks;
}

/** A ledger on disk. */
async function world(): Promise<World> {
	const time = testTime(Date.parse('2026-03-01T12:00:00Z'));
	const own = join(folder, String((files += 1)));
	mkdirSync(own);
	const ledger = await openSqliteLedger({
		path: join(own, 'ledger.sqlite'),
		clock: time.clock,
		blobDir: join(own, 'blobs'),
	});
	await furnish(ledger);
	return { time, ledger, books: new FakeBooks('B1') };
}

/** Documents with these numbers that the gate released. */
async function released(ledger: Ledger, numbers: readonly string[]): Promise<PostItem[]> {
	const items: PostItem[] = [];
	for (const number of numbers) {
		const source = {
			channel: 'email' as const,
			key: `m-${number}`,
			attachment: `${number}.pdf`,
			fileHash: `hash-${number}`,
		};
		const asked = request({ number, total: 100, document: { source } });
		const verdict = await ledger.judge(asked, () => ruling(asked, 'verified'));
		expect(verdict.released).toBe(true);
		items.push({ document: asked.document, coding: asked.coding });
	}
	return items;
}

describe('posting from a ledger on disk', () => {
	it('writes each released document once, whatever the number of runs, and makes its claim posted', async () => {
		const { time, ledger, books } = await world();
		const items = await released(
			ledger,
			Array.from({ length: 35 }, (_, index) => `10${String(index)}`),
		);
		const runs = await Promise.all(
			[0, 1].map(() =>
				postDocuments(
					items,
					contextFor(ledger, books, time, {
						sleep: () => new Promise((resolve) => setImmediate(resolve)),
					}),
				),
			),
		);
		expect(runs.flat().filter((posting) => 'why' in posting)).toEqual([]);
		expect(books.bills).toHaveLength(35);
		const again = await postDocuments(items, contextFor(ledger, books, time));
		expect(again).toEqual(
			items.map((item) =>
				expect.objectContaining({
					state: 'existing',
					number: item.coding.number,
					attachment: expect.any(String),
				}),
			),
		);
		await ledger.close();
	});

	it('posts a refused document once its reason is mended', async () => {
		const { time, ledger, books } = await world();
		const items = await released(ledger, ['100', '101']);
		books.refusals.set('100', 'The vendor is inactive.');
		expect(await postDocuments(items, contextFor(ledger, books, time))).toMatchObject([
			{ why: 'The vendor is inactive.' },
			{ state: 'created' },
		]);
		books.refusals.clear();
		expect(await postDocuments(items, contextFor(ledger, books, time))).toMatchObject([
			{ state: 'created' },
			{ state: 'existing' },
		]);
		await ledger.close();
	});

	it('leaves exactly one bill and original for each release, whichever call a run is killed at', async () => {
		const { time, ledger, books } = await world();
		const run = async (items: PostItem[], by: Saboteur): Promise<unknown> =>
			postDocuments(
				items,
				contextFor(sabotagedLedger(ledger, by), sabotagedBooks(books, by), time),
			);
		const counted = new Saboteur(new Map());
		await run(await released(ledger, ['9001', '9002']), counted);
		for (let call = 0; call < counted.calls; call += 1) {
			const numbers = [String(50_001 + call * 10), String(50_002 + call * 10)];
			const items = await released(ledger, numbers);
			await expect(run(items, new Saboteur(new Map([[call, 'kill after']])))).rejects.toThrow(
				Killed,
			);
			const postings = await postDocuments(items, contextFor(ledger, books, time));
			const refused = postings.filter((posting) => 'why' in posting);
			expect({ call, refused }).toEqual({ call, refused: [] });
			const bills = books.bills.filter((bill) => numbers.includes(bill.number ?? ''));
			expect(bills.map((bill) => bill.files.length)).toEqual([1, 1]);
		}
		await ledger.close();
	}, 60_000);
});
