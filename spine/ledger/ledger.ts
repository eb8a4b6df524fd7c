import type { Coding } from '../documents/coding';
import type { Document } from '../documents/document';
import type { Posting } from '../documents/posting';
import type { Link, LinkFilter, LinkWish, Merge } from '../documents/link';
import type { LedgerRecord, RecordOf, RecordType } from '../documents/records';
import type { JournalEntry, Transfer, Written } from '../documents/transfer';
import type { TransferContent, TransferKind } from '../documents/transfer-content';
import type { CompanySettings, Policy } from '../documents/settings';
import type { PutTasks, Task, TaskFilter, TaskFinding } from '../documents/task';
import type { Verdict } from '../documents/verdict';
import type { ClaimSummary, Facts, PriorApplication } from '../gate/facts';
import type { Directory, Identity } from '../identity/identity';
import type { NewJournalEntry } from './journal';
import type { ListedPosting } from './list-postings';
import type { AttestedLedger } from './attested';
import type { ListedChangeOrder, ListedClaim } from './listing';
import type { PassedDocument } from './passed';

export type { Attestation, TaggedBill } from './attested';

/** Running time, in milliseconds since the epoch; it always moves on. */
export type Clock = () => number;

/** How a document counts once it is decided. Amounts in minor units. */
export interface Demand {
	/** Whether the document asks for money at all. */
	asksForMoney: boolean;
	gross: number;
	net: number;
	retainage: number;
	retainageReleased: number;
	lines: Array<{ line?: string; changeOrder?: string; gross: number; quantity?: number }>;
}

/** Which standing decisions are to be made afresh, by whom, and why. */
export interface ReopenRequest {
	/**
	 * One document by its key or its claim; every held one; or the ones whose facts changed since they
	 * were held, or blocked within the policy's `verifyAgainDays`: records of their commitment, vendor,
	 * project or books, documents about them, settings or policy. What was blocked as fraud, or as a
	 * copy of another demand, is opened by its name alone.
	 */
	which: { key: string } | { claim: string } | 'held' | 'changed';
	by: string;
	reason: string;
	/** Only say which they would be. */
	dryRun: boolean;
	/** With `changed`: hands out again what was opened so many seconds ago and not decided since. */
	unfinishedSeconds?: number;
}

/** What the gate hands back from inside the ledger's transaction. */
export interface Judgement {
	verdict: Verdict;
	demand: Demand;
	/** Whether claim and amount are to be reserved. */
	reserve: boolean;
	/** Whether this document and coding may be posted without a person. */
	release: boolean;
	/** The sender failed authentication: the demand counts nowhere until a person releases it. */
	forged?: boolean;
}

export interface JudgeRequest {
	document: Document;
	coding: Coding;
	identity: Identity;
	settings: CompanySettings;
	policy: Policy;
	/** Business date-time of the decision. */
	now: string;
	/** An editor's test run: judge on the facts but write neither reservation nor release. */
	dryRun: boolean;
}

/** A message as it arrived, stored before anything is read. */
export interface Intake {
	/** Message-ID, or a hash of the raw message. */
	messageId: string;
	raw: Uint8Array;
	/** `eml` where `raw` is the message itself, `item` where it is n8n's item with its binaries as JSON. */
	form: 'eml' | 'item';
	receivedAt?: string;
	/** File name, where the message came as a file. */
	name?: string;
}

export type IntakeState = 'stored' | 'read' | 'decided' | 'finished';

export interface StoredIntake extends Intake {
	hash: string;
	state: IntakeState;
}

/** Leave to write exactly one document and coding to the books. */
export interface Release {
	claim: string;
	revision: number;
	document: Document;
	coding: Coding;
	verdict: Verdict;
	/** `verified` under the policy, or the person who released it. */
	by: string;
}

/** A release whose claim still carries it, and what the books hold for it. */
export interface StandingRelease extends Release {
	/** When it was granted, by running time. */
	grantedAt: string;
	/** Bill or vendor credit that the books hold for the claim; net in minor units. */
	booked?: { id: string; number?: string; net: number };
}

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

