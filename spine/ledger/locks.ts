import { sql } from 'kysely';
import { createHash } from 'node:crypto';
import type { Context, Tx } from './transaction';
import { write } from './transaction';

/** What a transaction is about to judge or change. */
export interface Scope {
	sighting?: string | null;
	vendor?: string | null;
	commitment?: string | null;
}

/**
 * Serialises transactions on one sighting, commitment or vendor. SQLite has one writer at a time
 * and needs nothing; in PostgreSQL the rows of the running totals are locked, in one order
 * everywhere, until the transaction ends.
 */
export function* lockScope(context: Context, scope: Scope): Tx<void> {
	if (context.dialect === 'sqlite') return;
	const { db } = context;
	const { sighting, vendor, commitment } = scope;
	if (sighting !== undefined && sighting !== null) {
		const key = createHash('sha256').update(sighting).digest().readInt32BE(0);
		yield sql`select pg_advisory_xact_lock(71, ${key})`.compile(db);
	}
	if (commitment !== null && commitment !== undefined) {
		const empty = { counted: 0, held: 0, retainage: 0, released: 0 };
		yield* write(
			db
				.insertInto('commitment_state')
				.values({ commitment, ...empty })
				.onConflict((conflict) => conflict.doNothing()),
		);
		yield* write(
			db
				.selectFrom('commitment_state')
				.select('commitment')
				.where('commitment', '=', commitment)
				.forUpdate(),
		);
	}
	if (vendor !== null && vendor !== undefined) {
		yield* write(
			db
				.insertInto('vendor_state')
				.values({ vendor, counted: 0, uncommitted: 0 })
				.onConflict((conflict) => conflict.doNothing()),
		);
		yield* write(
			db.selectFrom('vendor_state').select('vendor').where('vendor', '=', vendor).forUpdate(),
		);
	}
}

/**
 * Locks commitments and vendors of many claims, each once. All commitments come first, each kind in
 * the order of its ids, so that no two transactions wait for each other.
 */
export function* lockScopes(
	context: Context,
	scopes: ReadonlyArray<Pick<Scope, 'vendor' | 'commitment'>>,
): Tx<void> {
	for (const commitment of distinct(scopes.map((scope) => scope.commitment))) {
		yield* lockScope(context, { commitment });
	}
	for (const vendor of distinct(scopes.map((scope) => scope.vendor))) {
		yield* lockScope(context, { vendor });
	}
}

const distinct = (ids: ReadonlyArray<string | null | undefined>): string[] =>
	[...new Set(ids.filter((id) => id !== null && id !== undefined))].sort();
