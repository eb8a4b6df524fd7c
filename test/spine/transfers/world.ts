import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Transfer, Written } from '../../../spine/documents/transfer';
import type { SqlLedger } from '../../../spine/ledger/sql-ledger';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import { type CarryContext, carryOut } from '../../../spine/transfers/carry-out';
import type { TransferTarget } from '../../../spine/transfers/target';
import { furnish, handClock, temporaryFolder } from '../ledger/fixtures';

const folder = temporaryFolder();
let files = 0;

export interface TransferWorld {
	ledger: SqlLedger;
	clock: ReturnType<typeof handClock>;
	/** Keeps plans and carries out what the ledger then holds. */
	carry(
		transfers: readonly Transfer[],
		options?: Partial<CarryContext> & { target?: TransferTarget },
	): Promise<Written[]>;
}

/** A furnished ledger on disk, and a way to carry out over it; waits move its clock. */
export async function transferWorld(target: TransferTarget): Promise<TransferWorld> {
	const clock = handClock();
	const own = join(folder, String((files += 1)));
	mkdirSync(own);
	const ledger = await openSqliteLedger({
		path: join(own, 'ledger.sqlite'),
		clock,
		blobDir: join(own, 'blobs'),
	});
	await furnish(ledger);
	let calls = 0;
	return {
		ledger,
		clock,
		async carry(transfers, options = {}) {
			const kept = await ledger.planTransfers(transfers);
			return await carryOut(
				kept.map(({ transfer }) => transfer),
				{
					ledger,
					target,
					run: 'run-1',
					preview: false,
					mayWrite: () => true,
					holder: `call-${(calls += 1)}`,
					clock,
					sleep: (ms, signal) => waiting(ms, clock, signal),
					...options,
				},
			);
		},
	};
}

/** The renewal of a turn waits for real until it is ended; other waits pass at once. */
async function waiting(
	ms: number,
	clock: ReturnType<typeof handClock>,
	signal: AbortSignal | undefined,
): Promise<void> {
	if (ms !== RENEWAL_MS || signal === undefined) {
		clock.advance(ms);
		return await Promise.resolve();
	}
	await new Promise<void>((_, reject) => {
		signal.addEventListener('abort', () => reject(new Error('ended')), { once: true });
	});
}

const RENEWAL_MS = 15_000;
