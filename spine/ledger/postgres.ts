import {
	DummyDriver,
	Kysely,
	PostgresAdapter,
	PostgresIntrospector,
	PostgresQueryCompiler,
} from 'kysely';
import pg from 'pg';
import type { PoolClient, PoolConfig } from 'pg';
import { z } from 'zod';
import { sha256 } from '../documents/canonical';
import { checked } from './blobs';
import { explained, sqlState } from './postgres-errors';
import { withEvents } from './events';
import { SharedEngines } from './handles';
import type { Clock } from './ledger';
import { migrate } from './migrate';
import type { Migration } from './migrations';
import { blobRow } from './schema';
import type { Tables } from './schema';
import type { Engine, SqlLedger } from './sql-ledger';
import { first, forget, write } from './transaction';
import type { Context, Tx } from './transaction';

export interface PostgresOptions {
	/** `postgres://user:password@host/database`, or the members apart. */
	connection: string | PoolConfig;
	clock: Clock;
	/** Other than the package's own; for tests of migrations. */
	migrations?: readonly Migration[];
}

/** Times a transaction is run before a deadlock or a serialisation failure is given up on. */
const ATTEMPTS = 8;

/** SQLSTATE of a serialisation failure and of a deadlock (PostgreSQL documentation, appendix A). */
const AGAIN = ['40001', '40P01'];

/** Type id of `bigint`, which would come back as text. */
const INT8 = 20;

/**
 * A server that is recovered from a backup starts anew; a table that is restored from a dump is
 * another one, and one that is emptied and filled again lies in another file (PostgreSQL
 * documentation, "System Information Functions", "Database Object Size Functions").
 */
const INCARNATION = `select current_database()::text as name, pg_postmaster_start_time()::text as started, 'events'::regclass::oid::text as events,
	pg_relation_filenode('events')::text as file`;
const incarnationRow = z.object({
	name: z.string(),
	started: z.string(),
	events: z.string(),
	file: z.string(),
});

/** Open ledgers by connection. */
const engines = new SharedEngines();

/**
 * Opens the ledger in a PostgreSQL database, migrating it when it is older. Originals are kept in
 * the database too, because workers share no disk. One process shares one pool a database.
 *
 * @throws LedgerError when the database cannot be reached, refuses the user, or is of a newer version.
 */
export async function openPostgresLedger(options: PostgresOptions): Promise<SqlLedger> {
	return await engines.open(JSON.stringify(options.connection), () => openEngine(options));
}

/** Builder of queries that compiles for PostgreSQL and runs nothing. */
export function postgresBuilder(): Kysely<Tables> {
	return new Kysely<Tables>({
		dialect: {
			createAdapter: () => new PostgresAdapter(),
			createDriver: () => new DummyDriver(),
			createIntrospector: (db) => new PostgresIntrospector(db),
			createQueryCompiler: () => new PostgresQueryCompiler(),
		},
	});
}

async function openEngine({ connection, clock, migrations }: PostgresOptions): Promise<Engine> {
	const config = typeof connection === 'string' ? { connectionString: connection } : connection;
	const pool = new pg.Pool({
		connectionTimeoutMillis: 10_000,
		...config,
		types: {
			getTypeParser: (id, format) => (id === INT8 ? Number : pg.types.getTypeParser(id, format)),
		},
	});
	/** An idle connection that breaks is replaced by the pool; the next transaction reports what lasts. */
	pool.on('error', () => undefined);
	/**
	 * The same while a transaction has the connection: its query fails and is reported; without a
	 * listener of the connection's own the process would end as well (Node.js, "EventEmitter: error
	 * events").
	 */
	pool.on('connect', (client) => {
		client.on('error', () => undefined);
	});
	const base = { db: postgresBuilder(), dialect: 'postgres' as const, clock, cache: {} };
	const attempt = async <T>(
		client: PoolClient,
		begin: string,
		transaction: (context: Context) => Tx<T>,
	): Promise<T> => {
		await client.query(begin);
		const steps = withEvents({ ...base, events: [] }, transaction);
		let step = steps.next([]);
		while (step.done !== true) {
			const { sql: text, parameters } = step.value;
			const { rows } = await client.query(text, [...parameters]);
			step = steps.next(rows);
		}
		await client.query('COMMIT');
		return step.value;
	};
	const run = async <T>(begin: string, transaction: (context: Context) => Tx<T>): Promise<T> => {
		for (let left = ATTEMPTS; ; left -= 1) {
			const client = await pool.connect().catch((error: unknown) => {
				throw explained(error);
			});
			let broken = false;
			try {
				return await attempt(client, begin, transaction);
			} catch (error) {
				forget(base);
				broken = await client.query('ROLLBACK').then(
					() => false,
					() => true,
				);
				if (left <= 1 || !AGAIN.includes(sqlState(error))) throw explained(error);
			} finally {
				client.release(broken);
			}
		}
	};
	const writeTx: Engine['write'] = (transaction) => run('BEGIN', transaction);
	const readTx: Engine['read'] = (transaction) =>
		run('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', transaction);
	try {
		await writeTx((context) => migrate(context, 'in PostgreSQL', migrations));
	} catch (error) {
		await pool.end();
		throw error;
	}
	return {
		incarnation: () =>
			readTx(function* () {
				const found = yield { sql: INCARNATION, parameters: [] };
				const [row] = z.array(incarnationRow).parse(found);
				return JSON.stringify(row);
			}),
		write: writeTx,
		read: readTx,
		clock,
		close: () => pool.end(),
		blobs: {
			async put(bytes) {
				const hash = sha256(bytes);
				await writeTx(function* ({ db }) {
					yield* write(
						db
							.insertInto('blobs')
							.values({ hash, bytes })
							.onConflict((conflict) => conflict.doNothing()),
					);
				});
				return hash;
			},
			async get(hash) {
				const row = await readTx(({ db }) =>
					first(db.selectFrom('blobs').selectAll().where('hash', '=', hash), blobRow),
				);
				return row && checked(hash, row.bytes);
			},
		},
	};
}
