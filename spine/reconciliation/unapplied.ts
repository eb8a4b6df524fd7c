import { type Minor, toMinor } from '../documents/money';
import { countedEntries } from './journal-entries';
import type { ReconciliationSource } from './source';

/** What moves a payable or receivable account beside its bills or invoices. Minor units. */
export interface OutsideDocuments {
	why: string;
	minor: Minor;
}

const ENTRIES = 'journal entries on the account, not settled yet';
const UNAPPLIED = 'payments that are applied to nothing';

/** What moves the accounts payable beside the open part of bills and credits: journal entries and unapplied payments. */
export function outsideBills(
	source: ReconciliationSource,
	books: string,
	accounts: ReadonlySet<string>,
): OutsideDocuments[] {
	const payments = source.billPayments.filter(
		(one) => one.books === books && one.date <= source.asOf,
	);
	// A liability grows by credits, which the records write negative.
	return outside(source, books, { accounts, payments, sign: -1, owed: 'bill' });
}

/** The same of the accounts receivable, which invoices and credit memos move. */
export function outsideInvoices(
	source: ReconciliationSource,
	books: string,
	accounts: ReadonlySet<string>,
): OutsideDocuments[] {
	const payments = source.customerPayments.filter(
		(one) => one.books === books && one.date <= source.asOf,
	);
	return outside(source, books, { accounts, payments, sign: 1, owed: 'invoice' });
}

interface Settlement {
	deleted?: boolean | undefined;
	voided?: boolean | undefined;
	total: number;
	applied: ReadonlyArray<{ transaction: string; type: string; amount: number }>;
}

function outside(
	source: ReconciliationSource,
	books: string,
	side: {
		accounts: ReadonlySet<string>;
		payments: readonly Settlement[];
		/** By which a debit on the account counts. */
		sign: 1 | -1;
		owed: 'bill' | 'invoice';
	},
): OutsideDocuments[] {
	const { currency } = source.settings;
	/** What each journal entry adds to the account. */
	const entered = new Map<string, Minor>();
	for (const { books: file, id, lines } of countedEntries(source)) {
		if (file !== books) continue;
		const own = lines.filter(({ account }) => side.accounts.has(account ?? ''));
		if (own.length === 0) continue;
		entered.set(
			id,
			own.reduce((sum, { amount }) => sum + side.sign * toMinor(amount, currency), 0),
		);
	}
	const open = new Map(entered);
	const unapplied: OutsideDocuments[] = [];
	for (const { deleted, voided, total, applied } of side.payments) {
		if (deleted === true || voided === true) continue;
		let rest = toMinor(total, currency);
		for (const { transaction, type, amount } of applied) {
			const minor = toMinor(amount, currency);
			const entry = type === 'journal_entry' ? (entered.get(transaction) ?? 0) : 0;
			const isOwed = type === side.owed || entry > 0;
			rest -= isOwed ? minor : -minor;
			if (entry !== 0) {
				open.set(transaction, (open.get(transaction) ?? 0) - (isOwed ? minor : -minor));
			}
		}
		unapplied.push({ why: UNAPPLIED, minor: -rest });
	}
	return [...[...open.values()].map((minor) => ({ why: ENTRIES, minor })), ...unapplied];
}
