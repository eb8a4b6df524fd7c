import type { QuickBooksOnline } from '../client';
import { readRow } from '../row';

/** What of a transaction decides whether it may still be changed or removed. */
interface Transaction {
	Id: string;
	TxnDate?: string | undefined;
	TotalAmt?: number | undefined;
	Balance?: number | undefined;
	LinkedTxn?: ReadonlyArray<{ TxnId: string; TxnType: string }> | undefined;
}

/** Links that say money moved on it, or that another transaction stands on it. */
const MOVED: Readonly<Record<string, string>> = {
	Bill: 'billed',
	BillPaymentCheck: 'paid',
	BillPaymentCreditCard: 'paid',
	Deposit: 'deposited',
	JournalEntry: 'settled by a journal entry',
	Payment: 'paid',
};

/**
 * Why a transaction must not be changed or removed any more: money moved on it, something was made
 * of it, or its period is closed (`BookCloseDate` of the preferences). Nothing where it may.
 */
export async function lockOf(
	client: QuickBooksOnline,
	what: string,
	row: Transaction,
	signal?: AbortSignal,
): Promise<string | undefined> {
	const link = row.LinkedTxn?.find(({ TxnType }) => MOVED[TxnType] !== undefined);
	if (link !== undefined) {
		return `${what} was ${MOVED[link.TxnType] ?? 'used'} in QuickBooks (${link.TxnType} ${link.TxnId}), so it stays as it is. Settle the difference there with a credit or an adjusting entry.`;
	}
	if (row.Balance !== undefined && row.Balance !== row.TotalAmt) {
		return `${what} is paid or partly paid in QuickBooks, so it stays as it is. Settle the difference there with a credit or an adjusting entry.`;
	}
	const preferences = readRow('Preferences', await client.preferences(signal));
	const closed = preferences.AccountingInfoPrefs?.BookCloseDate?.slice(0, 10);
	const date = row.TxnDate?.slice(0, 10);
	if (closed === undefined || closed === '' || date === undefined || date > closed) {
		return undefined;
	}
	return `${what} is dated ${date}, and the books are closed up to ${closed}, so it stays as it is. Make an adjusting entry in an open period.`;
}
