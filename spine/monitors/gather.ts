import type { RecordType } from '../documents/records';
import type { CompanySettings, Policy } from '../documents/settings';
import { dateIn } from '../documents/dates';
import type { Ledger } from '../ledger/ledger';
import { gatherReconciliation } from '../reconciliation/gather';
import { reconcile } from '../reconciliation/reconcile';
import type { MonitorFacts } from './facts';
import type { MonitorLimits } from './limits';

/** What monitors are run with beside the ledger. */
export interface MonitorCircumstances {
	settings: CompanySettings;
	policy: Policy;
	/** Business date-time. */
	now: string;
	/** Running time, milliseconds since the epoch. */
	clock: () => number;
	limits: MonitorLimits;
}

/** Reads everything the monitors look at from the ledger; calls neither system. */
export async function gatherMonitorFacts(
	ledger: Ledger,
	{ settings, policy, now, clock, limits }: MonitorCircumstances,
): Promise<MonitorFacts> {
	const today = dateIn(now, settings.timeZone);
	const readAt = new Date(clock()).toISOString();
	const list = <T extends RecordType>(type: T) => ledger.list(type);
	const gathered = await gatherReconciliation(ledger, settings, today);
	const source = { ...gathered, daysInFlight: limits.daysInFlight };
	return {
		today,
		readAt,
		policy,
		limits,
		source,
		report: reconcile(source),
		vendors: await list('vendor'),
		commitments: await list('commitment'),
		items: await list('item'),
		classes: await list('class'),
		postings: await ledger.postings(),
		progress: await ledger.backfillProgress(),
	};
}
