import type { Posting } from '../documents/posting';
import type { PostingIntent, StoredBatch } from '../ledger/ledger';
import type { StandingBill } from '../quickbooks/books';
import { batchTime } from './batch-id';
import { type Desk, renewLease } from './context';
import { toDraft } from './look-up';
import { judgeStanding } from './standing';
import { settledAt, StillUnderWay } from './under-way';

/**
 * Clears up a batch that was sent and never answered. The books are asked: what stands there is
 * found, not repeated. Once no call that sent the batch can be at work any more, the rows that are
 * not there are returned, to go into a new batch; until then they wait.
 *
 * @throws StillUnderWay while it cannot be known what became of the rest.
 * @throws BooksError when the books do not answer; the batch stays as it is.
 */
export async function clearDoubt(desk: Desk, batch: StoredBatch): Promise<PostingIntent[]> {
	const { ledger, clock } = desk.context;
	await renewLease(desk);
	const rows = await openRows(desk, batch);
	// Asked before the books are: what they write after that would not be seen.
	const settled = settledAt(desk, batch);
	const over = clock() >= settled;
	const standing = rows.length === 0 ? new Map() : await whatStands(desk, batch, rows, over);
	const outcomes: Array<{ requestId: string; outcome: Posting }> = [];
	const missing: PostingIntent[] = [];
	for (const row of rows) {
		const judged = judgeStanding(row, standing.get(row.requestId) ?? []);
		if (judged !== undefined && 'outcome' in judged)
			outcomes.push({ requestId: row.requestId, outcome: judged.outcome });
		else missing.push(row);
	}
	const notWritten = over ? missing : [];
	await ledger.settle(batch.id, [
		...outcomes,
		...notWritten.map(({ requestId }) => ({ requestId, outcome: { why: NOT_WRITTEN } })),
	]);
	if (!over && missing.length > 0) throw new StillUnderWay(settled);
	return missing;
}

/** What changed in the books shortly before a batch was made is looked at too: clocks are not alike. */
const MARGIN_MS = 300_000;

/**
 * Bills that the rows may be: by vendor and number, and, where it is asked for, those that bear a
 * row's mark although somebody gave them another number since.
 */
async function whatStands(
	desk: Desk,
	batch: StoredBatch,
	rows: readonly PostingIntent[],
	thoroughly: boolean,
): Promise<Map<string, StandingBill[]>> {
	const { books, context } = desk;
	const { clock, signal } = context;
	const standing = new Map(await books.find(rows.map(toDraft), signal));
	const unseen = new Set(
		rows
			.map(({ requestId }) => requestId)
			.filter((id) => standing.get(id)?.some(({ requestId }) => requestId === id) !== true),
	);
	if (!thoroughly || unseen.size === 0) return standing;
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
