import type { AccountRecord, BooksTransactionRecord } from '../documents/records';
import type { AppliedPart } from './payment-split';

const PAYABLE = 'Accounts Payable';
const MONEY = new Set(['Bank', 'Credit Card']);

/**
 * What a journal entry does in a bill payment: one that credits accounts payable adds to what is
 * owed; one that debits it takes from it, with money where everything else in it is a bank or card
 * account, as a credit where none is.
 *
 * @returns undefined where its lines do not tell, or tell both.
 */
export function roleOfEntry(
	entry: BooksTransactionRecord | undefined,
	accounts: ReadonlyMap<string, AccountRecord>,
): AppliedPart['role'] | undefined {
	if (entry === undefined || entry.deleted === true) return undefined;
	const typed = entry.lines.map(({ amount, account }) => ({
		amount,
		type: accounts.get(account ?? '')?.accountType,
	}));
	const payable = typed.filter(({ type }) => type === PAYABLE);
	if (payable.length === 0) return undefined;
	if (payable.every(({ amount }) => amount < 0)) return 'owed';
	if (!payable.every(({ amount }) => amount > 0)) return undefined;
	const against = typed.filter(({ type, amount }) => type !== PAYABLE && amount < 0);
	if (against.length === 0 || against.some(({ type }) => type === undefined)) return undefined;
	const money = against.filter(({ type }) => MONEY.has(type ?? ''));
	if (money.length === against.length) return 'paid';
	return money.length === 0 ? 'credit' : undefined;
}
