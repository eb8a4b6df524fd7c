import type { Coding } from '../../documents/coding';
import type { Document } from '../../documents/document';
import type { Posting } from '../../documents/posting';
import type { CompanySettings, Policy } from '../../documents/settings';
import type { Verdict } from '../../documents/verdict';
import type { ClaimSummary, Facts, PriorApplication } from '../../gate/facts';
import type { Identity } from '../../identity/identity';

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

/** A line of the ledger's account of what happened to a document. */
export interface DocumentEntry {
	document: Document;
	coding?: Coding;
	verdict?: Verdict;
	posting?: Posting;
	claim?: string;
}

/** A document that passed, whose facts changed since. */
export interface PassedDocument {
	document: Document;
	coding: Coding;
	claim: string;
	/** Whether its bill stands in the books. */
	posted: boolean;
	/** Of its claim, in the project system. */
	vendor?: string;
	project?: string;
	commitment?: string;
	books?: string;
}

/** A claim with what reports need beside the rules' view of it. */
export interface ListedClaim extends ClaimSummary {
	books?: string;
	/** Whether an e-mailed document of it waits for a person. */
	waits: boolean;
	/** Its date, or the day it was first seen. */
	day: string;
	/** Commitments that its bill may belong to, where it cannot be told to which. */
	candidates?: string[];
}

/** What a decision is about, by the ids of its records; the vendor as the ledger counts it. */
interface Decided {
	vendor?: string;
	project?: string;
	commitment?: string;
}

/** A held document that a person released, by name and with the reason. Gross in minor units. */
export interface ListedOverride extends Decided {
	by: string;
	reason: string;
	/** When, by running time, ISO 8601. */
	at: string;
	/** The document as people call it (`invoice 1001`). */
	label: string;
	gross: number;
}

/** When a document about a commitment, or about a vendor on a project, was verified last, by the business clock. */
export interface ListedVerification extends Decided {
	at: string;
}

/** A change order that reached us, and the commitment it is about. */
export interface ListedChangeOrder {
	commitment: string;
	document: Document;
}

/** What was decided about documents, what counts for it, and what may be posted by it. */
export interface DecisionLedger {
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
	/** Held documents that people released, oldest first, also where nothing stands of them any more; for reports. */
	overrides(): Promise<ListedOverride[]>;
	/** The latest verified documents by what they are about; for reports. */
	verifications(): Promise<ListedVerification[]>;
	/** Change orders that reached us as documents and were not blocked, oldest first; for reports. */
	changeOrderDocuments(): Promise<ListedChangeOrder[]>;
	/** Latest applications of a commitment that stand, newest first, at most 12. */
	priorApplications(commitment: string): Promise<PriorApplication[]>;
	/** What became of every document, oldest first; for reports. */
	entries(filter?: EntryFilter): Promise<DocumentEntry[]>;
}
