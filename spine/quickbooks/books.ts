import type { LedgerRecord } from '../documents/records';
import type { PostingBooks } from './posting-books';

export type * from './posting-books';

/** A row that was created or changed in the books' lists. */
export interface Saved {
	/** `adopted`: a row of that name stood there already and was taken as it is. */
	state: 'created' | 'updated' | 'same' | 'adopted';
	id: string;
	/** The row as the books stored it. */
	row: unknown;
	/** The row as it stood before it was updated. */
	before?: unknown;
	/** What the books dropped, in sentences. */
	warnings: string[];
}

/** Rows of one kind, by the books' own name for it (`Vendor`, `Bill`). */
export interface BooksQuery {
	entity: string;
	where?: ReadonlyArray<{
		field: string;
		operator: string;
		value: string | number | boolean | ReadonlyArray<string | number | boolean>;
	}>;
	includeInactive?: boolean;
	/** Stop after so many rows; absent: all. */
	limit?: number;
}

/** What the books can do, for preflight and for nodes that offer it. */
export interface BooksCapabilities {
	name: string;
	edition?: string;
	purchaseOrders: boolean;
	classes: boolean;
	multiCurrency: boolean;
	closingDate?: string;
}

/** Reading the books, beside what posting needs. */
export interface Books extends PostingBooks {
	get(entity: string, id: string, signal?: AbortSignal): Promise<unknown>;
	pages(query: BooksQuery, signal?: AbortSignal): AsyncGenerator<unknown[]>;
	/** Rows as records of the ledger; a row that cannot be read is refused alone. */
	toRecords(
		entity: string,
		rows: readonly unknown[],
	): { records: LedgerRecord[]; refused: Array<{ entity: string; id?: string; why: string }> };
	capabilities(signal?: AbortSignal): Promise<BooksCapabilities>;
}

/**
 * A call that the books refused or did not answer. The message is a sentence that says how to mend
 * it.
 */
export class BooksError extends Error {
	override readonly name: string = 'BooksError';
	/** The service's own code, `network` when no answer came. */
	readonly code: string;
	/** Whether the same call may succeed later without anybody mending anything. */
	readonly retryable: boolean;
	/** Whether a write may have taken effect although no answer says so. */
	readonly uncertain: boolean;

	constructor(
		sentence: string,
		options: { code: string; retryable?: boolean; uncertain?: boolean; cause?: unknown },
	) {
		super(sentence, options.cause === undefined ? {} : { cause: options.cause });
		this.code = options.code;
		this.retryable = options.retryable ?? false;
		this.uncertain = options.uncertain ?? false;
	}
}
