import {
	DummyDriver,
	Kysely,
	SqliteAdapter,
	SqliteIntrospector,
	SqliteQueryCompiler,
} from 'kysely';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { fileBlobs } from './blobs';
import { LedgerError } from './errors';
import { withEvents } from './events';
import type { Clock } from './ledger';
import { SharedEngines } from './handles';
import { migrate } from './migrate';
import type { Migration } from './migrations';
import type { Tables } from './schema';
import type { Engine, SqlLedger } from './sql-ledger';
import { forget } from './transaction';
import type { Context, Query, Tx } from './transaction';

export interface SqliteOptions {
	/** The ledger's file; it and its folder are created when missing. */
	path: string;
	clock: Clock;
	/** Folder of the originals. */
	blobDir: string;
	/** Other than the package's own; for tests of migrations. */
	migrations?: readonly Migration[];
}

/** Marks our files in SQLite's header ("PQSL"), so that no other program's file is written to. */
const APPLICATION_ID = 0x5051534c;

/** How long a writer of another process is waited for. */
const BUSY_MS = 15_000;

/**
 * Pages of the write-ahead log between checkpoints (40 MB). A decision writes some 40 pages, so
 * that SQLite's own 1,000 would make every twenty-fifth decision wait for a checkpoint.
 */
const CHECKPOINT_PAGES = 10_000;

/** Memory for pages of the file, so that the indexes of a long history stay in it. */
const CACHE_KIB = 65_536;

/** SQL statements kept prepared; more than the ledger has. */
const PREPARED_AT_MOST = 500;

/** Open ledgers by real path. */
const engines = new SharedEngines();

/**
 * Opens the ledger in an SQLite file, migrating it when it is older. One process shares one handle
 * a file, whose clock is the first opener's; it closes with its last user.
 *
 * Commits are durable against a killed process and a power cut: write-ahead log with
 * `synchronous=FULL` (SQLite documentation, "PRAGMA synchronous").
 *
 * @throws LedgerError when the file is not a ledger, is damaged, or is of a newer version.
 */
export async function openSqliteLedger(options: SqliteOptions): Promise<SqlLedger> {
	const path = realPath(options.path);
	return await engines.open(path, async () => openEngine(path, options));
}

function realPath(path: string): string {
	const full = resolve(path);
	if (existsSync(full)) return realpathSync(full);
	mkdirSync(dirname(full), { recursive: true });
	return join(realpathSync(dirname(full)), basename(full));
}

/** Builder of queries that compiles for SQLite and runs nothing. */
export function sqliteBuilder(): Kysely<Tables> {
	return new Kysely<Tables>({
		dialect: {
			createAdapter: () => new SqliteAdapter(),
			createDriver: () => new DummyDriver(),
			createIntrospector: (db) => new SqliteIntrospector(db),
			createQueryCompiler: () => new SqliteQueryCompiler(),
		},
	});
}

function openEngine(path: string, { clock, blobDir, migrations }: SqliteOptions): Engine {
	const database = connect(path);
	const statements = new Map<string, StatementSync>();
	const base = { db: sqliteBuilder(), dialect: 'sqlite' as const, clock, cache: {} };
	const statementOf = (text: string): StatementSync => {
		const known = statements.get(text);
		if (known !== undefined) return known;
		if (statements.size >= PREPARED_AT_MOST) statements.clear();
		const prepared = database.prepare(text);
		statements.set(text, prepared);
		return prepared;
	};
	const rowsOf = ({ sql, parameters }: Query): unknown[] =>
		statementOf(sql).all(...parameters.map(inputOf));
	const run = <T>(begin: string, transaction: (context: Context) => Tx<T>): T => {
		try {
			database.exec(begin);
			const steps = withEvents({ ...base, events: [] }, transaction);
			let step = steps.next([]);
			while (step.done !== true) step = steps.next(rowsOf(step.value));
			database.exec('COMMIT');
			return step.value;
		} catch (error) {
			if (database.isTransaction) database.exec('ROLLBACK');
			forget(base);
			throw explained(error, path);
		}
	};
	try {
		run('BEGIN IMMEDIATE', (inside) => migrate(inside, path, migrations));
	} catch (error) {
		database.close();
		throw error;
	}
	const opened = randomUUID();
	const place = placeOf(path);
	return {
		incarnation: async () => {
			if (placeOf(path) === place) return opened;
			throw new LedgerError(
				`The file of the ledger ${path} was moved, deleted or replaced while it was open, so nothing more is written. Restart n8n; then run the backfill.`,
			);
		},
		write: async (transaction) => run('BEGIN IMMEDIATE', transaction),
		read: async (transaction) => run('BEGIN', transaction),
		blobs: fileBlobs(blobDir),
		clock,
		close: async () => {
			statements.clear();
			database.close();
		},
	};
}

/** Where on the disk the file of that name lies; nothing where there is none. */
function placeOf(path: string): string | undefined {
	const found = statSync(path, { throwIfNoEntry: false });
	return found && `${found.dev} ${found.ino}`;
}

function connect(path: string): DatabaseSync {
	let database: DatabaseSync | undefined;
	try {
		database = new DatabaseSync(path);
		database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
		claimFile(database, path);
		database.exec('PRAGMA journal_mode = WAL');
		database.exec('PRAGMA synchronous = FULL');
		database.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
		database.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
		return database;
	} catch (error) {
		database?.close();
		throw explained(error, path);
	}
}

const count = z.object({ tables: z.number() });
const header = z.object({ application_id: z.number() });

/** Marks an empty database as ours; another program's has tables but not our mark. */
function claimFile(database: DatabaseSync, path: string): void {
	const { application_id } = header.parse(database.prepare('PRAGMA application_id').get());
	if (application_id === APPLICATION_ID) return;
	const { tables } = count.parse(
		database.prepare("select count(*) as tables from sqlite_master where type = 'table'").get(),
	);
	if (application_id === 0 && tables === 0) {
		database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
		return;
	}
	throw new LedgerError(
		`The file ${path} is a database of another program and no ledger, so it was not touched. ` +
			'Name another file for the ledger.',
	);
}

/** A value as SQLite takes it. */
function inputOf(value: unknown): SQLInputValue {
	if (value === undefined || value === null) return null;
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
		return value;
	}
	if (value instanceof Uint8Array) return value;
	throw new TypeError(`A ${typeof value} cannot be a parameter of a statement.`);
}

const sqliteError = z.object({ errcode: z.number() });

/** SQLite's primary result codes that people can act on, as sentences. */
function explained(error: unknown, path: string): unknown {
	const parsed = sqliteError.safeParse(error);
	if (!parsed.success) return error;
	switch (parsed.data.errcode & 0xff) {
		case 5:
		case 6:
			return new LedgerError(
				`The ledger ${path} is locked by another process. Let that one finish, or use the PostgreSQL ledger ` +
					'where several processes work at once.',
				{ cause: error },
			);
		case 8:
		case 14:
			return new LedgerError(
				`The ledger ${path} cannot be opened for writing. Check that the folder exists and that this user may write to it.`,
				{ cause: error },
			);
		case 11:
		case 26:
			return new LedgerError(
				`The file ${path} is damaged or is no ledger, so it was not written to. Restore it from a backup, ` +
					'or move it away and rebuild the ledger by a backfill of both systems.',
				{ cause: error },
			);
		case 13:
			return new LedgerError(
				`The disk of the ledger ${path} is full. Make room, then run the workflow again; nothing was half written.`,
				{ cause: error },
			);
		default:
			return error;
	}
}
