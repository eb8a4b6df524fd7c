import { sha256, canonicalJson } from '../documents/canonical';
import { codingSchema } from '../documents/coding';
import { documentSchema } from '../documents/document';
import { postingSchema } from '../documents/posting';
import { readClaim, refoldClaim } from './claims';
import { LedgerError } from './errors';
import { note, nextSeq } from './events';
import type { PostingIntent, Release, StoredBatch } from './ledger';
import { lockScope } from './locks';
import { readReleaseKey } from './releases';
import { batchRow, intentRow } from './schema';
import type { IntentRow } from './schema';
import { all, first, write } from './transaction';
import type { Context, Tx } from './transaction';
import { z } from 'zod';

/**
 * Request id of writing one revision of a claim: the same for every attempt, so that the books
 * recognise a repetition. 36 characters, the most that Intuit allows for `requestid`.
 */
export function requestIdOf(claim: string, operation: string, revision: number): string {
	return `p-${sha256(canonicalJson([claim, operation, revision])).slice(0, 34)}`;
}

export function intentOf(row: IntentRow): PostingIntent {
	return {
		requestId: row.request_id,
		claim: row.claim,
		revision: row.revision,
		books: row.books,
		entity: row.entity,
		coding: codingSchema.parse(JSON.parse(row.coding)),
		document: documentSchema.parse(JSON.parse(row.document)),
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

/**
 * Queues a release's bill. Idempotent by claim, operation and revision: what is sent or done is
 * returned as it stands; what was refused, or waits with an older coding, is queued anew.
 *
 * @throws LedgerError when the ledger holds no such release, or the coding names no books.
 */
export function* enqueueTx(context: Context, release: Release): Tx<PostingIntent> {
	const held = yield* readReleaseKey(context, release.document, release.coding);
	if (held === undefined || held.claim !== release.claim) {
		throw new LedgerError(
			`The ledger holds no release for document ${release.document.number ?? release.document.source.key} ` +
				'with this coding. Pass it through the verification gate again, or release it at the review desk.',
		);
	}
	return yield* enqueueHeld(context, { ...release, ...held });
}

/** Queues the bills of documents, as {@link enqueueTx} does, in their order; undefined for one without a release. */
export function* enqueueReleasedTx(
	context: Context,
	items: ReadonlyArray<Pick<Release, 'document' | 'coding'>>,
	run?: string,
): Tx<Array<PostingIntent | undefined>> {
	const rows: Array<PostingIntent | undefined> = [];
	for (const { document, coding } of items) {
		const held = yield* readReleaseKey(context, document, coding);
		rows.push(
			held === undefined
				? undefined
				: yield* enqueueHeld(context, { document, coding, ...held }, run),
		);
	}
	return rows;
}

function* enqueueHeld(
	context: Context,
	held: Pick<Release, 'document' | 'coding' | 'claim' | 'revision'>,
	run?: string,
): Tx<PostingIntent> {
	const { db } = context;
	const { books, entity } = held.coding;
	if (books === undefined) {
		throw new LedgerError(
			`The coding of document ${held.document.number ?? held.document.source.key} names no books. ` +
				"Map its project to a company file in the company's settings.",
		);
	}
	const claim = yield* readClaim(context, held.claim);
	yield* lockScope(context, { vendor: claim?.vendor, commitment: claim?.commitment });
	const kind = entity ?? (held.document.kind === 'credit_memo' ? 'VendorCredit' : 'Bill');
	const requestId = requestIdOf(held.claim, kind, held.revision);
	const known = yield* readIntent(context, requestId);
	if (known !== undefined && (known.state === 'sent' || known.state === 'done')) {
		return intentOf(known);
	}
	const { fileHash, messageHash } = held.document.source;
	const row: Omit<IntentRow, 'request_id' | 'seq'> = {
		claim: held.claim,
		revision: held.revision,
		books,
		entity: kind,
		sighting: held.document.source.key,
		document: JSON.stringify(held.document),
		coding: JSON.stringify(held.coding),
		state: 'queued',
		batch: null,
		outcome: null,
		attachment: fileHash === undefined && messageHash === undefined ? 'none' : 'pending',
		attachment_id: null,
		run: run ?? null,
	};
	const seq = known?.seq ?? (yield* nextSeq(context));
	yield* write(
		db
			.insertInto('intents')
			.values({ request_id: requestId, seq, ...row })
			.onConflict((conflict) => conflict.column('request_id').doUpdateSet(row)),
	);
	yield* refoldClaim(context, held.claim, { expiresAt: null });
	if (known?.state !== 'queued') {
		const detail = { requestId, revision: held.revision };
		note(context, { kind: 'queued', claim: held.claim, detail });
	}
	return intentOf({ request_id: requestId, seq, ...row });
}

const itemsSchema = z.array(z.string());

const batchOf = (row: z.infer<typeof batchRow>): StoredBatch => ({
	id: row.id,
	books: row.books,
	items: itemsSchema.parse(JSON.parse(row.items)),
	body: row.body,
	state: row.state,
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

export function* queuedTx({ db }: Context, books: string, limit: number): Tx<PostingIntent[]> {
	const rows = yield* all(
		db
			.selectFrom('intents')
			.selectAll()
			.where('books', '=', books)
			.where('state', '=', 'queued')
			.orderBy('seq')
			.limit(limit),
		intentRow,
	);
	return rows.map(intentOf);
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
	for (const requestId of batch.items) {
		const row = yield* readIntent(context, requestId);
		if (row === undefined || row.state !== 'queued' || row.books !== batch.books) {
			throw notQueued(requestId, row?.state ?? 'not known', batch.id);
		}
		// PostgreSQL read the row without a lock: a release may have ended, or a twin sent it, since.
		const sent = yield* first(
			db
				.updateTable('intents')
				.set({ state: 'sent', batch: batch.id })
				.where('request_id', '=', requestId)
				.where('state', '=', 'queued')
				.returning('request_id'),
			intentRow.pick({ request_id: true }),
		);
		if (sent === undefined) throw notQueued(requestId, 'no longer queued', batch.id);
		note(context, {
			kind: 'sent',
			claim: row.claim,
			detail: { requestId, batch: batch.id },
		});
	}
	const { id, books, body, state } = batch;
	const seq = yield* nextSeq(context);
	yield* write(db.insertInto('batches').values({ id, books, body, state, items, seq }));
}

const notQueued = (requestId: string, state: string, batch: string): LedgerError =>
	new LedgerError(
		`Posting ${requestId} is ${state} and cannot be sent in batch ${batch}. ` +
			'Read the queue again before sending.',
	);

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
