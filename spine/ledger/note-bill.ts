import type { z } from 'zod';
import { codingSchema } from '../documents/coding';
import { fromMinor, toMinor } from '../documents/money';
import type { Posting } from '../documents/posting';
import { addJournalEntry } from './journal';
import type { IntentRow } from './schema';
import type { Context, Tx } from './transaction';

const chargedSchema = codingSchema.pick({
	currency: true,
	number: true,
	vendor: true,
	date: true,
	total: true,
	lines: true,
});

/** Notes the bill in the journal of writes, unless it stood in the books already. */
export function* noteBill(
	context: Context,
	row: IntentRow,
	outcome: Extract<Posting, { id: string }>,
): Tx<void> {
	if (outcome.state === 'existing') return;
	const coding = chargedSchema.parse(JSON.parse(row.coding));
	const { entity, id, total, number } = outcome;
	yield* addJournalEntry(context, {
		run: row.run ?? '',
		key: `posted_bill:${row.claim}`,
		action: outcome.state,
		label: `${entity === 'Bill' ? 'Bill' : 'Vendor credit'} ${number ?? id} of ${coding.vendor?.name ?? 'its vendor'}`,
		target: { side: 'books', system: row.books, type: entity, id },
		after: {
			kind: 'posted_bill',
			entity,
			claim: row.claim,
			total,
			requestId: row.request_id,
			...(coding.vendor === undefined ? {} : { vendor: coding.vendor.id }),
			...(coding.date === undefined ? {} : { date: coding.date }),
			lines: chargesOf(coding, entity),
			...(number === undefined ? {} : { number }),
		},
		amount: total,
		currency: coding.currency,
	});
}

/** What the lines of a bill are charged to. The books write a credit's amounts positive. */
function chargesOf(coding: z.output<typeof chargedSchema>, entity: 'Bill' | 'VendorCredit') {
	const sign = entity === 'VendorCredit' && coding.total < 0 ? -1 : 1;
	return coding.lines.map(({ amount, item, account, customerJob }) => ({
		amount: fromMinor(sign * toMinor(amount, coding.currency), coding.currency),
		charge: item === undefined ? `account:${account?.id ?? ''}` : `item:${item.id}`,
		...(customerJob === undefined ? {} : { job: customerJob.id }),
	}));
}
