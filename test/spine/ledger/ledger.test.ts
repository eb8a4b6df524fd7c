import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { openPostgresLedger } from '../../../spine/ledger/postgres';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import { temporaryFolder } from './fixtures';
import { ledgerSuite } from './ledger-suite';
import type { OpenLedger } from './suites/world';

jest.setTimeout(60_000);

const folder = temporaryFolder();
let files = 0;

const openFile: OpenLedger = async (clock) => {
	files += 1;
	const own = join(folder, String(files));
	mkdirSync(own);
	const path = join(own, 'ledger.sqlite');
	return await openSqliteLedger({ path, clock, blobDir: join(own, 'blobs') });
};

ledgerSuite('the ledger in an SQLite file', openFile);

const url = process.env['POSTGRES_URL'];

if (url !== undefined) {
	const query = async (text: string): Promise<void> => {
		const client = new pg.Client({ connectionString: url });
		await client.connect();
		try {
			await client.query(text);
		} finally {
			await client.end();
		}
	};

	/** Every ledger of the suite has a schema of its own in the one database. */
	const openSchema: OpenLedger = async (clock) => {
		const schema = `ledger_${randomUUID().replace(/-/g, '')}`;
		await query(`create schema ${schema}`);
		const connection = {
			connectionString: url,
			options: `-c search_path=${schema} -c synchronous_commit=off`,
		};
		const ledger = await openPostgresLedger({ connection, clock });
		return {
			...ledger,
			close: async () => {
				await ledger.close();
				await query(`drop schema ${schema} cascade`);
			},
		};
	};

	ledgerSuite('the ledger in PostgreSQL', openSchema);

	it('says in a sentence without the password that PostgreSQL cannot be reached', async () => {
		const connection = 'postgres://someone:secret@127.0.0.1:1/none';
		const opening = openPostgresLedger({ connection, clock: () => 0 });
		await expect(opening).rejects.toThrow(/cannot be reached/);
		await expect(opening).rejects.not.toThrow(/secret/);
	});
}
