import type { CodingLine } from '../../documents/coding';
import { formatAmount, fromMinor, toMinor } from '../../documents/money';
import type { BillDraft, UnlinkedLine } from '../books';
import type { QuickBooksOnline } from './client';
import { billedByLine, type PurchaseOrderWire } from './order-balance';
import { QuickBooksError } from './errors';
import type { Query } from './query';
import { readRow } from './row';

/** Ids in one query: keeps the address of the request short. */
const IDS_PER_QUERY = 30;

/** What a company without purchase orders, or with them switched off, answers. */
const NOT_SUBSCRIBED = new Set(['5020', '5030']);

type OrderRef = NonNullable<CodingLine['purchaseOrder']>;

/** A purchase order with what is open on its lines, in minor units, as drafts take from it. */
interface OpenOrder {
	row: PurchaseOrderWire;
	billed: Map<string, number>;
}

/**
 * Lines of drafts that cannot be linked to the purchase order which their coding names, as that
 * order stands in QuickBooks now: it is gone, closed, of another vendor, has no such line, or less is
 * open on the line than is billed. Whether QuickBooks takes such links is not documented, so they are
 * not asked for. What several drafts take from one line is counted together, in their order.
 *
 * One query serves the drafts of a batch; drafts without orders ask nothing.
 */
export async function unlinkableLines(
	client: QuickBooksOnline,
	drafts: readonly BillDraft[],
	signal?: AbortSignal,
): Promise<Map<string, UnlinkedLine[]>> {
	const orders = await readOrders(client, drafts, signal);
	const found = new Map<string, UnlinkedLine[]>();
	for (const draft of drafts) {
		const unlinked = linksOf(draft).flatMap(({ line, index, link }) => {
			const why = obstacle(draft, line, link, orders.get(link.id));
			return why === undefined
				? []
				: [
						{
							line: index,
							why: `Line ${String(index + 1)} is not linked to purchase order ${link.number ?? link.id}: ${why}`,
						},
					];
		});
		if (unlinked.length > 0) found.set(draft.requestId, unlinked);
	}
	return found;
}

/** The lines of a draft that are to be linked, with their place in the coding. */
export function linksOf(
	draft: BillDraft,
): Array<{ line: CodingLine; index: number; link: OrderRef }> {
	if (draft.entity !== 'Bill') return [];
	const loose = new Set(draft.unlinked?.map(({ line }) => line));
	return draft.coding.lines.flatMap((line, index) =>
		line.purchaseOrder === undefined || loose.has(index)
			? []
			: [{ line, index, link: line.purchaseOrder }],
	);
}

async function readOrders(
	client: QuickBooksOnline,
	drafts: readonly BillDraft[],
	signal: AbortSignal | undefined,
): Promise<Map<string, OpenOrder>> {
	const ids = [...new Set(drafts.flatMap((draft) => linksOf(draft).map(({ link }) => link.id)))];
	const orders = new Map<string, OpenOrder>();
	for (let start = 0; start < ids.length; start += IDS_PER_QUERY) {
		const value = ids.slice(start, start + IDS_PER_QUERY);
		const where = [{ field: 'Id' as const, operator: 'IN' as const, value }];
		const rows = await queryOrders(client, where, signal);
		for (const raw of rows) {
			const row = readRow('PurchaseOrder', raw);
			orders.set(row.Id, { row, billed: await billedByLine(client, row, signal) });
		}
	}
	return orders;
}

/** Orders as QuickBooks has them; a company whose subscription holds no purchase orders has none. */
async function queryOrders(
	client: QuickBooksOnline,
	where: Query<'PurchaseOrder'>['where'],
	signal: AbortSignal | undefined,
): Promise<unknown[]> {
	try {
		return await client.query({ entity: 'PurchaseOrder', where }, signal);
	} catch (error) {
		if (error instanceof QuickBooksError && NOT_SUBSCRIBED.has(error.code)) return [];
		throw error;
	}
}

/** Why a line cannot be linked; where it can, its amount is taken from the order. */
function obstacle(
	{ coding }: BillDraft,
	line: CodingLine,
	link: OrderRef,
	order: OpenOrder | undefined,
): string | undefined {
	if (order === undefined) return 'the order is no longer in QuickBooks. Link the line by hand.';
	const { row, billed } = order;
	if (row.VendorRef?.value !== coding.vendor?.id) {
		return 'the order belongs to another vendor. Correct its vendor, then link the line there.';
	}
	if (row.POStatus === 'Closed') {
		return 'the order is closed. Open it and link the line there, if it is to be drawn on.';
	}
	const target = row.Line.find(({ Id }) => Id === link.line);
	if (target?.Amount === undefined) {
		return 'the order has lost the line that is billed. Link it to another line there.';
	}
	const whole = toMinor(target.Amount, coding.currency);
	const taken = billed.get(link.line) ?? 0;
	const amount = toMinor(line.amount, coding.currency);
	const open = whole - taken;
	if (whole < 0 ? amount < open : amount > open) {
		if (open === 0) return 'its line is billed in full already. Revise the order, then link it.';
		const left = formatAmount(fromMinor(open, coding.currency), coding.currency);
		return `only ${left} is open on its line. Revise the order, then link it there.`;
	}
	billed.set(link.line, taken + amount);
	return undefined;
}
