import type { Resource } from '../resource';
import { type Row, decimal, money } from '../values';
import { flatPaths, softTable } from './table';
import {
	type ContractKind,
	common,
	datesAttributes,
	workOrderDates,
	listShape,
	showShape,
	prepareContract,
	refuseLocked,
} from './contract-shapes';
import { primeContracts } from './prime-contracts';
import { scheduleOfValues } from './schedule-of-values';

const workOrders: ContractKind = {
	key: 'work_order_contracts',
	root: 'work_order_contract',
	statuses: [
		'Draft',
		'Out For Bid',
		'Out For Signature',
		'Approved',
		'Complete',
		'Terminated',
		'Void',
	],
	attributes: { ...datesAttributes(workOrderDates), inclusions: 'text', exclusions: 'text' },
	members: [...workOrderDates, 'inclusions', 'exclusions'],
	webhook: 'Work Order Contracts',
};

const purchaseOrders: ContractKind = {
	key: 'purchase_order_contracts',
	root: 'purchase_order_contract',
	statuses: [
		'Draft',
		'Processing',
		'Submitted',
		'Partially Received',
		'Received',
		'Approved',
		'Closed',
	],
	attributes: {
		assignee_id: 'whole',
		bill_to_address: 'text',
		ship_to_address: 'text',
		ship_via: 'text',
		payment_terms: 'text',
		delivery_date: 'date',
		billing_schedule_of_values_status: ['draft', 'under_review', 'revise_and_submit', 'approved'],
	},
	members: [
		'assignee',
		'bill_to_address',
		'ship_to_address',
		'ship_via',
		'payment_terms',
		'delivery_date',
	],
	webhook: 'Purchase Order Contracts',
};

function commitment(kind: ContractKind): Resource {
	return {
		...softTable(kind.key),
		paths: flatPaths(`/rest/v1.0/${kind.key}`, true),
		scope: 'project',
		filters: {
			id: 'ids',
			status: 'texts',
			created_at: 'range',
			updated_at: 'range',
			include_deleted: 'special',
			origin_id: 'texts',
		},
		list: (row, context, view) =>
			view === 'extended' ? showShape(kind, row, context) : listShape(kind, row, context),
		show: (row, context) => showShape(kind, row, context),
		root: kind.root,
		attributes: { ...common, ...kind.attributes, status: kind.statuses },
		uniqueOrigin: true,
		prepare: (context, changes, existing) => prepareContract(kind, context, changes, existing),
		mayRemove: (context, row) => refuseLocked(context, row, 'The commitment'),
		webhook: kind.webhook,
	};
}

/** Percentage of the revised contract that is paid, restated after a payment. */
export function restatePercentagePaid(contract: Row): void {
	const revised = decimal(contract.revised_contract ?? contract.revised_contract_amount);
	if (contract.percentage_paid === undefined || revised.isZero()) return;
	contract.percentage_paid = money(
		decimal(contract.total_payments).div(revised).times(100).toDecimalPlaces(2),
	);
}

/** Subcontracts, purchase orders, prime contracts and their schedules of values. */
export const contracts: Resource[] = [
	commitment(workOrders),
	commitment(purchaseOrders),
	primeContracts,
	scheduleOfValues('work_order_contracts', 'Work Order Contract Line Items'),
	scheduleOfValues('purchase_order_contracts', 'Purchase Order Contract Line Items'),
	scheduleOfValues('prime_contracts', 'Prime Contract Line Items'),
];
