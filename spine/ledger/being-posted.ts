import { z } from 'zod';
import type { ClaimRow } from './schema';
import { first } from './transaction';
import type { Context, Tx } from './transaction';

/** Whether the claim's bill stands, or was sent and not answered. */
export function* isBeingPosted({ db }: Context, claim: ClaimRow): Tx<boolean> {
	if (claim.books_id !== null && claim.decision === 'reserved') return true;
	const sent = yield* first(
		db
			.selectFrom('intents')
			.select('request_id')
			.where('claim', '=', claim.id)
			.where('state', '=', 'sent')
			.limit(1),
		z.object({ request_id: z.string() }),
	);
	return sent !== undefined;
}
