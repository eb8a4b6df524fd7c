import type { Transfer } from '../../../documents/transfer';
import type { ContentOf } from '../../../documents/transfer-content';
import type { StandingRecord, TransferAdapter } from '../../../transfers/target';
import type { QuickBooksOnline } from '../client';
import { QuickBooksError } from '../errors';
import { toStanding } from '../find-bills';
import { money, readRow } from '../row';
import type { WireLine } from '../wire';
import { type ClosingDate, lockOf } from './standing-lock';

/**
 * Bills and vendor credits that were posted, as they are taken back: deleted while they stand as
 * they were posted, nothing is paid or applied, and their period is open. QuickBooks cannot void a
 * bill over its API.
 */
export function postedBillAdapter(
	client: QuickBooksOnline,
	closingDate: ClosingDate,
): TransferAdapter {
	return {
		async read(transfer, id, signal): Promise<StandingRecord | undefined> {
			const posted = contentOf(transfer);
			const row = await client.get(posted.entity, id, signal);
			if (row === undefined) return undefined;
			const wire = readRow(posted.entity, row);
			const { total, number, requestId } = toStanding(posted.entity, wire);
			const what = `${posted.entity === 'Bill' ? 'Bill' : 'Vendor credit'} ${number ?? id}`;
			const locked = await lockOf(closingDate, what, wire, { signal });
			const vendor = wire.VendorRef?.value;
			const date = wire.TxnDate?.slice(0, 10);
			return {
				id,
				content: {
					...posted,
					total,
					requestId: requestId ?? '',
					lines: chargesOf(wire.Line),
					...(number === undefined ? {} : { number }),
					...(vendor === undefined ? {} : { vendor }),
					...(date === undefined ? {} : { date }),
				},
				revision: wire.SyncToken ?? '0',
				...(locked === undefined ? {} : { locked }),
			};
		},
		find: async () => await Promise.resolve([]),
		create: (transfer) =>
			Promise.reject(
				new QuickBooksError(
					`${transfer.label} is written by posting its document alone. Send the document through the gate again.`,
					{ code: '500' },
				),
			),
		async remove(transfer, standing, requestId, signal) {
			const row = { Id: standing.id, SyncToken: standing.revision ?? '0' };
			await client.remove(contentOf(transfer).entity, row, { requestId, signal });
		},
	};
}

function chargesOf(lines: readonly WireLine[]): ContentOf<'posted_bill'>['lines'] {
	return lines.flatMap((line) => {
		const byItem = line.ItemBasedExpenseLineDetail;
		const byAccount = line.AccountBasedExpenseLineDetail;
		const job = (byItem ?? byAccount)?.CustomerRef?.value;
		if (byItem === undefined && byAccount === undefined) return [];
		return [
			{
				amount: money(line.Amount),
				charge:
					byItem === undefined
						? `account:${byAccount?.AccountRef?.value ?? ''}`
						: `item:${byItem.ItemRef?.value ?? ''}`,
				...(job === undefined ? {} : { job }),
			},
		];
	});
}

function contentOf({ content, label }: Transfer): ContentOf<'posted_bill'> {
	if (content.kind === 'posted_bill') return content;
	throw new QuickBooksError(`${label} is no bill that was posted. Plan the undo again.`, {
		code: '500',
	});
}
