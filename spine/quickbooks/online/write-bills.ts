import { z } from 'zod';
import { canonicalJson } from '../../documents/canonical';
import type { BillDraft, Place, PreparedBatch, WriteOutcome } from '../books';
import { itemSentence } from './answers';
import type { BatchAnswer, QuickBooksOnline } from './client';
import { isInternalFailure, isThrottle, QuickBooksError } from './errors';
import { toStanding } from './find-bills';
import { linksOf } from './order-links';
import { type BillBody, toBill } from './to-bill';
import { verifyAnswer } from './verify-answer';
import { WIRE } from './wire';

/** Codes of Intuit's that mean the number is taken. */
const DUPLICATE = '6140';
/**
 * The request id is known: the batch was carried out before or still is under work, so that its bills
 * stand or may come to stand. The caller looks them up before it does anything more.
 */
const KNOWN_REQUEST = '600';

/** A link to a purchase order that QuickBooks does not take. */
const NOT_LINKABLE = '620';

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
	place?: Place,
): Promise<WriteOutcome[]> {
	let answers: BatchAnswer[];
	try {
		answers = await client.batch(batch.body, {
			requestId: batch.id,
			once: true,
			place,
			signal,
		});
	} catch (error) {
		if (!(error instanceof QuickBooksError) || error.code !== KNOWN_REQUEST) throw error;
		const { code, status, intuitTid, message } = error;
		throw new QuickBooksError(message, {
			code,
			...(status === undefined ? {} : { status }),
			...(intuitTid === undefined ? {} : { intuitTid }),
			retryable: true,
			uncertain: true,
			cause: error,
		});
	}
	const byItem = new Map(answers.map((answer) => [answer.bId, answer]));
	const bodies = sentItems(batch.body);
	return drafts.map((draft, position) => {
		const id = itemId(position);
		return toOutcome(asSent(draft, bodies.get(id)), byItem.get(id));
	});
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
		const forLinks =
			answer.faults.every((fault) => fault.code === NOT_LINKABLE) && linksOf(draft).length > 0;
		if (forLinks) {
			return { requestId, result: 'refused', why, again: true, uncertain: false, forLinks };
		}
		return {
			requestId,
			result: 'refused',
			why,
			again: uncertain || answer.faults.some(isThrottle),
			uncertain,
		};
	}
	const sent = toBill(draft);
	return compare(draft, 'why' in sent ? undefined : sent.body, answer.body[draft.entity]);
}

const sentBatch = z.object({
	BatchItemRequest: z.array(
		z
			.object({
				bId: z.string(),
				Bill: z
					.object({ Line: z.array(z.object({ LinkedTxn: z.array(z.unknown()).optional() })) })
					.optional(),
			})
			.passthrough(),
	),
});
type SentBill = z.infer<typeof sentBatch>['BatchItemRequest'][number]['Bill'];

function sentItems(body: string): Map<string, SentBill> {
	const { BatchItemRequest: items } = sentBatch.parse(JSON.parse(body));
	return new Map(items.map(({ bId, Bill }) => [bId, Bill]));
}

/**
 * A draft with the lines that its stored batch does not link named as such. After a broken-off run
 * only the batch knows that, no longer why.
 */
function asSent(draft: BillDraft, sent: SentBill): BillDraft {
	if (sent === undefined) return draft;
	const { unlinked, ...whole } = draft;
	const loose = linksOf(whole).filter(({ index }) => sent.Line[index]?.LinkedTxn === undefined);
	return {
		...draft,
		unlinked: loose.map(
			({ index, link }) =>
				unlinked?.find(({ line }) => line === index) ?? {
					line: index,
					why: `Line ${String(index + 1)} is not linked to purchase order ${link.number ?? link.id}, which could not take it when the bill was written. Compare the two in QuickBooks.`,
				},
		),
	};
}

/** Sentences about the lines of a bill that stand without a purchase order although there is one. */
function unlinkedSentences({ coding, unlinked = [] }: BillDraft): string[] {
	return [
		...coding.lines.flatMap((line) => (line.unlinked === undefined ? [] : [line.unlinked])),
		...unlinked.map(({ why }) => why),
	];
}

/** What became of a draft, by the row that QuickBooks answered with. */
export function compare(draft: BillDraft, sent: BillBody | undefined, row: unknown): WriteOutcome {
	const { requestId, entity } = draft;
	const stored = WIRE[entity].safeParse(row);
	if (!stored.success || sent === undefined) {
		const why = `QuickBooks answered with a ${entity} that cannot be read. It is looked up before it is sent again.`;
		return { requestId, result: 'refused', why, again: true, uncertain: true };
	}
	const bill = toStanding(entity, stored.data);
	const { warnings, why } = verifyAnswer(sent, stored.data);
	return why === undefined
		? { requestId, result: 'written', bill, warnings: [...warnings, ...unlinkedSentences(draft)] }
		: { requestId, result: 'spoilt', bill, why };
}
