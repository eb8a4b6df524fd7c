import Decimal from 'decimal.js';
import { type Minor, multiply, toMinor } from '../documents/money';
import type {
	BillPaymentRecord,
	BooksTransactionRecord,
	ChangeOrderRecord,
	CommitmentLine,
	CommitmentRecord,
	RecordOf,
} from '../documents/records';
import { groupBy } from './group-by';
import { type Place, type Places, rowKey } from './places';
import { type Application, applicationsOf, latestApproved } from './requisition-amounts';
import type { Slice } from './slices';
import type { EntryCost } from './journal-entries';
import type {
	OpenHold,
	Override,
	ReconciledClaim,
	ReconciliationSource,
	SignedChangeOrder,
	Verification,
} from './source';
import { changeOrderNumber } from '../gate/change-order-reference';

/** What is known about one row, before it is classified. Amounts in minor units. */
export interface RowFacts {
	place: Place;
	changes: {
		approved: Minor;
		count: number;
		pending: Minor;
		draft: Minor;
		/** Lines of the approved ones. */
		lines: CommitmentLine[];
		/** Signed change orders that reached us and are entered under no number; absent: none reached us. */
		unentered?: Minor;
	};
	original?: Minor;
	revised?: Minor;
	orderTotal?: Minor;
	applications: Application[];
	slices: Slice[];
	claims: ReconciledClaim[];
	holds: OpenHold[];
	paidInProjects: Minor;
	paidInBooks: Minor;
	/** Cost that journal entries put on the project. */
	entries?: EntryCost;
	/** What people released in the month, and the day of the latest verified document. */
	overrides: Override[];
	lastVerified?: string;
	/** Cumulative retainage of the latest approved application. */
	retainageInProjects?: Minor;
	retainageExpected?: Minor;
}

/** Indexes of the source that every row asks. */
export interface RowIndex {
	source: ReconciliationSource;
	places: Places;
	changeOrders: Map<string, ChangeOrderRecord[]>;
	requisitions: Map<string, ReconciliationSource['requisitions']>;
	payments: Map<string, Array<RecordOf<'contract_payment'>>>;
	signed: Map<string, SignedChangeOrder[]>;
	orders: Map<string, BooksTransactionRecord[]>;
	claims: Map<string, ReconciledClaim[]>;
	holds: Map<string, OpenHold[]>;
	entries: Map<string, EntryCost>;
	overrides: Map<string, Override[]>;
	verifications: Map<string, Verification[]>;
	/** Paid in the books by transaction, `books type id`. */
	paid: Map<string, Minor>;
}

/** Builds the indexes of a report. */
export function indexRows(
	source: ReconciliationSource,
	places: Places,
	entries: readonly EntryCost[],
): RowIndex {
	const living = <T extends { deleted?: boolean | undefined }>(list: readonly T[]): T[] =>
		list.filter(({ deleted }) => deleted !== true);
	const upTo = ({ date }: { date?: string | undefined }) =>
		date === undefined || date <= source.asOf;
	return {
		source,
		places,
		changeOrders: groupBy(living(source.changeOrders), ({ commitment }) => commitment),
		requisitions: groupBy(living(source.requisitions), ({ commitment }) => commitment),
		payments: groupBy(living(source.payments).filter(upTo), ({ commitment }) => commitment),
		signed: groupBy(source.signedChangeOrders, ({ commitment }) => commitment),
		orders: groupBy(
			living(source.transactions)
				.filter(({ type, currency }) => type === 'purchase_order' && isOwn(currency, source))
				.filter(upTo),
			(order) => {
				const [only, other] = places.commitmentsByNumber(order.number, order.books);
				return other === undefined ? only?.id : undefined;
			},
		),
		claims: groupBy(source.claims, ({ commitment }) => commitment),
		holds: groupBy(holdsUpTo(source), (hold) => rowKey(placeOfHold(hold, places))),
		entries: new Map(entries.map((one) => [rowKey(one.place), one])),
		overrides: groupBy(source.overrides, (one) => rowKey(placeOfHold(one, places))),
		verifications: groupBy(source.verifications, (one) => rowKey(placeOfHold(one, places))),
		paid: paidByTransaction(living(source.billPayments).filter(upTo), source.settings.currency),
	};
}

/** Whether an amount is in the currency of the report, so that it may be added. */
export function isOwn(currency: string | undefined, { settings }: ReconciliationSource): boolean {
	return currency === undefined || currency === settings.currency;
}

/** Documents that waited already on the day of the report. */
export function holdsUpTo({ holds, asOf }: ReconciliationSource): OpenHold[] {
	return holds.filter(({ since }) => since <= asOf);
}

/** The row that a held document belongs to; one that is about nobody knows whom has a row of its own. */
export function placeOfHold(
	hold: Pick<OpenHold, 'vendor' | 'commitment' | 'project'>,
	places: Places,
): Place {
	return {
		commitment: places.commitment(hold.commitment),
		...(hold.project === undefined
			? {}
			: { project: hold.project, books: places.booksOfProject(hold.project) }),
		...(hold.vendor === undefined ? {} : { vendor: `projects:${hold.vendor}` }),
	};
}

