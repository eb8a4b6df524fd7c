import { type Minor, toMinor } from '../documents/money';
import type { BooksTransactionRecord } from '../documents/records';
import { costAccounts, countedEntries, type EntryCosts } from './journal-entries';
import { isOwn } from './row-facts';
import type { TieOut } from './row';
import { type Excluded, retainageAccountsOf, type Slice } from './slices';
import type { ReconciliationSource } from './source';
import { balanceOf, namesOf, tie } from './tie';
import { outsideBills } from './unapplied';

/**
 * Ties the report's totals to the books, one company file after another: bills less credits to all
 * bills of the books, open amounts to the accounts payable, retainage to its liability account, cost
 * by journal entries to what all of them put on cost accounts. What is in the account and in no row is
 * listed with its reason; what no reason explains is the residue.
 */
export function tieOuts(
	source: ReconciliationSource,
	slices: readonly Slice[],
	excluded: readonly Excluded[],
	entries: EntryCosts,
): TieOut[] {
	const files = new Set(source.transactions.map(({ books }) => books));
	return [...files].sort().flatMap((books) => {
		const own = slices.filter(({ transaction }) => transaction.books === books);
		const out = excluded.filter(({ transaction }) => transaction.books === books);
		return [
			bills(source, books, own, out),
			payables(source, books, own, out),
			retainage(source, books, own, out),
			...entered(source, books, entries),
		];
	});
}

const isBill = ({ type }: BooksTransactionRecord): boolean =>
	type === 'bill' || type === 'vendor_credit';

const sum = <T>(list: readonly T[], amount: (one: T) => Minor): Minor =>
	list.reduce((total, one) => total + amount(one), 0);

/** What is in no row, each with its reason. */
const left = (excluded: readonly Excluded[], amount: (one: Excluded) => Minor) =>
	excluded.map((one) => ({ why: one.why, foreign: one.foreign, minor: amount(one) }));

function bills(
	source: ReconciliationSource,
	books: string,
	slices: readonly Slice[],
	excluded: readonly Excluded[],
): TieOut {
	const currency = source.settings.currency;
	const all = source.transactions
		.filter((one) => one.books === books && isBill(one) && isOwn(one.currency, source))
		.filter(({ deleted, date }) => deleted !== true && date <= source.asOf);
	return tie(
		{ books, what: 'bills' },
		{
			inReport: sum(
				slices.filter(({ transaction }) => isBill(transaction)),
				({ net }) => net,
			),
			excluded: left(
				excluded.filter(({ transaction }) => isBill(transaction)),
				({ net }) => net,
			),
			inBooks: sum(
				all,
				({ type, total }) => (type === 'vendor_credit' ? -1 : 1) * toMinor(total, currency),
			),
		},
		currency,
	);
}

function payables(
	source: ReconciliationSource,
	books: string,
	slices: readonly Slice[],
	excluded: readonly Excluded[],
): TieOut {
	const currency = source.settings.currency;
	const accounts = source.accounts.filter(
		(account) => account.books === books && account.accountType === 'Accounts Payable',
	);
	return tie(
		{ books, what: 'payables', ...namesOf(accounts) },
		{
			inReport: sum(slices, ({ open }) => open),
			excluded: [
				...left(excluded, ({ open }) => open),
				...outsideBills(source, books, new Set(accounts.map(({ id }) => id))),
			],
			inBooks: balanceOf(accounts, currency),
		},
		currency,
	);
}

function retainage(
	source: ReconciliationSource,
	books: string,
	slices: readonly Slice[],
	excluded: readonly Excluded[],
): TieOut {
	const currency = source.settings.currency;
	const ids = retainageAccountsOf(source, books);
	const accounts = source.accounts.filter(
		(account) => account.books === books && ids.has(account.id),
	);
	const lines = countedEntries(source)
		.filter((entry) => entry.books === books)
		.flatMap((entry) => entry.lines.filter(({ account }) => ids.has(account ?? '')));
	return tie(
		{ books, what: 'retainage', ...namesOf(accounts) },
		{
			inReport: sum(slices, (one) => one.retainage - one.released),
			excluded: [
				...left(excluded, (one) => one.retainage),
				...lines.map(({ amount }) => ({
					why: 'journal entries on the account',
					minor: -toMinor(amount, currency),
				})),
			],
			inBooks: balanceOf(accounts, currency),
		},
		currency,
	);
}

/** Cost by journal entries, against every line of theirs on a cost account; nothing where there are none. */
function entered(source: ReconciliationSource, books: string, { rows, excluded }: EntryCosts) {
	const currency = source.settings.currency;
	const costs = costAccounts(source);
	const lines = countedEntries(source)
		.filter((entry) => entry.books === books)
		.flatMap((entry) => entry.lines)
		.filter(({ account }) => costs.has(`${books} ${account ?? ''}`));
	if (lines.length === 0) return [];
	return [
		tie(
			{ books, what: 'journal entries' },
			{
				inReport: sum(
					rows.filter(({ place }) => place.books === books),
					({ minor }) => minor,
				),
				excluded: excluded.filter((one) => one.books === books),
				inBooks: sum(lines, ({ amount }) => toMinor(amount, currency)),
			},
			currency,
		),
	];
}
