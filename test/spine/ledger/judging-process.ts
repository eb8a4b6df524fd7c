import { dirname } from 'node:path';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import { fits, handClock, request } from './fixtures';

/** Judges ten invoices on one commitment, each of which fits alone, and prints the outcomes. */
async function judgeTen(path: string, name: string): Promise<void> {
	const ledger = await openSqliteLedger({ path, clock: handClock(), blobDir: dirname(path) });
	for (let index = 0; index < 10; index += 1) {
		const number = `${name}${index}`;
		const asked = request({ key: `key-${number}`, number, total: 3_000 });
		const { outcome } = await ledger.judge(asked, fits(asked));
		process.stdout.write(`${outcome}\n`);
	}
	await ledger.close();
}

const [path = '', name = ''] = process.argv.slice(2);
void judgeTen(path, name);
