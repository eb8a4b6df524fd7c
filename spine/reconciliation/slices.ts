import { allocate, fromMinor, type Minor, toMinor } from '../documents/money';
import type { BooksTransactionRecord, CommitmentRecord } from '../documents/records';
import { sightBill } from '../ledger/record-sightings';
import type { Place, Places } from './places';
import { isOwn } from './row-facts';
import type { ReconciliationSource } from './source';

/** The part of a transaction of the books that belongs to one row. Amounts in minor units. */
export interface Slice {
	transaction: BooksTransactionRecord;
	place: Place;
	/** Before retainage; negative for a vendor credit. */
	gross: Minor;
	/** What the slice adds to the payable: gross less retainage, plus released. */
	net: Minor;
	retainage: Minor;
	released: Minor;
	/** Unpaid part; negative for an open credit. */
	open: Minor;
	/** Jobs of its lines that are not a job of its commitment's project. */
	strayJobs: string[];
}

/** A transaction, or the part of one, that belongs to no row, and why. */
export interface Excluded {
	transaction: BooksTransactionRecord;
	why: string;
	net: Minor;
	open: Minor;
	retainage: Minor;
	/** Its amounts are in another currency and are not added. */
	foreign?: true;
}

const NO_JOB = 'no customer:job on the line (overhead, or a job was forgotten)';
const OTHER_JOB = 'a customer:job that no project of the company settings names';

/**
 * Puts every bill, vendor credit and expense of the books into the rows it belongs to. One that is
 * tied to a commitment (by its claim, or by the purchase order it is linked to) belongs there as a
 * whole; any other is split by the projects of its lines' jobs.
 */
export function sliceTransactions(
	source: ReconciliationSource,
	places: Places,
): { slices: Slice[]; excluded: Excluded[] } {
	const { currency } = source.settings;
	const slices: Slice[] = [];
	const excluded: Excluded[] = [];
	const commitmentOf = commitments(source, places);
	const accounts = new Map<string, ReadonlySet<string>>();
	for (const transaction of source.transactions) {
		if (!counts(transaction, source.asOf)) continue;
		if (!isOwn(transaction.currency, source)) {
			const why = `in ${transaction.currency ?? 'another currency'}, which is not the currency of this report`;
			excluded.push({ transaction, why, net: 0, open: 0, retainage: 0, foreign: true });
			continue;
		}
		const own = accounts.get(transaction.books) ?? retainageAccountsOf(source, transaction.books);
		accounts.set(transaction.books, own);
		const vendor = places.booksVendor(transaction.books, transaction.vendor);
		const commitment = commitmentOf(transaction);
		const parts = commitment === undefined ? byProject(transaction, places) : undefined;
		const amounts = (part: BooksTransactionRecord) => sightBill(part, { currency }, own);
		if (parts === undefined) {
			const place = { books: transaction.books, project: commitment?.project, vendor, commitment };
			slices.push({
				...pick(amounts(transaction)),
				transaction,
				place,
				open: openOf(transaction, source),
				strayJobs: strayJobs(transaction, commitment, places),
			});
			continue;
		}
		const opens = shares(openOf(transaction, source), parts, currency);
		for (const [index, { lines, project, why }] of parts.entries()) {
			const whole = parts.length === 1;
			const total = lines.reduce((sum, { amount }) => sum + toMinor(amount, currency), 0);
			const part = whole
				? transaction
				: { ...transaction, lines, total: fromMinor(total, currency) };
			const seen = pick(amounts(part));
			const open = opens[index] ?? 0;
			if (project === undefined) {
				const retainage = seen.retainage - seen.released;
				excluded.push({ transaction, why, net: seen.net, open, retainage });
			} else {
				const place = { books: transaction.books, project, vendor };
				slices.push({ ...seen, transaction, place, open, strayJobs: [] });
			}
		}
	}
	return { slices, excluded };
}

