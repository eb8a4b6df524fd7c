import { formatAmount, fromMinor, toMinor } from '../../documents/money';
import type { PurchaseOrderWire } from './order-balance';
import type { WireLine } from './wire';

/** A line of a purchase order: one SOV line or change order of a commitment. */
export interface OrderLine {
	/** Id in QuickBooks where it is known. Without it the line is found by its description. */
	id?: string;
	description: string;
	/** Negative for a deductive change order. */
	amount: number;
	/** Item, or else account, by id. */
	item?: string;
	account?: string;
	job?: string;
	class?: string;
}

export interface PurchaseOrderWish {
	/** At most 21 characters; the order is found by number and vendor. */
	number: string;
	vendor: string;
	payableAccount: string;
	date?: string;
	memo?: string;
	/** `Closed` takes no more bills. */
	status?: 'Open' | 'Closed';
	lines: OrderLine[];
	/**
	 * What the whole order is to come to: the revised commitment. With it the lines are all lines of
	 * the commitment; without it they are those to be added or changed, and `status` is obeyed.
	 */
	total?: number;
}

/** A purchase order as a full update is to leave it. */
export interface OrderRevision {
	/** Lines as they are sent: standing ones first, unchanged (the same object) or changed in place, then new ones. */
	lines: Array<WireLine | Record<string, unknown>>;
	/** Wanted lines that are new or changed, to be looked for in the answer. */
	written: OrderLine[];
	/** Absent: the status is left as it stands. */
	status?: 'Open' | 'Closed';
	/** What a person should know of it, in sentences. */
	notes: string[];
}

/** What bills took from the lines, in minor units by line id; undefined where bills are linked but nobody knows to which lines. */
export type BilledLines = ReadonlyMap<string, number> | undefined;

/**
 * Plans the full update that brings a standing purchase order up to date. Every standing line is sent
 * back with its id, so that bills stay linked; a wanted line is found by id, else by what it says,
 * else (for a whole commitment) by charge and amount, and is changed in place while nothing is billed
 * on it; what is not found is added below. A deductive change order is a negative line of its own.
 * A line that bills draw on is never touched, and an order that was closed before it was used up
 * stays closed. The same wish on its own result changes nothing.
 *
 * @returns the revision, or why there is none: a billed line would have to change, or the order
 * would not come to the revised commitment because of lines that nobody but QuickBooks knows.
 */
export function planRevision(
	standing: PurchaseOrderWire,
	wish: PurchaseOrderWish,
	billed: BilledLines,
): { revision: OrderRevision } | { why: string } {
	const matches = matchLines(standing.Line, wish);
	const taken = (line: WireLine): boolean =>
		billed === undefined || (line.Id !== undefined && (billed.get(line.Id) ?? 0) !== 0);
	const written: OrderLine[] = [];
	const notes: string[] = [];
	const lines: OrderRevision['lines'] = [];
	const called = `purchase order ${wish.number}`;
	for (const line of standing.Line) {
		const match = matches.get(line);
		if (match === undefined || sameLine(line, match)) {
			lines.push(line);
		} else if (!taken(line)) {
			lines.push(changed(line, match));
			written.push(match);
		} else if (toMinor(line.Amount ?? 0) !== toMinor(match.amount)) {
			return {
				why: `Line "${line.Description ?? ''}" of ${called} is ${formatAmount(line.Amount ?? 0)} and bills are linked to it; the commitment now says ${formatAmount(match.amount)}. A billed line is not changed: carry the difference as a change order, or change the line in QuickBooks.`,
			};
		} else {
			lines.push(line);
			notes.push(
				`Line "${line.Description ?? ''}" of ${called} is billed already, so its text, charge, job and class stay as they are.`,
			);
		}
	}
	const matched = new Set(matches.values());
	for (const line of wish.lines.filter((one) => !matched.has(one))) {
		lines.push(lineBody(line, lines.length + 1));
		written.push(line);
	}
	const difference = unexplained(standing, wish, matches);
	if (difference !== undefined) return { why: difference };
	const status = statusOf(standing, wish, written.length > 0, billed, notes);
	return { revision: { lines, written, notes, ...(status === undefined ? {} : { status }) } };
}

/** Which wanted line each standing line is. */
function matchLines(
	standing: readonly WireLine[],
	wish: PurchaseOrderWish,
): Map<WireLine, OrderLine> {
	const matches = new Map<WireLine, OrderLine>();
	const taken = new Set<OrderLine>();
	const pair = (fits: (line: WireLine, wanted: OrderLine) => boolean): void => {
		for (const line of standing) {
			if (matches.has(line)) continue;
			const match = wish.lines.find((wanted) => !taken.has(wanted) && fits(line, wanted));
			if (match === undefined) continue;
			matches.set(line, match);
			taken.add(match);
		}
	};
	pair((line, wanted) => wanted.id !== undefined && wanted.id === line.Id);
	pair((line, wanted) => wanted.id === undefined && sameLine(line, wanted));
	pair((line, wanted) => wanted.id === undefined && line.Description === wanted.description);
	if (wish.total !== undefined) {
		pair(
			(line, wanted) =>
				wanted.id === undefined && sameLine({ ...line, Description: wanted.description }, wanted),
		);
	}
	return matches;
}

