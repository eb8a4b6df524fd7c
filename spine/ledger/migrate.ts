import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { LedgerError } from './errors';
import { migrations as known } from './migrations';
import type { Migration } from './migrations';
import { metaRow } from './schema';
import { all, first, instantOf, write } from './transaction';
import type { Context, Tx } from './transaction';

const appliedRow = z.object({ number: z.number().int(), name: z.string() });

/**
 * Brings the schema up to date, in one transaction.
 *
 * @param name what the ledger is called in messages (its file, or its database).
 * @throws LedgerError when a newer version of the package has written to it.
 */
export function* migrate(
	context: Context,
	name: string,
	migrations: readonly Migration[] = known,
): Tx<void> {
	const { db, dialect, clock } = context;
	if (dialect === 'postgres') yield sql`select pg_advisory_xact_lock(70, 1)`.compile(db);
	yield sql
		.raw(
			`create table if not exists migrations (number bigint primary key, name text not null, applied_at text not null)`,
		)
		.compile(db);
	yield sql
		.raw('create table if not exists meta (key text primary key, value text not null)')
		.compile(db);
	const found = yield sql`select number, name from migrations order by number`.compile(db);
	const applied = z.array(appliedRow).parse(found);
	const newest = migrations.at(-1)?.number ?? 0;
	const ahead = applied.find(({ number }) => number > newest);
	if (ahead !== undefined) {
		throw new LedgerError(
			`The ledger ${name} was written by a newer version of this package (schema ${ahead.number}, this version knows ${newest}). ` +
				'Install that version again; the ledger was not touched.',
		);
	}
	const bytes = dialect === 'postgres' ? 'bytea' : 'blob';
	for (const migration of migrations) {
		if (applied.some(({ number }) => number === migration.number)) continue;
		for (const statement of migration.statements) {
			yield sql.raw(statement.replace('{bytes}', bytes)).compile(db);
		}
		yield sql`insert into migrations (number, name, applied_at)
			values (${migration.number}, ${migration.name}, ${new Date(clock()).toISOString()})`.compile(db);
	}
	yield* foundMeta(context);
}

/** Gives a new ledger its id and generation, by which a lost or restored one is told apart later. */
function* foundMeta(context: Context): Tx<void> {
	const { db } = context;
	const id = yield* first(db.selectFrom('meta').selectAll().where('key', '=', 'id'), metaRow);
	if (id !== undefined) return;
	yield* write(
		db.insertInto('meta').values([
			{ key: 'id', value: randomUUID() },
			{ key: 'generation', value: '1' },
			{ key: 'created_at', value: instantOf(context.clock) },
		]),
	);
}

/** Identity of a ledger: its own id, its generation, and when it was created (running clock). */
export interface LedgerMeta {
	id: string;
	generation: number;
	createdAt: string;
}

export function* readMeta({ db }: Context): Tx<LedgerMeta> {
	const rows = yield* all(
		db.selectFrom('meta').selectAll().where('key', 'in', ['id', 'generation', 'created_at']),
		metaRow,
	);
	const value = (key: string): string => rows.find((row) => row.key === key)?.value ?? '';
	return {
		id: value('id'),
		generation: Number(value('generation')),
		createdAt: value('created_at'),
	};
}
