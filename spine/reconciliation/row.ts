import type { Amount } from '../documents/money';
import type { InsuranceStanding, MissingWaiver } from './compliance';
import type { ProjectPosition } from './positions';

/**
 * What a row of the month-end report says of itself, gravest first. `TIMING` is a difference that
 * is in flight and expected to clear; `JOURNAL-ENTRY` is cost that the books alone hold, of no vendor;
 * `OK` has none.
 */
export const RECONCILIATION_CLASSES = [
	'DUPLICATE',
	'OVERBILLED',
	'WRONG-VENDOR',
	'WRONG-JOB',
	'MISSING-IN-QB',
	'MISSING-IN-PROCORE',
	'AMOUNT',
	'RETAINAGE',
	'STALE-COMMITMENT',
	'PERIOD',
	'UNCOMMITTED',
	'JOURNAL-ENTRY',
	'TIMING',
	'OK',
] as const;
export type ReconciliationClass = (typeof RECONCILIATION_CLASSES)[number];

/** Whether a row has a difference that will not clear by itself. */
export function needsSomebody(row: Pick<ReconciliationRow, 'class'>): boolean {
	return row.class !== 'OK' && row.class !== 'TIMING' && row.class !== 'JOURNAL-ENTRY';
}

/** One reason why the two systems differ, with its share of the gap where it has one. */
export interface Difference {
	class: ReconciliationClass;
	/** A sentence with the numbers and what to do next. */
	why: string;
	/** Share of the row's gross gap that it explains (project system less books). */
	amount?: Amount;
	requisition?: string;
	/** Bill, credit or expense in the books. */
	transaction?: string;
}

/**
 * A row of the month-end report: one commitment, the uncommitted spend of one vendor on one project,
 * or the cost that journal entries put on one project. Amounts are gross (before retainage and tax) unless said otherwise, in the currency of
 * the report; an absent amount is unknown, never zero.
 */
export interface ReconciliationRow {
	/** Our company, as the settings name it. */
	entity: string;
	books?: string;
	booksName?: string;
	project?: string;
	projectNumber?: string;
	projectName?: string;
	vendor?: string;
	booksVendor?: string;
	vendorName?: string;
	commitment?: string;
	number?: string;
	kind?: 'subcontract' | 'purchase_order';
	status?: string;
	executed?: boolean;
	costCodes: string[];

	original?: Amount;
	approvedChanges?: Amount;
	approvedChangeCount: number;
	revised?: Amount;
	pendingChanges?: Amount;
	draftChanges?: Amount;
	/** Signed change orders that reached us and that are entered under no number. */
	signedNotEntered?: Amount;
	/** Purchase orders of the books that carry the commitment's number. */
	purchaseOrderTotal?: Amount;
	/** d1 = revised - (original + approved changes). */
	revisedGap?: Amount;
	/** d2 = revised - purchase order of the books. */
	purchaseOrderGap?: Amount;

	/** Requisitions that are approved. */
	approved: Amount;
	inReview: Amount;
	heldByGate: Amount;
	posted: Amount;
	credits: Amount;
	/** Cheques, cards and cash of the books for the vendor on the job. */
	expenses: Amount;
	/** Cost that journal entries put on the project, in their row alone. */
	journalEntries: Amount;
	/** d3 = approved - (posted - credits). */
	billedGap: Amount;

	retainageInProjects?: Amount;
	retainageInBooks: Amount;
	/** d4 = retainage in the project system - retainage in the books. */
	retainageGap?: Amount;
	retainageExpected?: Amount;
	/** d5 = retainage in the project system - retainage expected by the commitment's rate. */
	retainageExpectedGap?: Amount;
	retainageReleased: Amount;

	paidInProjects: Amount;
	paidInBooks: Amount;
	/** d6 = payments in the project system - payments in the books. */
	paidGap: Amount;
	openPayables: Amount;
	oldestOpenDays?: number;

	/** Billed in the books of the revised commitment, in percent with one decimal. */
	billedPercent?: number;
	balanceToBill?: Amount;
	/** Billed in either system beyond the revised commitment. */
	overbilled: Amount;
	/** What the owner was billed to date on the cost codes of the commitment, gross; absent: no owner invoice. */
	ownerBilled?: Amount;
	/** Owner billed less bills net of credits and checks: below zero the cost runs ahead of the owner. */
	overUnder?: Amount;
	/** Bills net of credits and checks of what the owner was billed, in percent with one decimal. */
	costToOwnerPercent?: number;
	/** Demands without their lien waiver; absent: no register of waivers is kept. */
	waiversMissing?: MissingWaiver[];
	/** Absent: no register of compliance is kept, or the vendor is not known. */
	insurance?: InsuranceStanding;
	insuranceUntil?: string;

	openHolds: number;
	openHoldsAmount: Amount;
	oldestHoldDays?: number;
	/** Held documents that people released in the month of the report, each with who and why. */
	overrides: Array<{ label: string; by: string; reason: string; day: string; amount: Amount }>;
	overridesAmount: Amount;
	/** Day on which a document about it was verified last. */
	lastVerified?: string;

	/** The gravest class of the differences. */
	class: ReconciliationClass;
	differences: Difference[];
}

/** One total of the report against the account it must agree with. */
export interface TieOut {
	books: string;
	what: 'payables' | 'retainage' | 'bills' | 'journal entries' | 'owner billing' | 'receivables';
	/** Account of the books, where the tie is against one. */
	account?: string;
	/** Sum over the rows of the report. */
	inReport: Amount;
	/** What belongs to the account but to no row, each with its reason. */
	exclusions: Array<{ why: string; count: number; amount: Amount }>;
	/** Balance of the account, or total of the books; absent: not known. */
	inBooks?: Amount;
	/** `inBooks - inReport - exclusions`: printed, never hidden. */
	residue?: Amount;
}

/** The month-end report as of one day. */
export interface Reconciliation {
	/** Last day that counts. */
	asOf: string;
	currency: string;
	/** Our company, as the settings name it. */
	entity: string;
	/** When each side was last read; absent: never. */
	ages: { projects?: string; books?: string };
	rows: ReconciliationRow[];
	/** Owner side against cost, a project each. */
	projects: ProjectPosition[];
	ties: TieOut[];
	/** Number of rows and sum of their gaps by class. */
	classes: Array<{ class: ReconciliationClass; rows: number; gap: Amount }>;
}
