import { dateIn } from '../documents/dates';
import type { CompanySettings } from '../documents/settings';
import type { Ledger } from '../ledger/ledger';
import type { PilotSource } from './pilot';

/** How a pilot is measured. */
export interface PilotTerms {
	/** Only documents decided since, as an instant. */
	since?: string;
	patienceDays: number;
	minutesPerBill: number;
}

/**
 * Reads what a pilot's comparison is made from: documents that were judged without being posted, and
 * the bills of the books. Calls neither system.
 *
 * @param now business date-time.
 */
export async function gatherPilot(
	ledger: Ledger,
	settings: CompanySettings,
	now: string,
	{ since, patienceDays, minutesPerBill }: PilotTerms,
): Promise<PilotSource> {
	const files = await ledger.list('books');
	return {
		today: dateIn(now, settings.timeZone),
		currency: settings.currency,
		entries: await ledger.entries(since === undefined ? {} : { since }),
		transactions: [...(await ledger.list('bill')), ...(await ledger.list('vendor_credit'))],
		vendors: await ledger.list('vendor'),
		claims: await ledger.claims(),
		postings: await ledger.postings(),
		withoutClasses: new Set(
			files.filter(({ tracksClasses }) => tracksClasses === false).map(({ books }) => books),
		),
		patienceDays,
		minutesPerBill,
	};
}
