import type { WatchedName } from '../../spine/procore/watched';
import type { OnlineEntity } from '../../spine/quickbooks/online/filterable';

/** What is watched in QuickBooks. */
export const ENTITIES = [
	'Vendor',
	'Bill',
	'VendorCredit',
	'BillPayment',
] as const satisfies readonly OnlineEntity[];

/** What is watched in Procore. */
export const WATCHED = ['subcontracts', 'payments'] as const satisfies readonly WatchedName[];

/** Names of what the watchers keep in the ledger. */
export const NOTES = {
	heard: 'quickbooks heard',
	seen: 'quickbooks seen',
	changes: 'quickbooks changes',
	box: 'procore deliveries',
	procore: 'procore changes',
} as const;
