import type { HttpRequest, HttpResponse } from '../send';
import { rowOf, rowsOf, syncedOf } from './answers';
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
import type { Page, ProcoreClient, ProcoreOptions, SyncResult, WireRow } from './port';
import { resourceOf, type ResourceName, type WriteEndpoint } from './resources';
import { type Patience, sendPatiently } from './retry';

export type { CallOptions, ListOptions, Scope } from './calls';
export type * from './port';

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
			const what = `Sync of ${label} records`;
			const result: SyncResult = { entities: [], errors: [] };
			const query = scopeQuery(sync, name, scope, companyId);
			const path = withQuery(fill(sync.path, name, scope, companyId), query);
			for (let start = 0; start < updates.length; start += syncBatch) {
				const batch = updates.slice(start, start + syncBatch);
				const answer = await call('PATCH', path, what, {
					body: { ...scopeBody(sync, name, scope, companyId), updates: batch },
					signal: wanted.signal,
					repeatable: batch.every((row) => hasValue(row.id) || hasValue(row.origin_id)),
				});
				const { entities, errors } = syncedOf(answer.body, what);
				result.entities.push(...entities);
				result.errors.push(...errors);
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

function hasValue(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}
