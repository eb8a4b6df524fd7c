import { toMinor } from '../documents/money';
import type { CompanySettings } from '../documents/settings';
import type { Ledger } from '../ledger/ledger';
import type { ReconciliationSource, SignedChangeOrder } from './source';

/** Types of records that are transactions of the books. */
const TRANSACTIONS = [
	'bill',
	'vendor_credit',
	'expense',
	'purchase_order',
	'journal_entry',
] as const;

/** Reads everything the month-end report looks at from the ledger; calls neither system. */
export async function gatherReconciliation(
	ledger: Ledger,
	settings: CompanySettings,
	asOf: string,
): Promise<ReconciliationSource> {
	const claims = await ledger.claims();
	const transactions: ReconciliationSource['transactions'] = [];
	for (const type of TRANSACTIONS) {
		for (const record of await ledger.list(type)) transactions.push(record);
	}
	return {
		asOf,
		settings,
		directory: await ledger.directory(),
		books: await ledger.list('books'),
		accounts: await ledger.list('account'),
		changeOrders: await ledger.list('change_order'),
		requisitions: await ledger.list('requisition'),
		payments: await ledger.list('contract_payment'),
		transactions,
		billPayments: await ledger.list('bill_payment'),
		claims,
		holds: claims
			.filter(({ waits }) => waits)
			.map(({ id, vendor, commitment, project, gross, day }) => ({
				claim: id,
				gross,
				since: day,
				...(vendor === undefined ? {} : { vendor }),
				...(commitment === undefined ? {} : { commitment }),
				...(project === undefined ? {} : { project }),
			})),
		signedChangeOrders: await signedChangeOrders(ledger, settings.currency),
		ages: await ledger.ages(),
	};
}

/** Change orders that reached us with a signature for our side; the same number again counts once, as it came last. */
async function signedChangeOrders(ledger: Ledger, currency: string): Promise<SignedChangeOrder[]> {
	const latest = new Map<string, SignedChangeOrder>();
	for (const { commitment, document } of await ledger.changeOrderDocuments()) {
		if (document.total === undefined || (document.changeOrder?.signatures.length ?? 0) === 0) {
			continue;
		}
		latest.set(`${commitment} ${document.number ?? document.source.key}`, {
			commitment,
			amount: toMinor(document.total, currency),
			...(document.number === undefined ? {} : { number: document.number }),
		});
	}
	return [...latest.values()];
}
