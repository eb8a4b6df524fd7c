import { contentHash, sha256 } from '../documents/canonical';
import { transferContentSchema } from '../documents/transfer-content';
import { type Transfer, transferSchema, writtenSchema } from '../documents/transfer';
import { LedgerError } from './errors';
import { nextSeq, note } from './events';
import type { KeptTransfer, TransferFilter, TransferStart } from './ledger';
import { type TransferRow, transferRow } from './schema';
import { all, chunks, first, instantOf, write } from './transaction';
import type { Context, Tx } from './transaction';

function keptOf(row: TransferRow): KeptTransfer {
	return {
		transfer: transferSchema.parse(JSON.parse(row.plan)),
		state: row.state,
		updatedAt: row.updated_at,
		...(row.target_id === null ? {} : { targetId: row.target_id }),
		...(row.revision === null ? {} : { revision: row.revision }),
		...(row.written === null
			? {}
			: { written: transferContentSchema.parse(JSON.parse(row.written)) }),
		...(row.outcome === null ? {} : { outcome: writtenSchema.parse(JSON.parse(row.outcome)) }),
		...(row.sent_at === null ? {} : { sentAt: row.sent_at }),
	};
}

/** The transfer under a key, as it stands. */
export function* readTransfer({ db }: Context, key: string): Tx<TransferRow | undefined> {
	return yield* first(db.selectFrom('transfers').selectAll().where('key', '=', key), transferRow);
}

/**
 * Keeps plans, each under its key. A plan replaces the one before it; what was written under the
 * key stays known. A plan whose write is in doubt keeps the older content until the doubt is cleared;
 * only that it is to be taken back is noted at once, so that clearing the doubt does not write it anew.
 */
export function* planTransfersTx(
	context: Context,
	transfers: readonly Transfer[],
): Tx<KeptTransfer[]> {
	const kept: KeptTransfer[] = [];
	for (const transfer of transfers) {
		const known = yield* readTransfer(context, transfer.key);
		const plan = {
			plan: JSON.stringify(transfer),
			plan_hash: contentHash(transfer),
			kind: transfer.content.kind,
			side: transfer.target.side,
			system: transfer.target.system,
			project: transfer.target.project ?? null,
			updated_at: instantOf(context.clock),
		};
		if (known?.state === 'sent' || known?.plan_hash === plan.plan_hash) {
			const withdrawn =
				transfer.action === 'remove' &&
				transfer.target.id === undefined &&
				known.plan_hash !== plan.plan_hash
					? yield* withdrawSent(context, transfer.key, plan)
					: undefined;
			kept.push(keptOf(withdrawn ?? known));
			continue;
		}
		const row: TransferRow = {
			...plan,
			key: transfer.key,
			seq: yield* nextSeq(context),
			state: 'planned',
			attempt: 0,
			request_id: null,
			sent_at: null,
			run: null,
			target_id: null,
			revision: null,
			written: null,
			outcome: null,
		};
		// Another run may have begun to write it since it was read: only the plan is replaced, and only
		// while nothing is in doubt. What a person took back is not written again by the next plan.
		const stored = yield* first(
			context.db
				.insertInto('transfers')
				.values(row)
				.onConflict((conflict) =>
					conflict
						.column('key')
						.doUpdateSet((at) => ({
							...plan,
							state:
								transfer.undoes === undefined
									? at
											.case()
											.when('transfers.state', '=', 'undone')
											.then(at.val('undone' as const))
											.else(at.val('planned' as const))
											.end()
									: 'planned',
						}))
						.where('transfers.state', '!=', 'sent'),
				)
				.returningAll(),
			transferRow,
		);
		const now = stored ?? (yield* readTransfer(context, transfer.key));
		if (now !== undefined) kept.push(keptOf(now));
	}
	return kept;
}

/** Replaces the plan of a first write that is in doubt, and leaves the doubt. */
function* withdrawSent(
	{ db }: Context,
	key: string,
	plan: Pick<TransferRow, 'plan' | 'plan_hash' | 'updated_at'>,
): Tx<TransferRow | undefined> {
	return yield* first(
		db
			.updateTable('transfers')
			.set({ plan: plan.plan, plan_hash: plan.plan_hash, updated_at: plan.updated_at })
			.where('key', '=', key)
			.where('state', '=', 'sent')
			.where('target_id', 'is', null)
			.returningAll(),
		transferRow,
	);
}

