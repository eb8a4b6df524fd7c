import { codingSchema } from '../documents/coding';
import { documentSchema } from '../documents/document';
import { postingSchema } from '../documents/posting';
import { LedgerError } from './errors';
import { note, nextSeq } from './events';
import type { PostingIntent, StoredBatch } from './ledger';
import { batchRow, intentRow } from './schema';
import type { IntentRow } from './schema';
import { peopleEnterBills } from './settings';
import { all, chunks, first, write } from './transaction';
import type { Context, Tx } from './transaction';
import { z } from 'zod';

/** A row of the queue as the port hands it out. */
export function intentOf(row: IntentRow): PostingIntent {
	return {
		requestId: row.request_id,
		claim: row.claim,
		revision: row.revision,
		books: row.books,
		entity: row.entity,
		coding: codingSchema.parse(JSON.parse(row.coding)),
		document: documentSchema.parse(JSON.parse(row.document)),
		content: row.content_hash,
		state: row.state,
		attachment: row.attachment,
		...(row.batch === null ? {} : { batchId: row.batch }),
		...(row.outcome === null ? {} : { outcome: postingSchema.parse(JSON.parse(row.outcome)) }),
	};
}

export function* readIntent({ db }: Context, requestId: string): Tx<IntentRow | undefined> {
	return yield* first(
		db.selectFrom('intents').selectAll().where('request_id', '=', requestId),
		intentRow,
	);
}

/** Rows by request id, those that are known. */
export function* readIntents(
	{ db }: Context,
	requestIds: readonly string[],
): Tx<Map<string, IntentRow>> {
	const found = new Map<string, IntentRow>();
	for (const part of chunks(requestIds)) {
		const rows = yield* all(
			db.selectFrom('intents').selectAll().where('request_id', 'in', part),
			intentRow,
		);
		for (const row of rows) found.set(row.request_id, row);
	}
	return found;
}

const itemsSchema = z.array(z.string());

const batchOf = (row: z.infer<typeof batchRow>): StoredBatch => ({
	id: row.id,
	books: row.books,
	items: itemsSchema.parse(JSON.parse(row.items)),
	body: row.body,
	state: row.state,
	sentAt: row.sent_at,
});

/** Batches that were sent and not answered, oldest first. */
export function* pendingBatchesTx({ db }: Context, books: string): Tx<StoredBatch[]> {
	const rows = yield* all(
		db
			.selectFrom('batches')
			.selectAll()
			.where('books', '=', books)
			.where('state', '=', 'sent')
			.orderBy('seq'),
		batchRow,
	);
	return rows.map(batchOf);
}

/**
 * Queued rows, oldest first; of those that are passed over nothing but the id is read, and of those
 * that the caller has with exactly this content everything but document and coding. None where people enter the bills.
 */
export function* queuedTx(
	context: Context,
	books: string,
	limit: number,
	except: ReadonlySet<string> = new Set(),
	known: ReadonlyMap<string, PostingIntent> = new Map(),
): Tx<PostingIntent[]> {
	if (yield* peopleEnterBills(context)) return [];
	const waiting = yield* all(
		context.db
			.selectFrom('intents')
			.select(['request_id', 'content_hash', 'attachment'])
			.where('books', '=', books)
			.where('state', '=', 'queued')
			.orderBy('seq')
			.limit(limit + except.size),
		intentRow.pick({ request_id: true, content_hash: true, attachment: true }),
	);
	const wanted = waiting.filter((row) => !except.has(row.request_id)).slice(0, limit);
	const atHand = new Map<string, PostingIntent>();
	for (const { request_id: id, content_hash: content, attachment } of wanted) {
		const row = known.get(id);
		if (row?.content === content && row.books === books) {
			atHand.set(id, { ...row, state: 'queued', attachment });
		}
	}
	const ids = wanted.map((row) => row.request_id);
	const read = yield* readIntents(
		context,
		ids.filter((id) => !atHand.has(id)),
	);
	return ids.flatMap((id) => {
		const row = read.get(id);
		return row === undefined ? (atHand.get(id) ?? []) : intentOf(row);
	});
}

/**
 * Stores a batch byte for byte and marks its rows as sent, before the call.
 *
 * @throws LedgerError when the id is known with another body, or a row is not queued.
 */
