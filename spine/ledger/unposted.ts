import { codingSchema } from '../documents/coding';
import { documentSchema } from '../documents/document';
import { verdictSchema } from '../documents/verdict';
import { z } from 'zod';
import { billId } from './bill-clues';
import type { PostedId, Release } from './ledger';
import { recoveredBillRow, releaseRow } from './schema';
import { peopleEnterBills } from './settings';
import { all } from './transaction';
import type { Context, Tx } from './transaction';

/** Releases handed out at once to be posted. */
const AT_ONCE = 100;

/**
 * Releases of claims that still carry them, granted at least so long ago, for which no bill was
 * written and which the books did not refuse, or whose bill still lacks its original: what an
 * interruption kept from being posted. None where people enter the bills.
 */
export function* unpostedReleasesTx(context: Context, olderThanSeconds: number): Tx<Release[]> {
	if (yield* peopleEnterBills(context)) return [];
	const { db, clock } = context;
	const before = new Date(clock() - olderThanSeconds * 1000).toISOString();
	const rows = yield* all(
		db
			.selectFrom('releases')
			.innerJoin('claims', 'claims.id', 'releases.claim')
			.leftJoin('intents', (join) =>
				join
					.onRef('intents.claim', '=', 'releases.claim')
					.onRef('intents.revision', '=', 'releases.revision'),
			)
			.selectAll('releases')
			.where('claims.decision', '=', 'reserved')
			.where((where) =>
				where.or([
					where('claims.expires_at', 'is', null),
					where('claims.expires_at', '>', clock()),
				]),
			)
			.where((where) =>
				where.or([
					where('intents.state', 'is', null),
					where('intents.state', 'in', ['queued', 'sent']),
					where.and([
						where('intents.state', '=', 'done'),
						where('intents.attachment', '=', 'pending'),
					]),
				]),
			)
			.where('releases.granted_at', '<=', before)
			.orderBy('releases.granted_at')
			.orderBy('releases.content_hash')
			.limit(AT_ONCE),
		releaseRow,
	);
	return rows.map((row) => ({
		claim: row.claim,
		revision: row.revision,
		by: row.granted_by,
		document: documentSchema.parse(JSON.parse(row.document)),
		coding: codingSchema.parse(JSON.parse(row.coding)),
		verdict: verdictSchema.parse(JSON.parse(row.verdict)),
	}));
}

/** Where the bills and credits stand that were posted from here, by what a rebuilt ledger found as well. */
export function* postedIdsTx({ db }: Context): Tx<PostedId[]> {
	const posted = yield* all(
		db
			.selectFrom('claims')
			.innerJoin('intents', 'intents.claim', 'claims.id')
			.select(['intents.books', 'claims.books_id'])
			.distinct()
			.where('intents.state', '=', 'done')
			.where('claims.books_id', 'is not', null),
		z.object({ books: z.string(), books_id: z.string() }),
	);
	const recovered = yield* all(
		db.selectFrom('recovered_bills').select(['books', 'entity', 'id']).distinct(),
		recoveredBillRow.pick({ books: true, entity: true, id: true }),
	);
	const places = [
		...posted.map(({ books, books_id: id }) => ({ books, id })),
		...recovered.map(({ books, entity, id }) => ({
			books,
			id: billId({ type: entity === 'VendorCredit' ? 'vendor_credit' : 'bill', id }),
		})),
	];
	return [...new Map(places.map((place) => [`${place.books} ${place.id}`, place])).values()];
}
