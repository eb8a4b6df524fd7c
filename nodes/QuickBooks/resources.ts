import type { OnlineEntity } from '../../spine';

/** A resource as the node shows it. */
export interface ShownResource {
	name: string;
	plural: string;
	entity: OnlineEntity;
	search: string;
	/** Whether Create or Update is offered; bills and credits are written by Post Document alone. */
	writable: boolean;
}

/** Resources of the QuickBooks node by the value of its "Resource" parameter. */
export const RESOURCES: Readonly<Record<string, ShownResource>> = {
	account: {
		name: 'Account',
		plural: 'accounts',
		entity: 'Account',
		search: 'searchAccounts',
		writable: true,
	},
	bill: { name: 'Bill', plural: 'bills', entity: 'Bill', search: 'searchBills', writable: false },
	billPayment: {
		name: 'Bill Payment',
		plural: 'bill payments',
		entity: 'BillPayment',
		search: 'searchBillPayments',
		writable: false,
	},
	class: {
		name: 'Class',
		plural: 'classes',
		entity: 'Class',
		search: 'searchClasses',
		writable: true,
	},
	customer: {
		name: 'Customer or Job',
		plural: 'customers and jobs',
		entity: 'Customer',
		search: 'searchCustomers',
		writable: true,
	},
	invoice: {
		name: 'Invoice',
		plural: 'invoices',
		entity: 'Invoice',
		search: 'searchInvoices',
		writable: false,
	},
	item: { name: 'Item', plural: 'items', entity: 'Item', search: 'searchItems', writable: true },
	payment: {
		name: 'Customer Payment',
		plural: 'customer payments',
		entity: 'Payment',
		search: 'searchPayments',
		writable: false,
	},
	purchaseOrder: {
		name: 'Purchase Order',
		plural: 'purchase orders',
		entity: 'PurchaseOrder',
		search: 'searchPurchaseOrders',
		writable: true,
	},
	vendor: {
		name: 'Vendor',
		plural: 'vendors',
		entity: 'Vendor',
		search: 'searchVendors',
		writable: true,
	},
	vendorCredit: {
		name: 'Vendor Credit',
		plural: 'vendor credits',
		entity: 'VendorCredit',
		search: 'searchVendorCredits',
		writable: false,
	},
};
