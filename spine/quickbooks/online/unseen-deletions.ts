import { z } from 'zod';
import type { LedgerRecord, RecordType } from '../../documents/records';
import type { Ledger } from '../../ledger/ledger';
import type { QuickBooksOnline } from './client';
import type { OnlineEntity } from './filterable';

/** What QuickBooks lets people delete, by the type of its records; lists are made inactive instead. */
const DELETABLE = {
	PurchaseOrder: 'purchase_order',
	Bill: 'bill',
	VendorCredit: 'vendor_credit',
	Purchase: 'expense',
	JournalEntry: 'journal_entry',
	BillPayment: 'bill_payment',
} as const satisfies Partial<Record<OnlineEntity, RecordType>>;
type Deletable = keyof typeof DELETABLE;

const isDeletable = (entity: OnlineEntity): entity is Deletable => entity in DELETABLE;

/** Ids in one query, which keep its address short. */
const IDS_AT_ONCE = 100;

const identified = z.object({ Id: z.coerce.string() });

/**
 * Transactions that the ledger knows and QuickBooks has no more, as deleted records. It is how a
 * deletion is found that change data capture no longer tells of; what the ledger does not know
 * cannot be found so. One metered read for each hundred.
 */
export async function unseenDeletions(
	client: QuickBooksOnline,
	ledger: Pick<Ledger, 'list'>,
	entity: OnlineEntity,
	signal?: AbortSignal,
): Promise<LedgerRecord[]> {
	if (!isDeletable(entity)) return [];
	const known = await ledger.list(DELETABLE[entity], { books: client.realmId });
	const standing = known.filter((record) => record.deleted !== true);
	const gone: LedgerRecord[] = [];
	for (let start = 0; start < standing.length; start += IDS_AT_ONCE) {
		const some = standing.slice(start, start + IDS_AT_ONCE);
		const rows = await client.query<Deletable>(
			{ entity, where: [{ field: 'Id', operator: 'IN', value: some.map(({ id }) => id) }] },
			signal,
		);
		const there = new Set(rows.map((row) => identified.parse(row).Id));
		for (const record of some) if (!there.has(record.id)) gone.push({ ...record, deleted: true });
	}
	return gone;
}

/**
 * A deleted record with what the ledger knew of it: change data capture tells no more than the id.
 */
export async function withWhatWasKnown(
	ledger: Pick<Ledger, 'get'>,
	record: LedgerRecord,
	entity: OnlineEntity,
	books: string,
): Promise<LedgerRecord> {
	if (record.deleted !== true || !isDeletable(entity)) return record;
	const known = await ledger.get(DELETABLE[entity], record.id);
	if (known === undefined || !('books' in known) || known.books !== books) return record;
	const { updatedAt } = record;
	return { ...known, deleted: true, ...(updatedAt === undefined ? {} : { updatedAt }) };
}
