import { execFile } from 'node:child_process';
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { z } from 'zod';
import { sha256 } from '../../spine/documents/canonical';
import { type Migration, migrations } from '../../spine/ledger/migrations';
import { openPostgresLedger } from '../../spine/ledger/postgres';
import type { SqlLedger } from '../../spine/ledger/sql-ledger';
import { openSqliteLedger } from '../../spine/ledger/sqlite';
import { NOW } from './company';
import { type HandClock, fillLedger } from './fill';
import { readLedger } from './read';

/** Schema that the dump of the PostgreSQL ledger names; a reader puts its own in its place. */
const SCHEMA = 'ledger_fixture';

const FILES = {
	sqlite: 'ledger.sqlite.gz',
	postgres: 'ledger.sql.gz',
	originals: 'originals',
	told: 'told.json.gz',
	made: 'made.json',
} as const;

const madeSchema = z.object({
	/** Time of the running clock when the ledger was left. */
	now: z.number().int(),
	/** SHA-256 of the statements of every migration it was made by, by number. */
	migrations: z.record(z.string()),
});

/** What stands beside the ledgers of a released version. */
export interface Fixture {
	now: number;
	migrations: Record<string, string>;
	/** What the version that made the ledgers was told by them, through every public call. */
	told: Record<string, unknown>;
}

/** What a migration consists of; two that differ in a letter have different ones. */
export function textOf({ number, name, statements }: Migration): string {
	return sha256(JSON.stringify([number, name, statements]));
}

/** A clock that is moved by hand, from the morning of the fixture's day on. */
export function fixtureClock(start = NOW - 4 * 3_600_000): HandClock {
	let now = start;
	return Object.assign(() => now, {
		advance(milliseconds: number) {
			now += milliseconds;
		},
	});
}

async function fill(ledger: SqlLedger, clock: HandClock): Promise<void> {
	await fillLedger(ledger, clock);
	clock.advance(NOW - clock());
}

/** Tables of a ledger's file that hold nothing. Originals lie beside the file, so that theirs is always empty. */
function emptyTables(path: string): string[] {
	const database = new DatabaseSync(path);
	try {
		const tables = z
			.array(z.object({ name: z.string() }))
			.parse(
				database.prepare(`select name from sqlite_master where type = 'table' order by name`).all(),
			);
		return tables
			.map(({ name }) => name)
			.filter(
				(name) =>
					name !== 'blobs' &&
					database.prepare(`select 1 from "${name}" limit 1`).get() === undefined,
			);
	} finally {
		database.close();
	}
}

/**
 * Makes an SQLite ledger with something in every table, and writes it with what it tells.
 *
 * @throws when a table is left empty, which names it.
 */
export async function writeSqliteFixture(folder: string): Promise<void> {
	const work = await mkdtemp(join(tmpdir(), 'ledger-fixture-'));
	try {
		const path = join(work, 'ledger.sqlite');
		const blobDir = join(work, FILES.originals);
		const clock = fixtureClock();
		const ledger = await openSqliteLedger({ path, clock, blobDir });
		try {
			await fill(ledger, clock);
		} finally {
			await ledger.close();
		}
		const empty = emptyTables(path);
		if (empty.length > 0) {
			throw new Error(
				`The fixture holds nothing in ${empty.join(', ')}. Add a call that fills it to tools/ledger-fixture/fill.ts.`,
			);
		}
		await mkdir(folder, { recursive: true });
		await writeFile(join(folder, FILES.sqlite), gzipSync(await readFile(path), { level: 9 }));
		await cp(blobDir, join(folder, FILES.originals), { recursive: true });
		// What is read hands messages out again, so that it is read from a copy.
		await copyFile(path, join(work, 'copy.sqlite'));
		const copy = await openSqliteLedger({ path: join(work, 'copy.sqlite'), clock, blobDir });
		try {
			const told = JSON.stringify(await readLedger(copy));
			await writeFile(join(folder, FILES.told), gzipSync(told, { level: 9 }));
		} finally {
			await copy.close();
		}
		const texts = Object.fromEntries(migrations.map((one) => [String(one.number), textOf(one)]));
		const made: z.infer<typeof madeSchema> = { now: NOW, migrations: texts };
		await writeFile(join(folder, FILES.made), `${JSON.stringify(made, undefined, '\t')}\n`);
	} finally {
		await rm(work, { recursive: true, force: true });
	}
}

async function query(url: string, text: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query(text);
	} finally {
		await client.end();
	}
}

const inSchema = (url: string, schema: string) => ({
	connectionString: url,
	options: `-c search_path=${schema}`,
});

/** Makes a PostgreSQL ledger with the same contents and writes it as a dump of plain statements. */
export async function writePostgresFixture(
	folder: string,
	url: string,
	pgDump: string,
): Promise<void> {
	await query(url, `create schema ${SCHEMA}`);
	try {
		const clock = fixtureClock();
		const ledger = await openPostgresLedger({ connection: inSchema(url, SCHEMA), clock });
		try {
			await fill(ledger, clock);
		} finally {
			await ledger.close();
		}
		const { stdout } = await promisify(execFile)(
			pgDump,
			['--inserts', '--no-owner', '--no-privileges', `--schema=${SCHEMA}`, url],
			{ maxBuffer: 64 * 1024 * 1024 },
		);
		// What only concerns the session, or the version of the program that dumped, is left out.
		const statements = stdout
			.split('\n')
			.filter((line) => !/^(--|\\|SET |SELECT pg_catalog\.set_config|$)/.test(line));
		await mkdir(folder, { recursive: true });
		await writeFile(
			join(folder, FILES.postgres),
			gzipSync(`${statements.join('\n')}\n`, { level: 9 }),
		);
	} finally {
		await query(url, `drop schema ${SCHEMA} cascade`);
	}
}

export async function readFixture(folder: string): Promise<Fixture> {
	const made: unknown = JSON.parse(await readFile(join(folder, FILES.made), 'utf8'));
	const packed = gunzipSync(await readFile(join(folder, FILES.told)));
	const told: unknown = JSON.parse(packed.toString('utf8'));
	return { ...madeSchema.parse(made), told: z.record(z.unknown()).parse(told) };
}

/** Opens a copy of the fixture's SQLite ledger in a folder of its own. */
export async function openSqliteFixture(
	folder: string,
	work: string,
	clock: HandClock,
): Promise<SqlLedger> {
	const path = join(work, 'ledger.sqlite');
	const blobDir = join(work, FILES.originals);
	await writeFile(path, gunzipSync(await readFile(join(folder, FILES.sqlite))));
	await cp(join(folder, FILES.originals), blobDir, { recursive: true });
	return await openSqliteLedger({ path, clock, blobDir });
}

/** Opens a copy of the fixture's PostgreSQL ledger in a schema of its own, which goes when it is closed. */
export async function openPostgresFixture(
	folder: string,
	url: string,
	schema: string,
	clock: HandClock,
): Promise<SqlLedger> {
	const dump = gunzipSync(await readFile(join(folder, FILES.postgres))).toString('utf8');
	await query(url, dump.replaceAll(SCHEMA, schema));
	const ledger = await openPostgresLedger({ connection: inSchema(url, schema), clock });
	return {
		...ledger,
		close: async () => {
			await ledger.close();
			await query(url, `drop schema ${schema} cascade`);
		},
	};
}
