import type { CodingLine } from '../documents/coding';
import type {
	BooksTransactionRecord,
	ChangeOrderRecord,
	CommitmentLine,
	CommitmentRecord,
} from '../documents/records';
import { numberKey } from '../documents/numbers';
import type { Ledger } from '../ledger/ledger';
import { carriedChanges, changeOrderText, joined, sovLineText } from './order-lines';

export interface OrderLinking {
	/** Purchase orders of the books, of any vendor and number. */
	orders: readonly BooksTransactionRecord[];
	books?: string;
	/** Vendor of the bill in the books. */
	vendor?: string;
	commitment?: CommitmentRecord;
	/** Change orders of the commitment, every tier. */
	changeOrders: readonly ChangeOrderRecord[];
}

/** Purchase orders in the ledger's mirror of the books that bear the number of a commitment. */
export async function ordersOfCommitment(
	ledger: Pick<Ledger, 'list'>,
	commitment: CommitmentRecord | undefined,
): Promise<BooksTransactionRecord[]> {
	const key = numberKey(commitment?.number ?? '')?.key;
	return key === undefined ? [] : await ledger.list('purchase_order', { number_key: key });
}

type OrderLine = BooksTransactionRecord['lines'][number];

/**
 * Names on every cost line of a bill the purchase order line that it bills, where the books keep the
 * commitment as a purchase order: the order that bears the commitment's number and belongs to the
 * bill's vendor, and in it the line of the billed SOV line or change order. Retainage, tax and freight
 * bill no line of an order. Where an order stands but no line of it can be told, the line says why
 * in `unlinked`; where the books keep no order of that number, nothing is said, which is how most
 * companies work. Whether the order can still take a bill is asked when the bill is written.
 */
export function linkToOrder(lines: readonly CodingLine[], linking: OrderLinking): CodingLine[] {
	const found = orderOf(linking);
	if (found === undefined) return [...lines];
	return lines.map((line) => {
		if (line.role !== 'cost') return line;
		if ('why' in found) return { ...line, unlinked: found.why };
		const { order } = found;
		const target = lineOf(line, order, linking);
		if ('why' in target) return { ...line, unlinked: target.why };
		const number = order.number === undefined ? {} : { number: order.number };
		return { ...line, purchaseOrder: { id: order.id, ...number, line: target.line } };
	});
}

const folded = (text: string | undefined): string =>
	(text ?? '').trim().replace(/\s+/g, ' ').toLowerCase();

function orderOf({
	orders,
	books,
	vendor,
	commitment,
}: OrderLinking): { order: BooksTransactionRecord } | { why: string } | undefined {
	const number = commitment?.number;
	if (number === undefined || vendor === undefined) return undefined;
	const named = orders.filter(
		(order) =>
			order.type === 'purchase_order' &&
			order.deleted !== true &&
			order.books === books &&
			folded(order.number) === folded(number),
	);
	const own = named.filter((order) => order.vendor === vendor);
	const [order] = own;
	if (order !== undefined && own.length === 1) return { order };
	if (own.length > 1) {
		return {
			why: `The books hold ${String(own.length)} purchase orders ${number} of this vendor, so the line is linked to none of them. Give each its own number there.`,
		};
	}
	return named.length === 0
		? undefined
		: {
				why: `Purchase order ${number} belongs to another vendor in the books than the bill, so the line is not linked to it. Correct the vendor of the order there.`,
			};
}

function lineOf(
	line: CodingLine,
	order: BooksTransactionRecord,
	linking: OrderLinking,
): { line: string } | { why: string } {
	const called = `purchase order ${order.number ?? order.id}`;
	// Numbers of commitments may begin anew on every project: an order of another job is not drawn on.
	const lines = order.lines.filter(
		({ job }) => job === undefined || line.customerJob === undefined || job === line.customerJob.id,
	);
	const candidates = candidatesOf(line, { ...order, lines }, linking);
	if (candidates.length === 0) {
		return {
			why: `"${line.description}" bills no line that stands on ${called}. Bring the order up to date, or link the line in the books.`,
		};
	}
	const sameKind = candidates.filter(
		(one) => (one.item === undefined) === (line.item === undefined),
	);
	if (sameKind.length === 0) {
		const [there, here] = line.item === undefined ? ['item', 'account'] : ['account', 'item'];
		return {
			why: `The line of ${called} that "${line.description}" bills is kept by ${there}, the bill by ${here}, so it is not linked. Code both the same way.`,
		};
	}
	const [only, second] = sameKind;
	if (only?.id === undefined || second !== undefined) {
		return {
			why: `"${line.description}" may bill more than one line of ${called}, so it is linked to none. Link it in the books.`,
		};
	}
	return { line: only.id };
}

