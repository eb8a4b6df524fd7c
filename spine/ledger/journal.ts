import { z } from 'zod';
import { type JournalEntry, journalEntrySchema } from '../documents/transfer';
import { nextSeq } from './events';
import type { JournalFilter, NewJournalEntry, RunSummary } from './ledger';
import { type JournalRow, journalRow } from './schema';
import { all, instantOf, write } from './transaction';
import type { Context, Tx } from './transaction';

/** Notes a write in the journal, and on the entry that it takes back. */
export function* addJournalEntry(context: Context, entry: NewJournalEntry): Tx<number> {
	const { db, clock } = context;
	const seq = yield* nextSeq(context);
	const { undoes, run, key, action, label, target, ...rest } = entry;
	const row: JournalRow = {
		seq,
		run,
		at: instantOf(clock),
		key,
		action,
		label,
		side: target.side,
		target: JSON.stringify(target),
		before: rest.before === undefined ? null : JSON.stringify(rest.before),
		after: rest.after === undefined ? null : JSON.stringify(rest.after),
		revision: rest.revision ?? null,
		amount: rest.amount === undefined ? null : JSON.stringify(rest.amount),
		currency: rest.currency ?? null,
		undone_by: null,
	};
	yield* write(db.insertInto('journal').values(row));
	if (undoes !== undefined && undoes.length > 0) {
		yield* write(
			db
				.updateTable('journal')
				.set({ undone_by: seq })
				.where('seq', 'in', [...undoes]),
		);
	}
	return seq;
}

const json = (text: string | null): unknown => (text === null ? undefined : JSON.parse(text));

const entryOf = (row: JournalRow): JournalEntry =>
	journalEntrySchema.parse({
		seq: row.seq,
		run: row.run,
		at: row.at,
		key: row.key,
		action: row.action,
		label: row.label,
		target: json(row.target),
		before: json(row.before),
		after: json(row.after),
		revision: row.revision ?? undefined,
		undoneBy: row.undone_by ?? undefined,
		amount: json(row.amount),
		currency: row.currency ?? undefined,
	});

/** Writes, oldest first. */
export function* listJournalTx({ db }: Context, filter: JournalFilter = {}): Tx<JournalEntry[]> {
	let query = db.selectFrom('journal').selectAll().orderBy('seq');
	if (filter.run !== undefined) query = query.where('run', '=', filter.run);
	if (filter.key !== undefined) query = query.where('key', '=', filter.key);
	if (filter.since !== undefined) query = query.where('at', '>=', filter.since);
	return (yield* all(query, journalRow)).map(entryOf);
}

const runRow = z.object({
	run: z.string(),
	first: z.string(),
	last: z.string(),
	writes: z.number().int(),
	undone: z.number().int(),
});

/** Runs that wrote something, newest first. */
export function* listRunsTx({ db }: Context, limit: number): Tx<RunSummary[]> {
	return yield* all(
		db
			.selectFrom('journal')
			.select((at) => [
				'run',
				at.fn.min('at').as('first'),
				at.fn.max('at').as('last'),
				at.fn.countAll().as('writes'),
				at.fn.count('undone_by').as('undone'),
			])
			.groupBy('run')
			.orderBy((at) => at.fn.max('seq'), 'desc')
			.limit(limit),
		runRow,
	);
}
