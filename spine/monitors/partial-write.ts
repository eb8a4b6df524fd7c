import type { MonitorFacts } from './facts';
import type { Monitor, Trouble } from './monitor';
import { isVoid } from './gone-bill';
import { labelOf, placeOf, postedBills } from './posted';
import type { Posted } from './posted';
import { count } from './words';

const MINUTE_MS = 60_000;

function missingPart(posted: Posted, { readAt, limits }: MonitorFacts): string | undefined {
	const { posting, record } = posted;
	const since = posting.settledAt;
	const limit = limits.incompleteMinutes * MINUTE_MS;
	if (since !== undefined && Date.parse(since) + limit > Date.parse(readAt)) return undefined;
	if (posting.attachment === 'failed')
		return 'without its original: QuickBooks did not take the file';
	if (posting.attachment === 'pending')
		return `without its original since ${since ?? 'it was posted'}`;
	if (record === undefined || !posted.ours || posting.entity !== 'Bill') return undefined;
	const wanted = posting.coding.lines.filter(({ purchaseOrder }) => purchaseOrder !== undefined);
	const linked = record.lines.filter(({ purchaseOrder }) => purchaseOrder !== undefined);
	const short = wanted.length - linked.length;
	return short > 0 ? `with ${count(short, 'line')} not linked to its purchase order` : undefined;
}

function look(facts: MonitorFacts): Trouble[] {
	return postedBills(facts).flatMap((posted): Trouble[] => {
		if (posted.record?.deleted === true || isVoid(posted)) return [];
		const part = missingPart(posted, facts);
		if (part === undefined) return [];
		const { posting, id } = posted;
		const label = labelOf(posted);
		return [
			{
				at: `${posting.books}:${posting.entity}:${id}`,
				subject: { type: posting.entity === 'VendorCredit' ? 'vendor_credit' : 'bill', id, label },
				sentence: `The ${label} stands in QuickBooks ${part}.`,
				remedy:
					posting.attachment === 'failed'
						? 'Attach the file by hand.'
						: posting.attachment === 'pending'
							? 'Run the posting workflow once more: only the missing part is done again. If it stays, look at the last failed execution.'
							: 'Link the line to its purchase order in QuickBooks, or close the order there by hand.',
				amount: posting.coding.total,
				...placeOf(posted),
				details: { attachment: posting.attachment, claim: posting.claim },
			},
		];
	});
}

export const partialWrite: Monitor = {
	id: 'SY-08',
	version: 1,
	title: 'Bills that were written in part',
	description:
		'A bill stands in QuickBooks without the original it was read from, or with fewer links to purchase orders than were asked for, longer than the limit (30 minutes unless said otherwise) after it was written. The missing original is attached by the next run of the posting workflow; the bill itself is never written again.',
	remedy:
		'Run the posting workflow again, attach the file by hand, or link the line in QuickBooks.',
	reads: 'what was posted, bills of the books',
	severity: 'WARN',
	needs: [],
	look,
};
