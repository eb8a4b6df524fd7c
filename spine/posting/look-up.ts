import type { Posting } from '../documents/posting';
import type { PostingIntent, TaggedBill } from '../ledger/ledger';
import type { BillDraft, StandingBill } from '../quickbooks/books';
import { type Desk, renewLease } from './context';
import { checkLinks } from './links';
import { judgeRecovered, judgeStanding, postingOf } from './standing';

/** A row of the queue as the books are asked to write it. */
export function toDraft(intent: PostingIntent): BillDraft {
	const { requestId, claim, entity, coding, document } = intent;
	return { requestId, claim, entity, coding, document };
}

/**
 * Looks rows up in the books, however many: settles those whose bill stands already, changes the
 * bills of earlier revisions, and returns the rows that are to be written, their links to purchase
 * orders checked together.
 *
 * @param anew queues rows again that were refused before.
 * @throws BooksError when the books do not answer; nothing was written then.
 */
export async function lookUp(
	desk: Desk,
	rows: readonly PostingIntent[],
	anew = false,
): Promise<PostingIntent[]> {
	const open = await settleStanding(desk, await stillReleased(desk, rows, anew));
	await checkLinks(desk, open);
	return open;
}

/**
 * Rows that still hold a release. One whose release ended (by policy, or by a person) since it was
 * queued is not written; one that was refused before is queued anew.
 */
export async function stillReleased(
	desk: Desk,
	rows: readonly PostingIntent[],
	anew = false,
): Promise<PostingIntent[]> {
	const { ledger } = desk.context;
	const good = await ledger.stillReleased(rows);
	const withdrawn = rows.filter((_, index) => good[index] !== true);
	if (withdrawn.length > 0) {
		await ledger.settle(
			undefined,
			withdrawn.map(({ requestId }) => ({ requestId, outcome: { why: WITHDRAWN } })),
		);
	}
	const released = rows.filter((_, index) => good[index] === true);
	if (!anew && released.every(({ state }) => state === 'queued')) return released;
	const queued = await ledger.enqueueReleased(released);
	return queued.flatMap((row) => (row?.state === 'queued' ? [row] : []));
}

const WITHDRAWN =
	'The release of this document ended before it was posted. Send it through the gate again.';

async function settleStanding(
	desk: Desk,
	rows: readonly PostingIntent[],
): Promise<PostingIntent[]> {
	if (rows.length === 0) return [];
	const { ledger, signal } = desk.context;
	const standing = await desk.books.find(rows.map(toDraft), signal);
	const open: PostingIntent[] = [];
	const recovered = await recoveredOf(desk, rows);
	for (const row of rows) {
		const lost = recovered.find((bill) => bill.claim === row.claim);
		if (lost !== undefined) {
			const outcome = judgeRecovered(row, lost, standing.get(row.requestId) ?? []);
			await ledger.settle(undefined, [{ requestId: row.requestId, outcome }]);
			continue;
		}
		const known = await withOwnBill(desk, row, standing.get(row.requestId) ?? []);
		const judged = judgeStanding(row, known);
		if (judged === undefined) {
			if (!(await earlierUnderWay(desk, row))) open.push(row);
		} else if ('outcome' in judged)
			await ledger.settle(undefined, [{ requestId: row.requestId, outcome: judged.outcome }]);
		else await revise(desk, row, judged.revise);
	}
	return open;
}

/** Bills of the rows' claims that the ledger had lost and found again. */
async function recoveredOf(
	{ context, books }: Desk,
	rows: readonly PostingIntent[],
): Promise<TaggedBill[]> {
	return await context.ledger.recoveredBills(
		books.id,
		rows.map(({ claim }) => claim),
	);
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

/**
 * Whether an earlier revision of the claim was sent and what became of it is not known: its bill may
 * come to stand under another number, so the row stays queued until the doubt is cleared.
 */
async function earlierUnderWay({ context, books }: Desk, row: PostingIntent): Promise<boolean> {
	if (row.revision === 0) return false;
	const { ledger } = context;
	for (const batch of await ledger.pendingBatches(books.id)) {
		for (const requestId of batch.items) {
			const other = await ledger.postingOf(requestId);
			const earlier = other?.claim === row.claim && other.revision < row.revision;
			if (earlier && other.state === 'sent') return true;
		}
	}
	return false;
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
