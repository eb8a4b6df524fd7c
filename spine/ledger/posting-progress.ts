import { postingSchema } from '../documents/posting';
import type { PostingProgress } from './ledger';
import { intentRow } from './schema';
import { all, chunks } from './transaction';
import type { Context, Tx } from './transaction';

const progressRow = intentRow.pick({
	request_id: true,
	state: true,
	attachment: true,
	outcome: true,
});

/** How far rows of the queue have come, without their documents. */
export function* progressOfTx(
	{ db }: Context,
	requestIds: readonly string[],
): Tx<Map<string, PostingProgress>> {
	const progress = new Map<string, PostingProgress>();
	for (const part of chunks(requestIds)) {
		const rows = yield* all(
			db
				.selectFrom('intents')
				.select(['request_id', 'state', 'attachment', 'outcome'])
				.where('request_id', 'in', part),
			progressRow,
		);
		for (const { request_id: id, state, attachment, outcome } of rows) {
			progress.set(id, {
				state,
				attachment,
				...(outcome === null ? {} : { outcome: postingSchema.parse(JSON.parse(outcome)) }),
			});
		}
	}
	return progress;
}
