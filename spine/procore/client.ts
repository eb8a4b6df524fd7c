import { z } from 'zod';
import type { HttpRequest, HttpResponse, Send } from '../send';
import {
	capital,
	fill,
	listQuery,
	pathAndQueryOf,
	scopeBody,
	scopeQuery,
	withQuery,
	type CallOptions,
	type ListOptions,
	type Scope,
} from './calls';
import { download } from './download';
import { ProcoreError } from './errors';
import { nextLink, pageOf } from './links';
import { resourceOf, type ResourceName, type WriteEndpoint } from './resources';
import { type Patience, sendPatiently } from './retry';

export type { CallOptions, ListOptions, Scope } from './calls';

/** A row as it came over the wire, unknown keys included. */
export type WireRow = Record<string, unknown>;
const rowSchema = z.record(z.unknown());

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
	/** Creates or updates many by id or origin id, at most 1,000 a call; more are sent in several calls. */
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

const defaultPageSize = 1000;
const syncBatch = 500;

/**
 * A client of Procore's REST API for one company.
 *
 * Lists are read page by page along the Link header. Calls are repeated as {@link sendPatiently}
 * says; a sync counts as repeatable when every row carries an `id` or `origin_id`, because without
 * one a second call would create it twice.
 */
export function createProcore(options: ProcoreOptions): ProcoreClient {
	const base = options.baseUrl.replace(/\/+$/, '');
	const { companyId } = options;
	const patience: Patience = {
		clock: options.clock,
		sleep: options.sleep,
		random: options.random ?? (() => 0),
		maxAttempts: options.maxAttempts ?? 6,
		maxWaitMs: options.maxWaitMs ?? 300_000,
	};

	let answeredAt: number | undefined;

	async function call(
		method: HttpRequest['method'],
		pathAndQuery: string,
		what: string,
		extra: { body?: unknown; signal?: AbortSignal; repeatable?: boolean } = {},
	): Promise<HttpResponse> {
		const headers: Record<string, string> = {
			accept: 'application/json',
			'procore-company-id': companyId,
			...(extra.body === undefined ? {} : { 'content-type': 'application/json' }),
		};
		const answer = await sendPatiently(
			options.send,
			{ method, url: `${base}${pathAndQuery}`, headers, body: extra.body, signal: extra.signal },
			patience,
			{ what, repeatable: extra.repeatable ?? method === 'GET' },
		);
		const told = Date.parse(answer.headers.date ?? '');
		if (!Number.isNaN(told)) answeredAt = told;
		return answer;
	}

	async function* pages(
		name: ResourceName,
		scope: Scope = {},
		wanted: ListOptions = {},
	): AsyncGenerator<Page, void> {
		const { label, list } = resourceOf(name);
		const what = `List of ${label} records`;
		const perPage = wanted.perPage ?? defaultPageSize;
		const query = listQuery(list, name, scope, wanted, companyId);
		let number = wanted.page ?? 1;
		if (list.paged) {
			query.set('page', String(number));
			query.set('per_page', String(perPage));
		}
		let target = withQuery(fill(list.path, name, scope, companyId), query);
		for (;;) {
			const answer = await call('GET', target, what, { signal: wanted.signal });
			const rows = rowsOf(answer.body, what);
			const link = nextLink(answer.headers.link);
			const total = Number(answer.headers.total ?? Number.NaN);
			const complete = Number.isNaN(total) || number * perPage < total;
			const full = answer.headers.link === undefined && rows.length >= perPage && complete;
			const next =
				!list.paged || (link === undefined && !full)
					? undefined
					: ((link === undefined ? undefined : pageOf(link)) ?? number + 1);
			yield { number, rows, next, total: Number.isNaN(total) ? undefined : total };
			if (next === undefined || (next <= number && link !== undefined)) return;
			number = next;
			query.set('page', String(next));
			target =
				link === undefined
					? withQuery(fill(list.path, name, scope, companyId), query)
					: pathAndQueryOf(link, base);
		}
	}

	async function write(
		method: 'POST' | 'PATCH',
		name: ResourceName,
		endpoint: WriteEndpoint | undefined,
		scope: Scope & { id?: string },
		attributes: WireRow,
		wanted: CallOptions,
	): Promise<WireRow> {
		const { label } = resourceOf(name);
		const verb = method === 'POST' ? 'created' : 'updated';
		if (endpoint === undefined) {
			throw new ProcoreError(`A ${label} cannot be ${verb} over Procore's API. Do it in Procore.`);
		}
		const query = scopeQuery(endpoint, name, scope, companyId);
		if (wanted.view !== undefined) query.set('view', wanted.view);
		const body = {
			...scopeBody(endpoint, name, scope, companyId),
			[endpoint.root]: attributes,
		};
		const path = withQuery(fill(endpoint.path, name, scope, companyId), query);
		const what = scope.id === undefined ? `New ${label}` : capital(`${label} ${scope.id}`);
		const answer = await call(method, path, what, { body, signal: wanted.signal });
		return rowOf(answer.body, what, true);
	}

	return {
		companyId,
		clock: options.clock,
		sleep: options.sleep,
		answeredAt: () => answeredAt,
		pages,
		async *list(name, scope, wanted) {
			for await (const page of pages(name, scope, wanted)) yield* page.rows;
		},
		async get(name, id, scope = {}, wanted = {}) {
			const { label, show } = resourceOf(name);
			if (show === undefined) {
				throw new ProcoreError(
					`A single ${label} cannot be read over Procore's API. List them instead.`,
				);
			}
			const query = scopeQuery(show, name, scope, companyId);
			for (const [key, value] of Object.entries(show.defaults ?? {})) query.set(key, value);
			if (wanted.view !== undefined) query.set('view', wanted.view);
			const path = withQuery(fill(show.path, name, { ...scope, id }, companyId), query);
			const what = capital(`${label} ${id}`);
			return rowOf((await call('GET', path, what, { signal: wanted.signal })).body, what);
		},
		create: async (name, scope, attributes, wanted = {}) =>
			await write('POST', name, resourceOf(name).create, scope, attributes, wanted),
		update: async (name, id, scope, attributes, wanted = {}) =>
			await write('PATCH', name, resourceOf(name).update, { ...scope, id }, attributes, wanted),
		async remove(name, id, scope, wanted = {}) {
			const { label, show } = resourceOf(name);
			if (show === undefined) {
				throw new ProcoreError(
					`A ${label} cannot be removed over Procore's API. Remove it in Procore.`,
				);
			}
			const query = scopeQuery(show, name, scope, companyId);
			const path = withQuery(fill(show.path, name, { ...scope, id }, companyId), query);
			try {
				await call('DELETE', path, capital(`${label} ${id}`), {
					signal: wanted.signal,
					repeatable: true,
				});
			} catch (error) {
				if (!(error instanceof ProcoreError) || error.status !== 404) throw error;
			}
		},
		async sync(name, scope, updates, wanted = {}) {
			const { label, sync } = resourceOf(name);
			if (sync === undefined) {
				throw new ProcoreError(
					`${capital(label)} records have no sync action in Procore's API. Write them one by one.`,
				);
			}
			const result: SyncResult = { entities: [], errors: [] };
			const query = scopeQuery(sync, name, scope, companyId);
			const path = withQuery(fill(sync.path, name, scope, companyId), query);
			for (let start = 0; start < updates.length; start += syncBatch) {
				const batch = updates.slice(start, start + syncBatch);
				const answer = await call('PATCH', path, `Sync of ${label} records`, {
					body: { ...scopeBody(sync, name, scope, companyId), updates: batch },
					signal: wanted.signal,
					repeatable: batch.every((row) => hasValue(row.id) || hasValue(row.origin_id)),
				});
				const parsed = syncSchema.safeParse(answer.body);
				if (!parsed.success) throw unexpected(`Sync of ${label} records`);
				result.entities.push(...parsed.data.entities);
				result.errors.push(...parsed.data.errors);
			}
			return result;
		},
		download: (url, signal) => download(options, url, signal),
		async request(method, path, wanted = {}) {
			if (!path.startsWith('/rest/')) {
				throw new ProcoreError(`"${path}" is not a path of Procore's API. Begin it with /rest/.`);
			}
			const query = new URLSearchParams(wanted.query ?? {});
			return await call(method, withQuery(path, query), `${method} ${path}`, {
				body: wanted.body,
				signal: wanted.signal,
			});
		},
	};
}

const syncSchema = z.object({
	entities: z
		.array(rowSchema)
		.nullish()
		.transform((rows) => rows ?? []),
	errors: z
		.array(rowSchema)
		.nullish()
		.transform((rows) => rows ?? []),
});

function hasValue(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}

function unexpected(what: string, outcomeUnknown = false): ProcoreError {
	return new ProcoreError(
		`${what}: Procore's answer has not the expected form. Check the API address in the credential.`,
		{ outcomeUnknown },
	);
}

/** Rows of a list: a bare array in v1, `{"data": […]}` in v2. */
function rowsOf(body: unknown, what: string): WireRow[] {
	const parsed = z
		.union([
			z.array(rowSchema),
			z.object({ data: z.array(rowSchema) }).transform(({ data }) => data),
		])
		.safeParse(body);
	if (!parsed.success) throw unexpected(what);
	return parsed.data;
}

function rowOf(body: unknown, what: string, outcomeUnknown = false): WireRow {
	const parsed = z
		.union([z.object({ data: rowSchema }).transform(({ data }) => data), rowSchema])
		.safeParse(body);
	if (!parsed.success) throw unexpected(what, outcomeUnknown);
	return parsed.data;
}
