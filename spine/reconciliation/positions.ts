import {
	allocate,
	type Amount,
	fromMinor,
	type Minor,
	sumAmounts,
	toMinor,
} from '../documents/money';
import type { CustomerPaymentRecord, InvoiceRecord } from '../documents/records';
import { percentOf } from './build-row';
import type { OwnerBilling } from './owner';
import type { Places } from './places';
import type { ReconciliationRow } from './row';
import { isOwn } from './row-facts';
import type { ReconciliationSource } from './source';

/**
 * A project: what its owner was billed and paid, beside what it cost. Amounts in the currency of the
 * report, gross of retainage unless said otherwise; absent: not known.
 */
export interface ProjectPosition {
	project: string;
	number?: string;
	name?: string;
	books?: string;
	/** Prime contracts with their approved change orders. */
	contract?: Amount;
	/** Approved owner invoices to date. */
	ownerBilled?: Amount;
	/** Retainage that the owner holds. */
	ownerRetainage?: Amount;
	/** Invoices of the books to the project's customer:job, as they stand there. */
	invoiced: Amount;
	received: Amount;
	receivable: Amount;
	/** Commitments as revised, and the bills net of credits, checks and journal entries of the project. */
	committed: Amount;
	cost: Amount;
	paid: Amount;
	/** Owner billed less cost: below zero the cost runs ahead of the owner. */
	overUnder?: Amount;
	costToOwnerPercent?: number;
	/** Received less paid. */
	cash: Amount;
}

/** Owner side against cost by project, for projects that have either. */
export function projectPositions(
	source: ReconciliationSource,
	places: Places,
	rows: readonly ReconciliationRow[],
	owners: OwnerBilling,
): ProjectPosition[] {
	const { currency } = source.settings;
	const amount = (minor: Minor): Amount => fromMinor(minor, currency);
	const total = (list: ReadonlyArray<Amount | undefined>): Amount => sumAmounts(list, currency);
	const invoices = new Map<string, InvoiceRecord[]>();
	for (const invoice of countedInvoices(source)) {
		const project = projectOf(invoice, places);
		if (project !== undefined) invoices.set(project, [...(invoices.get(project) ?? []), invoice]);
	}
	const received = receivedByProject(source, places);
	const ids = new Set([
		...rows.flatMap(({ project }) => project ?? []),
		...owners.billed.keys(),
		...invoices.keys(),
	]);
	return [...ids]
		.map((id): ProjectPosition => {
			const own = rows.filter(({ project }) => project === id);
			const billed = owners.billed.get(id);
			const retainage = owners.retainage.get(id);
			const contract = contractOf(id, source);
			const cost = total(
				own.flatMap((row) => [row.posted, -row.credits, row.expenses, row.journalEntries]),
			);
			const paid = total(own.flatMap((row) => [row.paidInBooks, row.expenses]));
			const known = places.project(id);
			const books = places.booksOfProject(id);
			const into = amount(received.get(id) ?? 0);
			const percent = percentOf(toMinor(cost, currency), billed);
			return {
				project: id,
				...(known?.number === undefined ? {} : { number: known.number }),
				...(known === undefined ? {} : { name: known.name }),
				...(books === undefined ? {} : { books }),
				...(contract === undefined ? {} : { contract }),
				...(billed === undefined ? {} : { ownerBilled: amount(billed) }),
				...(retainage === undefined ? {} : { ownerRetainage: amount(retainage) }),
				invoiced: total((invoices.get(id) ?? []).map((one) => one.total)),
				received: into,
				receivable: total((invoices.get(id) ?? []).map(({ balance }) => balance)),
				committed: total(own.map(({ revised }) => revised)),
				cost,
				paid,
				...(billed === undefined ? {} : { overUnder: total([amount(billed), -cost]) }),
				...(percent === undefined ? {} : { costToOwnerPercent: percent }),
				cash: total([into, -paid]),
			};
		})
		.sort((a, b) =>
			(a.number ?? a.name ?? a.project).localeCompare(b.number ?? b.name ?? b.project, 'en', {
				numeric: true,
			}),
		);
}

/** Invoices that count: not deleted, up to the day of the report, in its currency. */
export function countedInvoices(source: ReconciliationSource): InvoiceRecord[] {
	return source.invoices.filter(
		(one) => one.deleted !== true && one.date <= source.asOf && isOwn(one.currency, source),
	);
}

/** Project of the customer:job that an invoice is to. */
export function projectOf(
	{ books, customer }: Pick<InvoiceRecord, 'books' | 'customer'>,
	places: Places,
): string | undefined {
	return customer === undefined ? undefined : places.projectOfJob(books, customer);
}

/** Prime contracts of a project as revised; undefined: it has none. */
function contractOf(project: string, source: ReconciliationSource): Amount | undefined {
	const own = source.primeContracts.filter(
		(one) => one.project === project && one.deleted !== true && one.status !== 'void',
	);
	if (own.length === 0) return undefined;
	return sumAmounts(
		own.map(
			({ original, approvedChanges, revised }) => revised ?? original + (approvedChanges ?? 0),
		),
		source.settings.currency,
	);
}

/** Money of customers by project: what a payment settles over several projects is split by it. */
function receivedByProject(source: ReconciliationSource, places: Places): Map<string, Minor> {
	const { currency } = source.settings;
	const invoices = new Map(source.invoices.map((one) => [`${one.books} ${one.id}`, one]));
	const received = new Map<string, Minor>();
	for (const payment of source.customerPayments) {
		if (!isCounted(payment, source)) continue;
		const settled = payment.applied.flatMap(({ type, transaction, amount }) => {
			const invoice =
				type === 'invoice' ? invoices.get(`${payment.books} ${transaction}`) : undefined;
			return invoice === undefined ? [] : [{ project: projectOf(invoice, places), amount }];
		});
		const own = settled.length > 0 ? settled : [{ project: projectOf(payment, places), amount: 1 }];
		const parts = allocate(
			payment.total,
			own.map((one) => Math.max(0, toMinor(one.amount, currency))),
			currency,
		);
		own.forEach(({ project }, index) => {
			if (project === undefined) return;
			const minor = toMinor(parts[index] ?? 0, currency);
			received.set(project, (received.get(project) ?? 0) + minor);
		});
	}
	return received;
}

function isCounted(
	{ deleted, voided, date, currency }: CustomerPaymentRecord,
	source: ReconciliationSource,
): boolean {
	return deleted !== true && voided !== true && date <= source.asOf && isOwn(currency, source);
}
