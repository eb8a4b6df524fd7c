import type { Coding } from '../documents/coding';
import type { Document } from '../documents/document';
import type { Posting } from '../documents/posting';
import type { PostingIntent } from '../ledger/ledger';
import { BooksError, type PostingBooks } from '../quickbooks/books';
import { type Attached, UPLOADS_AT_ONCE } from './attach';
import { type Desk, LEASE_SECONDS, LeaseLost, type PostingContext } from './context';
import { Filling } from './filling';
import { drainQueue } from './queue';
import { createSlots } from './slots';
import { StillUnderWay } from './under-way';

export interface PostItem {
	document: Document;
	coding: Coding;
}

/** Documents queued in the first transaction, few, so that the first batches are sent soon, and in the others. */
const QUEUED_FIRST = 60;
const QUEUED_AT_ONCE = 180;
/** How often the queue is looked at while somebody else holds the lease. */
const POLL_MS = 500;
/** How long a call waits for others to post its rows. */
const PATIENCE_MS = 900_000;
/** How often a call that got no answer is cleared up within one run, and the first pause before it. */
const MOST_DOUBTS = 3;
const DOUBT_MS = 2_000;

const NOT_RELEASED =
	'The ledger holds no release for exactly this document and coding. Send it through the Verification Gate, or release it (Spine Ledger, Document, Release); what was changed after the gate needs a new decision.';

const BY_PEOPLE =
	'The policy leaves bills to people (billsEnteredBy), so nothing was sent to the books. Key it from the keying sheet.';

/**
 * Posts released documents to their books, exactly once each. Whoever holds the lease on a company
 * file drains its queue for everybody, in batches, the first while the rest is still being queued; a
 * call returns when its own rows have their outcome. A document without a release, or that the books
 * refuse, gets `{ why }` and stops nothing else; a claim that was refused keeps its reservation, and
 * is tried anew when it is posted again.
 *
 * @returns one outcome for each item, in order. `existing`: the bill stood in the books already.
 * @throws only when the ledger itself fails or the signal is aborted.
 */
export async function postDocuments(
	items: readonly PostItem[],
	context: PostingContext,
): Promise<Posting[]> {
	const company = await context.ledger.getSettings();
	if (company?.policy.billsEnteredBy === 'people') return items.map(() => ({ why: BY_PEOPLE }));
	const outcomes = new Map<number, Posting>();
	const rows = new Map<number, OwnRow>();
	const own = new Map<string, PostingIntent>();
	const closed = await closedBooks(items, context);
	let start = 0;
	const filling = new Filling(async () => {
		const begin = start;
		const part = items.slice(begin, begin + (begin === 0 ? QUEUED_FIRST : QUEUED_AT_ONCE));
		context.signal?.throwIfAborted();
		start += part.length;
		for (const [index, queued] of (await enqueue(part, context, closed)).entries()) {
			if ('why' in queued) outcomes.set(begin + index, queued);
			else {
				rows.set(begin + index, ownRow(queued));
				if (queued.state === 'queued') own.set(queued.requestId, queued);
			}
		}
		return start < items.length;
	});
	const finished = new Map<string, Posting>();
	try {
		for (const id of new Set(items.map(({ coding }) => coding.books ?? ''))) {
			const books = context.books.get(id);
			if (books === undefined) continue;
			const ownRows = (): OwnRow[] => [...rows.values()].filter((row) => row.books === id);
			const queue = { filling, own, ownRows };
			for (const [requestId, outcome] of await postTo(books, queue, context))
				finished.set(requestId, outcome);
		}
	} finally {
		await filling.whole();
	}
	const returned = new Set<string>();
	return items.map((_, index) => {
		const row = rows.get(index);
		const outcome =
			outcomes.get(index) ?? (row === undefined ? undefined : finished.get(row.requestId));
		if (outcome === undefined) return { why: 'It was not posted. Run it again.' };
		const repeated = row !== undefined && (row.state === 'done' || returned.has(row.requestId));
		if (row !== undefined) returned.add(row.requestId);
		return repeated && 'id' in outcome ? { ...outcome, state: 'existing' } : outcome;
	});
}

/** What a call keeps of a row of its own. */
type OwnRow = Pick<PostingIntent, 'requestId' | 'books' | 'state'>;

/** What a call has queued so far. */
interface OwnQueue extends Pick<Desk, 'filling' | 'own'> {
	ownRows: () => OwnRow[];
}

const ownRow = ({ requestId, books, state }: PostingIntent): OwnRow => ({
	requestId,
	books,
	state,
});

/**
 * Books that nothing may be written to now, with the reason. They are asked before anything is
 * queued: a row of the queue is what tells a bill of this ledger from one that it forgot.
 */
async function closedBooks(
	items: readonly PostItem[],
	{ books, guard, signal }: PostingContext,
): Promise<Map<string, string>> {
	const closed = new Map<string, string>();
	for (const id of new Set(items.map(({ coding }) => coding.books ?? ''))) {
		const one = books.get(id);
		if (one === undefined) continue;
		try {
			const why = await guard(one, signal);
			if (why !== undefined) closed.set(id, why);
		} catch (error) {
			if (!(error instanceof BooksError)) throw error;
			closed.set(id, error.message);
		}
	}
	return closed;
}

