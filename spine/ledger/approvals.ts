import type { Document } from '../documents/document';
import { isApproved, requisitionKey } from '../documents/record-standing';
import { requisitionRecordSchema } from '../documents/records';
import type { RequisitionRecord } from '../documents/records';
import { verdictSchema } from '../documents/verdict';
import { z } from 'zod';
import { isBeingPosted } from './being-posted';
import { note } from './events';
import { endReleases } from './releases';
import type { ClaimRow } from './schema';
import { decisionOf } from './subject';
import { first, instantOf, write } from './transaction';
import type { Context, Tx } from './transaction';

/**
 * Whether the ledger holds a document's requisition as one that is not approved. The document says
 * how it stood when it was read; an approval may be withdrawn between that and its verification.
 */
export function* lacksApproval(context: Context, { source }: Document): Tx<boolean> {
	if (source.channel !== 'projects' || source.recordId === undefined) return false;
	const record = yield* requisitionOf(context, source.recordId);
	return record !== undefined && (record.deleted === true || !isApproved(record.status));
}

/** A requisition of the project system as the mirror holds it. */
export function* requisitionOf({ db }: Context, id: string): Tx<RequisitionRecord | undefined> {
	const row = yield* first(
		db.selectFrom('records').select('json').where('type', '=', 'requisition').where('id', '=', id),
		z.object({ json: z.string() }),
	);
	return row && requisitionRecordSchema.parse(JSON.parse(row.json));
}

/**
 * Takes back what was released on an approval that a requisition has no more, with what is queued
 * and not sent. The demand stays reserved, and its decision is open: approved again, it is made
 * afresh. A bill that stands, or may stand, is left alone, and so is a claim that goes by an e-mail.
 */
export function* withdrawApproval(
	context: Context,
	claim: ClaimRow,
	{ id, status }: Pick<RequisitionRecord, 'id' | 'status'>,
): Tx<void> {
	const { db } = context;
	const key = requisitionKey(id);
	if (isApproved(status)) return;
	if (claim.sighting !== key || claim.decision !== 'reserved') return;
	if (yield* isBeingPosted(context, claim)) return;
	const release = yield* first(
		db.selectFrom('releases').select('claim').where('claim', '=', claim.id).limit(1),
		z.object({ claim: z.string() }),
	);
	if (release === undefined) return;
	yield* endReleases(context, claim.id);
	const decision = yield* decisionOf(context, key);
	if (decision === undefined) return;
	const verdict = verdictSchema.parse(JSON.parse(decision.verdict));
	yield* write(
		db
			.updateTable('decisions')
			.set({
				verdict: JSON.stringify({ ...verdict, released: false }),
				accepted: decision.outcome === 'verified' ? 1 : 0,
			})
			.where('sighting', '=', key),
	);
	yield* leaveOpen(context, key);
	note(context, {
		kind: 'reopened',
		claim: claim.id,
		sighting: key,
		detail: {
			by: 'the project system',
			reason: 'The approval of the requisition was withdrawn before its bill was sent.',
			outcome: decision.outcome,
			content: decision.content_hash,
		},
	});
}

/** Leaves a decision to be made afresh when its document comes again, though it may be unchanged. */
export function* leaveOpen(context: Context, sighting: string): Tx<void> {
	yield* write(
		context.db
			.updateTable('decisions')
			.set({ reopened_at: instantOf(context.clock) })
			.where('sighting', '=', sighting),
	);
}
