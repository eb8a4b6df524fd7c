import type { Transfer } from '../documents/transfer';
import type { Ledger } from '../ledger/ledger';
import type { LabourRate } from '../mapping/labour-rates';

/** What a plan is made of. Nothing in it is asked of the two systems: the ledger's mirror is read. */
export interface PlanSource {
	ledger: Ledger;
	/** Business date-time, ISO 8601. */
	now: string;
	/** Company of the project system that is written to; empty where the ledger serves only one. */
	company: string;
	/** Only these projects, by id; absent: all. */
	projects?: readonly string[];
	/** Whether what has no counterpart may be created on the other side (vendors, jobs). Default: no. */
	createMissing?: boolean;
	/** What an hour costs, for labour. */
	labourRates?: readonly LabourRate[];
}

/** Something that keeps a record from being carried over, for a person to mend. */
export interface PlanProblem {
	/** Stable: the same trouble has the same key. */
	key: string;
	subject: { type: string; id: string; label: string };
	/** What is wrong, and what to do. */
	sentence: string;
	remedy: string;
	amount?: number;
	currency?: string;
	project?: string;
	vendor?: string;
	commitment?: string;
	books?: string;
}

export interface Plan {
	transfers: Transfer[];
	problems: PlanProblem[];
}

/** Plans everything of one sort afresh; what is carried over already is planned again, and told apart by the ledger. */
export type Planner = (source: PlanSource) => Promise<Plan>;
