import { formatAmount, fromMinor, toMinor } from '../documents/money';
import type { Posting } from '../documents/posting';
import type { PostingIntent } from '../ledger/ledger';
import type { StandingBill } from '../quickbooks/books';

/** What a bill that already stands in the books means for a row of the queue. */
export type Judged =
	/** The row is settled by it. */
	| { outcome: Posting }
	/** An earlier revision of the same claim, which the row changes. */
	| { revise: StandingBill };

/**
 * Compares the standing bills found for a row with what is to be posted. The bill that this row's
 * request id wrote comes first, then the claim's own earlier bill, then any of the same vendor and
 * number: written by people with the same total it is taken for the claim's bill; anything else
 * stops the row. Undefined where nothing stands.
 */
export function judgeStanding(
	intent: PostingIntent,
	bills: readonly StandingBill[],
): Judged | undefined {
	const { coding, requestId, claim } = intent;
	const own = bills.find((bill) => bill.requestId === requestId);
	if (own !== undefined) return { outcome: existing(intent, own, []) };
	const earlier = bills.find((bill) => bill.claim === claim);
	if (earlier !== undefined && intent.revision > 0) return { revise: earlier };
	const same = bills.find(
		(bill) => bill.number === coding.number && bill.vendor === coding.vendor?.id,
	);
	if (same === undefined)
		return earlier === undefined ? undefined : { outcome: existing(intent, earlier, []) };
	if (same.claim !== undefined && same.claim !== claim) {
		return {
			outcome: {
				why: `${same.entity} ${same.id} already carries the number ${coding.number ?? ''} for this vendor and was posted for another document. Compare the two; if both are right, give this one its own number.`,
			},
		};
	}
	return {
		outcome: existing(intent, same, [
			`${same.entity} ${same.id} with this number and total stood in the books already, entered by somebody else. Nothing was written.`,
		]),
	};
}

/**
 * What becomes of a row whose claim has a bill that a lost ledger wrote. What that ledger decided
 * since is not known, so the bill is neither changed nor written beside.
 */
export function judgeRecovered(
	intent: PostingIntent,
	recovered: Pick<StandingBill, 'entity' | 'id'>,
	bills: readonly StandingBill[],
): Posting {
	const own = bills.find((bill) => bill.requestId === intent.requestId);
	if (own !== undefined) return existing(intent, own, []);
	return {
		why: `${recovered.entity} ${recovered.id} was posted for this claim before the ledger was lost and rebuilt; it has another number now, or another revision. Compare the two in the books and mend it there; nothing was written. If it was deleted there, run the backfill and post again.`,
	};
}

function existing(intent: PostingIntent, bill: StandingBill, warnings: string[]): Posting {
	const { currency } = intent.coding;
	const expected = Math.abs(toMinor(intent.coding.total, currency));
	if (toMinor(bill.total, currency) !== expected) {
		return {
			why: `${bill.entity} ${bill.id} with this number stands in the books with ${formatAmount(bill.total, currency)}, the released document asks for ${formatAmount(fromMinor(expected, currency), currency)}. Compare the two in the books; nothing was written.`,
		};
	}
	return postingOf(bill, 'existing', warnings);
}

/** The sheet of a bill that stands in the books. */
export function postingOf(
	bill: StandingBill,
	state: 'created' | 'existing' | 'updated',
	warnings: string[],
): Posting {
	return {
		entity: bill.entity,
		id: bill.id,
		total: bill.total,
		state,
		...(bill.number === undefined ? {} : { number: bill.number }),
		warnings,
	};
}
