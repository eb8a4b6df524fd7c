import type { Transfer } from '../documents/transfer';
import type { Ledger } from '../ledger/ledger';
import type { StandingRecord } from './target';

/**
 * Records that no other transfer was written as or taken for: one record never stands for two things
 * (two equal payments of one cheque, say, of which somebody entered one).
 */
export async function untaken(
	{ key, content, target }: Transfer,
	found: readonly StandingRecord[],
	ledger: Pick<Ledger, 'transfers'>,
): Promise<StandingRecord[]> {
	if (found.length === 0) return [];
	const others = await ledger.transfers({
		kinds: [content.kind],
		side: target.side,
		system: target.system,
		targetIds: found.map(({ id }) => id),
	});
	const taken = new Set(
		others.filter(({ transfer }) => transfer.key !== key).map(({ targetId }) => targetId),
	);
	return found.filter(({ id }) => !taken.has(id));
}
