import type { Policy } from '../documents/settings';
import type { ClassRecord, ItemRecord, VendorRecord, CommitmentRecord } from '../documents/records';
import type { Verdict } from '../documents/verdict';
import type { BackfillProgress, ListedPosting } from '../ledger/ledger';
import type { Reconciliation } from '../reconciliation/row';
import type { ReconciliationSource } from '../reconciliation/source';
import type { MonitorLimits } from './limits';

/** A document that passed, and what the gate says of it on the facts as they are now. */
export interface Revisited {
	/** Key of the document. */
	key: string;
	/** How people call it (`invoice INV-4410`). */
	label: string;
	claim?: string;
	vendor?: string;
	project?: string;
	commitment?: string;
	books?: string;
	/** Whether its bill stands in the books. */
	posted: boolean;
	/** Net demand, in the company's currency. */
	amount?: number;
	verdict: Verdict;
}

/** Everything monitors look at. They are pure functions of it and call neither system. */
export interface MonitorFacts {
	/** Business date. */
	today: string;
	/** Running time at which the facts were read, ISO 8601. */
	readAt: string;
	policy: Policy;
	limits: MonitorLimits;
	/** Both systems as the ledger mirrors them, with the company's settings. */
	source: ReconciliationSource;
	/** The report of the two systems side by side, as of `today`. */
	report: Reconciliation;
	/** Vendors and commitments of both sides, deleted ones too, which the directory leaves out. */
	vendors: VendorRecord[];
	commitments: CommitmentRecord[];
	items: ItemRecord[];
	classes: ClassRecord[];
	postings: ListedPosting[];
	progress: BackfillProgress[];
	/** Documents that passed and whose facts changed since, judged again; absent: nobody judged them. */
	revisited?: Revisited[];
}
