import { z } from 'zod';
import type { DocumentSource } from '../documents/document';
import type { IntakeState, StoredIntake } from './ledger';
import { note } from './events';
import { intakeRow } from './schema';
import { all, chunks, first, write } from './transaction';
import type { Context, Tx } from './transaction';

/** Messages handed out at once to be taken up again. */
const AT_ONCE = 100;

/**
 * Notes a message whose bytes are stored already; one that is known keeps its state. Each time is taken
 * for the beginning of a reading; how many beginnings had no end is told, since a message that ends the
 * whole process leaves no other trace.
 */
export function* noteIntake(
	context: Context,
	message: Omit<StoredIntake, 'raw' | 'state'>,
): Tx<{ hash: string; seen: boolean; state: IntakeState; vain?: number }> {
	const { db, clock } = context;
	const { hash, messageId, form, receivedAt, name } = message;
	const known = yield* first(
		db.selectFrom('intakes').selectAll().where('hash', '=', hash),
		intakeRow,
	);
	if (known !== undefined) {
		const { state, starts } = known;
		if (state !== 'stored' && state !== 'read') return { hash, seen: true, state };
		yield* write(
			db
				.updateTable('intakes')
				.set((set) => ({ starts: set('starts', '+', 1) }))
				.where('hash', '=', hash),
		);
		return { hash, seen: true, state, ...(starts === 0 ? {} : { vain: starts }) };
	}
	yield* write(
		db
			.insertInto('intakes')
			.values({
				hash,
				message_id: messageId,
				form,
				received_at: receivedAt ?? null,
				name: name ?? null,
				stored_at: clock(),
				attempts: 0,
				starts: 1,
				state: 'stored',
			})
			.onConflict((conflict) => conflict.doNothing()),
	);
	note(context, { kind: 'received', detail: { message: hash, form } });
	return { hash, seen: false, state: 'stored' };
}

const ORDER: readonly IntakeState[] = ['stored', 'read', 'decided', 'finished'];

/**
 * Moves a message on; it never moves back, so that a late worker undoes nothing. A message that was
 * read to its end was begun in vain no more.
 */
export function* moveIntake({ db }: Context, hash: string, state: IntakeState): Tx<void> {
	yield* write(
		db
			.updateTable('intakes')
			.set({ state, starts: 0 })
			.where('hash', '=', hash)
			.where('state', 'in', ORDER.slice(0, ORDER.indexOf(state) + 1)),
	);
}

/**
 * Messages stored at least so long ago and not finished, without their bytes: those handed out least
 * often first, then the oldest, so that messages nobody ever decides do not keep the others waiting.
 */
export function* unfinishedIntakes(
	{ db, clock }: Context,
	olderThanSeconds: number,
): Tx<Array<Omit<StoredIntake, 'raw'>>> {
	const rows = yield* all(
		db
			.selectFrom('intakes')
			.selectAll()
			.where('state', 'in', ['stored', 'read', 'decided'])
			.where('stored_at', '<=', clock() - Math.round(olderThanSeconds * 1000))
			.orderBy('attempts')
			.orderBy('stored_at')
			.orderBy('hash')
			.limit(AT_ONCE),
		intakeRow,
	);
	for (const hashes of chunks(rows.map(({ hash }) => hash))) {
		yield* write(
			db
				.updateTable('intakes')
				.set((set) => ({ attempts: set('attempts', '+', 1) }))
				.where('hash', 'in', hashes),
		);
	}
	return rows.map(({ hash, message_id, form, received_at, name, state }) => ({
		hash,
		messageId: message_id,
		form,
		state,
		...(received_at === null ? {} : { receivedAt: received_at }),
		...(name === null ? {} : { name }),
	}));
}

/**
 * A message is finished once every document that was read from it has its decision. Decisions of
 * other messages under the same Message-ID, which any sender can use again, do not count.
 */
export function* finishIntake(
	context: Context,
	source: Pick<DocumentSource, 'messageId' | 'messageHash' | 'documents'>,
): Tx<void> {
	const { messageId, messageHash, documents } = source;
	if (messageId === undefined || messageHash === undefined || documents === undefined) return;
	// Quotation marks inside a document's own texts are escaped, so none of them can look like this.
	const own = `%"messageHash":${JSON.stringify(messageHash)}%`;
	const decided = yield* first(
		context.db
			.selectFrom('decisions')
			.select((select) => select.fn.countAll().as('count'))
			.where('message_id', '=', messageId)
			.where('document', 'like', own),
		z.object({ count: z.coerce.number() }),
	);
	if ((decided?.count ?? 0) >= documents) yield* moveIntake(context, messageHash, 'finished');
}
