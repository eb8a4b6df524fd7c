import type { IExecuteFunctions } from 'n8n-workflow';
import { backfillProcore, backfillQuickBooks, keepToOneCompany } from '../../spine';
import { procoreOf } from '../Procore/transport';
import { countingCalls, quickBooksOf } from '../QuickBooks/transport';
import { clock } from '../shared/environment';
import { openLedger } from '../shared/ledger';
import { type Produced, asJson } from '../shared/router';

/**
 * Reads in both systems, or what changed since the last pass. It can be ended at any time and goes
 * on where it was; the progress stands in the ledger while it runs.
 */
export async function backfill(this: IExecuteFunctions, itemIndex: number): Promise<Produced> {
	const ledger = await openLedger(this);
	const signal = this.getExecutionCancelSignal();
	const procore = await procoreOf(this, this.getNodeParameter('procoreAuthentication', itemIndex));
	await keepToOneCompany(ledger, procore.companyId);
	const projects = await backfillProcore({ client: procore, ledger, clock, signal });
	const quickBooks = await quickBooksOf(this);
	const books = await countingCalls(
		quickBooks,
		ledger,
		async () =>
			await backfillQuickBooks({
				client: quickBooks,
				ledger,
				books: quickBooks.realmId,
				clock,
				signal,
			}),
	);
	return { json: asJson({ projects, books }) };
}

export async function backfillProgress(this: IExecuteFunctions): Promise<Produced[]> {
	const ledger = await openLedger(this);
	const rows = await ledger.backfillProgress();
	return rows.map((row) => ({ json: asJson(row) }));
}
