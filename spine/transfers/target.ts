import type { TransferContent, TransferKind } from '../documents/transfer-content';
import type { Transfer } from '../documents/transfer';

/** A record that stands in the system a transfer goes to. */
export interface StandingRecord {
	id: string;
	/** What it says, of the members that a transfer of its kind writes; as it would be written. */
	content: TransferContent;
	/**
	 * Whether it is the same for all that matters although `content` differs from the transfer's (a
	 * payment that a person entered with notes of their own). Absent: contents are compared.
	 */
	equal?: boolean;
	/** Changes whenever anybody changes the record (`SyncToken`, `updated_at`). */
	revision?: string;
	/** Why it must not be changed or removed any more (paid, reconciled, closed period, synced), in a sentence. */
	locked?: string;
	/**
	 * Why it stands for nothing any more (voided), in a sentence. It is shown to a ledger that does not
	 * know it, so that it is not written anew by itself; a person who resumes the transfer has it so.
	 */
	spent?: string;
	/** Members that the target did not keep as they were sent, in sentences. */
	warnings?: string[];
}

/** A record in the target that bears the mark of a transfer, as its notes or description show it. */
export interface MarkedRecord {
	id: string;
	/** How people call it (`payment 12`). */
	label: string;
	/** The mark ({@link transferReference}). */
	reference: string;
	/** When it was made, by the target's clock, ISO 8601; the earliest that is told. */
	createdAt: string;
}

/** Where a kind's marked records are found, so that a ledger which was lost is noticed by them. */
export interface Marks {
	/** Names the place that a transfer is written to and whose records are listed together. */
	placeOf(transfer: Transfer): string;
	/** Records of that place that bear a mark of ours, whatever became of them. */
	of(transfer: Transfer, signal?: AbortSignal): Promise<MarkedRecord[]>;
}

/**
 * One kind of record in one system, as transfers need it. Every method may throw an error whose
 * message is a sentence with the remedy; `uncertain` (or `outcomeUnknown`) on the error says that a
 * write may have been carried out although no answer says so.
 */
export interface TransferAdapter {
	/**
	 * An update takes several calls and may be interrupted between them; made again, it goes on from
	 * where it stands. A record that is half changed by ours is then no sign of somebody else.
	 */
	updatesInSteps?: boolean;
	/** Absent where its records bear no mark. */
	marks?: Marks;
	/** The record by its id; undefined when there is none any more. */
	read(transfer: Transfer, id: string, signal?: AbortSignal): Promise<StandingRecord | undefined>;
	/**
	 * Records that this transfer may have written before, or that somebody else entered for the same
	 * thing: same natural key (number and vendor, cheque and contract, name), whatever they say.
	 */
	find(transfer: Transfer, signal?: AbortSignal): Promise<StandingRecord[]>;
	/** Writes it. `requestId` (at most 36 characters) is the same whenever this write is repeated. */
	create(transfer: Transfer, requestId: string, signal?: AbortSignal): Promise<StandingRecord>;
	/** Changes what stands into what the transfer says; absent where the kind is never changed. */
	update?(
		transfer: Transfer,
		standing: StandingRecord,
		requestId: string,
		signal?: AbortSignal,
	): Promise<StandingRecord>;
	/** Takes it back; absent where it cannot be taken back over the API. Done twice it changes nothing more. */
	remove?(
		transfer: Transfer,
		standing: StandingRecord,
		requestId: string,
		signal?: AbortSignal,
	): Promise<void>;
}

/** A system that transfers are written to, with what it can take. */
export interface TransferTarget {
	side: 'projects' | 'books';
	/** Company of the project system, or company file of the books. */
	system: string;
	/** Name for sentences (`Procore`, `QuickBooks`). */
	name: string;
	adapters: Partial<Record<TransferKind, TransferAdapter>>;
}
