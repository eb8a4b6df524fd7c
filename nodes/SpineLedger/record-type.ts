import type { INodeProperties } from 'n8n-workflow';

/** Which mirrored records are read. */
export const recordType: INodeProperties = {
	displayName: 'Kind of Record',
	name: 'recordType',
	type: 'options',
	options: [
		{ name: 'Account', value: 'account' },
		{ name: 'Bill', value: 'bill' },
		{ name: 'Bill Payment', value: 'bill_payment' },
		{ name: 'Change Order', value: 'change_order' },
		{ name: 'Class', value: 'class' },
		{ name: 'Commitment', value: 'commitment' },
		{ name: 'Commitment Payment', value: 'contract_payment' },
		{ name: 'Cost Code', value: 'cost_code' },
		{ name: 'Cost Type', value: 'cost_type' },
		{ name: 'Direct Cost', value: 'direct_cost' },
		{ name: 'Expense', value: 'expense' },
		{ name: 'Field Data', value: 'field_data' },
		{ name: 'Item', value: 'item' },
		{ name: 'Job', value: 'job' },
		{ name: 'Project', value: 'project' },
		{ name: 'Purchase Order', value: 'purchase_order' },
		{ name: 'Quote', value: 'quote' },
		{ name: 'Requisition', value: 'requisition' },
		{ name: 'Vendor', value: 'vendor' },
		{ name: 'Vendor Credit', value: 'vendor_credit' },
	],
	default: 'commitment',
	displayOptions: { show: { resource: ['record'], operation: ['getMany'] } },
};
