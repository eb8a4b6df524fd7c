import type { Compilable, Kysely } from 'kysely';
import type { z } from 'zod';
import type { DirectoryIndex } from './directory';
import type { LedgerEvent } from './events';
import type { Clock } from './ledger';
import type { Tables } from './schema';

/** One statement with its parameters, as a driver runs it. */
export interface Query {
	sql: string;
	parameters: readonly unknown[];
}

/**
 * A transaction, written once for both databases: it yields statements and receives their rows.
 * The SQLite driver runs it synchronously between `BEGIN IMMEDIATE` and `COMMIT`, the PostgreSQL
 * driver awaits each statement. It may be run again from its start after a deadlock, so it must
 * have no effect outside the database.
 */
export type Tx<T> = Generator<Query, T, readonly unknown[]>;

/** What transactions are given: the query builder of the database at hand, time and the cache. */
export interface Context {
	/** Builds and compiles queries; never runs one itself. */
	db: Kysely<Tables>;
	dialect: 'sqlite' | 'postgres';
	clock: Clock;
	/** Directory by revision; emptied when a transaction fails. */
	cache: { directory?: DirectoryIndex };
	/** What the transaction did so far, appended to the chain of events at its end. */
	events: LedgerEvent[];
}

/** Empties the cache, which may hold what a failed transaction had read of itself. */
export function forget(context: Pick<Context, 'cache'>): void {
	context.cache.directory = undefined;
}

/** Rows of a query, each parsed by its schema. */
export function* all<S extends z.ZodTypeAny>(query: Compilable, row: S): Tx<Array<z.output<S>>> {
	const { sql, parameters } = query.compile();
	const rows = yield { sql, parameters };
	const parsed: Array<z.output<S>> = [];
	for (const found of rows) parsed.push(row.parse(found));
	return parsed;
}

/** The first row of a query, parsed. */
export function* first<S extends z.ZodTypeAny>(
	query: Compilable,
	row: S,
): Tx<z.output<S> | undefined> {
	return (yield* all(query, row))[0];
}

/** Runs a statement whose rows are of no interest. */
export function* write(query: Compilable): Tx<void> {
	const { sql, parameters } = query.compile();
	yield { sql, parameters };
}

/** Rows are written this many at a time, well below both databases' limit of parameters. */
const ROWS_AT_ONCE = 400;

/** Parts of a list small enough for one statement. */
export function* chunks<T>(list: readonly T[]): Generator<T[], void, undefined> {
	for (let at = 0; at < list.length; at += ROWS_AT_ONCE) yield list.slice(at, at + ROWS_AT_ONCE);
}

/** The instant of a running clock as ISO 8601 text, UTC. */
export function instantOf(clock: Clock): string {
	return new Date(clock()).toISOString();
}
