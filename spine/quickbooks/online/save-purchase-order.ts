import { z } from 'zod';
import { canonicalJson } from '../../documents/canonical';
import { toMinor } from '../../documents/money';
import type { Saved } from '../books';
import type { QuickBooksOnline } from './client';
import { QuickBooksError } from './errors';
import { checkTexts } from './lengths';
import { type Wire, type WireLine } from './wire';
import { readRow } from './row';

/** A line of a purchase order: one SOV line or change order of a commitment. */
export interface OrderLine {
	/** Id in QuickBooks where it is known. Without it the line is found by its description. */
	id?: string;
	description: string;
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
}

const STALE = '5010';

/**
 * Creates a purchase order, or brings the one of that number up to date by a full update that keeps
 * every line: lines that are wanted are changed in place (their ids stay, so bills linked to them
 * stay linked), new ones are added, lines that nobody asked for are sent back as they are.
 *
 * @throws QuickBooksError when the number belongs to another vendor, a text is too long, or
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
		DocNumber: wish.number,
		Line: wish.lines.map((line, index) => lineBody(line, index + 1)),
	};
	return saved('created', await client.create('PurchaseOrder', body, { signal }), wish);
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
		...(wish.status === undefined ? {} : { POStatus: wish.status }),
	};
}

function lineBody(line: OrderLine, position: number): Record<string, unknown> {
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

const READ_ONLY = new Set(['MetaData', 'TotalAmt', 'domain', 'sparse', 'RecurDataRef', 'status']);

async function update(
	client: QuickBooksOnline,
	wish: PurchaseOrderWish,
	standing: Wire<'PurchaseOrder'>,
	signal: AbortSignal | undefined,
	again = true,
): Promise<Saved> {
	const Line = mergeLines(standing.Line, wish.lines);
	const wanted = { ...header(wish), Line };
	const unchanged =
		Object.entries(header(wish)).every(([field, value]) => sameMember(standing[field], value)) &&
		Line.every((line, index) => line === standing.Line[index]);
	if (unchanged) return saved('same', standing, wish);
	const kept = Object.fromEntries(
		Object.entries(standing).filter(([field]) => !READ_ONLY.has(field)),
	);
	try {
		const row = await client.update(
			'PurchaseOrder',
			{ ...kept, ...wanted, sparse: false },
			{ signal },
		);
		return saved('updated', row, wish);
	} catch (error) {
		if (!(error instanceof QuickBooksError) || error.code !== STALE || !again) throw error;
		const newest = readRow('PurchaseOrder', await client.get('PurchaseOrder', standing.Id, signal));
		return update(client, wish, newest, signal, false);
	}
}

const reference = z.object({ value: z.string() });

/** References are equal by id; QuickBooks adds names to them. */
function sameMember(stored: unknown, wanted: unknown): boolean {
	const before = reference.safeParse(stored);
	const after = reference.safeParse(wanted);
	if (before.success && after.success) return before.data.value === after.data.value;
	return canonicalJson(stored ?? null) === canonicalJson(wanted ?? null);
}

/** Standing lines first, in their order, changed where wanted; then the new ones. */
function mergeLines(standing: readonly WireLine[], wanted: readonly OrderLine[]): unknown[] {
	const taken = new Set<OrderLine>();
	const merged: unknown[] = standing.map((line) => {
		const match = wanted.find(
			(other) =>
				!taken.has(other) &&
				(other.id === undefined ? other.description === line.Description : other.id === line.Id),
		);
		if (match === undefined) return line;
		taken.add(match);
		if (sameLine(line, match)) return line;
		return {
			...lineBody(match, line.LineNum ?? 1),
			Id: line.Id,
			...(line.LinkedTxn === undefined ? {} : { LinkedTxn: line.LinkedTxn }),
		};
	});
	for (const line of wanted) if (!taken.has(line)) merged.push(lineBody(line, merged.length + 1));
	return merged;
}

function sameLine(line: WireLine, wanted: OrderLine): boolean {
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

function saved(state: Saved['state'], row: unknown, wish: PurchaseOrderWish): Saved {
	const stored = readRow('PurchaseOrder', row);
	const warnings = wish.lines
		.filter((line) => !stored.Line.some((other) => sameLine(other, line)))
		.map(
			(line) =>
				`QuickBooks did not keep all of line "${line.description}" of purchase order ${wish.number}. Check its item, job and class there.`,
		);
	return { state, id: stored.Id, row, warnings };
}
