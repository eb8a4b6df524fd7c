import { z } from 'zod';
import { toMinor } from '../../documents/money';
import type { Transfer } from '../../documents/transfer';
import type { ContentOf } from '../../documents/transfer-content';
import { contentHash } from '../../documents/canonical';
import { transferReference } from '../../documents/transfer-reference';
import type { StandingRecord, TransferAdapter } from '../../transfers/target';
import type { ProcoreClient } from '../client';
import { ProcoreError } from '../errors';
import * as wire from '../wire/values';
import { markedOf } from './marked';
import { changedComments, commentedItemSchema, outcomeSaid, saidOn } from './requisition-comments';

const requisitionSchema = z
	.object({
		id: wire.id,
		commitment_id: wire.id,
		number: wire.optionalText,
		status: z.string(),
		erp_status: wire.optionalText,
		origin_id: wire.optionalText,
		created_at: wire.optionalText,
		updated_at: wire.optionalText,
		summary: wire.optionalObject({ current_payment_due: wire.optionalDecimal }),
		items: wire.list(commentedItemSchema),
	})
	.passthrough();
type Requisition = z.infer<typeof requisitionSchema>;

/**
 * The gate's verdict on a subcontractor invoice under review, as Procore can hold it: an invoice has
 * no comment of its own, its items have (`comment`, by `bulk_item_update`). Our lines carry a mark;
 * what people wrote beside them is never touched. A status is only ever moved on from under review.
 * https://developers.procore.com/reference/rest/requisitions
 */
export function verdictAdapter(client: ProcoreClient): TransferAdapter {
	const load = async (transfer: Transfer, id: string, signal?: AbortSignal) => {
		try {
			const scope = { project: transfer.target.project };
			const row = await client.get('requisitions', id, scope, { view: 'extended', signal });
			return requisitionSchema.parse(row);
		} catch (error) {
			if (error instanceof ProcoreError && error.status === 404) return undefined;
			throw error;
		}
	};

	const write = async (
		transfer: Transfer,
		id: string,
		signal?: AbortSignal,
	): Promise<StandingRecord> => {
		const wanted = contentOf(transfer);
		const before = await load(transfer, id, signal);
		if (before === undefined)
			throw refused(`Requisition ${id} does not exist in Procore any more.`);
		const obstacle = lockOf(before) ?? changeSince(before, transfer);
		if (obstacle !== undefined && !isSaid(before, wanted)) throw refused(obstacle);
		const changed = changedComments(before.items, wanted);
		if (changed.length > 0) {
			await client.request('PATCH', `/rest/v1.0/requisitions/${id}/bulk_item_update`, {
				query: { project_id: transfer.target.project ?? '' },
				body: {
					requisition_items: changed.map(({ item, comment }) => ({
						id: asSent(item.id),
						item_type: item.item_type ?? 'contract_item',
						comment,
					})),
				},
				signal,
			});
		} else if (before.items.length === 0 && wanted.comment !== '') {
			throw refused(
				`Requisition ${before.number ?? id} has no lines in Procore, so there is nowhere to write a comment.`,
			);
		}
		if (wanted.status !== undefined && before.status !== wanted.status) {
			const now = changed.length === 0 ? before : await load(transfer, id, signal);
			const moved = now === undefined ? undefined : (lockOf(now) ?? changeSince(now, transfer));
			if (moved !== undefined && now?.status !== wanted.status) {
				throw refused(`${moved} Its comment was written; its status was not touched.`);
			}
			const scope = { project: transfer.target.project, contract: before.commitment_id };
			await client.update('requisitions', id, scope, { status: wanted.status }, { signal });
		}
		const after = await load(transfer, id, signal);
		if (after === undefined) throw refused(`Requisition ${id} does not exist in Procore any more.`);
		return { ...standing(after, transfer), warnings: warningsOf(before, after, wanted) };
	};

	return {
		updatesInSteps: true,
		marks: {
			placeOf: ({ source }) => `requisition ${source.id}`,
			async of(transfer, signal) {
				const row = await load(transfer, transfer.source.id, signal);
				if (row === undefined) return [];
				const { comment, lines } = saidOn(row.items);
				if (comment === '' && lines === undefined) return [];
				const label = `comments on requisition ${row.number ?? row.id}`;
				return markedOf(label, transferReference(transfer.key), row);
			},
		},
		async read(transfer, id, signal) {
			const row = await load(transfer, id, signal);
			return row && standing(row, transfer);
		},
		async find(transfer, signal) {
			const row = await load(transfer, transfer.source.id, signal);
			if (row === undefined) return [];
			const found = standing(row, transfer);
			return found.equal === true ? [found] : [];
		},
		create: async (transfer, _requestId, signal) =>
			await write(transfer, transfer.source.id, signal),
		update: async (transfer, { id }, _requestId, signal) => await write(transfer, id, signal),
	};
}

