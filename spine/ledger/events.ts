import { z } from 'zod';
import { canonicalJson, sha256 } from '../documents/canonical';
import { eventRow } from './schema';
import { all, first, instantOf, write } from './transaction';
import type { Context, Tx } from './transaction';

/** What the account of events speaks of. Details are ids, amounts and outcomes, never document text. */
export interface LedgerEvent {
	kind:
		| 'received'
		| 'recorded'
		| 'decided'
		| 'reserved'
		| 'released'
		| 'queued'
		| 'sent'
		| 'posted'
		| 'refused'
		| 'ended'
		| 'settings';
	claim?: string;
	sighting?: string;
	detail?: Record<string, string | number | boolean | undefined>;
}

/** The next number of the ledger's one sequence; concurrent transactions queue up for it. */
export function* nextSeq({ db }: Context): Tx<number> {
	const row = yield* first(
		db
			.updateTable('counters')
			.set((at) => ({ value: at('value', '+', 1) }))
			.where('name', '=', 'seq')
			.returning('value'),
		z.object({ value: z.number().int() }),
	);
	return row?.value ?? 0;
}

/**
 * Appends an event to the chain: each carries the hash of the one before, so that an edited or
 * removed event shows ({@link verifyEvents}).
 */
export function* appendEvent(context: Context, event: LedgerEvent): Tx<void> {
	const { db } = context;
	const seq = yield* nextSeq(context);
	const last = yield* first(
		db.selectFrom('events').select('hash').orderBy('seq', 'desc').limit(1),
		z.object({ hash: z.string() }),
	);
	const content = {
		seq,
		at: instantOf(context.clock),
		kind: event.kind,
		claim: event.claim ?? null,
		sighting: event.sighting ?? null,
		detail: canonicalJson(event.detail ?? {}),
		previous: last?.hash ?? '',
	};
	yield* write(
		db.insertInto('events').values({ ...content, hash: sha256(canonicalJson(content)) }),
	);
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
