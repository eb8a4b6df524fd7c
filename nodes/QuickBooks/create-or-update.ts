import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import {
	type Ledger,
	type ListEntity,
	type QuickBooksOnline,
	type Saved,
	booksRowContent,
	createOnlineBooks,
	saveListEntry,
	savePurchaseOrder,
} from '../../spine';
import { guardOf } from '../shared/guard';
import { companyOf, openLedger } from '../shared/ledger';
import { jsonParameter, readParameter, textParameter } from '../shared/parameters';
import { type Produced, asJson } from '../shared/router';
import { runOf } from '../shared/run';
import { RESOURCES } from './resources';
import { countingCalls, quickBooksOf } from './transport';

const entrySchema = z
	.object({
		Id: z.string().optional(),
		DisplayName: z.string().optional(),
		Name: z.string().optional(),
		ParentRef: z.object({ value: z.string() }).passthrough().optional(),
	})
	.passthrough();

const orderSchema = z.object({
	/** Realm id of the company file that the order was coded for. */
	books: z.string().optional(),
	number: z.string(),
	vendor: z.string(),
	payableAccount: z.string(),
	date: z.string().optional(),
	memo: z.string().optional(),
	status: z.enum(['Open', 'Closed']).optional(),
	/** The revised commitment, where the lines are all of its lines. */
	total: z.number().optional(),
	lines: z
		.array(
			z.object({
				id: z.string().optional(),
				description: z.string(),
				amount: z.number(),
				item: z.string().optional(),
				account: z.string().optional(),
				job: z.string().optional(),
				class: z.string().optional(),
			}),
		)
		.min(1),
});

const LISTS: Readonly<Record<string, ListEntity>> = {
	account: 'Account',
	class: 'Class',
	customer: 'Customer',
	item: 'Item',
	vendor: 'Vendor',
};

/** Refuses while the company only observes: nothing may then be written anywhere. */
async function refuseWhileObserving(
	context: IExecuteFunctions,
	ledger: Ledger,
	itemIndex: number,
): Promise<void> {
	const { policy } = await companyOf(ledger);
	if (policy.mode !== 'observe' && policy.mode !== 'shadow') return;
	throw new NodeOperationError(
		context.getNode(),
		`Nothing is written to QuickBooks while the company's mode is "${policy.mode}".`,
		{
			itemIndex,
			description:
				'Set the mode to "propose" or "autoClean" with the Spine Ledger node, Company, Set.',
		},
	);
}

/** Refuses while the ledger, which knows what was written before, was lost and not rebuilt. */
async function refuseWhileBehind(
	context: IExecuteFunctions,
	ledger: Ledger,
	client: QuickBooksOnline,
	itemIndex: number,
): Promise<void> {
	const signal = context.getExecutionCancelSignal();
	const behind = await guardOf(ledger)(createOnlineBooks(client), signal);
	if (behind !== undefined) throw new NodeOperationError(context.getNode(), behind, { itemIndex });
}

function fieldsOf<T extends z.ZodTypeAny>(
	context: IExecuteFunctions,
	itemIndex: number,
	schema: T,
): z.output<T> {
	const parsed = schema.safeParse(readParameter(context, 'fields', itemIndex, jsonParameter));
	if (parsed.success) return parsed.data;
	const sentences = parsed.error.issues.map(
		(issue) => `${['fields', ...issue.path].join('.')}: ${issue.message}`,
	);
	throw new NodeOperationError(
		context.getNode(),
		`The fields cannot be used: ${sentences.join('; ')}.`,
		{ itemIndex },
	);
}

/** What the node puts out of a row that was saved; what stood before is for the journal. */
function shown({ state, id, row, warnings }: Saved): IDataObject {
	return asJson({ state, id, row, warnings });
}

/** Notes a write in the journal, from which its run can be taken back. */
async function noteSaved(
	context: IExecuteFunctions,
	ledger: Ledger,
	books: string,
	{ entity, name, saved, vendor }: { entity: string; name: string; saved: Saved; vendor?: string },
): Promise<void> {
	const { state, id, row, before } = saved;
	if (state !== 'created' && state !== 'updated') return;
	await ledger.noteWrite({
		run: runOf(context),
		key: `books_row:${books}:${entity}:${id}`,
		action: state,
		label: `${entity === 'PurchaseOrder' ? 'Purchase order' : entity} ${name}`,
		target: {
			side: 'books',
			system: books,
			type: entity,
			id,
			...(vendor === undefined ? {} : { vendor: { side: 'books', system: books, id: vendor } }),
		},
		after: booksRowContent(entity, row),
		...(before === undefined ? {} : { before: booksRowContent(entity, before) }),
	});
}

/** Creates or updates one list record or purchase order. */
export async function createOrUpdate(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Produced> {
	const ledger = await openLedger(this);
	await refuseWhileObserving(this, ledger, itemIndex);
	const key = readParameter(this, 'resource', itemIndex, textParameter);
	const signal = this.getExecutionCancelSignal();
	const client = await quickBooksOf(this);
	await refuseWhileBehind(this, ledger, client, itemIndex);
	if (key === 'purchaseOrder') {
		const { books, ...order } = fieldsOf(this, itemIndex, orderSchema);
		if (books !== undefined && books !== client.realmId) {
			throw new NodeOperationError(
				this.getNode(),
				`Purchase order ${order.number} belongs to the company file ${books}, the credential is for ${client.realmId}.`,
				{ itemIndex, description: 'Choose the credential of that company file.' },
			);
		}
		const saved = await countingCalls(
			client,
			ledger,
			async () => await savePurchaseOrder(client, order, signal),
		);
		// Invoices that are coded from now on are linked to the order as it stands.
		const { records } = createOnlineBooks(client).toRecords('PurchaseOrder', [saved.row]);
		await ledger.record(records);
		await noteSaved(this, ledger, client.realmId, {
			entity: 'PurchaseOrder',
			name: order.number,
			saved,
			vendor: order.vendor,
		});
		return { json: shown(saved) };
	}
	const entity = LISTS[key];
	if (entity === undefined) {
		throw new NodeOperationError(
			this.getNode(),
			`A ${RESOURCES[key]?.name.toLowerCase() ?? key} cannot be written by this operation.`,
			{ itemIndex, description: 'Bills and credits are written by Document, Post alone.' },
		);
	}
	const body = fieldsOf(this, itemIndex, entrySchema);
	const { Id: id, DisplayName, Name, ParentRef } = body;
	const name = DisplayName ?? Name;
	if (name === undefined) {
		throw new NodeOperationError(this.getNode(), 'The fields name no "DisplayName" or "Name".', {
			itemIndex,
		});
	}
	const parent = ParentRef?.value;
	const saved = await countingCalls(
		client,
		ledger,
		async () =>
			await saveListEntry(
				client,
				{
					entity,
					name,
					body,
					...(id === undefined ? {} : { id }),
					...(parent === undefined ? {} : { parent }),
				},
				signal,
			),
	);
	await noteSaved(this, ledger, client.realmId, { entity, name, saved });
	return { json: shown(saved) };
}
