import type { BillDraft, StandingBill } from '../books';
import type { QuickBooksOnline } from './client';
import type { Condition } from './query';
import { money, readRow } from './row';
import { readTag } from './to-bill';
import { type BillWire, type VendorCreditWire } from './wire';

/** Most values in one query, and most characters of them in its address, which is to stay well below 8,000. */
const VALUES_PER_QUERY = 200;
const CHARACTERS_PER_QUERY = 6_000;

/**
 * Bills and credits in QuickBooks that drafts may already be, by request id of the draft: by the
 * tag in the memo, or by vendor and number. One query serves as many drafts as fit: the memo cannot
 * be searched, so drafts are looked up by number, those without one by date.
 */
export async function findBills(
	client: QuickBooksOnline,
	drafts: readonly BillDraft[],
	signal?: AbortSignal,
): Promise<Map<string, StandingBill[]>> {
	const found = new Map<string, StandingBill[]>();
	for (const entity of ['Bill', 'VendorCredit'] as const) {
		const own = drafts.filter((draft) => draft.entity === entity);
		const standing = await readStanding(client, entity, own, signal);
		for (const draft of own) {
			const matches = standing.filter((bill) => mayBe(bill, draft));
			if (matches.length > 0) found.set(draft.requestId, matches);
		}
	}
	return found;
}

function mayBe(bill: StandingBill, draft: BillDraft): boolean {
	if (bill.requestId === draft.requestId || bill.claim === draft.claim) return true;
	const { number, vendor } = draft.coding;
	return number !== undefined && bill.number === number && bill.vendor === vendor?.id;
}

async function readStanding(
	client: QuickBooksOnline,
	entity: 'Bill' | 'VendorCredit',
	drafts: readonly BillDraft[],
	signal: AbortSignal | undefined,
): Promise<StandingBill[]> {
	const numbers = unique(drafts.map((draft) => draft.coding.number));
	const dates = unique(
		drafts.filter((draft) => draft.coding.number === undefined).map((draft) => draft.coding.date),
	);
	const conditions: Array<Condition<'Bill' | 'VendorCredit'>> = [
		...chunks(numbers).map((value) => ({
			field: 'DocNumber' as const,
			operator: 'IN' as const,
			value,
		})),
		...chunks(dates).map((value) => ({
			field: 'TxnDate' as const,
			operator: 'IN' as const,
			value,
		})),
	];
	const standing = await Promise.all(
		conditions.map(async (condition) => {
			const rows: StandingBill[] = [];
			for await (const page of client.queryPages({ entity, where: [condition] }, signal)) {
				for (const row of page.rows) rows.push(toStanding(entity, readRow(entity, row)));
			}
			return rows;
		}),
	);
	return standing.flat();
}

/** A stored bill or credit as posting looks at it. */
export function toStanding(
	entity: 'Bill' | 'VendorCredit',
	row: BillWire | VendorCreditWire,
): StandingBill {
	const tag = readTag(row.PrivateNote);
	return {
		entity,
		id: row.Id,
		total: money(row.TotalAmt),
		...(row.DocNumber === undefined ? {} : { number: row.DocNumber }),
		...(row.VendorRef === undefined ? {} : { vendor: row.VendorRef.value }),
		...(row.Balance === undefined ? {} : { balance: money(row.Balance) }),
		...tag,
	};
}

function unique(values: ReadonlyArray<string | undefined>): string[] {
	return [
		...new Set(values.filter((value): value is string => value !== undefined && value !== '')),
	];
}

function chunks(values: readonly string[]): string[][] {
	const parts: string[][] = [];
	let characters = Infinity;
	for (const value of values) {
		// Quotes, comma and space take twelve characters in an address.
		const length = encodeURIComponent(value).length + 12;
		const part = parts.at(-1);
		const fits = characters + length <= CHARACTERS_PER_QUERY;
		if (part !== undefined && fits && part.length < VALUES_PER_QUERY) part.push(value);
		else {
			parts.push([value]);
			characters = 0;
		}
		characters += length;
	}
	return parts;
}