/** Progress of reading one system's history in. */
export interface BackfillProgress {
	side: 'projects' | 'books';
	/** Resource or entity (`requisitions`, `Bill`). */
	resource: string;
	/** Project or books that the rows belong to. */
	scope: string;
	/** Where to go on: page number or start position; absent when complete. */
	next?: number;
	rows: number;
	complete: boolean;
	/** When the pass that is complete began, by running time. */
	asOf?: string;
	/**
	 * The same moment by the clock of the system that was read, which is what the times of its
	 * changes go by. Absent in older progress, where `asOf` stands for it.
	 */
	cursor?: string;
}

/**
 * How far a transfer has come. `sent`: the call was made, or was about to be, and no outcome was
 * noted. `undone`: a person took it back or gave it up; it is not written until it is resumed.
 */
export type TransferState = 'planned' | 'sent' | 'done' | 'held' | 'removed' | 'undone';

/** A transfer as the ledger keeps it. */
export interface KeptTransfer {
	/** As it was planned last. */
	transfer: Transfer;
	state: TransferState;
	/** Id of the record in the target, where it was ever written or found there. */
	targetId?: string;
	/** Revision of the target right after it was written. */
	revision?: string;
	/** What the target said right after it was written. */
	written?: TransferContent;
	outcome?: Written;
	/** When it was sent, in milliseconds of the running clock; absent once its outcome is noted. */
	sentAt?: number;
	/** Running time, ISO 8601. */
	updatedAt: string;
}

export interface TransferFilter {
	keys?: readonly string[];
	kinds?: readonly TransferKind[];
	side?: 'projects' | 'books';
	system?: string;
	states?: readonly TransferState[];
	/** Ids of the records in the target. */
	targetIds?: readonly string[];
	/** The last so many, newest first; without `keys` only. */
	newest?: number;
}

/** Leave to write one transfer. */
export interface TransferStart {
	/** Stable while the write is in doubt; at most 36 characters. */
	requestId: string;
}

/** What came of one transfer. */
export interface TransferResult {
	outcome: Written & {
		state: 'created' | 'updated' | 'same' | 'adopted' | 'removed' | 'held';
	};
	/** What stood there before. */
	before?: TransferContent;
	/** What stands there now. */
	after?: TransferContent;
	revision?: string;
}

export interface JournalFilter {
	run?: string;
	key?: string;
	/** Running time, ISO 8601. */
	since?: string;
}

/** What one run of a workflow wrote. */
export interface RunSummary {
	run: string;
	/** Running time of its first and its last write, ISO 8601. */
	first: string;
	last: string;
	writes: number;
	/** How many of them were taken back. */
	undone: number;
}

/** Which documents to tell of; every member that is given must fit. */
export interface EntryFilter {
	/** Running time, ISO 8601. */
	since?: string;
	messageId?: string;
	/** Keys of the documents' sources. */
	keys?: readonly string[];
	/** The last so many, newest first; without `keys` only. */
	newest?: number;
}

/** Word of something that happened elsewhere and is still to be looked into. */
export interface Notice {
	/** The same for every delivery of it. */
	key: string;
	/** What it says, as JSON. */
	json: string;
	/** How often it was looked into in vain. */
	tries: number;
}

/** A line of the ledger's account of what happened to a document. */
export interface DocumentEntry {
	document: Document;
	coding?: Coding;
	verdict?: Verdict;
	posting?: Posting;
	claim?: string;
}

/**
 * The ledger: what was seen, decided and posted, and a mirror of both systems. Every method is one
 * transaction. Implementations: SQLite and PostgreSQL over one schema.
 *
 * @throws LedgerError with a sentence for people when the ledger cannot be opened or must not be
 * written to.
 */
export interface Ledger extends AttestedLedger {
	getSettings(): Promise<{ settings: CompanySettings; policy: Policy } | undefined>;
	putSettings(settings: CompanySettings, policy: Policy): Promise<void>;

	/** Mirrors records. The same record again changes nothing but its age. Requisitions and bills become sightings of claims. */
	record(
		records: readonly LedgerRecord[],
		seenAt?: string,
	): Promise<{ added: number; changed: number; same: number }>;
	get<T extends RecordType>(type: T, id: string): Promise<RecordOf<T> | undefined>;
	list<T extends RecordType>(type: T, filter?: Record<string, string>): Promise<Array<RecordOf<T>>>;
	/** Cached by the ledger's own revision; cheap to call for every document. */
	directory(): Promise<Directory>;

