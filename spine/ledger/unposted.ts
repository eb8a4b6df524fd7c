import { codingSchema } from '../documents/coding';
import { documentSchema } from '../documents/document';
import { verdictSchema } from '../documents/verdict';
import { z } from 'zod';
import type { Release } from './ledger';
import { releaseRow } from './schema';
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

/** Ids in the books of what was posted from here. */
export function* postedIdsTx({ db }: Context): Tx<string[]> {
	const rows = yield* all(
		db
			.selectFrom('claims')
			.innerJoin('intents', 'intents.claim', 'claims.id')
			.select('claims.books_id')
			.distinct()
			.where('intents.state', '=', 'done')
			.where('claims.books_id', 'is not', null),
		z.object({ books_id: z.string() }),
	);
	return rows.map(({ books_id }) => books_id);
}
