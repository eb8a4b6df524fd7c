import type { Amount } from '../documents/money';

/**
 * What a row of the month-end report says of itself, gravest first. `TIMING` is a difference that
 * is in flight and expected to clear; `OK` has none.
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
	'TIMING',
	'OK',
] as const;
export type ReconciliationClass = (typeof RECONCILIATION_CLASSES)[number];

/** Whether a row has a difference that will not clear by itself. */
export function needsSomebody(row: Pick<ReconciliationRow, 'class'>): boolean {
	return row.class !== 'OK' && row.class !== 'TIMING';
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
 * A row of the month-end report: one commitment, or the uncommitted spend of one vendor on one
 * project. Amounts are gross (before retainage and tax) unless said otherwise, in the currency of
 * the report; an absent amount is unknown, never zero.
 */
export interface ReconciliationRow {
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

	openHolds: number;
	openHoldsAmount: Amount;
	oldestHoldDays?: number;

	/** The gravest class of the differences. */
	class: ReconciliationClass;
	differences: Difference[];
}

/** One total of the report against the account it must agree with. */
export interface TieOut {
	books: string;
	what: 'payables' | 'retainage' | 'bills';
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
	/** When each side was last read; absent: never. */
	ages: { projects?: string; books?: string };
	rows: ReconciliationRow[];
	ties: TieOut[];
	/** Number of rows and sum of their gaps by class. */
	classes: Array<{ class: ReconciliationClass; rows: number; gap: Amount }>;
}
