import { dirname } from 'node:path';
import { processView } from '../../nodes/shared/process-view';
import { holderName, openSqliteLedger } from '../../spine';

/** Takes the lease on the books, says under which name, and holds it until it is killed. */
async function holdLease(path: string): Promise<void> {
	const ledger = await openSqliteLedger({
		path,
		clock: () => 1_000_000,
		blobDir: dirname(path),
	});
	const holder = holderName(processView.own, 'call');
	await ledger.takeLease('B1', holder, 60);
	process.stdout.write(`${holder}\n`);
	setInterval(() => undefined, 1_000);
}

const [path = ''] = process.argv.slice(2);
void holdLease(path);
