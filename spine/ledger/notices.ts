import type { Notice } from './ledger';
import { noticeRow } from './schema';
import { all, chunks, first, write } from './transaction';
import type { Context, Tx } from './transaction';

/** How long the key of a finished notice is remembered; senders repeat themselves for hours. */
const REMEMBERED_MS = 7 * 86_400_000;

/** Puts notices into a box, each key once; returns how many were new. */
export function* putNoticesTx(
	{ db, clock }: Context,
	box: string,
	notices: ReadonlyArray<Omit<Notice, 'tries'>>,
): Tx<number> {
	const now = clock();
	yield* write(
		db
			.deleteFrom('notices')
			.where('box', '=', box)
			.where('done', '=', 1)
			.where('at', '<', now - REMEMBERED_MS),
	);
	let added = 0;
	for (const { key, json } of notices) {
		const inserted = yield* first(
			db
				.insertInto('notices')
				.values({ box, key, at: now, json, tries: 0, done: 0 })
				.onConflict((conflict) => conflict.columns(['box', 'key']).doNothing())
				.returning('key'),
			noticeRow.pick({ key: true }),
		);
		if (inserted !== undefined) added += 1;
	}
	return added;
}

/** Notices of a box that wait: least often tried first, then the oldest. */
export function* waitingNoticesTx({ db }: Context, box: string, limit: number): Tx<Notice[]> {
	return yield* all(
		db
			.selectFrom('notices')
			.select(['key', 'json', 'tries'])
			.where('box', '=', box)
			.where('done', '=', 0)
			.orderBy('tries')
			.orderBy('at')
			.orderBy('key')
			.limit(limit),
		noticeRow.pick({ key: true, json: true, tries: true }),
	);
}

/** Marks notices as dealt with; their keys are remembered for a week. */
export function* finishNoticesTx({ db }: Context, box: string, keys: readonly string[]): Tx<void> {
	for (const some of chunks(keys)) {
		yield* write(
			db
				.updateTable('notices')
				.set({ done: 1, json: '' })
				.where('box', '=', box)
				.where('key', 'in', some),
		);
	}
}

/** Counts a vain attempt, so that others come first. */
export function* putOffNoticesTx({ db }: Context, box: string, keys: readonly string[]): Tx<void> {
	for (const some of chunks(keys)) {
		yield* write(
			db
				.updateTable('notices')
				.set((at) => ({ tries: at('tries', '+', 1) }))
				.where('box', '=', box)
				.where('key', 'in', some),
		);
	}
}
