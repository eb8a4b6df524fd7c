import { z } from 'zod';
import { canonicalJson, sha256 } from '../documents/canonical';
import { eventRow } from './schema';
import { all, chunks, first, instantOf, write } from './transaction';
import type { Context, Tx } from './transaction';

/** What the account of events speaks of. Details are ids, amounts and outcomes, never document text. */
export interface LedgerEvent {
	kind:
		| 'received'
		| 'recorded'
		| 'decided'
		| 'reopened'
		| 'reserved'
		| 'released'
		| 'queued'
		| 'sent'
		| 'posted'
		| 'refused'
		| 'carried'
		| 'ended'
		| 'settings'
		| 'rebuilt'
		| 'task'
		| 'link';
	claim?: string;
	sighting?: string;
	detail?: Record<string, string | number | boolean | undefined>;
}

/**
 * The next number of the ledger's one sequence, or the first of several. Concurrent transactions
 * queue up for it, so take it after every lock.
 */
export function* nextSeq({ db }: Context, count = 1): Tx<number> {
	const row = yield* first(
		db
			.updateTable('counters')
			.set((at) => ({ value: at('value', '+', count) }))
			.where('name', '=', 'seq')
			.returning('value'),
		z.object({ value: z.number().int() }),
	);
	return (row?.value ?? 0) - count + 1;
}

/** Notes an event; it is appended to the chain at the end of the transaction. */
export function note(context: Context, event: LedgerEvent): void {
	context.events.push(event);
}

/**
 * A transaction followed by its events. They come last because the chain has one end, for which
 * concurrent transactions queue: whoever holds it waits for nothing else any more.
 */
export function* withEvents<T>(context: Context, transaction: (context: Context) => Tx<T>): Tx<T> {
	const result = yield* transaction(context);
	if (context.events.length > 0) yield* appendEvents(context);
	return result;
}

/**
 * Appends events to the chain: each carries the hash of the one before, so that an edited or
 * removed event shows ({@link verifyEvents}).
 */
function* appendEvents(context: Context): Tx<void> {
	const { db } = context;
	const firstSeq = yield* nextSeq(context, context.events.length);
	const last = yield* first(
		db.selectFrom('events').select('hash').orderBy('seq', 'desc').limit(1),
		z.object({ hash: z.string() }),
	);
	let previous = last?.hash ?? '';
	const rows = context.events.map((event, index) => {
		const content = {
			seq: firstSeq + index,
			at: instantOf(context.clock),
			kind: event.kind,
			claim: event.claim ?? null,
			sighting: event.sighting ?? null,
			detail: canonicalJson(event.detail ?? {}),
			previous,
		};
		previous = sha256(canonicalJson(content));
		return { ...content, hash: previous };
	});
	for (const part of chunks(rows)) yield* write(db.insertInto('events').values(part));
}

/** The sequence number of the first event that was changed or follows a removed one; nothing when all hold. */
export function* verifyEvents({ db }: Context): Tx<number | undefined> {
	let previous = '';
	let after = -1;
	for (;;) {
		const rows = yield* all(
			db.selectFrom('events').selectAll().where('seq', '>', after).orderBy('seq').limit(1000),
			eventRow,
		);
		if (rows.length === 0) return undefined;
		for (const { hash, ...content } of rows) {
			if (content.previous !== previous || sha256(canonicalJson(content)) !== hash) {
				return content.seq;
			}
			previous = hash;
			after = content.seq;
		}
	}
}
