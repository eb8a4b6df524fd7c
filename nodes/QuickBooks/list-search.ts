import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { z } from 'zod';
import type { OnlineEntity } from '../../spine';
import { quickBooksOf } from './transport';

const PAGE_SIZE = 100;

const rowSchema = z
	.object({
		Id: z.string(),
		AcctNum: z.string().optional(),
		DocNumber: z.string().optional(),
		FullyQualifiedName: z.string().optional(),
		DisplayName: z.string().optional(),
		Name: z.string().optional(),
		PaymentRefNum: z.string().optional(),
		VendorRef: z.object({ name: z.string().optional() }).optional(),
		CustomerRef: z.object({ name: z.string().optional() }).optional(),
		TxnDate: z.string().optional(),
		TotalAmt: z.number().optional(),
	})
	.passthrough();

/** What people know a record by: its number and full name, or number, vendor, date and total. */
function label(row: z.output<typeof rowSchema>): string {
	const name = row.FullyQualifiedName ?? row.DisplayName ?? row.Name;
	if (name !== undefined) return row.AcctNum === undefined ? name : `${row.AcctNum} ${name}`;
	return [
		row.DocNumber ?? row.PaymentRefNum,
		row.VendorRef?.name ?? row.CustomerRef?.name,
		row.TxnDate,
		row.TotalAmt?.toFixed(2),
	]
		.filter((part) => part !== undefined)
		.join(' · ');
}

/** Property that a list search filters by; transactions are found by their number. */
const SEARCHED: Partial<Record<OnlineEntity, string>> = {
	Account: 'Name',
	Class: 'Name',
	Customer: 'DisplayName',
	Item: 'Name',
	Payment: 'PaymentRefNum',
	Vendor: 'DisplayName',
};

const quoted = (text: string) => `'%${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}%'`;

const searchOf = (entity: OnlineEntity) =>
	async function search(
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const client = await quickBooksOf(this);
		const start = paginationToken === undefined ? 1 : Number(paginationToken);
		const isNumber = entity === 'Account' && /^\d/.test(filter ?? '');
		const property = isNumber ? 'AcctNum' : (SEARCHED[entity] ?? 'DocNumber');
		const where =
			filter === undefined || filter === '' ? '' : ` WHERE ${property} LIKE ${quoted(filter)}`;
		const rows = await client.rawQuery(
			`SELECT * FROM ${entity}${where} ORDERBY Id STARTPOSITION ${start} MAXRESULTS ${PAGE_SIZE}`,
		);
		return {
			results: rows
				.map((row) => rowSchema.parse(row))
				.map((row) => ({ name: label(row) || row.Id, value: row.Id })),
			...(rows.length < PAGE_SIZE ? {} : { paginationToken: String(start + PAGE_SIZE) }),
		};
	};

export const listSearch = {
	searchAccounts: searchOf('Account'),
	searchBillPayments: searchOf('BillPayment'),
	searchBills: searchOf('Bill'),
	searchClasses: searchOf('Class'),
	searchCustomers: searchOf('Customer'),
	searchInvoices: searchOf('Invoice'),
	searchItems: searchOf('Item'),
	searchPayments: searchOf('Payment'),
	searchPurchaseOrders: searchOf('PurchaseOrder'),
	searchVendorCredits: searchOf('VendorCredit'),
	searchVendors: searchOf('Vendor'),
};
