import type { Posting } from '../documents/posting';
import type { PostingIntent, StoredBatch } from '../ledger/ledger';
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
	const { ledger, clock, signal } = desk.context;
	await renewLease(desk);
	const rows = await openRows(desk, batch);
	const standing = rows.length === 0 ? new Map() : await desk.books.find(rows.map(toDraft), signal);
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