/** Transfers in the order in which they were first planned, unless the newest are asked for. */
export function* listTransfersTx({ db }: Context, filter: TransferFilter = {}): Tx<KeptTransfer[]> {
	const kept: KeptTransfer[] = [];
	const parts = filter.keys === undefined ? [undefined] : [...chunks(filter.keys)];
	for (const keys of parts) {
		const newest = filter.keys === undefined ? filter.newest : undefined;
		let query = db
			.selectFrom('transfers')
			.selectAll()
			.orderBy('seq', newest === undefined ? 'asc' : 'desc');
		if (newest !== undefined && Number.isFinite(newest)) query = query.limit(newest);
		if (keys !== undefined) query = query.where('key', 'in', keys);
		if (filter.kinds !== undefined) query = query.where('kind', 'in', [...filter.kinds]);
		if (filter.side !== undefined) query = query.where('side', '=', filter.side);
		if (filter.system !== undefined) query = query.where('system', '=', filter.system);
		if (filter.targetIds !== undefined) {
			query = query.where('target_id', 'in', [...filter.targetIds]);
		}
		if (filter.states !== undefined) query = query.where('state', 'in', [...filter.states]);
		for (const row of yield* all(query, transferRow)) kept.push(keptOf(row));
	}
	return kept;
}

/**
 * Notes that a transfer is about to be written, before the call. While its write is in doubt the
 * same request id is given again, so that a target which knows it carries it out once.
 *
 * @throws LedgerError when the ledger holds no such plan, or another content under its key.
 */
export function* beginTransferTx(
	context: Context,
	transfer: Transfer,
	run: string,
): Tx<TransferStart> {
	const row = yield* readTransfer(context, transfer.key);
	const hash = contentHash(transfer);
	if (row === undefined || row.plan_hash !== hash) throw notPlanned(transfer);
	const again = row.state === 'sent' && row.request_id !== null;
	const attempt = again ? row.attempt : row.attempt + 1;
	const requestId = again
		? row.request_id
		: `t-${sha256(`${transfer.key}#${attempt}`).slice(0, 34)}`;
	const begun = yield* first(
		context.db
			.updateTable('transfers')
			.set({
				state: 'sent',
				attempt,
				request_id: requestId,
				run,
				sent_at: context.clock(),
				updated_at: instantOf(context.clock),
			})
			.where('key', '=', transfer.key)
			.where('plan_hash', '=', hash)
			.returning('request_id'),
		transferRow.pick({ request_id: true }),
	);
	if (typeof begun?.request_id !== 'string') throw notPlanned(transfer);
	return { requestId: begun.request_id };
}

const notPlanned = ({ label }: Transfer): LedgerError =>
	new LedgerError(
		`${label} is not what the ledger planned last, so it is not written. Plan it again with the Spine Ledger node, and carry out what that gives.`,
	);

/** Gives a transfer up, or resumes it. */
export function* setTransferStateTx(
	context: Context,
	key: string,
	state: 'undone' | 'planned',
	reason: string,
): Tx<void> {
	const row = yield* readTransfer(context, key);
	if (row === undefined) {
		throw new LedgerError(`No transfer ${key} is known. Look up its key among the transfers.`);
	}
	if (row.state === 'sent') {
		throw new LedgerError(
			`Whether ${key} was written is not known yet. Carry it out once more, which clears that up, and then give it up.`,
		);
	}
	// What was held is looked for anew: it may be gone, or stand under another id.
	const held =
		row.outcome !== null && writtenSchema.parse(JSON.parse(row.outcome)).state === 'held';
	const anew = state === 'planned' && held;
	yield* write(
		context.db
			.updateTable('transfers')
			.set({
				state,
				updated_at: instantOf(context.clock),
				...(anew ? { target_id: null, revision: null, written: null } : {}),
			})
			.where('key', '=', key),
	);
	note(context, { kind: 'carried', detail: { transfer: key, state, reason } });
}