	/**
	 * Links a record of the project system with one of the books; the same link again changes nothing.
	 * What was counted under the one of the books is counted under the other from then on.
	 *
	 * @throws LedgerError where one of them is not in the mirror, or is linked to another.
	 */
	link(wish: LinkWish): Promise<Link>;
	/**
	 * Ends the link of two records and remembers that they are not the same: no name links them again.
	 * Two that only look alike are told apart by it.
	 *
	 * @throws LedgerError where one of them is not in the mirror.
	 */
	unlink(wish: Omit<LinkWish, 'how'>): Promise<Link>;
	/** Links that stand, and pairs that were told apart, the oldest first. */
	links(filter?: LinkFilter): Promise<Link[]>;
	/** A record of the books was merged into another: links and claims follow. Done twice it changes nothing more. */
	merge(merge: Merge): Promise<void>;

	backfillProgress(): Promise<BackfillProgress[]>;
	putBackfillProgress(progress: BackfillProgress): Promise<void>;

	/**
	 * Stores the raw message before it is read. `seen` when it was stored before; its state then says how
	 * far it came, and `vain` how often its reading was begun since and not ended with
	 * {@link setIntakeState}.
	 */
	intake(
		message: Intake,
	): Promise<{ hash: string; seen: boolean; state: IntakeState; vain?: number }>;
	setIntakeState(hash: string, state: IntakeState): Promise<void>;
	/** Messages that were stored but never finished: least often handed out first, then the oldest; at most 100. */
	unfinished(olderThanSeconds: number): Promise<StoredIntake[]>;

	/** Small texts that nodes keep between runs (the last preflight). */
	getNote(name: string): Promise<string | undefined>;
	putNote(name: string, text: string): Promise<void>;

	/** Puts notices into a box, each key once for a week; returns how many were new. */
	putNotices(box: string, notices: ReadonlyArray<Omit<Notice, 'tries'>>): Promise<number>;
	/** Notices of a box that wait: least often tried first, then the oldest. */
	waitingNotices(box: string, limit: number): Promise<Notice[]>;
	/** Marks notices as dealt with. */
	finishNotices(box: string, keys: readonly string[]): Promise<void>;
	/** Counts a vain attempt, so that others come first. */
	putOffNotices(box: string, keys: readonly string[]): Promise<void>;

	putBlob(bytes: Uint8Array): Promise<string>;
	getBlob(hash: string): Promise<Uint8Array | undefined>;

	/**
	 * Reads the facts, lets `judge` decide on them, and writes the decision, its reservation and its
	 * release, all in one transaction. The same sighting with the same document and coding is
	 * answered with its earlier verdict and changes nothing, unless that verdict stopped it: a held or
	 * blocked document that nobody released is judged anew on the facts as they are now. One whose
	 * claim a person ended stays stopped until it is opened by name.
	 */
	judge(request: JudgeRequest, judge: (facts: Facts) => Judgement): Promise<Verdict>;

	/**
	 * Opens standing decisions again, so that the gate judges their documents afresh when they reach
	 * it; until then each stands as it is, with its reservation. Oldest first, at most 100. One that is
	 * open already is handed out again, and noted once. What is posted, in the books, replaced by a
	 * revision or released by a person stays as it is.
	 *
	 * @throws LedgerError for a document or claim asked for by name that cannot be opened.
	 */
	reopen(request: ReopenRequest): Promise<Document[]>;

	/**
	 * Documents that were verified in the last days, still count, and whose commitment, change orders,
	 * vendor or project changed since; at most 200.
	 */
	passedAndChanged(days: number): Promise<PassedDocument[]>;

