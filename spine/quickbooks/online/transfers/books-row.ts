import { z } from 'zod';
import type { Transfer } from '../../../documents/transfer';
import { type ContentOf, booksRowContentSchema } from '../../../documents/transfer-content';
import type { StandingRecord, TransferAdapter } from '../../../transfers/target';
import type { QuickBooksOnline } from '../client';
import { QuickBooksError } from '../errors';
import { isOnlineEntity, type OnlineEntity } from '../filterable';
import { readRow } from '../row';
import { type ClosingDate, lockOf } from './standing-lock';

const revisionSchema = z.object({ Id: z.string(), SyncToken: z.string().default('0') });

/** Members that QuickBooks keeps itself. */
const OWN = new Set([
	'Id',
	'SyncToken',
	'MetaData',
	'domain',
	'sparse',
	'status',
	'TotalAmt',
	'Balance',
	'BalanceWithJobs',
	'CurrentBalance',
	'CurrentBalanceWithSubAccounts',
	'FullyQualifiedName',
	'Level',
	'Classification',
	'IsProject',
	'LinkedTxn',
	'RecurDataRef',
]);

/** A stored row as the journal keeps it: without its id, revision, times and totals. */
export function booksRowContent(entity: string, row: unknown): ContentOf<'books_row'> {
	const members = booksRowContentSchema.shape.row.parse(row);
	return {
		kind: 'books_row',
		entity,
		row: Object.fromEntries(
			Object.entries(members).filter(([name, value]) => !OWN.has(name) && value !== null),
		),
	};
}

/**
 * Purchase orders and entries of lists, as they are set back or taken back. A purchase order without
 * bills is deleted; an entry of a list cannot be deleted over the API and is made inactive.
 */
export function booksRowAdapter(
	client: QuickBooksOnline,
	closingDate: ClosingDate,
): TransferAdapter {
	const write = async (
		{ entity, row }: ContentOf<'books_row'>,
		standing: StandingRecord,
		requestId: string,
		signal?: AbortSignal,
	): Promise<unknown> =>
		await client.update(
			known(entity),
			{ ...row, Id: standing.id, SyncToken: standing.revision ?? '0', sparse: false },
			{ requestId, signal },
		);
	const standingOf = async (
		{ entity }: ContentOf<'books_row'>,
		row: unknown,
		signal?: AbortSignal,
	): Promise<StandingRecord> => {
		const order = entity === 'PurchaseOrder' ? readRow('PurchaseOrder', row) : undefined;
		const { Id, SyncToken } = revisionSchema.parse(row);
		const what = `${entity} ${order?.DocNumber ?? Id}`;
		const locked =
			order === undefined ? undefined : await lockOf(closingDate, what, order, { signal });
		return {
			id: Id,
			content: booksRowContent(entity, row),
			revision: SyncToken,
			...(locked === undefined ? {} : { locked }),
		};
	};
	return {
		async read(transfer, id, signal) {
			const content = contentOf(transfer);
			const row = await client.get(known(content.entity), id, signal);
			return row === undefined ? undefined : await standingOf(content, row, signal);
		},
		find: async () => await Promise.resolve([]),
		create: (transfer) =>
			Promise.reject(
				new QuickBooksError(
					`${transfer.label} was removed and cannot be brought back under its id. Enter it again in QuickBooks.`,
					{ code: '500' },
				),
			),
		async update(transfer, standing, requestId, signal) {
			const content = contentOf(transfer);
			return await standingOf(content, await write(content, standing, requestId, signal), signal);
		},
		async remove(transfer, standing, requestId, signal) {
			const content = contentOf(transfer);
			if (content.entity === 'PurchaseOrder') {
				const row = { Id: standing.id, SyncToken: standing.revision ?? '0' };
				await client.remove('PurchaseOrder', row, { requestId, signal });
				return;
			}
			const inactive = { ...content, row: { ...content.row, Active: false } };
			await write(inactive, standing, requestId, signal);
		},
	};
}

function known(entity: string): OnlineEntity {
	if (isOnlineEntity(entity)) return entity;
	throw new QuickBooksError(`QuickBooks has no ${entity} that is written here.`, { code: '500' });
}

function contentOf({ content, label }: Transfer): ContentOf<'books_row'> {
	if (content.kind === 'books_row') return content;
	throw new QuickBooksError(`${label} is no entry that was written.`, { code: '500' });
}
