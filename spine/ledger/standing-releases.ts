import { codingSchema } from '../documents/coding';
import { documentSchema } from '../documents/document';
import { verdictSchema } from '../documents/verdict';
import { z } from 'zod';
import type { StandingRelease } from './ledger';
import { releaseRow } from './schema';
import { all } from './transaction';
import type { Context, Tx } from './transaction';

const standingRow = releaseRow.extend({
	books_id: z.string().nullable(),
	books_number: z.string().nullable(),
	net: z.number().int(),
});

/** See {@link Ledger.standingReleases}: reservations whose time is over carry none any more. */
export function* standingReleasesTx({ db, clock }: Context): Tx<StandingRelease[]> {
	const rows = yield* all(
		db
			.selectFrom('releases')
			.innerJoin('claims', 'claims.id', 'releases.claim')
			.selectAll('releases')
			.select(['claims.books_id', 'claims.books_number', 'claims.net'])
			.where('claims.decision', '=', 'reserved')
			.where((where) =>
				where.or([
					where('claims.expires_at', 'is', null),
					where('claims.expires_at', '>', clock()),
				]),
			)
			.orderBy('releases.granted_at')
			.orderBy('releases.content_hash'),
		standingRow,
	);
	return rows.map((row) => ({
		claim: row.claim,
		revision: row.revision,
		by: row.granted_by,
		grantedAt: row.granted_at,
		document: documentSchema.parse(JSON.parse(row.document)),
		coding: codingSchema.parse(JSON.parse(row.coding)),
		verdict: verdictSchema.parse(JSON.parse(row.verdict)),
		...(row.books_id === null
			? {}
			: {
					booked: {
						id: row.books_id,
						net: row.net,
						...(row.books_number === null ? {} : { number: row.books_number }),
					},
				}),
	}));
}
