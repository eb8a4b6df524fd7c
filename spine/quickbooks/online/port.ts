import type { Send } from '../../send';
import type { Place } from '../books';
import type { FaultEntry } from './errors';
import type { OnlineEntity } from './filterable';
import type { Limiter, Sleep } from './limiter';
import type { Meter } from './meter';
import type { Upload } from './multipart';
import type { Query } from './query';
import type { RowCache } from './row-cache';
import type { CallCount } from './transport';

export interface QuickBooksOnlineOptions {
	/** Authenticated: it adds the token, and renews it on 401. */
	send: Send;
	/** `https://quickbooks.api.intuit.com`, the sandbox's, or a custom address. */
	baseUrl: string;
	/** Company id, a decimal string. */
	realmId: string;
	/** Running time in milliseconds. */
	clock: () => number;
	sleep: Sleep;
	/** From 0 to 1, for the jitter of waits. Absent: no jitter. */
	random?: () => number;
	/** Absent: the one that all clients of this company in the process share. */
	limiter?: Limiter;
	/** Absent: the one that all clients of this company in the process share. */
	meter?: Meter;
	/** Absent: the one that all clients of this company in the process share. */
	rows?: RowCache;
}

/** One page of rows, unread: parse them with the schemas of `wire.ts`. */
export interface Page {
	rows: unknown[];
	/** 1-based position of the first row. */
	startPosition: number;
}

/** Answer to one item of a batch: the entity or rows it asked for, or its faults. */
export interface BatchAnswer {
	bId: string;
	body: Record<string, unknown>;
	faults?: FaultEntry[];
}

export interface ChangedRows {
	entity: string;
	rows: unknown[];
}

/**
 * QuickBooks Online's accounting API of one company. Reads give wire rows as they came; writes give
 * the row as QuickBooks stored it. Every method throws QuickBooksError.
 */
export interface QuickBooksOnline {
	realmId: string;
	/** Calls made so far. */
	count: CallCount;
	/** Calls by the classes that Intuit meters, of all clients that share it. */
	meter: Meter;
	/** When QuickBooks gave its latest answer, by its own clock, in milliseconds; undefined before the first. */
	answeredAt(): number | undefined;
	/** A row by its id as it is now; undefined when there is none or it was deleted. */
	get(entity: OnlineEntity, id: string, signal?: AbortSignal): Promise<unknown>;
	/** The same, where a row of a list may be as old as {@link RowCache} says: hardly ever a metered read. */
	recall(entity: OnlineEntity, id: string, signal?: AbortSignal): Promise<unknown>;
	/** One query's rows, at most 1000. */
	query<E extends OnlineEntity>(query: Query<E>, signal?: AbortSignal): Promise<unknown[]>;
	/** All rows of a query, page by page; nothing is held beyond the page. */
	queryPages<E extends OnlineEntity>(query: Query<E>, signal?: AbortSignal): AsyncGenerator<Page>;
	/** Rows of a query in Intuit's own language, as a user typed it. */
	rawQuery(statement: string, signal?: AbortSignal): Promise<unknown[]>;
	/** Creates a row. Repeating it with the same id and body does nothing twice. */
	create(
		entity: OnlineEntity,
		body: Record<string, unknown>,
		options?: WriteOptions,
	): Promise<unknown>;
	/** Updates a row by `Id` and `SyncToken` in the body; sparse where the body says so. */
	update(
		entity: OnlineEntity,
		body: Record<string, unknown>,
		options?: WriteOptions,
	): Promise<unknown>;
	/** Deletes a transaction as it stands in that revision. One that is gone already is answered with fault 610. */
	remove(
		entity: OnlineEntity,
		row: { Id: string; SyncToken: string },
		options?: WriteOptions,
	): Promise<void>;
	/**
	 * Sends a batch body exactly as given. Items succeed and fail one by one. With `once` it is not
	 * repeated when no answer came, so that the caller can look what was carried out; `readOnly`
	 * says that it holds queries alone; `place` is leave that was reserved for it.
	 */
	batch(
		body: string,
		options: {
			requestId?: string;
			once?: boolean;
			readOnly?: boolean;
			place?: Place;
			signal?: AbortSignal;
		},
	): Promise<BatchAnswer[]>;
	/** Leave for one batch, once the limits allow it; it is to be released where no batch is sent. */
	reserveBatch(signal?: AbortSignal, alive?: () => Promise<void>): Promise<Place>;
	/** Uploads files in one request; answers in the order of the files. Never repeated by itself. */
	upload(files: readonly Upload[], signal?: AbortSignal): Promise<BatchAnswer[]>;
	/** Rows changed since an instant, at most 30 days ago; deleted ones carry `status: Deleted`. At most 1000 rows in all. */
	changes(
		entities: readonly OnlineEntity[],
		since: string,
		signal?: AbortSignal,
	): Promise<ChangedRows[]>;
	preferences(signal?: AbortSignal): Promise<unknown>;
	companyInfo(signal?: AbortSignal): Promise<unknown>;
}

export interface WriteOptions {
	/** Absent: made of company, operation, entity and content, so that a repeated call is the same call. */
	requestId?: string;
	signal?: AbortSignal;
}
