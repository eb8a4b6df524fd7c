/** A bill or credit in the books that carries the mark of one of our postings. */
export interface TaggedBill {
	entity: 'Bill' | 'VendorCredit';
	/** Id in the books. */
	id: string;
	requestId: string;
	claim: string;
}

/** That the ledger was found to know every bill that was posted from here. */
export interface Attestation {
	/** Until when, by the books' clock. */
	cursor: string;
	/** When that was checked, by running time. */
	checkedAt: string;
}

/** What the ledger knows of its own age: whether it holds every bill that was posted from here. */
export interface AttestedLedger {
	/**
	 * Changes whenever the database may have been replaced by another one or by an older copy of
	 * itself: with every opening of a file, with every start of a server or restored table.
	 *
	 * @throws LedgerError when the file was moved, deleted or replaced while it was open.
	 */
	incarnation(): Promise<string>;
	/** The last check against these books that this ledger passed. */
	attestation(books: string): Promise<Attestation | undefined>;
	/** Notes a check that was passed until `cursor`; `found`: bills it had lost, or lost the outcome of. */
	putAttestation(books: string, cursor: string, found: readonly TaggedBill[]): Promise<void>;
	/**
	 * Which of these bills in the books the ledger does not account for. `lost`: neither the queue nor
	 * an earlier rebuild knows them; `open`: their row was not sent, or was refused, as far as it knows.
	 */
	unaccounted(
		books: string,
		bills: readonly TaggedBill[],
	): Promise<{ lost: TaggedBill[]; open: TaggedBill[] }>;
	/** Bills of these claims that were found in the books when a lost ledger was rebuilt, and stand still. */
	recoveredBills(books: string, claims: readonly string[]): Promise<TaggedBill[]>;
	/** What of both systems' history was not completely read since an instant of the running clock. */
	notReadSince(books: string, since: string): Promise<string[]>;
}
