import type { ResourceName } from '../../spine';

/** A resource as the node shows it. */
export interface ShownResource {
	/** Name in the list of resources. */
	name: string;
	/** Plural in sentence case. */
	plural: string;
	resource: ResourceName;
	/** What has to be chosen first. */
	scope: 'company' | 'project' | 'contract';
	/** Whether one record can be read below its commitment only, although the list is the project's. */
	isReadByContract?: true;
	/** Name of the list search of its locator. */
	search: string;
}

/** Resources of the Procore node by the value of its "Resource" parameter. */
export const RESOURCES: Readonly<Record<string, ShownResource>> = {
	changeOrder: {
		name: 'Change Order',
		plural: 'change orders',
		resource: 'change_order_packages',
		scope: 'project',
		search: 'searchChangeOrders',
	},
	changeOrderRequest: {
		name: 'Change Order Request',
		plural: 'change order requests',
		resource: 'change_order_requests',
		scope: 'contract',
		search: 'searchChangeOrderRequests',
	},
	costCode: {
		name: 'Cost Code',
		plural: 'cost codes',
		resource: 'cost_codes',
		scope: 'project',
		search: 'searchCostCodes',
	},
	costType: {
		name: 'Cost Type',
		plural: 'cost types',
		resource: 'line_item_types',
		scope: 'company',
		search: 'searchCostTypes',
	},
	ownerInvoice: {
		name: 'Owner Invoice',
		plural: 'owner invoices',
		resource: 'payment_applications',
		scope: 'project',
		search: 'searchOwnerInvoices',
	},
	payment: {
		name: 'Payment',
		plural: 'payments',
		resource: 'contract_payments',
		scope: 'contract',
		search: 'searchPayments',
	},
	potentialChangeOrder: {
		name: 'Potential Change Order',
		plural: 'potential change orders',
		resource: 'potential_change_orders',
		scope: 'project',
		isReadByContract: true,
		search: 'searchPotentialChangeOrders',
	},
	primeContract: {
		name: 'Prime Contract',
		plural: 'prime contracts',
		resource: 'prime_contracts',
		scope: 'project',
		search: 'searchPrimeContracts',
	},
	project: {
		name: 'Project',
		plural: 'projects',
		resource: 'projects',
		scope: 'company',
		search: 'searchProjects',
	},
	purchaseOrder: {
		name: 'Purchase Order',
		plural: 'purchase orders',
		resource: 'purchase_order_contracts',
		scope: 'project',
		search: 'searchPurchaseOrders',
	},
	requisition: {
		name: 'Requisition',
		plural: 'requisitions',
		resource: 'requisitions',
		scope: 'project',
		search: 'searchRequisitions',
	},
	subcontract: {
		name: 'Subcontract',
		plural: 'subcontracts',
		resource: 'work_order_contracts',
		scope: 'project',
		search: 'searchSubcontracts',
	},
	vendor: {
		name: 'Vendor',
		plural: 'vendors',
		resource: 'vendors',
		scope: 'company',
		search: 'searchVendors',
	},
};
