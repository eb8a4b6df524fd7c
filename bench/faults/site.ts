import { clock, sleep } from '../../nodes/shared/environment';
import { openPostgresLedger } from '../../spine/ledger/postgres';
import type { SqlLedger } from '../../spine/ledger/sql-ledger';
import { createProcore, type ProcoreClient } from '../../spine/procore/client';
import {
	createQuickBooksOnline,
	type QuickBooksOnline,
} from '../../spine/quickbooks/online/client';
import { BOOKS } from '../company';
import { openLedgerIn } from '../sync/fill';
import { COMPANY } from './procore-company';
import { renewingSend } from './renewing-send';
import type { Work } from './work';

/** Between a failure and the next attempt, in milliseconds of running time. */
const RETRY_MS = 2_000;

/** What a process works with: one ledger and one client for each system, as one n8n has. */
export interface Site {
	work: Work;
	ledger: SqlLedger;
	quickBooks: QuickBooksOnline;
	procore: ProcoreClient;
}

/** Opens the ledger, waiting for a database that is away, and the clients of both systems. */
export async function openSite(work: Work): Promise<Site> {
	const common = { clock, sleep, random: Math.random };
	return {
		work,
		ledger: await patiently(() =>
			work.postgres === undefined
				? openLedgerIn(work.folder, clock)
				: openPostgresLedger({ connection: work.postgres, clock }),
		),
		quickBooks: createQuickBooksOnline({
			...common,
			send: renewingSend(work.quickBooks, { realmId: BOOKS }),
			baseUrl: work.quickBooks,
			realmId: BOOKS,
		}),
		procore: createProcore({
			...common,
			send: renewingSend(work.procore, { kind: 'service' }),
			baseUrl: work.procore,
			companyId: COMPANY,
		}),
	};
}

/** Does something until it succeeds, as a schedule does: what failed is tried again a little later. */
export async function patiently<T>(step: () => Promise<T>): Promise<T> {
	for (;;) {
		try {
			return await step();
		} catch (error) {
			process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
			await sleep(RETRY_MS);
		}
	}
}
