import type { QuickBooksOnline } from '../client';
import { readRow } from '../row';
import { readOnce, type Reader } from './read-once';

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

/** Last day of the closed periods; undefined where none is closed. */
export type ClosingDate = Reader<string | undefined>;

/** The closing date (`BookCloseDate` of the preferences), read once however many rows are judged by it. */
export function closingDateOf(client: Pick<QuickBooksOnline, 'preferences'>): ClosingDate {
	return readOnce(async (signal) => {
		const preferences = readRow('Preferences', await client.preferences(signal));
		const closed = preferences.AccountingInfoPrefs?.BookCloseDate?.slice(0, 10);
		return closed === '' ? undefined : closed;
	});
}

/**
 * Why a transaction must not be changed or removed any more: money moved on it, something was made
 * of it, or its period is closed, or the one that it is to be moved to (`newDate`). Nothing where it
 * may.
 */
export async function lockOf(
	closingDate: ClosingDate,
	what: string,
	row: Transaction,
	{ newDate, signal }: { newDate?: string | undefined; signal?: AbortSignal | undefined } = {},
): Promise<string | undefined> {
	const link = row.LinkedTxn?.find(({ TxnType }) => MOVED[TxnType] !== undefined);
	if (link !== undefined) {
		return `${what} was ${MOVED[link.TxnType] ?? 'used'} in QuickBooks (${link.TxnType} ${link.TxnId}), so it stays as it is. Settle the difference there with a credit or an adjusting entry.`;
	}
	if (row.Balance !== undefined && row.Balance !== row.TotalAmt) {
		return `${what} is paid or partly paid in QuickBooks, so it stays as it is. Settle the difference there with a credit or an adjusting entry.`;
	}
	const closed = await closingDate(signal);
	if (closed === undefined) return undefined;
	const date = row.TxnDate?.slice(0, 10);
	if (date !== undefined && date <= closed) {
		return `${what} is dated ${date}, and the books are closed up to ${closed}, so it stays as it is. Make an adjusting entry in an open period.`;
	}
	if (newDate !== undefined && newDate <= closed) {
		return `${what} would be dated ${newDate}, and the books are closed up to ${closed}, so it stays as it is. Give it a date in an open period in the project system, or have the period opened.`;
	}
	return undefined;
}
