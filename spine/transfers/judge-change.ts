import { contentHash } from '../documents/canonical';
import type { Transfer } from '../documents/transfer';
import type { KeptTransfer } from '../ledger/ledger';
import type { StandingRecord } from './target';

/** What is to be done about a record that is known by its id. */
export type ChangeStep =
	| { step: 'none'; standing: StandingRecord }
	| { step: 'update'; standing: StandingRecord }
	| { step: 'hold'; why: string };

/**
 * Compares a known record with the plan and with what was written last. Only a record that nobody
 * else touched, and that is not locked, is changed; a difference that is somebody else's is shown to
 * a person, never written over.
 */
export function judgeChange(
	transfer: Transfer,
	kept: Pick<KeptTransfer, 'written'>,
	standing: StandingRecord | undefined,
	id: string,
	system: string,
): ChangeStep {
	if (standing === undefined) {
		return {
			step: 'hold',
			why: `${system} ${id} does not exist any more, so somebody removed it. It is not written again by itself: restore it there, or give this transfer up and resume it, which writes it anew. ${transfer.label}.`,
		};
	}
	const stands = contentHash(standing.content);
	if (standing.equal === true || stands === contentHash(transfer.content))
		return { step: 'none', standing };
	if (standing.locked !== undefined) {
		return { step: 'hold', why: `${standing.locked} It was not changed: ${transfer.label}.` };
	}
	const expected = transfer.expects ?? kept.written;
	if (expected !== undefined && stands !== contentHash(expected)) {
		return {
			step: 'hold',
			why: `${system} ${id} was changed there since it was written, so it is not written over. Compare the two: ${transfer.label}.`,
		};
	}
	return { step: 'update', standing };
}