/** Purchase orders ask for nothing, journal entries name no vendor's demand. */
function counts({ type, deleted, date }: BooksTransactionRecord, asOf: string): boolean {
	return (
		deleted !== true &&
		date <= asOf &&
		(type === 'bill' || type === 'vendor_credit' || type === 'expense')
	);
}

const pick = ({ gross, net, retainage, released }: ReturnType<typeof sightBill>) => ({
	gross,
	net,
	retainage,
	released,
});

function openOf({ type, balance }: BooksTransactionRecord, source: ReconciliationSource): Minor {
	const open = toMinor(balance ?? 0, source.settings.currency);
	return type === 'vendor_credit' ? -open : open;
}

/** Splits the unpaid part over the parts of a transaction by their totals. */
function shares(open: Minor, parts: readonly Part[], currency: string): Minor[] {
	const weights = parts.map(({ lines }) =>
		Math.max(
			0,
			lines.reduce((sum, { amount }) => sum + toMinor(amount, currency), 0),
		),
	);
	return allocate(fromMinor(open, currency), weights, currency).map((part) =>
		toMinor(part, currency),
	);
}

interface Part {
	lines: BooksTransactionRecord['lines'];
	project?: string;
	why: string;
}

function byProject(transaction: BooksTransactionRecord, places: Places): Part[] {
	const parts = new Map<string, Part>();
	for (const line of transaction.lines) {
		const project =
			line.job === undefined ? undefined : places.projectOfJob(transaction.books, line.job);
		const why = line.job === undefined ? NO_JOB : OTHER_JOB;
		const key = project ?? why;
		const part = parts.get(key) ?? {
			lines: [],
			why,
			...(project === undefined ? {} : { project }),
		};
		part.lines.push(line);
		parts.set(key, part);
	}
	return parts.size === 0 ? [{ lines: [], why: NO_JOB }] : [...parts.values()];
}

/** Which commitment a transaction is tied to: its claim's, else the one whose order it is linked to. */
function commitments(
	{ claims, transactions }: ReconciliationSource,
	places: Places,
): (transaction: BooksTransactionRecord) => CommitmentRecord | undefined {
	const byBill = new Map(
		claims.flatMap(({ books, booksId, commitment }): Array<[string, string]> =>
			booksId === undefined || commitment === undefined
				? []
				: [[`${books ?? ''} ${booksId}`, commitment]],
		),
	);
	const orders = new Map(
		transactions
			.filter(({ type }) => type === 'purchase_order')
			.map((order) => [`${order.books} ${order.id}`, order]),
	);
	return (transaction) => {
		const { books, type, id, lines } = transaction;
		const billed = byBill.get(`${books} ${type === 'vendor_credit' ? `credit:${id}` : id}`);
		const claimed = type === 'expense' ? undefined : places.commitment(billed);
		if (claimed !== undefined) return claimed;
		const linked = new Set(
			lines.flatMap(({ purchaseOrder }) => {
				const order = orders.get(`${books} ${purchaseOrder ?? ''}`);
				return order === undefined ? [] : places.commitmentsByNumber(order.number, books);
			}),
		);
		const [only] = linked;
		return linked.size === 1 ? only : undefined;
	};
}

/** Accounts of a company file that hold retainage, by id, as the settings name them by id or by name. */
export function retainageAccountsOf(
	{ settings, accounts }: Pick<ReconciliationSource, 'settings' | 'accounts'>,
	books: string,
): ReadonlySet<string> {
	const named = settings.accounts.retainagePayable;
	if (named === undefined) return new Set();
	const found = accounts.filter(
		({ id, name, fullName, books: file }) =>
			file === books && (id === named || name === named || fullName === named),
	);
	return new Set(found.map(({ id }) => id));
}

function strayJobs(
	{ books, lines }: BooksTransactionRecord,
	commitment: CommitmentRecord | undefined,
	places: Places,
): string[] {
	if (commitment === undefined) return [];
	const jobs = new Set(lines.flatMap(({ job }) => job ?? []));
	return [...jobs].filter((job) => places.projectOfJob(books, job) !== commitment.project);
}
