import { refoldClaim } from './claims';
import { note } from './events';
import type { Scope } from './locks';
import { endReleases } from './releases';
import { claimRow } from './schema';
import type { ClaimRow } from './schema';
import { all, write } from './transaction';
import type { Context, Tx } from './transaction';

/** Reservations ended in one transaction; more are ended by the next ones. */
const AT_ONCE = 200;

/**
 * Ends the reservations of a commitment and a vendor whose time on the running clock is over,
 * before anything is decided on their totals.
 */
export function* endExpired(context: Context, { vendor, commitment }: Scope): Tx<void> {
	const over = context.db
		.selectFrom('claims')
		.selectAll()
		.where('expires_at', '<=', context.clock())
		.limit(AT_ONCE);
	const rows: ClaimRow[] = [];
	if (commitment !== null && commitment !== undefined) {
		rows.push(...(yield* all(over.where('commitment', '=', commitment), claimRow)));
	}
	if (vendor !== null && vendor !== undefined) {
		rows.push(...(yield* all(over.where('vendor', '=', vendor), claimRow)));
	}
	for (const id of new Set(rows.map((row) => row.id))) {
		yield* endClaimTx(context, id, 'The reservation led to nothing within its time.');
	}
}

/**
 * A person's end of a claim. Decisions of it that were opened close again, or the next look would
 * hand the document out as unfinished and its verification would reserve what was just ended.
 */
export function* endByPersonTx(context: Context, id: string, reason: string): Tx<void> {
	yield* endClaimTx(context, id, reason);
	yield* write(
		context.db.updateTable('decisions').set({ reopened_at: null }).where('claim', '=', id),
	);
}

/** Ends a claim's reservation and its releases. What is in the books or certified goes on counting. */
function* endClaimTx(context: Context, id: string, reason: string): Tx<void> {
	yield* endReleases(context, id);
	yield* refoldClaim(context, id, { decision: 'ended', expiresAt: null });
	note(context, { kind: 'ended', claim: id, detail: { reason } });
}
