import QuickBooks from 'node-quickbooks';
import Quickbooks from 'quickbooks-node-promise';
import { z } from 'zod';
import { savePurchaseOrder } from '../../../../spine/quickbooks/online/save-purchase-order';
import { REALM, runQuickBooks, type RunningQuickBooks } from '../../../support/quickbooks';

jest.setTimeout(60_000);

const reference = z.object({ value: z.string(), name: z.string() }).passthrough();
const detail = z
	.object({
		CustomerRef: reference,
		BillableStatus: z.literal('NotBillable'),
		ClassRef: reference.optional(),
	})
	.passthrough();
const link = z.object({ TxnId: z.string(), TxnType: z.string() }).passthrough();
/** A purchase transaction as Intuit's reference describes it. */
const transaction = z
	.object({
		Id: z.string().regex(/^\d+$/),
		SyncToken: z.string().regex(/^\d+$/),
		DocNumber: z.string().max(21),
		TxnDate: z.string().date(),
		TotalAmt: z.number(),
		VendorRef: reference,
		APAccountRef: reference,
		CurrencyRef: z.object({ value: z.literal('USD') }).passthrough(),
		PrivateNote: z.string().max(4000),
		LinkedTxn: z.array(link).min(1),
		Line: z
			.array(
				z
					.object({
						Id: z.string(),
						LineNum: z.number().int().positive(),
						Description: z.string().min(1),
						Amount: z.number(),
						DetailType: z.enum(['ItemBasedExpenseLineDetail', 'AccountBasedExpenseLineDetail']),
						LinkedTxn: z.array(link.extend({ TxnLineId: z.string() })).optional(),
						ItemBasedExpenseLineDetail: detail.extend({ ItemRef: reference }).optional(),
						AccountBasedExpenseLineDetail: detail.extend({ AccountRef: reference }).optional(),
					})
					.passthrough()
					.refine(
						(line) =>
							(line.DetailType === 'ItemBasedExpenseLineDetail') ===
							(line.ItemBasedExpenseLineDetail !== undefined),
					),
			)
			.min(1),
	})
	.passthrough();

const job = { id: '64' };
const account = { id: '80' };

/** Clients that others wrote against the real service, each reading one object by its id. */
const clients: Array<[string, (company: RunningQuickBooks) => Reader]> = [
	['node-quickbooks', classic],
	['quickbooks-node-promise', typed],
];
type Reader = (entity: 'Bill' | 'PurchaseOrder', id: string) => Promise<unknown>;

function classic({ address, simulator }: RunningQuickBooks): Reader {
	QuickBooks.V3_ENDPOINT_BASE_URL = `${address}/v3/company/`;
	const { access_token: token, refresh_token: refresh } = simulator.token(REALM);
	const client = new QuickBooks(
		'client',
		'secret',
		token,
		false,
		REALM,
		true,
		false,
		null,
		'2.0',
		refresh,
	);
	return (entity, id) =>
		new Promise((resolve, reject) => {
			const done = (error: unknown, row?: unknown) => {
				if (error) reject(new Error(JSON.stringify(error)));
				else resolve(row);
			};
			if (entity === 'Bill') client.getBill(id, done);
			else client.getPurchaseOrder(id, done);
		});
}

function typed({ address, simulator }: RunningQuickBooks): Reader {
	Quickbooks.V3_ENDPOINT_BASE_URL = `${address}/v3/company/`;
	const client = new Quickbooks(
		{ useProduction: false, autoRefresh: false, accessToken: simulator.token(REALM).access_token },
		REALM,
	);
	return async (entity, id) =>
		entity === 'Bill'
			? (await client.getBill(id)).Bill
			: (await client.getPurchaseOrder(id)).PurchaseOrder;
}

let company: RunningQuickBooks;
beforeEach(async () => {
	company = await runQuickBooks();
});
afterEach(() => company.close());

/** A purchase order with a change order, and a bill on it with retainage, as this product writes them. */
async function written(): Promise<{ orderId: string; billId: string }> {
	const footings = { description: '03-300 Footings', amount: 60000, item: '21', job: '64' };
	const wish = {
		number: 'SC-0042',
		vendor: '77',
		payableAccount: '33',
		date: '2026-02-10',
		memo: 'Project 2301, commitment SC-0042',
		status: 'Open' as const,
	};
	const { id: orderId } = await savePurchaseOrder(company.client, {
		...wish,
		lines: [footings],
		total: 60000,
	});
	const draft = {
		requestId: 'c1-bill-0',
		claim: 'c1',
		entity: 'Bill' as const,
		document: {
			kind: 'invoice' as const,
			kindConfidence: 1,
			source: { channel: 'email' as const, key: 'k' },
			number: 'A-1',
			changeOrders: [],
			remarks: [],
			lines: [],
			flags: [],
			evidence: {},
		},
		coding: {
			books: REALM,
			entity: 'Bill' as const,
			vendor: { id: '77' },
			payableAccount: { id: '33' },
			number: 'A-1',
			date: '2026-03-30',
			currency: 'USD',
			lines: [
				{
					role: 'cost' as const,
					description: 'Footings',
					amount: 10000,
					item: { id: '21' },
					class: { id: '200' },
					customerJob: job,
					purchaseOrder: { id: orderId, number: 'SC-0042', line: '1' },
				},
				{
					role: 'retainage' as const,
					description: 'Retainage withheld',
					amount: -1000,
					account,
					customerJob: job,
				},
			],
			total: 9000,
			gross: 10000,
			problems: [],
		},
	};
	const { books } = company;
	const { body } = books.prepare([draft]);
	const [outcome] = await books.write({ id: 'batch-1', body }, [draft]);
	if (outcome?.result !== 'written') throw new Error('The bill was not written.');
	await savePurchaseOrder(company.client, {
		...wish,
		lines: [footings, { description: 'CO 001 Less rebar', amount: -500, item: '21', job: '64' }],
		total: 59500,
	});
	return { orderId, billId: outcome.bill.id };
}

test.each(clients)(
	'%s reads the bills and purchase orders that were written, well formed',
	async (_, of) => {
		const { orderId, billId } = await written();
		const read = of(company);
		const bill = transaction.parse(await read('Bill', billId));
		expect(bill).toMatchObject({
			DocNumber: 'A-1',
			TotalAmt: 9000,
			LinkedTxn: [{ TxnId: orderId, TxnType: 'PurchaseOrder' }],
		});
		expect(bill.Line.map(({ Amount, LinkedTxn }) => [Amount, LinkedTxn?.[0]?.TxnLineId])).toEqual([
			[10000, '1'],
			[-1000, undefined],
		]);
		const order = transaction.parse(await read('PurchaseOrder', orderId));
		expect(order).toMatchObject({
			DocNumber: 'SC-0042',
			TotalAmt: 59500,
			POStatus: 'Open',
			LinkedTxn: [{ TxnId: billId, TxnType: 'Bill' }],
			Line: [
				{ Id: '1', Received: 10000 },
				{ Id: '2', Amount: -500 },
			],
		});
	},
);
