import type { Document } from '../documents/document';
import type { Minor } from '../documents/money';
import type {
	BooksRecord,
	BooksTransactionRecord,
	ChangeOrderRecord,
	CommitmentRecord,
	DirectCostRecord,
	FieldDataRecord,
	QuoteRecord,
	RequisitionRecord,
	VendorRecord,
} from '../documents/records';
import type { CompanySettings, Policy } from '../documents/settings';
import type { Identity } from '../identity/identity';

/**
 * State of a claim. `held` and `blocked` wait or were refused, `reserved` was verified and counts,
 * `posted` is a bill in the books, `billed` is known from the two systems only (a requisition or a
 * bill that somebody else made), `ended` counts no more.
 */
export type ClaimState = 'held' | 'blocked' | 'reserved' | 'posted' | 'billed' | 'ended';

/** An earlier demand for money, as far as the rules need it. Amounts in minor units. */
export interface ClaimSummary {
	id: string;
	state: ClaimState;
	vendor?: string;
	commitment?: string;
	project?: string;
	/** Number as printed first, and its normalised forms. */
	number?: string;
	numberKey?: string;
	numberBase?: string;
	numberFolded?: string;
	application?: string;
	date?: string;
	periodTo?: string;
	/** Gross demand before retainage and tax. */
	gross: Minor;
	/** Net demand: the bill's total. */
	net: Minor;
	kind: string;
	isRetainageRelease: boolean;
	/** Bill or vendor credit in the books, where there is one. */
	booksId?: string;
	/** Requisition in the project system, where there is one. */
	requisition?: string;
	/** Unpaid part of the bill, where there is one. */
	balance?: Minor;
	fileHash?: string;
	lineFingerprint?: string;
	/** Where it was first seen, for messages: e-mail subject and date, or record. */
	seenIn: string;
}

/** How a pay application before this one ended, for continuity rules. Amounts in minor units. */
export interface PriorApplication {
	claim: string;
	application?: string;
	state: ClaimState;
	/** `approved` where the project system certified it, else as it was applied for. */
	certified: boolean;
	periodTo?: string;
	completedAndStored?: Minor;
	totalRetainage?: Minor;
	earnedLessRetainage?: Minor;
	currentPaymentDue?: Minor;
	lines: Array<{
		item?: string;
		description?: string;
		line?: string;
		scheduledValue?: Minor;
		previous?: Minor;
		thisPeriod?: Minor;
		stored?: Minor;
		completed?: Minor;
		retainage?: Minor;
	}>;
}

/** What was billed on a commitment before, this claim not counted. Gross, in minor units. */
export interface CommitmentBilling {
	/** Posted, reserved and billed by others. */
	counted: Minor;
	/** Held claims, which do not count yet. */
	held: Minor;
	/** Counted gross by SOV or change-order line id. */
	byLine: Record<string, Minor>;
	/** Counted gross by change-order id. */
	byChangeOrder: Record<string, Minor>;
	/** Counted quantity by SOV line id, for purchase orders. */
	quantityByLine: Record<string, number>;
	/** Retainage held less released, counted claims. */
	retainageHeld: Minor;
	retainageReleased: Minor;
	/** Latest applications, newest first, at most 12. */
	applications: PriorApplication[];
	/** Whether the history of both systems was read in completely for this commitment. */
	complete: boolean;
}

/** A vendor's standing over all its commitments. Gross, in minor units. */
export interface VendorBilling {
	counted: Minor;
	/** Sum of the revised amounts of its commitments. */
	committed: Minor;
	/** Counted claims without a commitment. */
	uncommitted: Minor;
	/** Its commitments that are billed over 100 %, by number, with the excess. */
	over: Array<{ commitment: string; number?: string; excess: Minor }>;
}

/** An approval that reached us, and whether it counts (rules QV-12, FR-16). */
export interface ApprovalFact {
	subject: 'quote' | 'change_order' | 'retainage_release' | 'unknown';
	/** The approval reply as read. */
	document: Document;
	/** Person of ours it came from, where the address is one of ours. */
	person?: string;
	/** Whether the receiving server's own authentication passed. */
	authenticated: boolean;
}

/** Earlier documents that claims do not cover, for the document at hand. */
export interface PriorDocuments {
	/** The same sighting (same message and attachment) decided before. */
	sameSighting?: { outcome: string; decidedAt: string };
	/** Quotes read from e-mails for this vendor and project, and the register's. */
	quotes: QuoteRecord[];
	/** Change orders read from e-mails for this commitment. */
	changeOrders: Document[];
	approvals: ApprovalFact[];
	/** Remit-to names and addresses, and bank fingerprints, of this vendor's last documents, newest first. */
	remitTo: Array<{ name?: string; address?: string; bankFingerprint?: string; seenAt: string }>;
	/** Sender domains that sent accepted documents for this vendor. */
	senderDomains: string[];
}

/**
 * Everything the rules may look at beside the document and its coding, read in one transaction.
 * Rules are pure functions of it: the same facts give the same verdict.
 */
export interface Facts {
	/** Business date-time. */
	now: string;
	settings: CompanySettings;
	policy: Policy;
	identity: Identity;
	/** All vendors of both sides, for near-duplicate and look-alike rules. */
	vendors: VendorRecord[];
	commitment?: CommitmentRecord;
	/** Change orders of the commitment, every tier. */
	changeOrders: ChangeOrderRecord[];
	/** Change orders of the vendor's or project's other commitments whose number a reference fits. */
	otherChangeOrders: ChangeOrderRecord[];
	billing?: CommitmentBilling;
	vendorBilling?: VendorBilling;
	/** Claims that share the number (raw, normalised, folded or base), the total, the file, the lines or the application with this document. */
	claims: ClaimSummary[];
	/**
	 * Demands of the vendor that were verified, released or posted from here, dated within the policy's
	 * `splitDays` of this document and none above its limit (net, minor units): those of the same
	 * commitment, or project without commitment, and those near the limit of any (rule FR-11). Absent
	 * where the policy has no limit.
	 */
	withinWindow?: Array<{
		claim: string;
		number?: string;
		date: string;
		net: Minor;
		sameScope: boolean;
	}>;
	/** The claim this document is a sighting of (its requisition is known, say), excluded from `claims` and `billing`. */
	ownClaim?: ClaimSummary;
	/** Requisitions of the same commitment and application. */
	requisitions: RequisitionRecord[];
	/** Bills, credits and expenses of the vendor with this number, or this total within 10 days. */
	booksTransactions: BooksTransactionRecord[];
	/** Purchase orders in the books that carry the commitment's number. */
	booksPurchaseOrders: BooksTransactionRecord[];
	/** Direct costs of the vendor with this number or total. */
	directCosts: DirectCostRecord[];
	books?: BooksRecord;
	/** Ids of accounts, items, classes and jobs of the books, with whether they are active. */
	active: Record<string, boolean>;
	prior: PriorDocuments;
	fieldData: FieldDataRecord[];
	/**
	 * When the facts were last read from the system of record, on the running clock; absent: never.
	 * `projects` is the commitment itself where there is one, else the project; change orders and
	 * requisitions are those of the commitment; `books` are bills and credits.
	 */
	asOf: { projects?: string; changeOrders?: string; requisitions?: string; books?: string };
	/** Running time at which the facts were read from the ledger; their age is measured to it. */
	readAt?: string;
	/** Whether the vendor's number is taken by another document of the same books after truncation (GL-14). */
	numberTaken?: string;
}
