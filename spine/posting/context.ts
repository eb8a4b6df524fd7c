import type { Document } from '../documents/document';
import type { Clock, Ledger, PostingIntent } from '../ledger/ledger';
import type { PostingBooks, UnlinkedLine } from '../quickbooks/books';
import type { Guard } from './attest';
import type { Filling } from './filling';
import type { Slots } from './slots';

/** The original a document was read from, as it is attached to its bill. */
export interface Original {
	name: string;
	contentType: string;
	bytes: Uint8Array;
}

/** The part of the ledger that posting uses. */
export type PostingLedger = Pick<
	Ledger,
	| 'getSettings'
	| 'findRelease'
	| 'enqueue'
	| 'enqueueReleased'
	| 'stillReleased'
	| 'progressOf'
	| 'getClaim'
	| 'takeLease'
	| 'dropLease'
	| 'pendingBatches'
	| 'queued'
	| 'putBatch'
	| 'sendingAgain'
	| 'settle'
	| 'setAttachment'
	| 'postingOf'
	| 'pendingAttachments'
	| 'recoveredBills'
>;

export interface PostingContext {
	ledger: PostingLedger;
	/** Asked before anything is written: whether the ledger is as it was left. */
	guard: Guard;
	/** Company files by their id. */
	books: ReadonlyMap<string, PostingBooks>;
	/** Running time. */
	clock: Clock;
	/** Waits; ends early, by throwing, when the signal is aborted. */
	sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
	/** Names this call among all that post to the same ledger: two calls never share one. */
	holder: string;
	/** Whether another call's process has provably ended, so that its lease need not run out; default: unknown. */
	isGone?: (holder: string) => boolean;
	/** Run of the workflow, under which its bills are noted in the journal of writes. */
	run?: string;
	signal?: AbortSignal;
	/** The file a document was read from; undefined where there is none or it is not kept any more. */
	originals: (document: Document) => Promise<Original | undefined>;
}

/** What one holder of a company file's lease works with. */
export interface Desk {
	context: PostingContext;
	books: PostingBooks;
	/** Bills written for the first time in this run: nothing can be attached to them yet. */
	fresh: Set<string>;
	/** Lines that are posted without their link to a purchase order, by request id. */
	unlinked: Map<string, UnlinkedLine[]>;
	/** Rows that the books refused for their links, with what they said. */
	refusedLinks: Map<string, string>;
	/** Uploads that go on at once. */
	uploads: Slots;
	/** Rows that this call queued, by request id, until they are taken up: the ledger need not read them back. */
	own: Map<string, PostingIntent>;
	/** What is still being queued by this call. */
	filling: Filling;
	/** When the lease was taken or renewed last. */
	leasedAt: number;
}

/**
 * A lease is renewed before every call, at most every five seconds. A call may outlast it, and
 * somebody else may then look at the same batch: it is sent again under the same id or not at all,
 * so nothing is written twice.
 */
export const LEASE_SECONDS = 60;
const RENEWED_EVERY_MS = 5_000;

/** The lease went to somebody else while a call took its time; they go on with the queue. */
export class LeaseLost extends Error {
	override readonly name = 'LeaseLost';
}

/** Renews the lease, before anything that must not be done by two. */
export async function renewLease(desk: Desk): Promise<void> {
	const { ledger, clock, holder, signal } = desk.context;
	signal?.throwIfAborted();
	const now = clock();
	if (now < desk.leasedAt + RENEWED_EVERY_MS) return;
	const held = await ledger.takeLease(desk.books.id, holder, LEASE_SECONDS);
	if (!held) throw new LeaseLost(`Somebody else posts to books ${desk.books.id} now.`);
	desk.leasedAt = now;
}
