import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import { temporaryFolder } from './fixtures';
import { ledgerSuite } from './ledgerSuite';

const folder = temporaryFolder();
let files = 0;

ledgerSuite('the ledger in an SQLite file', async (clock) => {
	files += 1;
	const own = join(folder, String(files));
	mkdirSync(own);
	return await openSqliteLedger({
		path: join(own, 'ledger.sqlite'),
		clock,
		blobDir: join(own, 'blobs'),
	});
});
