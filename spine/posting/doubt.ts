import type { Posting } from '../documents/posting';
import type { PostingIntent, StoredBatch } from '../ledger/ledger';
import type { StandingBill } from '../quickbooks/books';
import { batchTime, LATEST_SEND_MS, SETTLED_AFTER_MS } from './batch-id';
import { type Desk, renewLease } from './context';
import { reserve, sendBatch, tooLate } from './drain';
import { toDraft } from './look-up';
import { judgeStanding } from './standing';

/**
 * Clears up a batch that was sent and never answered. The books are asked first; what stands there
 * is found, not repeated. For some minutes the rest is sent again under the same id with the same
 * body; once no call with that id can still be at work, the rows that are not there are returned, to
 * go into a new batch.
 *
 * @throws BooksError when the books do not answer this time either, or it is too late to repeat the
 * batch and too early to give it up; the batch stays as it is.
 */
export async function clearDoubt(desk: Desk, batch: StoredBatch): Promise<PostingIntent[]> {
	const { ledger, clock } = desk.context;
	await renewLease(desk);
	const rows = await openRows(desk, batch);
	const standing = rows.length === 0 ? new Map() : await whatStands(desk, batch, rows);
	const outcomes: Array<{ requestId: string; outcome: Posting }> = [];
	const missing: PostingIntent[] = [];
	for (const row of rows) {
		const judged = judgeStanding(row, standing.get(row.requestId) ?? []);
		if (judged !== undefined && 'outcome' in judged)
			outcomes.push({ requestId: row.requestId, outcome: judged.outcome });
		else missing.push(row);
	}
	const age = clock() - batchTime(batch.id);
	if (missing.length > 0 && age <= SETTLED_AFTER_MS) {
		if (age > Math.min(LATEST_SEND_MS, desk.books.posting.repeatableFor)) throw tooLate();
		const place = await reserve(desk);
		try {
			await renewLease(desk);
			return await sendBatch(desk, batch, await rowsOf(desk, batch), { place, repeated: true });
		} finally {
			place?.release();
		}
	}
	const notWritten = missing.map((row) => ({
		requestId: row.requestId,
		outcome: { why: NOT_WRITTEN },
	}));
	await ledger.settle(batch.id, [...outcomes, ...notWritten]);
	return missing;
}

/** What changed in the books shortly before a batch was made is looked at too: clocks are not alike. */
const MARGIN_MS = 300_000;

/**
 * Bills that the rows may be: by vendor and number, and those that bear a row's mark although
 * somebody gave them another number since.
 */
async function whatStands(
	desk: Desk,
	batch: StoredBatch,
	rows: readonly PostingIntent[],
): Promise<Map<string, StandingBill[]>> {
	const { books, context } = desk;
	const { clock, signal } = context;
	const standing = new Map(await books.find(rows.map(toDraft), signal));
	const unseen = new Set(
		rows
			.map(({ requestId }) => requestId)
			.filter((id) => standing.get(id)?.some(({ requestId }) => requestId === id) !== true),
	);
	if (unseen.size === 0) return standing;
	const ago = clock() - batchTime(batch.id) + MARGIN_MS;
	const since = new Date(Math.max(0, (books.now() ?? clock()) - ago)).toISOString();
	for await (const { bills } of books.written(since, signal)) {
		for (const bill of bills) {
			const { requestId } = bill;
			if (unseen.has(requestId))
				standing.set(requestId, [bill, ...(standing.get(requestId) ?? [])]);
		}
	}
	return standing;
}

const NOT_WRITTEN =
	'An earlier attempt to post this broke off before the books had it. Run it again to post it.';

/** Rows of a batch whose outcome is still unknown. */
async function openRows(desk: Desk, batch: StoredBatch): Promise<PostingIntent[]> {
	const rows = await rowsOf(desk, batch);
	return rows.filter((row) => row.state === 'sent' && (row.batchId ?? batch.id) === batch.id);
}

async function rowsOf(desk: Desk, batch: StoredBatch): Promise<PostingIntent[]> {
	const rows: PostingIntent[] = [];
	for (const requestId of batch.items) {
		const row = await desk.context.ledger.postingOf(requestId);
		if (row === undefined) {
			throw new Error(
				`Batch ${batch.id} names the row ${requestId}, which the ledger does not hold. Restore the ledger from its newest copy.`,
			);
		}
		rows.push(row);
	}
	return rows;
}
