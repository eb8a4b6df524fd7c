import { toMinor } from '../documents/money';
import type { MonitorFacts } from './facts';
import type { Monitor, Trouble } from './monitor';
import { labelOf, placeOf, postedBills } from './posted';
import type { Posted } from './posted';

/** Time for a bill that was just written to be read back. */
const READ_BACK_MS = 10 * 60_000;

/** QuickBooks keeps a voided transaction with all its amounts at zero. */
export function isVoid({ record, posting }: Posted): boolean {
	const { total, currency } = posting.coding;
	return record !== undefined && record.total === 0 && toMinor(total, currency) !== 0;
}

/** Whether the books were read completely long enough after the bill was written to know it missing. */
function wasReadSince({ posting }: Posted, { progress }: MonitorFacts): boolean {
	const resource = posting.entity;
	const pass = progress.find(
		(one) => one.side === 'books' && one.scope === posting.books && one.resource === resource,
	);
	if (pass?.asOf === undefined || !pass.complete || posting.settledAt === undefined) return false;
	return Date.parse(pass.asOf) > Date.parse(posting.settledAt) + READ_BACK_MS;
}

function whatHappened(posted: Posted, facts: MonitorFacts): string | undefined {
	if (posted.record === undefined) {
		return wasReadSince(posted, facts) ? 'is not in QuickBooks any more' : undefined;
	}
	if (posted.record.deleted === true) return 'was deleted in QuickBooks';
	return isVoid(posted) ? 'was voided in QuickBooks' : undefined;
}

/** A standing bill of the same vendor and number, which may have taken its place. */
function substitute({ posting, id }: Posted, { source }: MonitorFacts): string | undefined {
	const { coding, books, entity } = posting;
	return source.transactions.find(
		(one) =>
			one.books === books &&
			one.type === (entity === 'VendorCredit' ? 'vendor_credit' : 'bill') &&
			one.id !== id &&
			one.deleted !== true &&
			one.total !== 0 &&
			one.vendor === coding.vendor?.id &&
			one.number !== undefined &&
			one.number === coding.number,
	)?.id;
}

function look(facts: MonitorFacts): Trouble[] {
	return postedBills(facts).flatMap((posted): Trouble[] => {
		const happened = whatHappened(posted, facts);
		if (happened === undefined) return [];
		const { posting, id } = posted;
		const label = labelOf(posted);
		const other = substitute(posted, facts);
		return [
			{
				at: `${posting.books}:${posting.entity}:${id}`,
				subject: { type: posting.entity === 'VendorCredit' ? 'vendor_credit' : 'bill', id, label },
				sentence: `The ${label} ${happened} after it was posted.${other === undefined ? '' : ` Bill ${other} with the same number stands in its place.`}`,
				remedy:
					other === undefined
						? 'Ask who did it and why. If the demand is void, end its claim (Spine Ledger, Claim, End); if it stands, enter the bill again in QuickBooks. Nothing is written again by itself.'
						: 'Compare the two. If the new one is right, close this task; nothing is written again by itself.',
				amount: posting.coding.total,
				...placeOf(posted),
				details: {
					happened,
					claim: posting.claim,
					...(other === undefined ? {} : { substitute: other }),
				},
			},
		];
	});
}

export const goneBill: Monitor = {
	id: 'SY-03',
	version: 1,
	title: 'Bills deleted or voided after they were posted',
	description:
		'A bill or vendor credit that was posted from here is deleted in QuickBooks, stands there with a total of zero (how QuickBooks keeps a voided one), or is missing although the books were read completely since. A deleted bill ends its claim, so that the money counts no more; it is never written again by itself. Names the bill that stands in its place where one of the same vendor and number does.',
	remedy:
		'Ask who did it and why. End the claim if the demand is void, enter the bill again if it stands, or close the task if another bill took its place.',
	reads: 'what was posted, bills and vendor credits of the books, progress of the backfill',
	severity: 'HOLD',
	needs: ['books'],
	look,
};
