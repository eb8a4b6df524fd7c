import type { CallsOfMonth } from './ledger';
import { callsRow } from './schema';
import { all, instantOf, write } from './transaction';
import type { Context, Tx } from './transaction';

/** Adds calls to the current month of the running clock, UTC. */
export function* addCallsTx(
	{ db, clock }: Context,
	books: string,
	calls: Pick<CallsOfMonth, 'reads' | 'writes'>,
): Tx<void> {
	const month = instantOf(clock).slice(0, 'yyyy-mm'.length);
	yield* write(
		db
			.insertInto('calls')
			.values({ books, month, ...calls })
			.onConflict((conflict) =>
				conflict.columns(['books', 'month']).doUpdateSet((at) => ({
					reads: at('calls.reads', '+', at.ref('excluded.reads')),
					writes: at('calls.writes', '+', at.ref('excluded.writes')),
				})),
			),
	);
}

/** Calls by month and company file, latest first. */
export function* listCallsTx({ db }: Context): Tx<CallsOfMonth[]> {
	return yield* all(
		db.selectFrom('calls').selectAll().orderBy('month', 'desc').orderBy('books').limit(120),
		callsRow,
	);
}
