import { toMinor } from '../documents/money';
import type { CustomerPaymentRecord } from '../documents/records';
import { splitPayment, type AppliedPart, type SettledPart } from './payment-split';

/** Why it cannot be told what a customer's payment paid with money. */
export type Untold = 'entry' | 'shared' | 'negative' | 'unbalanced';

/**
 * How much of each invoice a customer's payment settles with money, and how much with credits;
 * `id` is the invoice in the books. An invoice that stands in several lines is one part. The books
 * do not say which invoice a credit memo was taken from: it is spread over all of them.
 *
 * @returns a reason where a journal entry takes part in it, a line names several transactions for
 * one amount, or the parts do not make up the total.
 */
export function receivedParts(
	{ total, applied }: Pick<CustomerPaymentRecord, 'total' | 'applied'>,
	currency: string,
): SettledPart[] | Untold {
	const parts = new Map<string, AppliedPart>();
	for (const { transaction, type, amount, shared } of applied) {
		if (amount === 0) continue;
		if (shared === true) return 'shared';
		if (type === 'journal_entry') return 'entry';
		if (amount < 0) return 'negative';
		const key = `${type} ${transaction}`;
		parts.set(key, {
			id: transaction,
			role: type === 'invoice' ? 'owed' : 'credit',
			amount: (parts.get(key)?.amount ?? 0) + toMinor(amount, currency),
		});
	}
	return splitPayment(toMinor(total, currency), [...parts.values()], currency) ?? 'unbalanced';
}
