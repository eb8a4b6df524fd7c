import type { Posting } from '../documents/posting';
import type { PostingIntent, StoredBatch } from '../ledger/ledger';
import { BooksError, type Place, type StandingBill, type WriteOutcome } from '../quickbooks/books';
import { batchTime, LATEST_SEND_MS, newBatchId } from './batch-id';
import { type Desk, renewLease } from './context';
import { draftOf, noteRefusal } from './links';
import { lookUp, stillReleased, toDraft } from './look-up';
import { judgeStanding, postingOf } from './standing';
import { BEGINS_WITHIN_MS, settledAt, StillUnderWay } from './under-way';

type Settled = { requestId: string; outcome: Posting };

/** How often rows that the books were too busy for are sent anew within one run. */
const MOST_ATTEMPTS = 3;
/** How long busy books are left alone. */
const BUSY_MS = 30_000;

/** A look-up older than this is made again before its rows are written: people work in the books too. */
const STALE_MS = 20_000;
/** After this long the ledger is asked again whether the rows are still released. */
const RECENT_MS = 3_000;

/** Looks rows up and writes those that do not stand yet. */
export async function postRows(desk: Desk, rows: readonly PostingIntent[]): Promise<void> {
	const lookedUpAt = desk.context.clock();
	await writeRows(desk, await lookUp(desk, rows), lookedUpAt);
}

/**
 * Writes rows that were looked up, at most one batch of them: waits until the books take a batch,
 * stores it with its body, sends it, and settles every row. Rows that the books were too busy for
 * are sent anew under another id, and at once, without links, those that were refused for their
 * links to purchase orders alone.
 *
 * @throws BooksError when the books did not answer: the batch then stands as sent in the ledger.
 * @throws LeaseLost when somebody else took over before the batch was stored.
 */
export async function writeRows(
	desk: Desk,
	rows: readonly PostingIntent[],
	lookedUpAt: number,
): Promise<void> {
	const { sleep, signal, clock } = desk.context;
	let left = await writeOnce(desk, rows, 1, lookedUpAt);
	for (let attempt = 2; left.length > 0 && attempt <= MOST_ATTEMPTS; attempt += 1) {
		const busy = left.some((row) => !desk.refusedLinks.has(row.requestId));
		if (busy) await sleep(BUSY_MS, signal);
		const again = clock();
		left = await writeOnce(desk, await lookUp(desk, left, true), attempt, again);
	}
}

async function writeOnce(
	desk: Desk,
	rows: readonly PostingIntent[],
	attempt: number,
	lookedUpAt: number,
): Promise<PostingIntent[]> {
	if (rows.length === 0) return [];
	const { ledger, clock, holder } = desk.context;
	const place = await reserve(desk);
	try {
		const age = clock() - lookedUpAt;
		let open = rows;
		if (age > STALE_MS) open = await lookUp(desk, rows);
		else if (age > RECENT_MS) open = await stillReleased(desk, rows);
		const prepared = desk.books.prepare(open.map((row) => draftOf(desk, row)));
		if (prepared.refused.length > 0) {
			await ledger.settle(
				undefined,
				prepared.refused.map(({ requestId, why }) => ({ requestId, outcome: { why } })),
			);
		}
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
		return await sendBatch(desk, batch, sent, place);
	} finally {
		place?.release();
	}
}

/**
 * Waits until the books take a batch. What is stored as sent so waits for nothing but its answer,
 * and the lease is kept meanwhile.
 */
async function reserve(desk: Desk): Promise<Place | undefined> {
	return await desk.books.reserve?.(desk.context.signal, () => renewLease(desk));
}

/** Whether none of the rows was taken by somebody else while the books were asked. */
async function stillWaiting(desk: Desk, requestIds: readonly string[]): Promise<boolean> {
	const progress = await desk.context.ledger.progressOf(requestIds);
	return requestIds.every((requestId) => progress.get(requestId)?.state === 'queued');
}

/** Leave to send one batch, which notes every further call that sends it, and ends with its time. */
function noted(desk: Desk, batch: StoredBatch, place: Place): Place {
	return {
		release: () => {
			place.release();
		},
		alive: async () => {
			await place.alive?.();
			if (ageOf(desk, batch) > LATEST_SEND_MS) throw new StillUnderWay(settledAt(desk, batch));
			await desk.context.ledger.sendingAgain(batch.id);
		},
	};
}

const ageOf = ({ context }: Desk, batch: StoredBatch): number =>
	context.clock() - batchTime(batch.id);

/** Sends a stored batch, once, and settles its rows; returns those to be sent anew under another id. */
async function sendBatch(
	desk: Desk,
	batch: StoredBatch,
	rows: readonly PostingIntent[],
	place: Place | undefined,
): Promise<PostingIntent[]> {
	const { ledger, signal } = desk.context;
	if (ageOf(desk, batch) > BEGINS_WITHIN_MS) throw new StillUnderWay(settledAt(desk, batch));
	let written: WriteOutcome[];
	try {
		const drafts = rows.map((row) => draftOf(desk, row));
		const leave = place === undefined ? undefined : noted(desk, batch, place);
		written = await desk.books.write(batch, drafts, signal, leave);
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
