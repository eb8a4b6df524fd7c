import { contentHash } from '../documents/canonical';
import type { Transfer, Written } from '../documents/transfer';
import { withdrawBill } from './absorb';
import { billId } from './bill-clues';
import { LedgerError } from './errors';
import { note } from './events';
import { endByPersonTx } from './expiry';
import { addJournalEntry } from './journal';
import type { TransferResult } from './ledger';
import { linkCarried } from './link-carried';
import type { TransferRow } from './schema';
import { instantOf, write } from './transaction';
import type { Context, Tx } from './transaction';
import { readTransfer } from './transfers';

const STATES = {
	created: 'done',
	updated: 'done',
	same: 'done',
	adopted: 'done',
	removed: 'removed',
	held: 'held',
} as const;

/**
 * Notes what became of a transfer, and writes the journal for what was changed in the target. What
 * was taken back is noted on the entry that wrote it.
 */
export function* settleTransferTx(
	context: Context,
	transfer: Transfer,
	run: string,
	result: TransferResult,
): Tx<void> {
	const row = yield* readTransfer(context, transfer.key);
	if (row === undefined) {
		throw new LedgerError(
			`${transfer.label} was never planned, so its outcome cannot be noted. Plan it first.`,
		);
	}
	const { outcome, after, before, revision, known } = result;
	const stands = outcome.state !== 'held' && outcome.state !== 'removed';
	// A newer plan that came meanwhile is still to be carried out.
	const isOldPlan = row.plan_hash !== contentHash(transfer);
	const isUndone = transfer.undoes !== undefined && outcome.state !== 'held';
	yield* write(
		context.db
			.updateTable('transfers')
			.set({
				state: isUndone ? 'undone' : isOldPlan ? 'planned' : STATES[outcome.state],
				run,
				outcome: JSON.stringify(outcome),
				target_id: known ?? targetAfter(outcome, row),
				revision: stands ? (revision ?? null) : row.revision,
				written: stands && after !== undefined ? JSON.stringify(after) : row.written,
				request_id: null,
				sent_at: null,
				updated_at: instantOf(context.clock),
			})
			.where('key', '=', transfer.key),
	);
	note(context, {
		kind: outcome.state === 'held' ? 'refused' : 'carried',
		detail: { transfer: transfer.key, state: outcome.state, id: outcome.id },
	});
	if (outcome.state === 'removed') yield* endRemovedBill(context, transfer, outcome.id ?? '');
	yield* linkCarried(context, transfer, outcome, row.target_id, run);
	// Nothing was removed where nothing stood.
	if (!isJournaled(outcome.state) || (outcome.state === 'removed' && outcome.id === undefined)) {
		return;
	}
	const { target, label, amount, currency } = transfer;
	yield* addJournalEntry(context, {
		run,
		key: transfer.key,
		action: outcome.state,
		label,
		target: { ...target, id: outcome.id ?? row.target_id ?? '' },
		...(before === undefined ? {} : { before }),
		...(after === undefined ? {} : { after }),
		...(revision === undefined ? {} : { revision }),
		...(amount === undefined ? {} : { amount }),
		...(currency === undefined ? {} : { currency }),
		...(transfer.undoes === undefined ? {} : { undoes: transfer.undoes }),
	});
}

/** A bill that was taken back ends its claim, so that nothing posts it again by itself. */
function* endRemovedBill(context: Context, transfer: Transfer, id: string): Tx<void> {
	const { content, target, label } = transfer;
	if (content.kind !== 'posted_bill') return;
	const type = content.entity === 'VendorCredit' ? 'vendor_credit' : 'bill';
	yield* withdrawBill(context, target.system, billId({ type, id }));
	yield* endByPersonTx(context, content.claim, `${label} was taken back.`);
}

function targetAfter(outcome: Written, row: TransferRow): string | null {
	if (outcome.state === 'removed') return null;
	return outcome.state === 'held' ? row.target_id : (outcome.id ?? row.target_id);
}

const isJournaled = (
	state: Written['state'],
): state is 'created' | 'updated' | 'adopted' | 'removed' =>
	state === 'created' || state === 'updated' || state === 'adopted' || state === 'removed';
