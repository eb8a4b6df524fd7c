import type { StoredBatch } from '../ledger/ledger';
import { BooksError } from '../quickbooks/books';
import { batchTime } from './batch-id';
import type { Desk } from './context';

/** A call begins at most so long after its batch was stored, or is not made. */
export const BEGINS_WITHIN_MS = 10_000;
/** Clocks of several machines differ by less. */
const MARGIN_MS = 5_000;

/**
 * What became of a batch cannot be known yet, because a call that sent it may still be at work in
 * the books. It is neither sent again nor given up.
 */
export class StillUnderWay extends BooksError {
	override readonly name = 'StillUnderWay';

	/** @param until when it can be known, by running time. */
	constructor(readonly until: number) {
		super(
			'An earlier attempt to post this may still be under way in the books, so it is not sent again yet. Run it again in a few minutes.',
			{ code: 'late', retryable: true, uncertain: true },
		);
	}
}

/**
 * From when no call that sent a batch can be at work any more, by running time. Whether the books
 * take two calls under one id, while the first is at work, for one is documented nowhere; so nothing
 * is sent twice before that.
 */
export function settledAt({ books }: Pick<Desk, 'books'>, batch: StoredBatch): number {
	const begun = batch.sentAt ?? batchTime(batch.id);
	return begun + BEGINS_WITHIN_MS + books.posting.callLasts + MARGIN_MS;
}