function paidByTransaction(payments: readonly BillPaymentRecord[], currency: string) {
	const paid = new Map<string, Minor>();
	for (const { books, voided, applied } of payments) {
		if (voided === true) continue;
		for (const { transaction, type, amount } of applied) {
			const key = `${books} ${type} ${transaction}`;
			paid.set(key, (paid.get(key) ?? 0) + toMinor(amount, currency));
		}
	}
	return paid;
}

/** Gathers what is known about a row. */
export function factsOf(place: Place, slices: Slice[], index: RowIndex): RowFacts {
	const { source } = index;
	const currency = source.settings.currency;
	const minor = (amount: number | undefined): Minor => toMinor(amount ?? 0, currency);
	const total = (list: ReadonlyArray<{ amount: number }>): Minor =>
		list.reduce((sum, { amount }) => sum + minor(amount), 0);
	const key = rowKey(place);
	const holds = index.holds.get(key) ?? [];
	const entries = index.entries.get(key);
	const lastVerified = (index.verifications.get(key) ?? [])
		.map(({ day }) => day)
		.sort()
		.at(-1);
	const reviewed = {
		overrides: index.overrides.get(key) ?? [],
		...(lastVerified === undefined ? {} : { lastVerified }),
		...(entries === undefined ? {} : { entries }),
	};
	const paidInBooks = slices.reduce((sum, slice) => sum + paidOf(slice, index), 0);
	const { commitment } = place;
	if (commitment === undefined) {
		return {
			place,
			changes: { approved: 0, count: 0, pending: 0, draft: 0, lines: [] },
			applications: [],
			slices,
			claims: [],
			holds,
			paidInProjects: 0,
			paidInBooks,
			...reviewed,
		};
	}
	const proposed = index.changeOrders.get(commitment.id) ?? [];
	const changes = proposed.filter(({ tier }) => tier === 'package');
	const approved = changes.filter(({ status }) => status === 'approved');
	const signed = index.signed.get(commitment.id) ?? [];
	const orders = index.orders.get(commitment.id) ?? [];
	const applications = applicationsOf(
		index.requisitions.get(commitment.id) ?? [],
		source.asOf,
		currency,
	);
	const payments = index.payments.get(commitment.id) ?? [];
	return {
		place,
		changes: {
			approved: total(approved),
			count: approved.length,
			pending: total(changes.filter(({ status }) => status === 'pending')),
			draft: total(changes.filter(({ status }) => status === 'draft')),
			lines: approved.flatMap(({ id, lines }) =>
				lines.length > 0 ? lines : proposed.flatMap((one) => (one.parent === id ? one.lines : [])),
			),
			...(signed.length === 0 ? {} : { unentered: unentered(signed, changes, minor) }),
		},
		original: minor(commitment.original),
		revised:
			commitment.revised === undefined
				? minor(commitment.original) + total(approved)
				: minor(commitment.revised),
		...(orders.length === 0
			? {}
			: { orderTotal: orders.reduce((sum, order) => sum + minor(order.total), 0) }),
		applications,
		slices,
		claims: index.claims.get(commitment.id) ?? [],
		holds,
		paidInProjects: total(payments),
		paidInBooks,
		...reviewed,
		...retainageFacts(commitment, applications, currency),
	};
}

/** Sum of the signed change orders that no change order stands for, by number, else by amount. */
function unentered(
	signed: readonly SignedChangeOrder[],
	changes: readonly ChangeOrderRecord[],
	minor: (amount: number) => Minor,
): Minor {
	const standing = changes.filter(({ status }) => status !== 'rejected' && status !== 'void');
	const numbers = new Set(standing.map(({ number }) => changeOrderNumber(number)));
	return signed
		.filter(({ number, amount }) =>
			number === undefined
				? !standing.some((one) => minor(one.amount) === amount)
				: !numbers.has(number),
		)
		.reduce((sum, { amount }) => sum + amount, 0);
}

/** Retainage held in the project system, and what the commitment's rate asks for on work and stored materials, less what was released. */
function retainageFacts(
	{ retainagePercent }: CommitmentRecord,
	applications: readonly Application[],
	currency: string,
): Pick<RowFacts, 'retainageInProjects' | 'retainageExpected'> {
	const latest = latestApproved(applications)?.requisition;
	if (latest?.totalRetainage === undefined) return {};
	const held = { retainageInProjects: toMinor(latest.totalRetainage, currency) };
	if (retainagePercent === undefined || latest.completedAndStored === undefined) return held;
	const full = multiply(
		latest.completedAndStored,
		new Decimal(retainagePercent).div(100).toString(),
		currency,
	);
	const released = applications
		.filter(({ approved }) => approved)
		.reduce((sum, application) => sum + application.released, 0);
	return { ...held, retainageExpected: toMinor(full, currency) - released };
}

/** What bill payments paid on a slice, by its share of the transaction's net. */
function paidOf({ transaction, net }: Slice, { paid, source }: RowIndex): Minor {
	if (transaction.type === 'expense') return 0;
	const { books, type, id } = transaction;
	const whole = paid.get(`${books} ${type} ${id}`) ?? 0;
	const total = toMinor(transaction.total, source.settings.currency);
	if (total === 0) return 0;
	// The net of a credit, or of a part that charges back, is negative already.
	return new Decimal(whole).times(net).div(total).toDecimalPlaces(0).toNumber();
}