/** Lines of the order that a line may bill: best by what the order calls it, else by what it is charged to. */
function candidatesOf(
	line: CodingLine,
	order: BooksTransactionRecord,
	{ commitment, changeOrders }: OrderLinking,
): OrderLine[] {
	if (commitment === undefined) return [];
	const changes = carriedChanges(changeOrders, commitment.id);
	const billed = commitment.lines.find(({ id }) => id === line.commitmentLine);
	const change =
		changes.find(({ id }) => id === line.changeOrder) ??
		(billed === undefined ? undefined : twinOf(billed, changes));
	if (change !== undefined) {
		const heading = changeOrderText(change);
		const texts = new Set(
			[heading, ...change.lines.map(({ costCode }) => joined(heading, costCode))].map(folded),
		);
		return narrowed(
			line,
			order.lines.filter(({ description }) => texts.has(folded(description))),
		);
	}
	if (billed === undefined) return [];
	const text = folded(sovLineText(billed));
	const named = order.lines.filter(({ description }) => folded(description) === text);
	if (named.length === 0) return byTarget(line, order, commitment, changes);
	const alike = commitment.lines.filter(
		(other) => other.amount !== 0 && folded(sovLineText(other)) === text,
	);
	// Lines that read alike stand on the order in the order of the schedule of values.
	const own = alike.length === named.length ? named[alike.indexOf(billed)] : undefined;
	return own === undefined ? narrowed(line, named) : [own];
}

/**
 * The change order that a zero-dollar line of the schedule of values stands for: a commitment that is
 * tied to accounting shows such a change order twice, once as a line of 0 in the base contract.
 * https://support.procore.com/faq/why-are-my-change-order-line-items-duplicated-on-my-requisition
 */
function twinOf(
	billed: CommitmentLine,
	changes: readonly ChangeOrderRecord[],
): ChangeOrderRecord | undefined {
	if (billed.amount !== 0) return undefined;
	const twins = changes.filter(({ lines }) =>
		lines.some(
			({ description, costCode }) =>
				folded(description) === folded(billed.description) && costCode === billed.costCode,
		),
	);
	return twins.length === 1 ? twins[0] : undefined;
}

const sameTarget = (line: CodingLine, other: OrderLine): boolean =>
	line.item?.id === other.item && line.account?.id === other.account;

/** Of several lines those charged to the same account or item, then those of the same class. */
function narrowed(line: CodingLine, candidates: readonly OrderLine[]): OrderLine[] {
	let left = [...candidates];
	for (const fits of [
		(other: OrderLine) => sameTarget(line, other),
		(other: OrderLine) => line.class?.id === other.class,
	]) {
		const fitting = left.filter(fits);
		if (left.length > 1 && fitting.length > 0) left = fitting;
	}
	return left;
}

/** On an order that people described in their own words: its lines that are charged to the same. */
function byTarget(
	line: CodingLine,
	order: BooksTransactionRecord,
	commitment: CommitmentRecord,
	changes: readonly ChangeOrderRecord[],
): OrderLine[] {
	const taken = new Set(commitment.lines.map((other) => folded(sovLineText(other))));
	const headings = changes.map((change) => folded(changeOrderText(change)));
	return order.lines.filter(
		(other) =>
			sameTarget(line, other) &&
			(other.job === undefined || other.job === line.customerJob?.id) &&
			!taken.has(folded(other.description)) &&
			!headings.some((heading) => folded(other.description).startsWith(heading)),
	);
}
