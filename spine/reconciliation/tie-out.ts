import { fromMinor, type Minor, toMinor } from '../documents/money';
import type { AccountRecord, BooksTransactionRecord } from '../documents/records';
import type { TieOut } from './row';
import { type Excluded, retainageAccountsOf, type Slice } from './slices';
import { isOwn } from './row-facts';
import type { ReconciliationSource } from './source';

/**
 * Ties the report's totals to the books, one company file after another: bills less credits to all
 * bills of the books, open amounts to the accounts payable, retainage to its liability account.
 * What is in the account and in no row is listed with its reason; what no reason explains is the
 * residue.
 */
export function tieOuts(
	source: ReconciliationSource,
	slices: readonly Slice[],
	excluded: readonly Excluded[],
): TieOut[] {
	const files = new Set(source.transactions.map(({ books }) => books));
	return [...files].sort().flatMap((books) => {
		const own = slices.filter(({ transaction }) => transaction.books === books);
		const out = excluded.filter(({ transaction }) => transaction.books === books);
		return [
			bills(source, books, own, out),
			payables(source, books, own, out),
			retainage(source, books, own, out),
		];
	});
}

interface Counted {
	slices: readonly Slice[];
	excluded: readonly Excluded[];
	slice: (slice: Slice) => Minor;
	exclusion: (excluded: Excluded) => Minor;
	more?: TieOut['exclusions'];
	inBooks?: Minor | undefined;
}

function tie(
	head: Pick<TieOut, 'books' | 'what' | 'account'>,
	counted: Counted,
	currency: string,
): TieOut {
	const inReport = counted.slices.reduce((sum, one) => sum + counted.slice(one), 0);
	const byReason = new Map<string, { count: number; minor: Minor }>();
	for (const one of counted.excluded) {
		const minor = counted.exclusion(one);
		if (minor === 0 && one.foreign !== true) continue;
		const before = byReason.get(one.why) ?? { count: 0, minor: 0 };
		byReason.set(one.why, { count: before.count + 1, minor: before.minor + minor });
	}
	const exclusions = [
		...[...byReason].map(([why, { count, minor }]) => ({
			why,
			count,
			amount: fromMinor(minor, currency),
		})),
		...(counted.more ?? []),
	];
	const outside = exclusions.reduce((sum, { amount }) => sum + toMinor(amount, currency), 0);
	return {
		...head,
		inReport: fromMinor(inReport, currency),
		exclusions,
		...(counted.inBooks === undefined
			? {}
			: {
					inBooks: fromMinor(counted.inBooks, currency),
					residue: fromMinor(counted.inBooks - inReport - outside, currency),
				}),
	};
}

const isBill = ({ type }: BooksTransactionRecord): boolean =>
	type === 'bill' || type === 'vendor_credit';

function bills(
	source: ReconciliationSource,
	books: string,
	slices: readonly Slice[],
	excluded: readonly Excluded[],
): TieOut {
	const currency = source.settings.currency;
	const all = source.transactions
		.filter((one) => one.books === books && isBill(one) && isOwn(one.currency, source))
		.filter(({ deleted, date }) => deleted !== true && date <= source.asOf)
		.reduce(
			(sum, { type, total }) =>
				sum + (type === 'vendor_credit' ? -1 : 1) * toMinor(total, currency),
			0,
		);
	return tie(
		{ books, what: 'bills' },
		{
			slices: slices.filter(({ transaction }) => isBill(transaction)),
			excluded: excluded.filter(({ transaction }) => isBill(transaction)),
			slice: ({ net }) => net,
			exclusion: ({ net }) => net,
			inBooks: all,
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
			slices,
			excluded,
			slice: ({ open }) => open,
			exclusion: ({ open }) => open,
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
	const entries = source.transactions
		.filter(({ books: file, type, deleted, date }) => {
			return file === books && type === 'journal_entry' && deleted !== true && date <= source.asOf;
		})
		.flatMap(({ lines }) => lines.filter(({ account }) => ids.has(account ?? '')));
	const entered = entries.reduce((sum, { amount }) => sum + toMinor(amount, currency), 0);
	return tie(
		{ books, what: 'retainage', ...namesOf(accounts) },
		{
			slices,
			excluded,
			slice: (one) => one.retainage - one.released,
			exclusion: (one) => one.retainage,
			more:
				entries.length === 0
					? []
					: [
							{
								why: 'journal entries on the account',
								count: entries.length,
								amount: fromMinor(-entered, currency),
							},
						],
			inBooks: balanceOf(accounts, currency),
		},
		currency,
	);
}

function namesOf(accounts: readonly AccountRecord[]): { account?: string } {
	return accounts.length === 0
		? {}
		: { account: accounts.map(({ fullName }) => fullName).join(', ') };
}

/** Balances as the books state them; unknown where one account states none. */
function balanceOf(accounts: readonly AccountRecord[], currency: string): Minor | undefined {
	if (accounts.length === 0) return undefined;
	let total = 0;
	for (const { balance } of accounts) {
		if (balance === undefined) return undefined;
		total += toMinor(balance, currency);
	}
	return total;
}

/** One printed line of a tie-out. */
export interface TieLine {
	what: string;
	/** Whether it is what no reason explains. */
	residue?: true;
	count?: number;
	amount?: number | undefined;
}

/** The lines of one tie-out, as they are printed. */
export function tieLines({ inReport, exclusions, inBooks, residue }: TieOut): TieLine[] {
	return [
		{ what: 'In the rows of this report', amount: inReport },
		...exclusions.map(({ why, count: many, amount }) => ({
			what: `Left out: ${why}`,
			count: many,
			amount,
		})),
		{ what: inBooks === undefined ? 'In the books: not known' : 'In the books', amount: inBooks },
		{ what: 'Residue, not explained', amount: residue, residue: true },
	];
}
