import type { Coding } from '../documents/coding';
import type { Document } from '../documents/document';

/** A bill or vendor credit that is to be written, with the id under which it is written once. */
export interface BillDraft {
	/** Stable over retries, at most 36 characters; the bill's memo carries it. */
	requestId: string;
	claim: string;
	entity: 'Bill' | 'VendorCredit';
	coding: Coding;
	document: Document;
	/** Lines that are not linked to the purchase order which the coding names, each with the reason. */
	unlinked?: readonly UnlinkedLine[];
}

/** A line of a coding that is posted without its link to a purchase order. */
export interface UnlinkedLine {
	/** Index in the coding's lines. */
	line: number;
	/** A sentence. */
	why: string;
}

/** A bill or vendor credit that stands in the books. */
export interface StandingBill {
	entity: 'Bill' | 'VendorCredit';
	id: string;
	total: number;
	number?: string;
	vendor?: string;
	/** Unpaid part. */
	balance?: number;
	/** Request id and claim from the memo, where this product wrote the bill. */
	requestId?: string;
	claim?: string;
}

/** Some bills and credits that carry our mark, as they stand in the books. */
export interface WrittenBills {
	/** By the books' clock, ISO 8601: every bill written until then is among what is told. */
	asOf: string;
	bills: WrittenBill[];
}

/** A bill or credit that carries our mark. */
export interface WrittenBill extends StandingBill {
	requestId: string;
	claim: string;
	/** By the books' clock, ISO 8601. */
	createdAt?: string;
	changedAt?: string;
}

/** What became of one bill of a batch. */
export type WriteOutcome =
	| { requestId: string; result: 'written'; bill: StandingBill; warnings: string[] }
	/** Written, but not as it was sent (another total): a person has to mend it in the books. */
	| { requestId: string; result: 'spoilt'; bill: StandingBill; why: string }
	/** The number is taken: look for the bill that has it. */
	| { requestId: string; result: 'duplicate'; why: string }
	| {
			requestId: string;
			result: 'refused';
			why: string;
			/** Whether the same bill may pass later without anybody mending anything. */
			again: boolean;
			/** Whether it may have been written all the same. */
			uncertain: boolean;
			/** Whether it was refused for its links to purchase orders, so that it passes without them. */
			forLinks?: boolean;
	  };

/** The body of a batch, and the drafts it cannot hold. */
export interface PreparedBatch {
	/** Sent byte for byte, however often. */
	body: string;
	/** Request ids in the order of the body. */
	items: string[];
	refused: Array<{ requestId: string; why: string }>;
}

/** An original to be attached to a bill. */
export interface BillAttachment {
	entity: 'Bill' | 'VendorCredit';
	/** Id of the bill in the books. */
	id: string;
	name: string;
	contentType: string;
	bytes: Uint8Array;
}

/** Leave to send one batch. */
export interface Place {
	/** The batch was answered, or is not sent after all. Calling it again changes nothing. */
	release(): void;
	/** Asked before the batch is sent once more; throws when it must not be sent any more. */
	alive?: () => Promise<void>;
}

/** What posting must know about the books at hand. */
export interface PostingCapabilities {
	/** Most bills in one batch. */
	batchSize: number;
	/** Milliseconds after its beginning within which a call ends, answered or not. */
	callLasts: number;
	/** Most files, and most bytes, in one upload. */
	uploadFiles: number;
	uploadBytes: number;
	/** Largest single file. */
	fileBytes: number;
}

/**
 * What posting needs of any company file (QuickBooks Online today, Desktop later). Methods that
 * call the books throw BooksError.
 */
export interface PostingBooks {
	/** Id of the company file (realm). */
	readonly id: string;
	/** Name of the system, for sentences. */
	readonly system: string;
	readonly posting: PostingCapabilities;
	/** Builds the batch for some drafts; calls nothing. */
	prepare(drafts: readonly BillDraft[]): PreparedBatch;
	/**
	 * Sends a prepared batch under its id. Sent again with the same id and body it is answered
	 * with what was written the first time. It is not repeated by itself when no answer comes: the
	 * error is then `uncertain`, and the caller asks {@link PostingBooks.find} first.
	 */
	write(
		batch: { id: string; body: string },
		drafts: readonly BillDraft[],
		signal?: AbortSignal,
		place?: Place,
	): Promise<WriteOutcome[]>;
	/**
	 * Waits until the limits of the books allow one more batch. `alive` is called now and then during
	 * long waits; what it throws ends them. Books without limits leave it out.
	 */
	reserve?(signal?: AbortSignal, alive?: () => Promise<void>): Promise<Place>;
	/** Bills that a draft may already be: same request id, same claim, or same vendor and number. By request id. */
	find(drafts: readonly BillDraft[], signal?: AbortSignal): Promise<Map<string, StandingBill[]>>;
	/** The books' own clock at their latest answer, in milliseconds; undefined before the first. */
	now(): number | undefined;
	/**
	 * Bills and credits that were written from here, by this ledger or another: those created or
	 * changed since an instant by the books' clock, or all. At least one page comes.
	 */
	written(since: string | undefined, signal?: AbortSignal): AsyncIterable<WrittenBills>;
	/**
	 * Lines whose purchase order cannot take them as it stands now (closed, used up, of another
	 * vendor, gone), by request id. Books without purchase orders leave it out.
	 */
	unlinkable?(
		drafts: readonly BillDraft[],
		signal?: AbortSignal,
	): Promise<Map<string, UnlinkedLine[]>>;
	/** Changes a standing unpaid bill into what the draft says. Doing it twice changes nothing more. */
	revise(bill: StandingBill, draft: BillDraft, signal?: AbortSignal): Promise<WriteOutcome>;
	/** Files that are attached already, by bill id. */
	attached(
		bills: ReadonlyArray<Pick<StandingBill, 'entity' | 'id'>>,
		signal?: AbortSignal,
	): Promise<Map<string, Array<{ id: string; name: string }>>>;
	/** Uploads files in one request; outcomes in the order of the files. */
	attach(
		files: readonly BillAttachment[],
		signal?: AbortSignal,
	): Promise<Array<{ id: string } | { why: string }>>;
}
