import type { JournalEntry, Transfer, Written } from '../../documents/transfer';
import type { TransferContent, TransferKind } from '../../documents/transfer-content';

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
	/**
	 * Id of the record that is known to be this from now on, although nothing was written: with `held`,
	 * for a voided one that a rebuilt ledger found.
	 */
	known?: string;
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

/** A write to be noted; the journal gives it its number and time. */
export type NewJournalEntry = Omit<JournalEntry, 'seq' | 'at' | 'undoneBy'> & {
	/** Entries that this write takes back. */
	undoes?: readonly number[];
};

/** What is carried from one system to the other, and the journal of what was written, which undoes it. */
export interface TransferLedger {
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
}
