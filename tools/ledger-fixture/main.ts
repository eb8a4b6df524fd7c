import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writePostgresFixture, writeSqliteFixture } from './fixture';

const HELP =
	'POSTGRES_URL=postgres://... POSTGRES_BIN=/usr/lib/postgresql/15/bin npx tsx tools/ledger-fixture/main.ts';

/** Keeps a ledger of the version in package.json, from both databases, for the tests of all later ones. */
async function write(): Promise<void> {
	const { POSTGRES_URL: url, POSTGRES_BIN: programs } = process.env;
	if (url === undefined || programs === undefined) {
		throw new Error(`A fixture holds a ledger of each database. Name a PostgreSQL: ${HELP}`);
	}
	const root = join(__dirname, '..', '..');
	const { version } = z
		.object({ version: z.string() })
		.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
	const folder = join(root, 'test', 'fixtures', 'ledgers', version);
	if (existsSync(folder)) {
		throw new Error(
			`There is a ledger of ${version} already, and what a release made is never made anew. Raise the version in package.json; where ${version} was not released, remove ${folder} first.`,
		);
	}
	await writeSqliteFixture(folder);
	await writePostgresFixture(folder, url, join(programs, 'pg_dump'));
	process.stdout.write(`${folder}\n`);
}

write().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
