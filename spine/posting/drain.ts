import type { Posting } from '../documents/posting';
import type { PostingIntent, StoredBatch } from '../ledger/ledger';
import {
	type BillDraft,
	BooksError,
	type StandingBill,
	type WriteOutcome,
} from '../quickbooks/books';
import { newBatchId } from './batch-id';
import { type Desk, renewLease } from './context';
import { checkLinks, draftOf, noteRefusal } from './links';
import { judgeStanding, postingOf } from './standing';

type Settled = { requestId: string; outcome: Posting };

/** How often rows that the books were too busy for are sent anew within one run. */
const MOST_ATTEMPTS = 3;
/** How long busy books are left alone. */
const BUSY_MS = 30_000;

/** A row of the queue as the books are asked to write it. */
export function toDraft(intent: PostingIntent): BillDraft {
	const { requestId, claim, entity, coding, document } = intent;
	return { requestId, claim, entity, coding, document };
}

/**
 * Writes rows of the queue, at most one batch of them: looks what stands in the books already,
 * stores the batch with its body, sends it, and settles every row. Rows that the books were too
 * busy for are sent anew under another id, and at once, without links, those that were refused for
 * their links to purchase orders alone.
 *
 * @throws BooksError when the books did not answer: the batch then stands as sent in the ledger.
 * @throws LeaseLost when somebody else took over before the batch was stored.
 */
export async function postRows(desk: Desk, rows: readonly PostingIntent[]): Promise<void> {
	let left = [...rows];
	for (let attempt = 1; left.length > 0 && attempt <= MOST_ATTEMPTS; attempt += 1) {
		const busy = attempt > 1 && left.some((row) => !desk.refusedLinks.has(row.requestId));
		if (busy) await desk.context.sleep(BUSY_MS, desk.context.signal);
		left = await postOnce(desk, left, attempt);
	}
}

async function postOnce(
	desk: Desk,
	rows: readonly PostingIntent[],
	attempt: number,
): Promise<PostingIntent[]> {
	const { ledger, clock, holder, signal } = desk.context;
	const open = await settleStanding(desk, await stillReleased(desk, rows, attempt > 1));
	await checkLinks(desk, open);
	const prepared = desk.books.prepare(open.map((row) => draftOf(desk, row)));
	await ledger.settle(
		undefined,
		prepared.refused.map(({ requestId, why }) => ({ requestId, outcome: { why } })),
	);
	if (prepared.items.length === 0) return [];
	await renewLease(desk);
	if (!(await stillWaiting(desk, prepared.items))) return [];
	const batch: StoredBatch = {
		id: newBatchId(clock(), holder, prepared.body, attempt),
		books: desk.books.id,
		items: prepared.items,
		body: prepared.body,
		state: 'sent',
	};
	await ledger.putBatch(batch);
	const sent = open.filter((row) => prepared.items.includes(row.requestId));
	return sendBatch(desk, batch, sent, signal);
}

/**
 * Rows that still hold a release. One whose release ended (by policy, or by a person) since it was
 * queued is not written; one that was refused before is queued anew.
 */
async function stillReleased(
	desk: Desk,
	rows: readonly PostingIntent[],
	anew: boolean,
): Promise<PostingIntent[]> {
	const { ledger } = desk.context;
	const open: PostingIntent[] = [];
	for (const row of rows) {
		const release = await ledger.findRelease(row.document, row.coding);
		if (release === undefined) {
			await ledger.settle(undefined, [{ requestId: row.requestId, outcome: { why: WITHDRAWN } }]);
		} else {
			const queued = anew || row.state !== 'queued' ? await ledger.enqueue(release) : row;
			if (queued.state === 'queued') open.push(queued);
		}
	}
	return open;
}

const WITHDRAWN =
	'The release of this document ended before it was posted. Send it through the gate again.';