export function* putBatchTx(context: Context, batch: StoredBatch): Tx<void> {
	const { db } = context;
	const known = yield* first(
		db.selectFrom('batches').selectAll().where('id', '=', batch.id),
		batchRow,
	);
	const items = JSON.stringify(batch.items);
	if (known !== undefined) {
		if (known.body === batch.body && known.items === items) return;
		throw new LedgerError(
			`Batch ${batch.id} was stored with other content before, and a batch is sent again unchanged or not at all. ` +
				'Give the new batch an id of its own.',
		);
	}
	const rows = new Map(
		(yield* all(
			db
				.selectFrom('intents')
				.select(['request_id', 'claim', 'books', 'state'])
				.where('request_id', 'in', batch.items),
			intentRow.pick({ request_id: true, claim: true, books: true, state: true }),
		)).map((row) => [row.request_id, row]),
	);
	for (const requestId of batch.items) {
		const row = rows.get(requestId);
		if (row === undefined || row.state !== 'queued' || row.books !== batch.books) {
			throw notQueued(requestId, row?.state ?? 'not known', batch.id);
		}
	}
	// PostgreSQL read the rows without a lock: a release may have ended, or a twin sent it, since.
	const sent = yield* all(
		db
			.updateTable('intents')
			.set({ state: 'sent', batch: batch.id })
			.where('request_id', 'in', batch.items)
			.where('state', '=', 'queued')
			.returning('request_id'),
		intentRow.pick({ request_id: true }),
	);
	const missed = batch.items.find((id) => !sent.some((row) => row.request_id === id));
	if (missed !== undefined) throw notQueued(missed, 'no longer queued', batch.id);
	for (const requestId of batch.items) {
		const claim = rows.get(requestId)?.claim;
		note(context, { kind: 'sent', claim, detail: { requestId, batch: batch.id } });
	}
	const { id, books, body, state } = batch;
	const seq = yield* nextSeq(context);
	const sent_at = context.clock();
	yield* write(db.insertInto('batches').values({ id, books, body, state, items, seq, sent_at }));
}

/** Notes that another call sends a batch that was not answered. */
export function* sendingAgainTx({ db, clock }: Context, batchId: string): Tx<void> {
	const sent = yield* first(
		db
			.updateTable('batches')
			.set({ sent_at: clock() })
			.where('id', '=', batchId)
			.where('state', '=', 'sent')
			.returning('id'),
		batchRow.pick({ id: true }),
	);
	if (sent !== undefined) return;
	throw new LedgerError(
		`Batch ${batchId} was answered already, so it is not sent again. Read the queue again before sending.`,
	);
}

const notQueued = (requestId: string, state: string, batch: string): LedgerError =>
	new LedgerError(
		`Posting ${requestId} is ${state} and cannot be sent in batch ${batch}. ` +
			'Read the queue again before sending.',
	);

/**
 * Notes how far the upload of a row's original came, and its id in the books. An unknown row is
 * passed over.
 */
export function* setAttachmentTx(
	{ db }: Context,
	requestId: string,
	state: PostingIntent['attachment'],
	id?: string,
): Tx<void> {
	const row = yield* first(
		db.selectFrom('intents').selectAll().where('request_id', '=', requestId),
		intentRow,
	);
	if (row === undefined) return;
	const outcome = row.outcome === null ? undefined : postingSchema.parse(JSON.parse(row.outcome));
	const attached = outcome !== undefined && 'id' in outcome && id !== undefined;
	yield* write(
		db
			.updateTable('intents')
			.set({
				attachment: state,
				attachment_id: id ?? row.attachment_id,
				outcome: attached ? JSON.stringify({ ...outcome, attachment: id }) : row.outcome,
			})
			.where('request_id', '=', requestId),
	);
}

/** Rows whose bill stands and whose original is not attached yet. */
export function* pendingAttachmentsTx({ db }: Context, books: string): Tx<PostingIntent[]> {
	const rows = yield* all(
		db
			.selectFrom('intents')
			.selectAll()
			.where('books', '=', books)
			.where('attachment', '=', 'pending')
			.where('state', '=', 'done')
			.orderBy('seq')
			.limit(500),
		intentRow,
	);
	return rows.map(intentOf);
}
