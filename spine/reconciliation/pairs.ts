import type { Application } from './requisition-amounts';
import type { RowFacts } from './row-facts';
import type { Slice } from './slices';

/** One demand for money as both systems hold it; either side may be missing. */
export interface Pair {
	application?: Application;
	bills: Slice[];
}

/**
 * Pairs the approved applications of a row with the bills and credits of the books that are the
 * same claim. What has no counterpart stands alone. Expenses are never paired: they are shown
 * beside the bills.
 */
export function pairsOf({ applications, slices, claims }: RowFacts): Pair[] {
	const bills = slices.filter(({ transaction }) => transaction.type !== 'expense');
	const pairs: Pair[] = [];
	const used = new Set<Slice>();
	for (const application of applications) {
		if (!application.approved) continue;
		const claim = claims.find(({ requisition }) => requisition === application.requisition.id);
		const own = bills.filter((bill) => !used.has(bill) && isOf(bill, claim?.booksId, claim?.books));
		for (const bill of own) used.add(bill);
		pairs.push({ application, bills: own });
	}
	for (const bill of bills) if (!used.has(bill)) pairs.push({ bills: [bill] });
	return pairs;
}

function isOf({ transaction }: Slice, booksId: string | undefined, books: string | undefined) {
	const id = transaction.type === 'vendor_credit' ? `credit:${transaction.id}` : transaction.id;
	return booksId === id && (books === undefined || books === transaction.books);
}
