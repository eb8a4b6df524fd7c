import { z } from 'zod';
import { note } from './events';
import type { Attestation, BackfillProgress, TaggedBill } from './ledger';
import { attestationRow, backfillRow, recoveredBillRow } from './schema';
import { all, chunks, first, instantOf, write } from './transaction';
import type { Context, Tx } from './transaction';

/** The last check of this ledger against these books that it passed. */
export function* readAttestation({ db }: Context, books: string): Tx<Attestation | undefined> {
	const row = yield* first(
		db.selectFrom('attestations').selectAll().where('books', '=', books),
		attestationRow,
	);
	return row && { cursor: row.cursor, checkedAt: row.checked_at };
}

const rowState = z.object({ request_id: z.string(), state: z.string() });

/**
 * Bills of ours that the ledger does not account for, in their order: no row of the queue bears
 * their request id (`lost`), or one that was never sent or was refused (`open`).
 */
export function* unaccountedBills(
	{ db }: Context,
	books: string,
	bills: readonly TaggedBill[],
): Tx<{ lost: TaggedBill[]; open: TaggedBill[] }> {
	const states = new Map<string, string>();
	for (const part of chunks(bills.map(({ requestId }) => requestId))) {
		const rows = yield* all(
			db.selectFrom('intents').select(['request_id', 'state']).where('request_id', 'in', part),
			rowState,
		);
		for (const { request_id, state } of rows) states.set(request_id, state);
	}
	const doubtful = bills.filter(({ requestId }) => {
		const state = states.get(requestId);
		return state !== 'sent' && state !== 'done';
	});
	const recovered = new Set<string>();
	for (const part of chunks(doubtful.map(({ requestId }) => requestId))) {
		const rows = yield* all(
			db
				.selectFrom('recovered_bills')
				.selectAll()
				.where('books', '=', books)
				.where('request_id', 'in', part),
			recoveredBillRow,
		);
		for (const row of rows) recovered.add(`${row.entity} ${row.id} ${row.request_id}`);
	}
	const left = doubtful.filter(
		({ entity, id, requestId }) => !recovered.has(`${entity} ${id} ${requestId}`),
	);
	return {
		lost: left.filter(({ requestId }) => !states.has(requestId)),
		open: left.filter(({ requestId }) => states.has(requestId)),
	};
}

/** Notes a check that the ledger passed, with the bills of ours that it had lost and accounts for from now on. */
export function* putAttestation(
	context: Context,
	books: string,
	cursor: string,
	found: readonly TaggedBill[],
): Tx<void> {
	const { db } = context;
	const row = { cursor, checked_at: instantOf(context.clock) };
	yield* write(
		db
			.insertInto('attestations')
			.values({ books, ...row })
			.onConflict((conflict) => conflict.column('books').doUpdateSet(row)),
	);
	if (found.length === 0) return;
	const rows = found.map(({ entity, id, requestId, claim }) => ({
		books,
		entity,
		id,
		request_id: requestId,
		claim,
	}));
	for (const part of chunks(rows)) {
		yield* write(
			db
				.insertInto('recovered_bills')
				.values(part)
				.onConflict((conflict) => conflict.doNothing()),
		);
	}
	note(context, { kind: 'rebuilt', detail: { books, bills: found.length } });
}

/**
 * Bills of these claims that stood in the books when the ledger was rebuilt, without those that were
 * deleted there since, or that a row of the queue accounts for by now.
 */
export function* recoveredBillsOf(
	{ db }: Context,
	books: string,
	claims: readonly string[],
): Tx<TaggedBill[]> {
	const found: TaggedBill[] = [];
	for (const part of chunks([...new Set(claims)])) {
		const rows = yield* all(
			db
				.selectFrom('recovered_bills')
				.selectAll()
				.where('books', '=', books)
				.where('claim', 'in', part)
				.where('request_id', 'not in', (intents) =>
					intents
						.selectFrom('intents')
						.select('request_id')
						.where('claim', 'in', part)
						.where('state', 'in', ['sent', 'done']),
				),
			recoveredBillRow,
		);
		for (const { entity, id, request_id, claim } of rows) {
			const type = entity === 'VendorCredit' ? 'vendor_credit' : 'bill';
			const mirrored = yield* first(
				db
					.selectFrom('records')
					.select('json')
					.where('type', '=', type)
					.where('books', '=', books)
					.where('id', '=', id),
				z.object({ json: z.string() }),
			);
			const deleted =
				mirrored !== undefined && deletedSchema.parse(JSON.parse(mirrored.json)).deleted;
			if (deleted !== true) found.push({ entity, id, requestId: request_id, claim });
		}
	}
	return found;
}

const deletedSchema = z.object({ deleted: z.boolean().optional() }).passthrough();

/** Resource under which the list of projects itself is read. */
const PROJECTS = 'projects';

/**
 * What of both systems' history was not read completely since an instant of the running clock, as
 * `resource of scope`. A project that the project system did not name in its latest pass any more
 * (closed to the account, say) is not waited for.
 */
export function* notReadSince(context: Context, books: string, since: string): Tx<string[]> {
	const { db } = context;
	const rows = yield* all(
		db.selectFrom('backfill').selectAll().orderBy('side').orderBy('scope').orderBy('resource'),
		backfillRow,
	);
	const named = new Set(yield* namedProjects(context, rows));
	const wanted = rows.filter(({ side, scope, resource }) =>
		side === 'books'
			? scope === books
			: scope === 'company' || resource === PROJECTS || named.has(scope),
	);
	const missing = (['projects', 'books'] as const)
		.filter((side) => !wanted.some((row) => row.side === side))
		.map((side: BackfillProgress['side']) =>
			side === 'books' ? `everything of books ${books}` : 'everything of the project system',
		);
	const late = wanted.filter(
		({ complete, as_of }) =>
			complete !== 1 || as_of === null || Date.parse(as_of) < Date.parse(since),
	);
	return [...missing, ...late.map(({ resource, scope }) => `${resource} of ${scope}`)];
}

/** Projects that the latest list of projects named; all, where that cannot be told. */
function* namedProjects(
	{ db }: Context,
	rows: ReadonlyArray<z.infer<typeof backfillRow>>,
): Tx<string[]> {
	const listed = rows.find(
		({ side, resource }) => side === 'projects' && resource === PROJECTS,
	)?.as_of;
	const scopes = rows.filter(({ side }) => side === 'projects').map(({ scope }) => scope);
	if (listed === undefined || listed === null) return scopes;
	const seen = yield* all(
		db.selectFrom('records').select(['id', 'seen_at']).where('type', '=', 'project'),
		z.object({ id: z.string(), seen_at: z.string() }),
	);
	const gone = new Set(
		seen.filter(({ seen_at }) => Date.parse(seen_at) < Date.parse(listed)).map(({ id }) => id),
	);
	return scopes.filter((scope) => !gone.has(scope));
}
