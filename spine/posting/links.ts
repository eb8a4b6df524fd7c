import type { PostingIntent } from '../ledger/ledger';
import type { BillDraft, UnlinkedLine, WriteOutcome } from '../quickbooks/books';
import type { Desk } from './context';

/** A row of the queue as the books are asked to write it, without the links that cannot be made. */
export function draftOf(desk: Desk, intent: PostingIntent): BillDraft {
	const { requestId, claim, entity, coding, document } = intent;
	const unlinked = desk.unlinked.get(requestId);
	return {
		requestId,
		claim,
		entity,
		coding,
		document,
		...(unlinked === undefined ? {} : { unlinked }),
	};
}

/**
 * Asks the books which lines of some rows their purchase orders can take, so that a bill is never
 * refused for its links: a link that cannot be made is left away, and the posting says why. Rows
 * without links cost no call.
 */
export async function checkLinks(desk: Desk, rows: readonly PostingIntent[]): Promise<void> {
	for (const row of rows) desk.unlinked.delete(row.requestId);
	const linked = rows.filter(({ coding }) => coding.lines.some((line) => line.purchaseOrder));
	const asked: PostingIntent[] = [];
	for (const row of linked) {
		const refusal = desk.refusedLinks.get(row.requestId);
		if (refusal === undefined) asked.push(row);
		else desk.unlinked.set(row.requestId, allLines(row, refusal));
	}
	const { books, context } = desk;
	if (asked.length === 0 || books.unlinkable === undefined) return;
	const drafts = asked.map((row) => draftOf(desk, row));
	const found = await books.unlinkable(drafts, context.signal);
	for (const [requestId, lines] of found) desk.unlinked.set(requestId, lines);
}

function allLines({ coding }: PostingIntent, refusal: string): UnlinkedLine[] {
	return coding.lines.flatMap(({ purchaseOrder }, line) =>
		purchaseOrder === undefined
			? []
			: [
					{
						line,
						why: `Line ${String(line + 1)} is not linked to purchase order ${purchaseOrder.number ?? purchaseOrder.id}, which the books refused: ${refusal}`,
					},
				],
	);
}

/** Notes that a row is to be sent again without links. */
export function noteRefusal(desk: Desk, answer: WriteOutcome): void {
	if (answer.result === 'refused' && answer.forLinks === true) {
		desk.refusedLinks.set(answer.requestId, answer.why);
	}
}