function contentOf({ content, label }: Transfer): ContentOf<'verdict'> {
	if (content.kind !== 'verdict') throw refused(`${label} is not a verdict.`);
	return content;
}

/** Error of something that certainly was not written. */
function refused(sentence: string): ProcoreError {
	return new ProcoreError(sentence);
}

/**
 * A requisition as a standing verdict. Its status is no part of what it says, because people move
 * it on: whether it is the wanted one shows in `equal`.
 */
function standing(row: Requisition, transfer: Transfer): StandingRecord {
	const wanted = contentOf(transfer);
	const said = saidOn(row.items);
	const equal = isSaid(row, wanted);
	const locked = lockOf(row) ?? (equal ? undefined : changeSince(row, transfer));
	const outcome = said.comment === wanted.comment ? wanted.outcome : outcomeSaid(said.comment);
	return {
		id: row.id,
		content: { kind: 'verdict', outcome: outcome ?? 'recorded', ...said },
		equal,
		...(row.updated_at === undefined ? {} : { revision: row.updated_at }),
		...(locked === undefined ? {} : { locked }),
	};
}

function isSaid(row: Requisition, wanted: ContentOf<'verdict'>): boolean {
	const { comment, lines } = wanted;
	const same = contentHash(saidOn(row.items)) === contentHash({ comment, lines });
	return same && (wanted.status === undefined || wanted.status === row.status);
}

/** Why nothing can be written to it any more. */
function lockOf({ id, number, status, origin_id, erp_status }: Requisition): string | undefined {
	const name = `Requisition ${number ?? id}`;
	if (origin_id !== undefined || erp_status === 'synced') {
		return `${name} is synchronised with an accounting system, so Procore lets nobody edit it.`;
	}
	if (status === 'under_review') return undefined;
	return `${name} is "${status.replace(/_/g, ' ')}" in Procore and no longer under review, so the verdict came too late for it.`;
}

/**
 * Why a verdict is not about what the requisition asks for now. A status moves money on, so it is set
 * for exactly the amount that was judged, in minor units; where either amount is not known it is not
 * set at all. A comment says "verified" of no other amount than that one either.
 */
function changeSince(row: Requisition, transfer: Transfer): string | undefined {
	const { status, outcome } = contentOf(transfer);
	const { amount: judged, currency } = transfer;
	const due = row.summary?.current_payment_due;
	if (status === undefined && (outcome !== 'verified' || judged === undefined)) return undefined;
	if (judged !== undefined && due !== undefined) {
		if (toMinor(judged, currency) === toMinor(due, currency)) return undefined;
	}
	const name = `Requisition ${row.number ?? row.id}`;
	return `${name} asks for ${due ?? 'no amount'} in Procore, the verdict is about ${judged ?? 'none'}: its amount changed since it was judged; judge it again.`;
}

/** Ids are numbers in v1 bodies. */
function asSent(id: string): number | string {
	return /^\d{1,15}$/.test(id) ? Number(id) : id;
}

function warningsOf(
	before: Requisition,
	after: Requisition,
	wanted: ContentOf<'verdict'>,
): string[] {
	const due = (row: Requisition) => row.summary?.current_payment_due;
	const said = saidOn(after.items);
	return [
		...(due(before) === due(after)
			? []
			: [
					`The current payment due of requisition ${after.number ?? after.id} moved from ${due(before) ?? 'nothing'} to ${due(after) ?? 'nothing'} while the comment was written. Look at its lines in Procore.`,
				]),
		...(said.comment === wanted.comment
			? []
			: ['Procore did not keep the comment as it was written. Look at it there.']),
	];
}
