import type { FilterKind, Query } from './query';
import type { Store } from './store';
import type { Switches } from './switches';
import type { Caller } from './tokens';
import type { Bag, Row } from './values';

/** Kind of a writable attribute; a list is an enumeration. */
export type AttributeKind =
	'text' | 'whole' | 'money' | 'date' | 'flag' | 'any' | readonly string[];
export type Attributes = Record<string, AttributeKind>;

/** What a handler knows of the request it answers. */
export interface Context {
	store: Store;
	switches: Switches;
	caller: Caller;
	companyId: number;
	/** Project of the request, where the resource belongs to one. */
	projectId?: number;
	/** Path parameters. */
	path: Record<string, string>;
	query: Query;
	body: Bag;
	/** ISO 8601 time of the request. */
	now: string;
	/** Reports a change to whoever registered a webhook. */
	notify(event: ChangeEvent): void;
}

export interface ChangeEvent {
	resource: string;
	event: 'create' | 'update' | 'delete';
	id: number;
	companyId: number;
	projectId?: number;
	userId: number;
}

export type Action = 'list' | 'show' | 'create' | 'update' | 'remove' | 'sync';

/** One line of the resource table: where it is served, what may be asked and written, and what a write moves. */
export interface Resource {
	/** Key in `procore.json`, or a name for what has none. */
	name: string;
	/** Addresses by action; `:name` marks a path parameter. */
	paths: Partial<Record<Action, readonly string[]>>;
	scope: 'anyone' | 'company' | 'project';
	/** Parameters beside the scope without which a call is refused with 400. */
	parameters?: Partial<Record<Action, readonly string[]>>;
	rows(context: Context): Row[];
	/** A row by its id, faster than looking through `rows`. */
	lookup?(context: Context, id: number): Row | undefined;
	/** Puts a new row where `rows` finds it. */
	insert?(context: Context, row: Row): void;
	/** Takes a row away for good; absent: it is marked as deleted and hidden. */
	remove?(context: Context, row: Row): void;
	filters?: Record<string, FilterKind>;
	/** Filters of kind `special`, and members that are read otherwise than by their name. */
	specialFilters?: Record<string, (row: Row, values: string[], context: Context) => boolean>;
	filterReads?: Record<string, (row: Row) => unknown>;
	/** Plain query parameters that narrow a list by the member of the same name, an id. */
	queryFilters?: readonly string[];
	/** Filters that hold unless the caller says otherwise. */
	filterDefaults?: Record<string, string>;
	sorts?: readonly string[];
	/** Page sizes that the reference documents; `none`: the list has one page. */
	paging?: { perPage: number; maxPerPage?: number } | 'none';
	/** The wire shape of a list entry and of a single row. */
	list(row: Row, context: Context, view: string | null): unknown;
	show(row: Row, context: Context, view: string | null): unknown;
	/** v2 answers stand in `data`. */
	envelope?: 'data';
	/** Status codes that differ from 201 for create and 200 for remove. */
	statuses?: { create?: number; remove?: number };
	/** Root key of a body; absent: the body itself holds the attributes. */
	root?: string;
	attributes?: Attributes;
	requiredAttributes?: readonly string[];
	/** Whether an origin id may stand on one row of the company only. */
	uniqueOrigin?: boolean;
	/** Makes changes from attributes: defaults of a new row, references, locks. Throws a Refusal. */
	prepare?(context: Context, changes: Bag, existing: Row | undefined): Bag;
	/** Throws a Refusal if the row may not be removed. */
	mayRemove?(context: Context, row: Row): void;
	/** Moves what depends on a row, by the difference of before and after. */
	settle?(context: Context, before: Row | undefined, after: Row | undefined): void;
	/** Name under which webhooks know it. */
	webhook?: string;
	/** Whether rows are kept out while another write to them runs (409). */
	exclusive?: boolean;
}
