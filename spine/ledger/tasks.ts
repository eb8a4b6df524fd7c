import { contentHash } from '../documents/canonical';
import { type PutTasks, type Task, type TaskFilter, type TaskFinding } from '../documents/task';
import { taskFindingSchema } from '../documents/task';
import { z } from 'zod';
import { LedgerError } from './errors';
import { nextSeq, note } from './events';
import { metaRow, taskRow } from './schema';
import type { TaskRow } from './schema';
import { writeMeta } from './settings';
import { all, chunks, first, instantOf, write } from './transaction';
import type { Context, Tx } from './transaction';

/** Columns that tasks are listed by. */
const FILTERS = [
	'state',
	'key',
	'source',
	'rule',
	'severity',
	'project',
	'vendor',
	'commitment',
	'books',
] as const;

/** What makes a task that a person closed news again. */
const newsOf = ({ sentence, details }: TaskFinding): string =>
	contentHash({ sentence, details: details ?? {} });

function rowOf(source: string, finding: TaskFinding, seq: number, now: string): TaskRow {
	return {
		key: finding.key,
		seq,
		source,
		rule: finding.rule,
		severity: finding.severity,
		state: 'open',
		project: finding.project ?? null,
		vendor: finding.vendor ?? null,
		commitment: finding.commitment ?? null,
		books: finding.books ?? null,
		json: JSON.stringify(finding),
		hash: newsOf(finding),
		first_seen: now,
		last_seen: now,
		closed_by: null,
		closed_at: null,
		note: null,
	};
}

function taskOf(row: TaskRow): Task {
	return {
		...taskFindingSchema.parse(JSON.parse(row.json)),
		state: row.state,
		source: row.source,
		firstSeen: row.first_seen,
		lastSeen: row.last_seen,
		...(row.closed_by === null ? {} : { closedBy: row.closed_by }),
		...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
		...(row.note === null ? {} : { note: row.note }),
	};
}

function* putRow({ db }: Context, row: TaskRow): Tx<void> {
	yield* write(
		db
			.insertInto('tasks')
			.values(row)
			.onConflict((conflict) => conflict.column('key').doUpdateSet(row)),
	);
}

/**
 * Stores what a source found: new troubles open, known ones stay open with what is said of them now.
 * One that a person closed stays closed while it says the same. The sequence is taken first, so that
 * two callers never open the same task.
 */
export function* putTasksTx(
	context: Context,
	source: string,
	findings: readonly TaskFinding[],
	{ complete = false }: { complete?: boolean } = {},
): Tx<PutTasks> {
	const { db, clock } = context;
	const now = instantOf(clock);
	const found = new Map<string, TaskFinding>();
	for (const finding of findings) {
		if (!found.has(finding.key)) found.set(finding.key, taskFindingSchema.parse(finding));
	}
	let seq = yield* nextSeq(context, Math.max(found.size, 1));
	const known = new Map<string, TaskRow>();
	for (const keys of chunks([...found.keys()])) {
		const rows = yield* all(db.selectFrom('tasks').selectAll().where('key', 'in', keys), taskRow);
		for (const row of rows) known.set(row.key, row);
	}
	const opened: Task[] = [];
	let still = 0;
	for (const finding of found.values()) {
		const before = known.get(finding.key);
		const next = rowOf(source, finding, seq, now);
		seq += 1;
		if (before?.state === 'open') {
			still += 1;
			yield* putRow(context, { ...next, seq: before.seq, first_seen: before.first_seen });
		} else if (before !== undefined && before.closed_by !== null && before.hash === next.hash) {
			yield* putRow(context, { ...before, last_seen: now });
		} else {
			yield* putRow(context, next);
			opened.push(taskOf(next));
			note(context, {
				kind: 'task',
				detail: { key: finding.key, rule: finding.rule, state: 'open' },
			});
		}
	}
	const resolved = complete ? yield* resolveOthers(context, source, found) : [];
	return { opened, still, resolved };
}

/** Ends the open tasks of a source that it did not find again. */
function* resolveOthers(
	context: Context,
	source: string,
	found: ReadonlyMap<string, TaskFinding>,
): Tx<Task[]> {
	const { db, clock } = context;
	const open = yield* all(
		db
			.selectFrom('tasks')
			.selectAll()
			.where('source', '=', source)
			.where('state', '=', 'open')
			.orderBy('seq'),
		taskRow,
	);
	const resolved: Task[] = [];
	for (const row of open) {
		if (found.has(row.key)) continue;
		const ended: TaskRow = { ...row, state: 'done', closed_at: instantOf(clock) };
		yield* putRow(context, ended);
		resolved.push(taskOf(ended));
		note(context, { kind: 'task', detail: { key: row.key, rule: row.rule, state: 'resolved' } });
	}
	return resolved;
}

/** Tasks that fit the filter, the one opened first first. */
export function* listTasksTx({ db }: Context, filter: TaskFilter = {}): Tx<Task[]> {
	let query = db.selectFrom('tasks').selectAll().orderBy('seq');
	for (const column of FILTERS) {
		const value = filter[column];
		if (value !== undefined) query = query.where(column, '=', value);
	}
	return (yield* all(query, taskRow)).map(taskOf);
}

/**
 * A person closes a task. One that is closed already keeps who closed it first, but one that ended by
 * itself is then the person's, so that the same trouble does not come back.
 *
 * @throws LedgerError when no task has the key.
 */
export function* closeTaskTx(context: Context, key: string, by: string, why: string): Tx<Task> {
	// Queues up with whoever puts tasks, in the same order.
	yield* nextSeq(context);
	const row = yield* first(
		context.db.selectFrom('tasks').selectAll().where('key', '=', key),
		taskRow,
	);
	if (row === undefined) {
		throw new LedgerError(
			`The ledger holds no task "${key}", so nothing was closed. Take the key from the list of tasks.`,
		);
	}
	if (row.state === 'done' && row.closed_by !== null) return taskOf(row);
	const closed: TaskRow = {
		...row,
		state: 'done',
		closed_by: by,
		closed_at: instantOf(context.clock),
		note: why,
	};
	yield* putRow(context, closed);
	note(context, { kind: 'task', detail: { key, rule: row.rule, state: 'closed', by } });
	return taskOf(closed);
}

/** Where a reader of new tasks stands is kept under this name. */
const cursorOf = (reader: string): string => `tasks:${reader}`;

/**
 * Open tasks that were opened since the reader asked last, the first opened first; at a reader's first
 * time every open one. Numbers of the sequence become visible in their order, so none is passed over.
 */
export function* newTasksTx(
	context: Context,
	reader: string,
	{ dryRun = false }: { dryRun?: boolean } = {},
): Tx<Task[]> {
	const { db } = context;
	const cursor = yield* first(
		db.selectFrom('meta').selectAll().where('key', '=', cursorOf(reader)),
		metaRow,
	);
	const since = cursor === undefined ? 0 : z.coerce.number().parse(cursor.value);
	const rows = yield* all(
		db
			.selectFrom('tasks')
			.selectAll()
			.where('state', '=', 'open')
			.where('seq', '>', since)
			.orderBy('seq'),
		taskRow,
	);
	const last = rows.at(-1);
	if (last !== undefined && !dryRun) {
		yield* writeMeta(context, cursorOf(reader), String(last.seq));
	}
	return rows.map(taskOf);
}
