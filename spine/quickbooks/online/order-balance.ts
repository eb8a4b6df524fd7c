import { toMinor } from '../../documents/money';
import type { QuickBooksOnline } from './client';
import { readRow } from './row';
import { ORDER } from './to-bill';
import type { BillWire, Wire } from './wire';

export type PurchaseOrderWire = Wire<'PurchaseOrder'>;

/** Bills asked for in one query. */
const IDS_PER_QUERY = 30;

/**
 * What bills took from each line of a purchase order so far, in minor units by line id: what
 * QuickBooks says was received on the line, and where it says nothing of any line although bills are
 * linked, the lines of those bills, which are then read.
 */
export async function billedByLine(
	client: QuickBooksOnline,
	order: PurchaseOrderWire,
	signal?: AbortSignal,
): Promise<Map<string, number>> {
	const received = receivedByLine(order);
	const bills = linkedBills(order);
	if (received.size > 0 || bills.length === 0) return received;
	const rows: BillWire[] = [];
	for (let start = 0; start < bills.length; start += IDS_PER_QUERY) {
		const value = bills.slice(start, start + IDS_PER_QUERY);
		const where = [{ field: 'Id' as const, operator: 'IN' as const, value }];
		for (const row of await client.query({ entity: 'Bill', where }, signal)) {
			rows.push(readRow('Bill', row));
		}
	}
	return drawnBy(order, rows);
}

/** `Received` of the lines that have it, in minor units. */
function receivedByLine(order: PurchaseOrderWire): Map<string, number> {
	return new Map(
		order.Line.flatMap(({ Id, Received }): Array<[string, number]> =>
			Id === undefined || Received === undefined ? [] : [[Id, toMinor(Received)]],
		),
	);
}

/** Ids of the bills that an order says it is linked to. */
export function linkedBills(order: PurchaseOrderWire): string[] {
	const bills = (order.LinkedTxn ?? []).filter(({ TxnType }) => TxnType === 'Bill');
	return [...new Set(bills.map(({ TxnId }) => TxnId))];
}

function drawnBy(order: PurchaseOrderWire, bills: readonly BillWire[]): Map<string, number> {
	const drawn = new Map<string, number>();
	for (const line of bills.flatMap((bill) => bill.Line)) {
		for (const { TxnId, TxnType, TxnLineId } of line.LinkedTxn ?? []) {
			if (TxnType !== ORDER || TxnId !== order.Id || TxnLineId === undefined) continue;
			drawn.set(TxnLineId, (drawn.get(TxnLineId) ?? 0) + toMinor(line.Amount ?? 0));
		}
	}
	return drawn;
}
