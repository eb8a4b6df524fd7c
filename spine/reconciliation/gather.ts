import { dateIn } from '../documents/dates';
import { toMinor } from '../documents/money';
import type { CompanySettings } from '../documents/settings';
import { changeOrderNumber } from '../gate/change-order-reference';
import { isSigned } from '../gate/change-orders';
import type { Ledger } from '../ledger/ledger';
import type { Override, ReconciliationSource, SignedChangeOrder } from './source';

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
	const fieldData = await ledger.list('field_data');
	const policy = (await ledger.getSettings())?.policy;
	const keeps = (register: 'waivers' | 'compliance'): boolean =>
		policy?.sources.includes(register) === true ||
		fieldData.some(({ source, deleted }) => source === register && deleted !== true);
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
			.map(({ vendor, commitment, project, gross, day }) => ({
				gross,
				since: day,
				...(vendor === undefined ? {} : { vendor }),
				...(commitment === undefined ? {} : { commitment }),
				...(project === undefined ? {} : { project }),
			})),
		signedChangeOrders: await signedChangeOrders(ledger, settings.currency),
		primeContracts: await ledger.list('prime_contract'),
		ownerInvoices: await ledger.list('owner_invoice'),
		invoices: await ledger.list('invoice'),
		customerPayments: await ledger.list('customer_payment'),
		fieldData,
		uses: { waivers: keeps('waivers'), compliance: keeps('compliance') },
		overrides: await overridesOf(ledger, settings, asOf),
		verifications: (await ledger.verifications())
			.map(({ at, ...about }) => ({ ...about, day: dateIn(at, settings.timeZone) }))
			.filter(({ day }) => day <= asOf),
		ages: await ledger.ages(),
	};
}

/** What people released in the month of the report, up to its day. On a fixed business date everything is of that day. */
async function overridesOf(
	ledger: Ledger,
	{ now, timeZone }: CompanySettings,
	asOf: string,
): Promise<Override[]> {
	const fixed = now === undefined || now === 'mail' ? undefined : dateIn(now, timeZone);
	return (await ledger.overrides())
		.map(({ at, ...rest }) => ({ ...rest, day: fixed ?? dateIn(at, timeZone) }))
		.filter(({ day }) => day <= asOf && day.slice(0, 7) === asOf.slice(0, 7));
}

/** Change orders that reached us signed, proposals left out; the same number again counts once, as it came last. */
async function signedChangeOrders(ledger: Ledger, currency: string): Promise<SignedChangeOrder[]> {
	const latest = new Map<string, SignedChangeOrder>();
	for (const { commitment, document } of await ledger.changeOrderDocuments()) {
		if (document.total === undefined || !isSigned(document)) continue;
		const number = changeOrderNumber(document.number);
		latest.set(`${commitment} ${number ?? document.source.key}`, {
			commitment,
			amount: toMinor(document.total, currency),
			...(number === undefined ? {} : { number }),
		});
	}
	return [...latest.values()];
}
