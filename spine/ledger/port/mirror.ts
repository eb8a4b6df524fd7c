import type { Link, LinkFilter, LinkWish, Merge } from '../../documents/link';
import type { LedgerRecord, RecordOf, RecordType } from '../../documents/records';
import type { Directory } from '../../identity/identity';

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

/** What the ledger mirrors of both systems, how far their history was read, and which records of the two are the same. */
export interface MirrorLedger {
	/** Mirrors records. The same record again changes nothing but its age. Requisitions and bills become sightings of claims. */
	record(
		records: readonly LedgerRecord[],
		seenAt?: string,
	): Promise<{ added: number; changed: number; same: number }>;
	get<T extends RecordType>(type: T, id: string): Promise<RecordOf<T> | undefined>;
	list<T extends RecordType>(type: T, filter?: Record<string, string>): Promise<Array<RecordOf<T>>>;
	/** Cached by the ledger's own revision; cheap to call for every document. */
	directory(): Promise<Directory>;
	/** When each side was last read; absent: never. */
	ages(): Promise<{ projects?: string; books?: string }>;
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
}
