import type { ReconciliationClass } from './row';

/** Each class in a few words, as it stands beside its name. */
export const MEANINGS: Readonly<Record<ReconciliationClass, string>> = {
	DUPLICATE: 'one demand, two bills',
	OVERBILLED: 'billed beyond the revised commitment',
	'WRONG-VENDOR': 'billed under another vendor',
	'WRONG-JOB': 'billed on another job',
	'MISSING-IN-QB': 'approved in Procore, no bill',
	'MISSING-IN-PROCORE': 'a bill, no approved invoice',
	AMOUNT: 'two amounts for one invoice, or other payments',
	RETAINAGE: 'retainage differs',
	'STALE-COMMITMENT': 'a change order is not everywhere',
	PERIOD: 'bill and invoice in different months',
	UNCOMMITTED: 'spend without a commitment',
	'JOURNAL-ENTRY': 'cost by journal entries',
	TIMING: 'in flight, clears by itself',
	OK: 'both sides agree',
};
