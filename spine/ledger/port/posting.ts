import type { Coding } from '../../documents/coding';
import type { Document } from '../../documents/document';
import type { Posting } from '../../documents/posting';
import type { ClaimSummary } from '../../gate/facts';
import type { Release } from './decisions';

/** A row of the posting queue. */
export interface PostingIntent {
	/** Stable over retries: claim, operation and revision. At most 36 characters. */
	requestId: string;
	claim: string;
	revision: number;
	books: string;
	entity: 'Bill' | 'VendorCredit';
	coding: Coding;
	document: Document;
	/** Hash of document and coding, so that they need not be hashed again to be found released. */
	content?: string;
	state: 'queued' | 'sent' | 'done' | 'refused';
	/** Batch it was sent in, which is sent again unchanged or not at all. */
	batchId?: string;
	outcome?: Posting;
	/** Attachment upload: `pending` until the original is attached. */
	attachment: 'none' | 'pending' | 'done' | 'failed';
}

/** How far a row of the posting queue has come. */
export type PostingProgress = Pick<PostingIntent, 'state' | 'attachment' | 'outcome'>;

/** A batch exactly as it was (or is about to be) sent. */
export interface StoredBatch {
	id: string;
	books: string;
	/** Request ids in order. */
	items: string[];
	/** Request body, byte for byte. */
	body: string;
	state: 'sent' | 'answered';
	/** When a call that sends it began last, by running time; the ledger notes it. */
	sentAt?: number;
}

/** A bill or credit of the books, each of whose company files counts its ids for itself. */
export interface PostedId {
	books: string;
	/** `credit:<id>` for a vendor credit, because bills and credits may have the same number. */
	id: string;
}

/** Calls to the API of a company file in one month. */
export interface CallsOfMonth {
	books: string;
	/** `yyyy-mm`, UTC. */
	month: string;
	/** Calls that take data out, which the books may meter; each item of a batch is one. */
	reads: number;
	/** Calls that put data in. */
	writes: number;
}

/**
 * A row of the posting queue with what became of its claim, for reports and monitors: what was (or is
 * to be) written, against which the books are compared.
 */
export interface ListedPosting extends Omit<PostingIntent, 'document' | 'batchId'> {
	/** Key of the document's sighting. */
	key: string;
	/** Kind, number and application number of the document, and where it came from. */
	kind: Document['kind'];
	number?: string;
	application?: string;
	channel: Document['source']['channel'];
	/** Requisition or other record that the document was read from, where it was read from one. */
	recordId?: string;
	claimState?: ClaimSummary['state'];
	/** Of the claim: vendor in the project system, commitment, project and requisition. */
	vendor?: string;
	commitment?: string;
	project?: string;
	requisition?: string;
	/** Running time at which it was queued, and at which the books took or refused it. */
	queuedAt?: string;
	settledAt?: string;
}

/** The queue of bills for the books, the batches they are sent in, and who may send. */
export interface PostingLedger {
	/** Queues the release's bill; returns the row that already stands for the claim and revision, if any. */
	enqueue(release: Release): Promise<PostingIntent>;
	/**
	 * The same for many documents in one transaction, in their order; undefined for one without a
	 * release for exactly this document and coding.
	 */
	enqueueReleased(
		items: ReadonlyArray<{ document: Document; coding: Coding }>,
		run?: string,
	): Promise<Array<PostingIntent | undefined>>;
	/** Which of these are still released, in their order. A row of the queue brings its `content`. */
	stillReleased(
		items: ReadonlyArray<{ document: Document; coding: Coding; content?: string }>,
	): Promise<boolean[]>;
	/**
	 * Takes or renews the lease on a company file for `seconds`; false when somebody else holds it.
	 * Who is known to be gone by `isGone`, which must answer at once, keeps it for 20 seconds at most.
	 */
	takeLease(
		books: string,
		holder: string,
		seconds: number,
		isGone?: (holder: string) => boolean,
	): Promise<boolean>;
	dropLease(books: string, holder: string): Promise<void>;
	/** Batches that were sent and not answered, oldest first. */
	pendingBatches(books: string): Promise<StoredBatch[]>;
	/**
	 * Up to `limit` queued rows, oldest first; those in `except`, by request id, are passed over. A row
	 * that the caller queued itself and still has, in `known`, is not read again where it stands in the
	 * queue with the same content.
	 */
	queued(
		books: string,
		limit: number,
		except?: ReadonlySet<string>,
		known?: ReadonlyMap<string, PostingIntent>,
	): Promise<PostingIntent[]>;
	/** Marks rows as sent in this batch, before the call. */
	putBatch(batch: StoredBatch): Promise<void>;
	/**
	 * Notes that another call sends a batch, before it begins.
	 *
	 * @throws LedgerError when the batch is answered by now.
	 */
	sendingAgain(batchId: string): Promise<void>;
	/** Outcome of rows after the call; the claim becomes `posted` where there is a bill. */
	settle(
		batchId: string | undefined,
		outcomes: ReadonlyArray<{ requestId: string; outcome: Posting }>,
	): Promise<void>;
	setAttachment(requestId: string, state: PostingIntent['attachment'], id?: string): Promise<void>;
	postingOf(requestId: string): Promise<PostingIntent | undefined>;
	/** How far rows have come, by request id; unknown ones are left out. */
	progressOf(requestIds: readonly string[]): Promise<Map<string, PostingProgress>>;
	/** Every row of the posting queue, in the order they were queued; for reports and monitors. */
	postings(): Promise<ListedPosting[]>;
	/** Every bill and credit that was posted from here, also those that a rebuilt ledger found again. */
	postedIds(): Promise<PostedId[]>;
	/** Rows whose bill stands but whose attachment is still pending. */
	pendingAttachments(books: string): Promise<PostingIntent[]>;
	/** Adds calls to a company file to those of the current month. */
	addCalls(books: string, calls: Pick<CallsOfMonth, 'reads' | 'writes'>): Promise<void>;
	/** Calls by month and company file, latest month first; at most 120. */
	calls(): Promise<CallsOfMonth[]>;
}
