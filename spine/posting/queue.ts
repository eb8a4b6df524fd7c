import type { PostingIntent } from '../ledger/ledger';
import { BooksError } from '../quickbooks/books';
import { type Attached, attachOriginals, attachRows } from './attach';
import type { Desk } from './context';
import { Crew } from './crew';
import { clearDoubt } from './doubt';
import { postRows, writeRows } from './drain';
import { lookUp } from './look-up';

/** Batches under way at once, each with the upload of its originals. */
const BATCHES_AT_ONCE = 8;
/** Batches whose rows are looked up together: QuickBooks meters reads, and one query holds so many numbers. */
const BATCHES_LOOKED_UP = 6;

/**
 * Clears up doubtful batches, then empties the queue, then attaches what is missing. While batches
 * are under way the next rows are looked up. A batch that fails stops no other.
 *
 * @throws the gravest failure, once everything that was under way has ended: a BooksError for what
 * the books did not do, LeaseLost when somebody else took over.
 */
export async function drainQueue(desk: Desk, attached: Attached): Promise<void> {
	const crew = new Crew(BATCHES_AT_ONCE);
	const inHand = new InHand();
	try {
		await clearDoubts(desk, crew, inHand);
		await emptyQueue(desk, crew, inHand, attached);
	} catch (failure) {
		crew.fail(failure);
	}
	await crew.finish();
	await attachOriginals(desk, attached);
}

/** One after another; the rows of a batch that stays in doubt hold up those of the same claim alone. */
async function clearDoubts(desk: Desk, crew: Crew, inHand: InHand): Promise<void> {
	const { ledger } = desk.context;
	for (const batch of await ledger.pendingBatches(desk.books.id)) {
		try {
			await postRows(desk, await clearDoubt(desk, batch));
		} catch (failure) {
			if (!(failure instanceof BooksError)) throw failure;
			crew.fail(failure);
			for (const requestId of batch.items) {
				const row = await ledger.postingOf(requestId);
				if (row !== undefined) inHand.take([row]);
			}
			if (crew.stopped) return;
		}
	}
}

async function emptyQueue(
	desk: Desk,
	crew: Crew,
	inHand: InHand,
	attached: Attached,
): Promise<void> {
	const { batchSize, id } = { ...desk.books.posting, id: desk.books.id };
	const window = BATCHES_LOOKED_UP * batchSize;
	const { filling } = desk;
	while (!crew.stopped) {
		// Asked before the queue is read: what is queued after that is not missed.
		const { ended } = filling;
		const waiting = inHand.among(
			await desk.context.ledger.queued(id, window, inHand.requestIds, desk.own),
		);
		// While more is coming, what waits is looked up when it is enough for one look-up, or at once
		// where nothing is under way; in full batches either way, for the books count batches.
		const enough = ended || crew.idle || waiting.length >= window;
		const left = ended ? 0 : waiting.length % batchSize;
		const rows = enough ? waiting.slice(0, waiting.length - left) : [];
		if (rows.length === 0) {
			if (ended && crew.idle) return;
			await Promise.race([
				...(crew.idle ? [] : [crew.oneDone()]),
				...(ended ? [] : [filling.oneMore()]),
			]);
			continue;
		}
		inHand.take(rows);
		for (const row of rows) desk.own.delete(row.requestId);
		const lookedUpAt = desk.context.clock();
		const open = await lookUp(desk, rows);
		inHand.drop(rows.filter((row) => !open.some(({ requestId }) => requestId === row.requestId)));
		for (let start = 0; start < open.length && !crew.stopped; start += batchSize) {
			const part = open.slice(start, start + batchSize);
			await crew.begin(async () => {
				// A failed batch may have been written all the same: until its doubt is cleared, at the
				// beginning of the next drain, nothing that depends on its rows is taken up.
				await writeRows(desk, part, lookedUpAt);
				try {
					await attachRows(desk, await attachable(desk, part), attached);
				} finally {
					inHand.drop(part);
				}
			});
		}
	}
}

/** The rows, as they stand now, whose bill waits for its original. */
async function attachable(desk: Desk, rows: readonly PostingIntent[]): Promise<PostingIntent[]> {
	const { ledger } = desk.context;
	const pending = rows.filter(({ attachment }) => attachment === 'pending');
	if (pending.length === 0) return [];
	const progress = await ledger.progressOf(pending.map(({ requestId }) => requestId));
	return pending
		.map((row) => ({ ...row, ...progress.get(row.requestId) }))
		.filter(({ state, attachment }) => state === 'done' && attachment === 'pending');
}

/**
 * The rows that are being posted. What stands in the books for one of them is not known until it is
 * done, so rows of the same claim, of the same vendor and number, or that draw on the same purchase
 * order wait for it.
 */
class InHand {
	private readonly held = new Map<string, number>();
	private readonly seen = new Set<string>();
	private readonly now = new Set<string>();

	/** Rows that are being posted now. */
	get requestIds(): ReadonlySet<string> {
		return this.now;
	}

	/**
	 * Rows that may be taken up together. Two that draw on one purchase order may: their links are
	 * checked together. A row is taken up once in a run.
	 */
	among(rows: readonly PostingIntent[]): PostingIntent[] {
		const together = new Set<string>();
		return rows.filter((row) => {
			if (this.seen.has(row.requestId)) return false;
			const own = sameBill(row);
			if ([...own, ...orders(row)].some((key) => this.held.has(key))) return false;
			if (own.some((key) => together.has(key))) return false;
			for (const key of own) together.add(key);
			return true;
		});
	}

	take(rows: readonly PostingIntent[]): void {
		for (const row of rows) {
			this.seen.add(row.requestId);
			this.now.add(row.requestId);
			for (const key of [...sameBill(row), ...orders(row)])
				this.held.set(key, (this.held.get(key) ?? 0) + 1);
		}
	}

	drop(rows: readonly PostingIntent[]): void {
		for (const row of rows) {
			if (!this.now.delete(row.requestId)) continue;
			for (const key of [...sameBill(row), ...orders(row)]) {
				const left = (this.held.get(key) ?? 0) - 1;
				if (left > 0) this.held.set(key, left);
				else this.held.delete(key);
			}
		}
	}
}

function sameBill({ claim, coding }: PostingIntent): string[] {
	const { number, vendor } = coding;
	const own = `claim ${claim}`;
	return number === undefined ? [own] : [own, `number ${vendor?.id ?? ''} ${number}`];
}

function orders({ coding }: PostingIntent): string[] {
	const ids = coding.lines.flatMap(({ purchaseOrder }) =>
		purchaseOrder === undefined ? [] : [purchaseOrder.id],
	);
	return [...new Set(ids)].map((order) => `order ${order}`);
}
