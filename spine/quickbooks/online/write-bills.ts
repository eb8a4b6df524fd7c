import { canonicalJson, contentHash } from '../../documents/canonical';
import type { BillDraft, PreparedBatch, StandingBill, WriteOutcome } from '../books';
import { type BatchAnswer, itemSentence, type QuickBooksOnline } from './client';
import { isInternalFailure, isThrottle, QuickBooksError } from './errors';
import { toStanding } from './find-bills';
import { type BillBody, toBill } from './to-bill';
import { verifyAnswer } from './verify-answer';
import { readRow } from './row';
import { WIRE } from './wire';

/** Codes of Intuit's that mean the number is taken. */
const DUPLICATE = '6140';
/** The request id is known: the batch was carried out before, and its bills are to be looked up. */
const KNOWN_REQUEST = '600';

/** Item ids are positions: Intuit allows ten characters where a request id is used. */
const itemId = (position: number): string => `b${String(position)}`;

/** The batch body of some drafts; those that make no complete bill are refused before anything is sent. */
export function prepareBatch(drafts: readonly BillDraft[]): PreparedBatch {
	const refused: PreparedBatch['refused'] = [];
	const items: string[] = [];
	const requests: unknown[] = [];
	for (const draft of drafts) {
		const bill = toBill(draft);
		if ('why' in bill) {
			refused.push({ requestId: draft.requestId, why: bill.why });
			continue;
		}
		requests.push({ bId: itemId(items.length), operation: 'create', [draft.entity]: bill.body });
		items.push(draft.requestId);
	}
	return { body: canonicalJson({ BatchItemRequest: requests }), items, refused };
}

/** Sends a batch under its id, and compares every answer with what was sent. */
export async function writeBatch(
	client: QuickBooksOnline,
	batch: { id: string; body: string },
	drafts: readonly BillDraft[],
	signal?: AbortSignal,
): Promise<WriteOutcome[]> {
	let answers: BatchAnswer[];
	try {
		answers = await client.batch(batch.body, { requestId: batch.id, once: true, signal });
	} catch (error) {
		if (!(error instanceof QuickBooksError) || error.code !== KNOWN_REQUEST) throw error;
		const why = error.message;
		return drafts.map(({ requestId }) => ({
			requestId,
			result: 'refused',
			why,
			again: false,
			uncertain: true,
		}));
	}
	const byItem = new Map(answers.map((answer) => [answer.bId, answer]));
	return drafts.map((draft, position) => toOutcome(draft, byItem.get(itemId(position))));
}

function toOutcome(draft: BillDraft, answer: BatchAnswer | undefined): WriteOutcome {
	const { requestId } = draft;
	if (answer === undefined) {
		const why =
			'QuickBooks did not say what became of it. It is looked up before it is sent again.';
		return { requestId, result: 'refused', why, again: true, uncertain: true };
	}
	if (answer.faults !== undefined) {
		const why = itemSentence(answer.faults);
		if (answer.faults.some((fault) => fault.code === DUPLICATE))
			return { requestId, result: 'duplicate', why };
		const uncertain = answer.faults.some(isInternalFailure);
		return {
			requestId,
			result: 'refused',
			why,
			again: uncertain || answer.faults.some(isThrottle),
			uncertain,
		};
	}
	return compare(draft, answer.body[draft.entity]);
}

function compare(draft: BillDraft, row: unknown): WriteOutcome {
	const { requestId, entity } = draft;
	const stored = WIRE[entity].safeParse(row);
	const sent = toBill(draft);
	if (!stored.success || 'why' in sent) {
		const why = `QuickBooks answered with a ${entity} that cannot be read. It is looked up before it is sent again.`;
		return { requestId, result: 'refused', why, again: true, uncertain: true };
	}
	const bill = toStanding(entity, stored.data);
	const { warnings, why } = verifyAnswer(sent.body, stored.data);
	return why === undefined
		? { requestId, result: 'written', bill, warnings }
		: { requestId, result: 'spoilt', bill, why };
}

/**
 * Turns a standing bill into what a released revision says, while nothing is paid on it. All
 * writable fields are sent (a full update), so that lines that are gone are gone there too.
 */
export async function reviseBill(
	client: QuickBooksOnline,
	standing: StandingBill,
	draft: BillDraft,
	signal?: AbortSignal,
): Promise<WriteOutcome> {
	const { requestId, entity } = draft;
	const refuse = (why: string): WriteOutcome => ({
		requestId,
		result: 'refused',
		why,
		again: false,
		uncertain: false,
	});
	const wanted = toBill(draft);
	if ('why' in wanted) return refuse(wanted.why);
	const row = await client.get(entity, standing.id, signal);
	if (row === undefined) {
		return refuse(
			`${entity} ${standing.id} of this claim was deleted in QuickBooks. Decide at the review desk whether it is to be billed again.`,
		);
	}
	const current = readRow(entity, row);
	if (current.Balance !== current.TotalAmt) {
		return refuse(
			`${entity} ${standing.id} of this claim is already paid or partly paid, so it is not changed. Settle the difference with a new bill or a credit.`,
		);
	}
	return update(client, current.SyncToken, standing.id, wanted.body, draft, signal);
}

async function update(
	client: QuickBooksOnline,
	syncToken: string | undefined,
	id: string,
	body: BillBody,
	draft: BillDraft,
	signal: AbortSignal | undefined,
): Promise<WriteOutcome> {
	try {
		const full = { ...body, Id: id, SyncToken: syncToken, sparse: false };
		const requestId = contentHash([client.realmId, draft.requestId, full]).slice(0, 36);
		return compare(draft, await client.update(draft.entity, full, { requestId, signal }));
	} catch (error) {
		if (!(error instanceof QuickBooksError) || error.uncertain) throw error;
		return {
			requestId: draft.requestId,
			result: 'refused',
			why: error.message,
			again: error.retryable,
			uncertain: false,
		};
	}
}