/** Queues documents in one transaction; those that cannot be posted are answered with the reason. */
async function enqueue(
	items: readonly PostItem[],
	{ ledger, books, run }: PostingContext,
	closed: ReadonlyMap<string, string>,
): Promise<Array<PostingIntent | { why: string }>> {
	const postable = items.filter(
		({ coding }) => books.has(coding.books ?? '') && !closed.has(coding.books ?? ''),
	);
	const queued = await ledger.enqueueReleased(postable, run);
	const rows = new Map(postable.map((item, index) => [item, queued[index]]));
	const answers: Array<PostingIntent | { why: string }> = [];
	for (const item of items) {
		const row = rows.get(item);
		const released = row !== undefined || (await ledger.stillReleased([item]))[0] === true;
		const why = closed.get(item.coding.books ?? '') ?? withoutBooks(item.coding.books);
		answers.push(row ?? { why: released ? why : NOT_RELEASED });
	}
	return answers;
}

function withoutBooks(id: string | undefined): string {
	return id === undefined
		? 'The coding names no books. Assign the project to a company file in the company settings.'
		: `The document belongs to books ${id}, for which this step has no credential. Choose the credential of that company.`;
}

async function postTo(
	books: PostingBooks,
	{ filling, own, ownRows }: OwnQueue,
	context: PostingContext,
): Promise<Map<string, Posting>> {
	const { ledger, clock, sleep, holder, isGone, signal } = context;
	const attached: Attached = new Map();
	const desk: Desk = {
		context,
		books,
		fresh: new Set(),
		unlinked: new Map(),
		refusedLinks: new Map(),
		uploads: createSlots(UPLOADS_AT_ONCE),
		filling,
		own,
		leasedAt: Number.NEGATIVE_INFINITY,
	};
	const patience = clock() + PATIENCE_MS;
	let trouble: string | undefined;
	let doubts = 0;
	while (ownRows().length === 0 && !filling.ended) await filling.oneMore();
	while (clock() < patience && !(await allDone(ownRows, filling, context, attached))) {
		signal?.throwIfAborted();
		const now = clock();
		if (!(await ledger.takeLease(books.id, holder, LEASE_SECONDS, isGone))) {
			await sleep(POLL_MS, signal);
			continue;
		}
		desk.leasedAt = now;
		try {
			trouble = await context.guard(books, signal);
			if (trouble === undefined) await drainQueue(desk, attached);
		} catch (error) {
			if (error instanceof LeaseLost) continue;
			if (signal?.aborted === true) await ledger.dropLease(books.id, holder);
			if (!(error instanceof BooksError)) throw error;
			if (error.uncertain && doubts < MOST_DOUBTS) {
				doubts += 1;
				const until = error instanceof StillUnderWay ? error.until : 0;
				if (until > 0) await ledger.dropLease(books.id, holder);
				await sleep(Math.max(DOUBT_MS * 2 ** doubts, until - clock()), signal);
				continue;
			}
			trouble = error.message;
		}
		await ledger.dropLease(books.id, holder);
		if (trouble !== undefined) break;
	}
	await filling.whole();
	return report(ownRows(), context, attached, trouble);
}

async function allDone(
	ownRows: () => OwnRow[],
	filling: Filling,
	{ ledger }: PostingContext,
	attached: Attached,
): Promise<boolean> {
	if (!filling.ended) return false;
	const own = ownRows();
	const progress = await ledger.progressOf(own.map(({ requestId }) => requestId));
	return [...progress].every(
		([requestId, { state, attachment }]) =>
			state !== 'queued' &&
			state !== 'sent' &&
			(state !== 'done' || attachment !== 'pending' || attached.has(requestId)),
	);
}

async function report(
	own: readonly OwnRow[],
	{ ledger }: PostingContext,
	attached: Attached,
	trouble: string | undefined,
): Promise<Map<string, Posting>> {
	const finished = new Map<string, Posting>();
	const progress = await ledger.progressOf(own.map(({ requestId }) => requestId));
	for (const { requestId } of own) {
		const row = progress.get(requestId);
		if (row?.state === 'sent') {
			const why = `${trouble ?? 'Another run is still posting it.'} Whether it was written is not known yet; the books are asked before anything is sent again.`;
			finished.set(requestId, { why });
		} else if (row?.outcome === undefined) {
			finished.set(requestId, {
				why: trouble ?? 'Another run is still posting to these books. Run it again.',
			});
		} else {
			finished.set(requestId, withAttachment(row.outcome, attached.get(requestId)));
		}
	}
	return finished;
}

function withAttachment(
	outcome: Posting,
	file: { id: string } | { why: string } | undefined,
): Posting {
	if (!('id' in outcome) || file === undefined) return outcome;
	if ('id' in file) return { ...outcome, attachment: file.id };
	return {
		...outcome,
		warnings: [...outcome.warnings, `The original is not attached. ${file.why}`],
	};
}
