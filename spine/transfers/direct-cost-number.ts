import type { BooksTransactionRecord } from '../documents/records';
import type { CostPart } from './direct-cost-parts';

/** A transaction as people call it. */
export const NAMES = {
	bill: 'Bill',
	vendor_credit: 'Vendor credit',
	expense: 'Expense',
	purchase_order: 'Purchase order',
	journal_entry: 'Journal entry',
} as const satisfies Record<BooksTransactionRecord['type'], string>;

/**
 * Gives out the numbers of direct costs, which must be unique for a vendor in the project system. A
 * transaction keeps its own number; one without is called by its id, and of two with the same number
 * the later one gets its id behind it. So the same transactions get the same numbers every time,
 * asked in the same order.
 */
export class DirectCostNumbers {
	private readonly taken = new Map<string, string>();

	/** @returns undefined for a bill whose number another bill of the vendor has: one of them may be a duplicate. */
	of(transaction: BooksTransactionRecord): string | undefined {
		const { type, id, books, vendor = '' } = transaction;
		const own = transaction.number?.trim() ?? '';
		if (own === '') return `${NAMES[type]} ${id}`;
		const key = JSON.stringify([books, vendor, own.toLowerCase()]);
		const holder = this.taken.get(key);
		if (holder === undefined) this.taken.set(key, type);
		if (holder === undefined) return own;
		return holder === 'bill' && type === 'bill' ? undefined : `${own} (${id})`;
	}
}

/** The number of one part; more than one part is told apart by project, and within it by position. */
export function partNumber(number: string, { of, project, number: position }: CostPart): string {
	if (of === 1) return number;
	const where = project.number ?? project.id;
	return `${number} [${position === 1 ? where : `${where}/${position}`}]`;
}
