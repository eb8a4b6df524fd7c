import { taggedClaim } from '../documents/claim-tag';
import { numberKey } from '../documents/numbers';
import { booksTransactionRecordSchema } from '../documents/records';
import type { BooksTransactionRecord, CommitmentRecord } from '../documents/records';
import type { CompanySettings } from '../documents/settings';
import { z } from 'zod';
import { readClaim } from './claims';
import { booksOfProject } from './directory';
import type { DirectoryIndex } from './directory';
import type { ClaimRow } from './schema';
import { all } from './transaction';
import type { Context, Tx } from './transaction';

/** Projects of commitments that are kept in these books, or in none that the settings name. */
export function projectsIn(
	books: string,
	commitments: readonly CommitmentRecord[],
	index: DirectoryIndex,
	settings: CompanySettings | undefined,
): string[] {
	return commitments
		.map(({ project }) => project)
		.filter((project) => {
			const kept = booksOfProject(index, settings, project);
			return kept.length === 0 || kept.includes(books);
		});
}

/** The claim of the same vendor that a bill's memo names and that has no bill yet. */
export function* claimNamedBy(
	context: Context,
	record: BooksTransactionRecord,
	vendor: string | undefined,
): Tx<ClaimRow | undefined> {
	const named = taggedClaim(record.memo);
	const claim = named === undefined ? undefined : yield* readClaim(context, named);
	if (claim === undefined || vendor === undefined || claim.vendor !== vendor) return undefined;
	const isFree = claim.books_id === null || claim.books_id === billId(record);
	return isFree && (claim.kind === 'credit_memo') === (record.type === 'vendor_credit')
		? claim
		: undefined;
}

/** Ids of bills and vendor credits may be the same number, so a credit's is marked. */
export function billId({ type, id }: Pick<BooksTransactionRecord, 'type' | 'id'>): string {
	return type === 'vendor_credit' ? `credit:${id}` : id;
}

/** Ids of the account that the company keeps retainage payable in, which it names by id or by name. */
export function* retainageAccounts(
	{ db }: Context,
	settings: CompanySettings | undefined,
	books: string,
): Tx<ReadonlySet<string>> {
	const account = settings?.accounts.retainagePayable;
	if (account === undefined) return new Set<string>();
	const named = yield* all(
		db
			.selectFrom('records')
			.select('id')
			.where('type', '=', 'account')
			.where('books', '=', books)
			.where('number_key', '=', numberKey(account)?.key ?? account)
			.limit(20),
		z.object({ id: z.string() }),
	);
	return new Set([account, ...named.map(({ id }) => id)]);
}

/** Numbers of the purchase orders that a bill's lines are linked to. */
export function* linkedOrders({ db }: Context, record: BooksTransactionRecord): Tx<string[]> {
	const ids = [...new Set(record.lines.flatMap((line) => line.purchaseOrder ?? []))];
	if (ids.length === 0) return [];
	const rows = yield* all(
		db
			.selectFrom('records')
			.select('json')
			.where('type', '=', 'purchase_order')
			.where('side', '=', 'books')
			.where('books', '=', record.books)
			.where('id', 'in', ids),
		z.object({ json: z.string() }),
	);
	return rows.flatMap(
		({ json }) => booksTransactionRecordSchema.parse(JSON.parse(json)).number ?? [],
	);
}
