import type { HttpRequest, HttpResponse, Send } from '../send';
import type { CallOptions, ListOptions, Scope } from './calls';
import type { ResourceName } from './resources';

/** A row as it came over the wire, unknown keys included. */
export type WireRow = Record<string, unknown>;

export interface ProcoreOptions {
	/** Sends with the credential's authentication. */
	send: Send;
	/** Sends without any credential, for files that lie elsewhere; absent: those cannot be fetched. */
	sendPlain?: Send;
	/** API address without a trailing path (`https://api.procore.com`). */
	baseUrl: string;
	/** Company whose data is meant; sent as `Procore-Company-Id` on every call. */
	companyId: string;
	/** Running time in milliseconds. */
	clock: () => number;
	sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
	/** 0 up to 1, for jitter. Default: no jitter beyond half of each backoff. */
	random?: () => number;
	/** Calls in all for one request. Default 6. */
	maxAttempts?: number;
	/** Longest single wait in milliseconds. Default 5 minutes. */
	maxWaitMs?: number;
}

export interface Page {
	/** 1-based. */
	number: number;
	rows: WireRow[];
	/** Number of the page that follows; absent on the last. */
	next?: number;
	/** Rows on all pages, where the answer says. */
	total?: number;
}

export interface SyncResult {
	entities: WireRow[];
	/** Rows that were refused, as sent, with what is wrong with them. */
	errors: WireRow[];
}

export interface ProcoreClient {
	readonly companyId: string;
	/** Running time in milliseconds, as the client was given it. */
	readonly clock: () => number;
	/** Waits on the running clock. */
	readonly sleep: ProcoreOptions['sleep'];
	/**
	 * When Procore gave its latest answer, by its own clock (Date header, RFC 9110 section 6.6.1), in
	 * milliseconds; undefined while no answer told it. It is what `updated_at` goes by.
	 */
	answeredAt(): number | undefined;
	get(resource: ResourceName, id: string, scope?: Scope, options?: CallOptions): Promise<WireRow>;
	/** Rows one by one; the next page is asked for when the last row of a page was taken. */
	list(resource: ResourceName, scope?: Scope, options?: ListOptions): AsyncGenerator<WireRow, void>;
	/** The same by pages, for reading that has to be resumed. */
	pages(resource: ResourceName, scope?: Scope, options?: ListOptions): AsyncGenerator<Page, void>;
	create(
		resource: ResourceName,
		scope: Scope,
		attributes: WireRow,
		options?: CallOptions,
	): Promise<WireRow>;
	update(
		resource: ResourceName,
		id: string,
		scope: Scope,
		attributes: WireRow,
		options?: CallOptions,
	): Promise<WireRow>;
	/** Removes a record; one that is gone already is as good as removed. */
	remove(resource: ResourceName, id: string, scope: Scope, options?: CallOptions): Promise<void>;
	/** Creates or updates many by id or origin id, 500 a call. */
	sync(
		resource: ResourceName,
		scope: Scope,
		updates: readonly WireRow[],
		options?: CallOptions,
	): Promise<SyncResult>;
	/**
	 * A file by the address that a record gives. The credential goes to Procore's own address alone,
	 * never to the storage that it redirects to.
	 * https://developers.procore.com/documentation/direct-file-uploads
	 */
	download(url: string, signal?: AbortSignal): Promise<Uint8Array | undefined>;
	/** Any other call, with headers, retries and errors as above. `path` begins with `/rest/`. */
	request(
		method: HttpRequest['method'],
		path: string,
		options?: { query?: Record<string, string>; body?: unknown; signal?: AbortSignal },
	): Promise<HttpResponse>;
}
