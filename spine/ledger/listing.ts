import { z } from 'zod';
import { documentSchema } from '../documents/document';
import { summaryOf } from './claims';
import type { ListedChangeOrder, ListedClaim } from './ledger';
import { candidateRow, claimRow } from './schema';
import { all } from './transaction';
import type { Context, Tx } from './transaction';

/** Every claim that did not end, in the order of their ids. */
export function* listClaims({ db, clock }: Context): Tx<ListedClaim[]> {
	const rows = yield* all(
		db.selectFrom('claims').selectAll().where('state', '!=', 'ended').orderBy('id'),
		claimRow,
	);
	const candidates = yield* candidatesByBill(db);
	return rows
		.map((row) => {
			const open = candidates.get(`${row.books ?? ''} ${row.books_id ?? ''}`);
			return {
				...summaryOf(row, clock()),
				...(row.books === null ? {} : { books: row.books }),
				waits: row.decision === 'held' && row.state === 'held',
				day: row.day,
				...(open === undefined || row.commitment !== null ? {} : { candidates: open }),
			};
		})
		.filter(({ state }) => state !== 'ended');
}

function* candidatesByBill(db: Context['db']): Tx<Map<string, string[]>> {
	const rows = yield* all(
		db.selectFrom('bill_candidates').selectAll().orderBy('commitment'),
		candidateRow,
	);
	const byBill = new Map<string, string[]>();
	for (const { books, bill, commitment } of rows) {
		const key = `${books} ${bill}`;
		byBill.set(key, [...(byBill.get(key) ?? []), commitment]);
	}
	return byBill;
}

/** Change orders that reached us as documents and were not blocked, oldest first. */
export function* listChangeOrders({ db }: Context): Tx<ListedChangeOrder[]> {
	const rows = yield* all(
		db
			.selectFrom('decisions')
			.select(['commitment', 'document'])
			.where('kind', '=', 'change_order')
			.where('outcome', '!=', 'blocked')
			.where('commitment', 'is not', null)
			.orderBy('seq'),
		z.object({ commitment: z.string(), document: z.string() }),
	);
	return rows.map(({ commitment, document }) => ({
		commitment,
		document: documentSchema.parse(JSON.parse(document)),
	}));
}

/** When each side was last read, by its part that was read longest ago. */
export function* listAges({ db }: Context): Tx<{ projects?: string; books?: string }> {
	const rows = yield* all(
		db
			.selectFrom('freshness')
			.select(['side', (at) => at.fn.min('as_of').as('as_of')])
			.groupBy('side'),
		z.object({ side: z.enum(['projects', 'books']), as_of: z.string() }),
	);
	return Object.fromEntries(rows.map(({ side, as_of }) => [side, as_of]));
}
