import { allocate, fromMinor, toMinor, type Minor } from '../documents/money';

/**
 * What a bill payment was applied to. `owed`: a bill, or a journal entry that adds to the payable;
 * `credit`: a vendor credit, or an entry that takes from the payable without money; `paid`: an entry
 * that takes from it against a bank or card account, which is money like the payment's own.
 */
export interface AppliedPart {
	/** Unique in the payment. */
	id: string;
	role: 'owed' | 'credit' | 'paid';
	/** Positive. */
	amount: Minor;
	/** Commitment it belongs to, where it belongs to one. */
	commitment?: string;
}

/** How much of what was owed was settled with money, and how much with credits. */
export interface SettledPart {
	id: string;
	cash: Minor;
	credited: Minor;
}

/**
 * Splits a bill payment by what it settles. The parts' cash adds up exactly to the payment's total,
 * entries that are money included, as far as it was applied; what was overpaid belongs to no part.
 *
 * The books do not say which bill a credit in a payment was taken from. A credit that belongs to a
 * commitment is taken from the bills of that commitment first (a back-charge from the sub's own
 * invoice); the rest is spread over all bills of the payment in proportion to what is left of them,
 * largest remainder first, so that no cent is lost.
 *
 * @param total money that the payment itself moved.
 * @returns undefined when the parts do not make up the total, so that nothing can be said about them.
 */
export function splitPayment(
	total: Minor,
	parts: readonly AppliedPart[],
	currency: string,
): SettledPart[] | undefined {
	const sumOf = (role: AppliedPart['role']): Minor =>
		parts.reduce((sum, part) => sum + (part.role === role ? part.amount : 0), 0);
	const owed = parts.filter(({ role }) => role === 'owed');
	const owedTotal = sumOf('owed');
	const creditTotal = Math.min(sumOf('credit'), owedTotal);
	if (total + sumOf('paid') < owedTotal - creditTotal) return undefined;
	const left = new Map(owed.map(({ id, amount }) => [id, amount]));
	const take = (amount: Minor, from: readonly AppliedPart[]): Minor => {
		const open = from.map(({ id }) => left.get(id) ?? 0);
		const taken = Math.min(
			amount,
			open.reduce((sum, part) => sum + part, 0),
		);
		if (taken === 0) return 0;
		const shares = allocate(fromMinor(taken, currency), open, currency);
		for (const [index, { id }] of from.entries()) {
			left.set(id, (left.get(id) ?? 0) - toMinor(shares[index] ?? 0, currency));
		}
		return taken;
	};
	let unplaced = creditTotal;
	for (const credit of parts) {
		if (credit.role !== 'credit' || credit.commitment === undefined) continue;
		const own = owed.filter(({ commitment }) => commitment === credit.commitment);
		unplaced -= take(Math.min(credit.amount, unplaced), own);
	}
	take(unplaced, owed);
	return owed.map(({ id, amount }) => {
		const cash = left.get(id) ?? 0;
		return { id, cash, credited: amount - cash };
	});
}
