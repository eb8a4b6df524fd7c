import { ProcoreError } from './errors';
import { resourceOf, type Endpoint, type ResourceName, type ScopeKey } from './resources';

/** Where a record lives. The company is the client's own. */
export interface Scope {
	project?: string;
	/** Commitment, prime contract, or potential change order for its lines. */
	contract?: string;
}

export interface CallOptions {
	view?: string;
	signal?: AbortSignal;
}

export interface ListOptions extends CallOptions {
	/** Values of `filters[…]`; lists become `filters[…][]`, ranges are `from...to`. */
	filters?: Readonly<Record<string, string | number | boolean | ReadonlyArray<string | number>>>;
	/** Rows a page, default 1,000. */
	perPage?: number;
	sort?: string;
	/** Plain query parameters that the list knows beside its filters (`start_date`). */
	query?: Readonly<Record<string, string>>;
	/** Page to begin with, default 1. */
	page?: number;
}

export function capital(words: string): string {
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The value of a scope key, or a sentence that says which one is missing. */
function scopeValue(key: ScopeKey, name: ResourceName, scope: Scope, companyId: string): string {
	if (key === 'company_id') return companyId;
	const value = key === 'project_id' ? scope.project : scope.contract;
	if (value !== undefined && value !== '') return value;
	const missing = key === 'project_id' ? 'project' : 'commitment or contract';
	throw new ProcoreError(
		`${capital(resourceOf(name).label)} records need a ${missing}. Choose one.`,
	);
}

/** Ids go into v1 bodies as numbers; those of newer regions still fit a safe integer. */
function asNumber(id: string): number | string {
	const number = Number(id);
	return /^\d+$/.test(id) && Number.isSafeInteger(number) ? number : id;
}

/**
 * A path with its ids filled in.
 *
 * @throws ProcoreError that names the one that is missing.
 */
export function fill(
	path: string,
	name: ResourceName,
	scope: Scope & { id?: string },
	companyId: string,
): string {
	return path.replace(/\{(\w+)\}/g, (_, key: string) => {
		if (key === 'id') {
			if (scope.id === undefined || scope.id === '') {
				throw new ProcoreError(`The id of the ${resourceOf(name).label} is missing. Choose one.`);
			}
			return encodeURIComponent(scope.id);
		}
		const scopeKey = key === 'company_id' || key === 'project_id' ? key : 'contract_id';
		return encodeURIComponent(scopeValue(scopeKey, name, scope, companyId));
	});
}

/** What an endpoint wants to be told of the scope in its query. */
export function scopeQuery(
	endpoint: Endpoint,
	name: ResourceName,
	scope: Scope,
	companyId: string,
): URLSearchParams {
	const query = new URLSearchParams();
	for (const key of endpoint.query ?? []) query.set(key, scopeValue(key, name, scope, companyId));
	for (const key of endpoint.optional ?? []) {
		const value = key === 'project_id' ? scope.project : scope.contract;
		if (value !== undefined && value !== '') query.set(key, value);
	}
	return query;
}

/** What an endpoint wants to be told of the scope in its body. */
export function scopeBody(
	endpoint: { body?: readonly ScopeKey[] },
	name: ResourceName,
	scope: Scope,
	companyId: string,
): Record<string, unknown> {
	return Object.fromEntries(
		(endpoint.body ?? []).map((key) => [key, asNumber(scopeValue(key, name, scope, companyId))]),
	);
}

/** The query of a list: scope, defaults, filters, view and sort. */
export function listQuery(
	endpoint: Endpoint & { defaults?: Readonly<Record<string, string>> },
	name: ResourceName,
	scope: Scope,
	wanted: ListOptions,
	companyId: string,
): URLSearchParams {
	const query = scopeQuery(endpoint, name, scope, companyId);
	for (const [key, value] of Object.entries(endpoint.defaults ?? {})) query.set(key, value);
	for (const [key, value] of Object.entries(wanted.query ?? {})) query.set(key, value);
	for (const [key, value] of Object.entries(wanted.filters ?? {})) {
		const parameter = `filters[${key}]`;
		if (typeof value === 'object') {
			for (const one of value) query.append(`${parameter}[]`, String(one));
		} else {
			query.set(parameter, String(value));
		}
	}
	if (wanted.view !== undefined) query.set('view', wanted.view);
	if (wanted.sort !== undefined) query.set('sort', wanted.sort);
	return query;
}

export function withQuery(path: string, query: URLSearchParams): string {
	const text = query.toString();
	return text === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${text}`;
}

/** Only path and query of a link are followed, so that a token never leaves for another host. */
export function pathAndQueryOf(link: string, base: string): string {
	const url = new URL(link, base);
	const prefix = new URL(base).pathname.replace(/\/+$/, '');
	const path = url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : url.pathname;
	return `${path}${url.search}`;
}
