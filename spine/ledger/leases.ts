import { z } from 'zod';
import { first, write } from './transaction';
import type { Context, Tx } from './transaction';

/**
 * How long the lease of a holder that is gone is left alone after it was last renewed: the last call
 * that was made under it may still be at work in the books.
 */
const GRACE_MS = 20_000;

const leaseRow = z.object({ holder: z.string(), expires_at: z.number() });

/**
 * Takes or renews the lease on a company file; false when somebody else holds it. A holder that
 * `isGone` knows to be gone holds it no longer than a few seconds.
 */
export function* takeLeaseTx(
	{ db, clock }: Context,
	books: string,
	holder: string,
	seconds: number,
	isGone: (holder: string) => boolean = () => false,
): Tx<boolean> {
	const now = clock();
	const lease = { holder, expires_at: now + Math.round(seconds * 1000) };
	const standing = yield* first(
		db.selectFrom('leases').select(['holder', 'expires_at']).where('books', '=', books),
		leaseRow,
	);
	const left =
		standing !== undefined &&
		standing.expires_at - lease.expires_at <= -GRACE_MS &&
		isGone(standing.holder)
			? [standing.holder]
			: [];
	const taken = yield* first(
		db
			.insertInto('leases')
			.values({ books, ...lease })
			.onConflict((conflict) =>
				conflict
					.column('books')
					.doUpdateSet(lease)
					.where((at) =>
						at.or([
							at('leases.holder', 'in', [holder, ...left]),
							at('leases.expires_at', '<=', now),
						]),
					),
			)
			.returning('holder'),
		leaseRow.pick({ holder: true }),
	);
	return taken?.holder === holder;
}

export function* dropLeaseTx({ db }: Context, books: string, holder: string): Tx<void> {
	yield* write(db.deleteFrom('leases').where('books', '=', books).where('holder', '=', holder));
}
