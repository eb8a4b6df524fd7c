import { toMinor } from '../documents/money';
import { numberKey } from '../documents/numbers';
import type { RequisitionRecord } from '../documents/records';
import { groupBy } from '../reconciliation/group-by';
import { applicationsOf } from '../reconciliation/requisition-amounts';
import type { Application } from '../reconciliation/requisition-amounts';
import type { MonitorFacts } from './facts';
import { isVoid } from './gone-bill';
import type { Monitor, Trouble } from './monitor';
import { isPaid, labelOf, placeOf, postedBills } from './posted';
import type { Posted } from './posted';
import { money } from './words';

/** Later than any day, so that no invoice is left out for its date. */
const NO_END = '9999-12-31';

/** Finds the invoice of the project system that a posted bill is the bill of. */
export function invoicesOfBills({
	source,
}: MonitorFacts): (posted: Posted) => { record: RequisitionRecord; sum?: Application } | undefined {
	const byId = new Map(source.requisitions.map((one) => [one.id, one]));
	const byCommitment = groupBy(source.requisitions, ({ commitment }) => commitment);
	const sums = new Map(
		[...byCommitment.values()].flatMap((list) =>
			applicationsOf(
				list.filter(({ deleted }) => deleted !== true),
				NO_END,
				source.settings.currency,
			).map((sum) => [sum.requisition.id, sum]),
		),
	);
	return ({ posting }) => {
		const named = byId.get(posting.recordId ?? '') ?? byId.get(posting.requisition ?? '');
		const record =
			named ?? (byCommitment.get(posting.commitment ?? '') ?? []).find((one) => isOf(one, posting));
		if (record === undefined) return undefined;
		const sum = sums.get(record.id);
		return { record, ...(sum === undefined ? {} : { sum }) };
	};
}

/** An invoice that was taken back lost its tie to the bill; its numbers still tell. */
function isOf(
	{ application, invoiceNumber }: RequisitionRecord,
	posting: Posted['posting'],
): boolean {
	const asked = Number(posting.application);
	if (application !== undefined && Number.isInteger(asked) && posting.application !== undefined) {
		return application === asked;
	}
	const key = numberKey(invoiceNumber ?? '')?.key;
	return key !== undefined && key === numberKey(posting.number ?? '')?.key;
}

const SENT_BACK: Readonly<Partial<Record<RequisitionRecord['status'], string>>> = {
	draft: 'was set back to draft in Procore',
	revise_and_resubmit: 'was sent back to be revised in Procore',
};

function whatHappened(
	{ posting }: Posted,
	record: RequisitionRecord,
	sum: Application | undefined,
	facts: MonitorFacts,
): string | undefined {
	if (record.deleted === true) return 'was deleted in Procore';
	const back = SENT_BACK[record.status];
	if (back !== undefined) return back;
	// An e-mailed invoice may be posted before its twin in Procore is approved; what came from there was approved.
	if (record.status === 'under_review' && posting.channel === 'projects') {
		return 'is no longer approved in Procore';
	}
	if (sum?.approved !== true) return undefined;
	const { currency } = facts.source.settings;
	const gross = Math.abs(toMinor(posting.coding.gross, currency));
	if (Math.abs(sum.gross) === gross) return undefined;
	return `is approved in Procore for ${money(facts, sum.gross)} now, where ${money(facts, gross)} was posted`;
}

function look(facts: MonitorFacts): Trouble[] {
	const invoiceOf = invoicesOfBills(facts);
	return postedBills(facts).flatMap((posted): Trouble[] => {
		const { posting, record: bill, id } = posted;
		if (bill?.deleted === true || isVoid(posted) || posting.claimState === 'ended') return [];
		const invoice = invoiceOf(posted);
		if (invoice === undefined) return [];
		const happened = whatHappened(posted, invoice.record, invoice.sum, facts);
		if (happened === undefined) return [];
		const { invoiceNumber, application, id: requisition } = invoice.record;
		const label = `invoice ${invoiceNumber ?? application ?? requisition}`;
		const paid = bill !== undefined && isPaid(bill);
		return [
			{
				at: requisition,
				subject: { type: 'requisition', id: requisition, label },
				sentence: `The ${label} ${happened} after ${labelOf(posted)} was posted for it.`,
				remedy: paid
					? 'The bill is paid and must not be changed: agree a credit memo for the difference with the vendor, or restore the invoice in Procore.'
					: 'The bill is not paid: change it to the new amount or void it in QuickBooks, or restore the invoice in Procore.',
				amount: posting.coding.total,
				...placeOf(posted),
				details: {
					happened,
					paid,
					bill: id,
					claim: posting.claim,
					status: invoice.record.status,
					postedGross: posting.coding.gross,
				},
			},
		];
	});
}

export const changedInvoice: Monitor = {
	id: 'SY-04',
	version: 1,
	title: 'Procore invoices changed after their bill was posted',
	description:
		'Looks up the subcontractor invoice of every bill that was posted from here: the one it was read from, the one that belongs to its claim, or the one of the same commitment and number. It speaks when that invoice was deleted, sent back, set back to draft, is no longer approved (where the bill was made from it), or is approved for another gross amount than was posted. An e-mailed invoice that was posted before its twin in Procore is approved is in order.',
	remedy:
		'Not paid: update or void the bill. Paid: agree a credit memo. Or restore the invoice in Procore. Nothing is undone by itself.',
	reads: 'what was posted, subcontractor invoices of the project system, bills of the books',
	severity: 'HOLD',
	needs: ['projects'],
	look,
};