	/** The release for exactly this document and coding, if the ledger holds one that is still good. */
	findRelease(document: Document, coding: Coding): Promise<Release | undefined>;
	/**
	 * Releases that were granted at least so long ago and led to no bill and no refusal yet, oldest
	 * first, at most 100.
	 */
	unpostedReleases(olderThanSeconds: number): Promise<Release[]>;
	/** Every release whose claim carries it still, oldest first, with the bill that stands for it; for reports. */
	standingReleases(): Promise<StandingRelease[]>;
	/** A person's release of a held document. */
	releaseByPerson(key: string, person: string, reason: string): Promise<Release>;
	/** Ends a claim's reservation, and its release with it; its document is not opened any more. */
	endClaim(claim: string, reason: string): Promise<void>;
	getClaim(claim: string): Promise<ClaimSummary | undefined>;
	/** Every claim that did not end; for reports. */
	claims(): Promise<ListedClaim[]>;
	/** Change orders that reached us as documents and were not blocked, oldest first; for reports. */
	changeOrderDocuments(): Promise<ListedChangeOrder[]>;
	/** When each side was last read; absent: never. */
	ages(): Promise<{ projects?: string; books?: string }>;
	/** Every bill and credit that was posted from here, also those that a rebuilt ledger found again. */
	postedIds(): Promise<PostedId[]>;
	/** Latest applications of a commitment that stand, newest first, at most 12. */
	priorApplications(commitment: string): Promise<PriorApplication[]>;

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
	/** Rows whose bill stands but whose attachment is still pending. */
	pendingAttachments(books: string): Promise<PostingIntent[]>;

	/**
	 * Stores what a source found that a person has to look at. A finding's key is its identity: known
	 * ones stay one task. With `complete`, open tasks of the source that are not among the findings end
	 * by themselves. A task that a person closed opens again only when its sentence or details changed.
	 */
	putTasks(
		source: string,
		findings: readonly TaskFinding[],
		options?: { complete?: boolean },
	): Promise<PutTasks>;
	/** Tasks in the order in which they were opened. */
	tasks(filter?: TaskFilter): Promise<Task[]>;
	/**
	 * A person closes a task, and says why; a second closing changes nothing.
	 *
	 * @throws LedgerError when no task has this key.
	 */
	closeTask(key: string, by: string, note: string): Promise<Task>;
	/** Open tasks that were opened since this reader asked last; with `dryRun` it does not count as asked. */
	newTasks(reader: string, options?: { dryRun?: boolean }): Promise<Task[]>;

	/** Keeps plans, each under its key; the same plan again changes nothing. In the order given. */
	planTransfers(transfers: readonly Transfer[]): Promise<KeptTransfer[]>;
	/** Transfers in the order in which they were first planned, unless the newest are asked for. */
	transfers(filter?: TransferFilter): Promise<KeptTransfer[]>;
	/**
	 * Notes that a transfer is about to be written, before the call.
	 *
	 * @throws LedgerError when the ledger holds no such plan, or another content under its key.
	 */
	beginTransfer(transfer: Transfer, run: string): Promise<TransferStart>;
	/** Notes what became of it, with the journal entry that undoes it. */
	settleTransfer(transfer: Transfer, run: string, result: TransferResult): Promise<void>;
	/**
	 * `undone`: it is not written any more until it is resumed; `planned`: it is resumed. What stands
	 * in the target is not touched.
	 *
	 * @throws LedgerError for an unknown key, and while its write is in doubt.
	 */
	setTransferState(key: string, state: 'undone' | 'planned', reason: string): Promise<void>;
	/** Notes a write that no transfer planned (a purchase order, an entry of a list). */
	noteWrite(entry: NewJournalEntry): Promise<void>;
	/** Writes to both systems, oldest first. */
	journal(filter?: JournalFilter): Promise<JournalEntry[]>;
	/** Runs that wrote something, newest first. */
	runs(limit: number): Promise<RunSummary[]>;

	/** Adds calls to a company file to those of the current month. */
	addCalls(books: string, calls: Pick<CallsOfMonth, 'reads' | 'writes'>): Promise<void>;
	/** Calls by month and company file, latest month first; at most 120. */
	calls(): Promise<CallsOfMonth[]>;

	/** What became of every document, oldest first; for reports. */
	entries(filter?: EntryFilter): Promise<DocumentEntry[]>;
	close(): Promise<void>;
}