/** Whether a stored line says what is wanted. */
export function sameLine(line: WireLine, wanted: OrderLine): boolean {
	const detail = line.ItemBasedExpenseLineDetail ?? line.AccountBasedExpenseLineDetail;
	return (
		line.Description === wanted.description &&
		toMinor(line.Amount ?? 0) === toMinor(wanted.amount) &&
		line.ItemBasedExpenseLineDetail?.ItemRef?.value === wanted.item &&
		(wanted.item !== undefined ||
			line.AccountBasedExpenseLineDetail?.AccountRef?.value === wanted.account) &&
		detail?.CustomerRef?.value === wanted.job &&
		detail?.ClassRef?.value === wanted.class
	);
}

function changed(line: WireLine, wanted: OrderLine): Record<string, unknown> {
	return {
		...lineBody(wanted, line.LineNum ?? 1),
		Id: line.Id,
		...(line.LinkedTxn === undefined ? {} : { LinkedTxn: line.LinkedTxn }),
	};
}

/** A line as it is sent: one piece of its amount, since QuickBooks wants quantity and price of an item. */
export function lineBody(line: OrderLine, position: number): Record<string, unknown> {
	const detail = {
		...(line.job === undefined ? {} : { CustomerRef: { value: line.job } }),
		...(line.class === undefined ? {} : { ClassRef: { value: line.class } }),
		BillableStatus: 'NotBillable',
	};
	const shared = { LineNum: position, Description: line.description, Amount: line.amount };
	if (line.item !== undefined) {
		return {
			...shared,
			DetailType: 'ItemBasedExpenseLineDetail',
			ItemBasedExpenseLineDetail: {
				ItemRef: { value: line.item },
				Qty: 1,
				UnitPrice: line.amount,
				...detail,
			},
		};
	}
	return {
		...shared,
		DetailType: 'AccountBasedExpenseLineDetail',
		AccountBasedExpenseLineDetail: { AccountRef: { value: line.account }, ...detail },
	};
}

/** Why the order would not come to the revised commitment. */
function unexplained(
	standing: PurchaseOrderWire,
	wish: PurchaseOrderWish,
	matches: ReadonlyMap<WireLine, OrderLine>,
): string | undefined {
	if (wish.total === undefined) return undefined;
	const foreign = standing.Line.filter(
		(line) => !matches.has(line) && toMinor(line.Amount ?? 0) !== 0,
	);
	const wanted = wish.lines.reduce((sum, { amount }) => sum + toMinor(amount), 0);
	const others = foreign.reduce((sum, { Amount }) => sum + toMinor(Amount ?? 0), 0);
	if (wanted + others === toMinor(wish.total)) return undefined;
	const sums = `${formatAmount(fromMinor(wanted + others))} instead of ${formatAmount(wish.total)}`;
	if (foreign.length === 0) {
		return `The lines for purchase order ${wish.number} come to ${sums}. Code the commitment again.`;
	}
	const named = foreign
		.map(({ Description, Amount }) => `"${Description ?? ''}" (${formatAmount(Amount ?? 0)})`)
		.join(', ');
	return `Purchase order ${wish.number} holds lines in QuickBooks that its commitment does not have: ${named}. It would come to ${sums}, so it is left as it is. Take them off there, or add them to the schedule of values.`;
}

function statusOf(
	standing: PurchaseOrderWire,
	wish: PurchaseOrderWish,
	changes: boolean,
	billed: BilledLines,
	notes: string[],
): 'Open' | 'Closed' | undefined {
	if (wish.total === undefined || wish.status !== 'Open' || standing.POStatus !== 'Closed') {
		return wish.status;
	}
	if (!changes) return undefined;
	if (usedUp(standing, billed)) return 'Open';
	notes.push(
		`Purchase order ${wish.number} was closed in QuickBooks before it was used up. It was brought up to date and stays closed; open it there if it is to take bills.`,
	);
	return undefined;
}

/** Whether every line was billed in full, which closes an order by itself. */
function usedUp(standing: PurchaseOrderWire, billed: BilledLines): boolean {
	return standing.Line.every((line) => {
		const amount = toMinor(line.Amount ?? 0);
		const taken = billed?.get(line.Id ?? '') ?? 0;
		return amount < 0 ? taken <= amount : taken >= amount;
	});
}
