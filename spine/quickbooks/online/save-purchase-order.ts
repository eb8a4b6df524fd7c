import { z } from 'zod';
import { canonicalJson } from '../../documents/canonical';
import type { Saved } from '../books';
import type { QuickBooksOnline } from './client';
import { QuickBooksError } from './errors';
import { checkTexts } from './lengths';
import { billedByLine, linkedBills, type PurchaseOrderWire } from './order-balance';
import {
	type BilledLines,
	lineBody,
	type OrderLine,
	type OrderRevision,
	planRevision,
	type PurchaseOrderWish,
	sameLine,
} from './plan-purchase-order';
import { readRow } from './row';

export type { OrderLine, PurchaseOrderWish } from './plan-purchase-order';

/** Another writer was faster. */
const STALE = '5010';
/** How often an order that others change at the same time is read again and planned anew. */
const MOST_ATTEMPTS = 4;

/**
 * Creates a purchase order, or brings the one of that number up to date by a full update that keeps
 * every line ({@link planRevision}). Run twice it writes once. An order that somebody else changed
 * meanwhile, a bill being linked to it say, is read again and planned anew.
 *
 * @throws QuickBooksError when the number belongs to another vendor, a text is too long, a billed
 * line would have to change, the order holds lines that its commitment does not explain, or
 * QuickBooks refuses it.
 */
export async function savePurchaseOrder(
	client: QuickBooksOnline,
	wish: PurchaseOrderWish,
	signal?: AbortSignal,
): Promise<Saved> {
	check(wish);
	const rows = await client.query(
		{ entity: 'PurchaseOrder', where: [{ field: 'DocNumber', operator: '=', value: wish.number }] },
		signal,
	);
	const orders = rows.map((row) => readRow('PurchaseOrder', row));
	const standing = orders.find((order) => order.VendorRef?.value === wish.vendor);
	if (standing !== undefined) return update(client, wish, standing, signal);
	if (orders[0] !== undefined) {
		throw new QuickBooksError(
			`Purchase order ${wish.number} belongs to ${orders[0].VendorRef?.name ?? 'another vendor'} in QuickBooks. Use another number or correct the vendor there.`,
			{ code: '6140', element: 'DocNumber' },
		);
	}
	const body = {
		...header(wish),
		...(wish.status === undefined ? {} : { POStatus: wish.status }),
		DocNumber: wish.number,
		Line: wish.lines.map((line, index) => lineBody(line, index + 1)),
	};
	const row = await client.create('PurchaseOrder', body, { signal });
	return saved('created', row, dropped(row, wish.number, wish.lines));
}

function check(wish: PurchaseOrderWish): void {
	checkTexts('PurchaseOrder', { DocNumber: wish.number, PrivateNote: wish.memo });
	for (const line of wish.lines) {
		if (line.item === undefined && line.account === undefined) {
			throw new QuickBooksError(
				`Line "${line.description}" of purchase order ${wish.number} has neither item nor account. Add a mapping for it.`,
				{ code: '2020', element: 'Line' },
			);
		}
	}
}

function header(wish: PurchaseOrderWish): Record<string, unknown> {
	return {
		VendorRef: { value: wish.vendor },
		APAccountRef: { value: wish.payableAccount },
		...(wish.date === undefined ? {} : { TxnDate: wish.date }),
		...(wish.memo === undefined ? {} : { PrivateNote: wish.memo }),
	};
}

const READ_ONLY = new Set(['MetaData', 'TotalAmt', 'domain', 'sparse', 'RecurDataRef', 'status']);

async function update(
	client: QuickBooksOnline,
	wish: PurchaseOrderWish,
	standing: PurchaseOrderWire,
	signal: AbortSignal | undefined,
	attempt = 1,
): Promise<Saved> {
	const planned = planRevision(standing, wish, await billedLines(client, standing, signal));
	if ('why' in planned) {
		throw new QuickBooksError(planned.why, { code: '6000', element: 'Line' });
	}
	const { lines: Line, written, status, notes } = planned.revision;
	const wanted = {
		...header(wish),
		...(status === undefined ? {} : { POStatus: status }),
	};
	const unchanged =
		Object.entries(wanted).every(([field, value]) => sameMember(standing[field], value)) &&
		Line.every((line, index) => line === standing.Line[index]);
	if (unchanged) return saved('same', standing, notes);
	const kept = Object.fromEntries(
		Object.entries(standing).filter(([field]) => !READ_ONLY.has(field)),
	);
	try {
		const body = { ...kept, ...wanted, Line, sparse: false };
		const row = await client.update('PurchaseOrder', body, { signal });
		const warnings = [
			...notes,
			...dropped(row, wish.number, written),
			...lost(row, wish.number, Line),
		];
		return { ...saved('updated', row, warnings), before: standing };
	} catch (error) {
		const stale = error instanceof QuickBooksError && error.code === STALE;
		if (!stale || attempt >= MOST_ATTEMPTS) throw error;
		const row = await client.get('PurchaseOrder', standing.Id, signal);
		if (row === undefined) {
			throw new QuickBooksError(
				`Purchase order ${wish.number} was deleted in QuickBooks while it was being changed. Run it again to write it anew.`,
				{ code: '610', element: 'Id' },
			);
		}
		return update(client, wish, readRow('PurchaseOrder', row), signal, attempt + 1);
	}
}

/** What bills took from the lines; undefined where bills are linked but to no line. */
async function billedLines(
	client: QuickBooksOnline,
	standing: PurchaseOrderWire,
	signal: AbortSignal | undefined,
): Promise<BilledLines> {
	const billed = await billedByLine(client, standing, signal);
	return billed.size === 0 && linkedBills(standing).length > 0 ? undefined : billed;
}

const reference = z.object({ value: z.string() });

/** References are equal by id; QuickBooks adds names to them. */
function sameMember(stored: unknown, wanted: unknown): boolean {
	const before = reference.safeParse(stored);
	const after = reference.safeParse(wanted);
	if (before.success && after.success) return before.data.value === after.data.value;
	return canonicalJson(stored ?? null) === canonicalJson(wanted ?? null);
}

/** What QuickBooks left out of the lines that were written. */
function dropped(row: unknown, number: string, lines: readonly OrderLine[]): string[] {
	const stored = readRow('PurchaseOrder', row);
	return lines
		.filter((line) => !stored.Line.some((other) => sameLine(other, line)))
		.map(
			(line) =>
				`QuickBooks did not keep all of line "${line.description}" of purchase order ${number}. Check its item, job and class there.`,
		);
}

/** Standing lines that the answer does not hold any more. */
function lost(row: unknown, number: string, sent: OrderRevision['lines']): string[] {
	const kept = new Set(readRow('PurchaseOrder', row).Line.map(({ Id }) => Id));
	return sent.flatMap(({ Id, Description }) =>
		typeof Id !== 'string' || kept.has(Id)
			? []
			: [
					`QuickBooks lost line "${typeof Description === 'string' ? Description : Id}" of purchase order ${number}. Enter it there again.`,
				],
	);
}

function saved(state: Saved['state'], row: unknown, warnings: string[]): Saved {
	return { state, id: readRow('PurchaseOrder', row).Id, row, warnings };
}
