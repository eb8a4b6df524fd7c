import type { RecordType } from '../documents/records';
import type { ResourceName } from './resources';

/** Something of Procore's that a watcher follows. */
export interface Watched {
	/** One of it, in the words of the field. */
	label: string;
	resource: ResourceName;
	scope: 'company' | 'project';
	/** Names that webhooks know it by; none where Procore has no webhook for it. */
	hooks: readonly string[];
	/** Names of its lines: word of one means that the whole changed. */
	lineHooks: readonly string[];
	/** Kinds of change that its webhooks know. */
	events: readonly WatchedEvent[];
	/** Type of the ledger's record of it, where there is one. */
	record?: RecordType;
	/** Whether it can be read only below its commitment or contract. */
	belowContract?: true;
}

export const watchedEvents = ['create', 'update', 'delete'] as const;
export type WatchedEvent = (typeof watchedEvents)[number];

/**
 * What can be watched, what refers to nothing first. Names of webhook resources as Procore lists
 * them (`GET /rest/v1.0/webhooks/resources`); subcontractor invoices are not among them.
 * https://developers.procore.com/documentation/webhooks-api
 */
export const watchedThings = {
	projects: {
		label: 'project',
		resource: 'projects',
		scope: 'company',
		hooks: ['Projects'],
		lineHooks: [],
		events: ['create', 'update'],
		record: 'project',
	},
	vendors: {
		label: 'vendor',
		resource: 'vendors',
		scope: 'company',
		hooks: ['Company Vendors'],
		lineHooks: [],
		events: watchedEvents,
		record: 'vendor',
	},
	subcontracts: {
		label: 'subcontract',
		resource: 'work_order_contracts',
		scope: 'project',
		hooks: ['Work Order Contracts'],
		lineHooks: ['Work Order Contract Line Items'],
		events: watchedEvents,
		record: 'commitment',
	},
	purchaseOrders: {
		label: 'purchase order',
		resource: 'purchase_order_contracts',
		scope: 'project',
		hooks: ['Purchase Order Contracts'],
		lineHooks: ['Purchase Order Contract Line Items'],
		events: watchedEvents,
		record: 'commitment',
	},
	primeContracts: {
		label: 'prime contract',
		resource: 'prime_contracts',
		scope: 'project',
		hooks: ['Prime Contracts'],
		lineHooks: ['Prime Contract Line Items'],
		events: watchedEvents,
	},
	potentialChangeOrders: {
		label: 'potential change order',
		resource: 'potential_change_orders',
		scope: 'project',
		hooks: ['Potential Change Orders'],
		lineHooks: ['Potential Change Order Line Items'],
		events: watchedEvents,
		record: 'change_order',
	},
	changeOrderRequests: {
		label: 'change order request',
		resource: 'change_order_requests',
		scope: 'project',
		hooks: ['Change Order Requests'],
		lineHooks: [],
		events: watchedEvents,
		record: 'change_order',
		belowContract: true,
	},
	changeOrders: {
		label: 'change order',
		resource: 'change_order_packages',
		scope: 'project',
		hooks: ['Change Order Packages'],
		lineHooks: [],
		events: watchedEvents,
		record: 'change_order',
	},
	requisitions: {
		label: 'requisition',
		resource: 'requisitions',
		scope: 'project',
		hooks: [],
		lineHooks: [],
		events: watchedEvents,
		record: 'requisition',
	},
	payments: {
		label: 'payment',
		resource: 'contract_payments',
		scope: 'project',
		hooks: ['Contract Payments'],
		lineHooks: [],
		events: watchedEvents,
		record: 'contract_payment',
		belowContract: true,
	},
	directCosts: {
		label: 'direct cost',
		resource: 'direct_costs',
		scope: 'project',
		hooks: ['Direct Costs'],
		lineHooks: ['Direct Cost Line Items'],
		events: watchedEvents,
		record: 'direct_cost',
	},
	ownerInvoices: {
		label: 'owner invoice',
		resource: 'payment_applications',
		scope: 'project',
		hooks: ['Payment Applications'],
		lineHooks: [],
		events: watchedEvents,
	},
} as const satisfies Record<string, Watched>;

export type WatchedName = keyof typeof watchedThings;

/** The entry of a watched thing, seen as the general shape. */
export function watchedOf(name: WatchedName): Watched {
	return watchedThings[name];
}

/** The names in the order of the table. */
export function inWatchedOrder(names: readonly WatchedName[]): WatchedName[] {
	const order = Object.keys(watchedThings);
	return [...new Set(names)].sort((left, right) => order.indexOf(left) - order.indexOf(right));
}