/** Settles the rows whose bill stands already, changes the bills of earlier revisions, and returns the rest. */
async function settleStanding(
	desk: Desk,
	rows: readonly PostingIntent[],
): Promise<PostingIntent[]> {
	if (rows.length === 0) return [];
	const { ledger, signal } = desk.context;
	const standing = await desk.books.find(rows.map(toDraft), signal);
	const open: PostingIntent[] = [];
	for (const row of rows) {
		const known = await withOwnBill(desk, row, standing.get(row.requestId) ?? []);
		const judged = judgeStanding(row, known);
		if (judged === undefined) open.push(row);
		else if ('outcome' in judged)
			await ledger.settle(undefined, [{ requestId: row.requestId, outcome: judged.outcome }]);
		else await revise(desk, row, judged.revise);
	}
	return open;
}

/**
 * A later revision may carry another number than the claim's bill, so that no search finds it: the
 * ledger then names the bill.
 */
async function withOwnBill(
	desk: Desk,
	row: PostingIntent,
	found: readonly StandingBill[],
): Promise<readonly StandingBill[]> {
	if (row.revision === 0 || found.some((bill) => bill.claim === row.claim)) return found;
	const claim = await desk.context.ledger.getClaim(row.claim);
	if (claim?.booksId === undefined) return found;
	const total = row.coding.total;
	return [...found, { entity: row.entity, id: claim.booksId, total, claim: row.claim }];
}

async function revise(desk: Desk, row: PostingIntent, bill: StandingBill): Promise<void> {
	const { ledger, signal } = desk.context;
	await renewLease(desk);
	const written = await desk.books.revise(bill, toDraft(row), signal);
	const outcome: Posting =
		written.result === 'written'
			? postingOf(written.bill, 'updated', written.warnings)
			: { why: written.why };
	await ledger.settle(undefined, [{ requestId: row.requestId, outcome }]);
}

/** Whether none of the rows was taken by somebody else while the books were asked. */
async function stillWaiting(desk: Desk, requestIds: readonly string[]): Promise<boolean> {
	for (const requestId of requestIds) {
		const row = await desk.context.ledger.postingOf(requestId);
		if (row?.state !== 'queued') return false;
	}
	return true;
}

/** Sends a stored batch and settles its rows; returns those to be sent anew under another id. */
export async function sendBatch(
	desk: Desk,
	batch: StoredBatch,
	rows: readonly PostingIntent[],
	signal: AbortSignal | undefined,
): Promise<PostingIntent[]> {
	const { ledger } = desk.context;
	let written: WriteOutcome[];
	try {
		const drafts = rows.map((row) => draftOf(desk, row));
		written = await desk.books.write(batch, drafts, signal);
	} catch (error) {
		if (!(error instanceof BooksError) || error.uncertain) throw error;
		// Refused as a whole: nothing was written, so its rows may go into another batch later.
		await ledger.settle(
			batch.id,
			rows.map((row) => ({ requestId: row.requestId, outcome: { why: error.message } })),
		);
		throw error;
	}
	const doubtful = rows.filter((row) => isDoubtful(written, row.requestId));
	const standing =
		doubtful.length === 0
			? new Map<string, StandingBill[]>()
			: await desk.books.find(doubtful.map(toDraft), signal);
	const outcomes: Settled[] = [];
	const again: PostingIntent[] = [];
	for (const row of rows) {
		const answer = written.find((other) => other.requestId === row.requestId);
		if (answer === undefined) continue;
		outcomes.push({ requestId: row.requestId, outcome: settleAnswer(desk, row, answer, standing) });
		noteRefusal(desk, answer);
		if (answer.result === 'refused' && answer.again && !standing.has(row.requestId))
			again.push(row);
	}
	await ledger.settle(batch.id, outcomes);
	return again;
}

function isDoubtful(written: readonly WriteOutcome[], requestId: string): boolean {
	const answer = written.find((other) => other.requestId === requestId);
	return answer?.result === 'duplicate' || (answer?.result === 'refused' && answer.uncertain);
}

function settleAnswer(
	desk: Desk,
	row: PostingIntent,
	answer: WriteOutcome,
	standing: ReadonlyMap<string, StandingBill[]>,
): Posting {
	if (answer.result === 'written') {
		desk.fresh.add(row.requestId);
		return postingOf(answer.bill, 'created', answer.warnings);
	}
	const judged = judgeStanding(row, standing.get(row.requestId) ?? []);
	if (judged !== undefined && 'outcome' in judged) return judged.outcome;
	return { why: answer.why };
}
