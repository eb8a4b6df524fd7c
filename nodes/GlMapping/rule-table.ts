import type { INodeProperties } from 'n8n-workflow';

const picker = (displayName: string, name: string, searchListMethod: string): INodeProperties => ({
	displayName,
	name,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			// The list comes from the ledger: as a file it needs no credential, without which n8n asks nothing.
			typeOptions: { searchListMethod, searchable: true, skipCredentialsCheckInRLC: true },
		},
		{
			displayName: 'By Name or Number',
			name: 'id',
			type: 'string',
			placeholder: `e.g. ${name === 'account' ? '5100 Subcontractors' : name === 'item' ? '03-300' : 'Subcontract'}`,
		},
	],
});

/** The mapping rules as a table in the node. The pickers list the company's own accounts, items and classes. */
export const ruleTable: INodeProperties = {
	displayName: 'Rules',
	name: 'rules',
	type: 'fixedCollection',
	typeOptions: {
		multipleValues: true,
		sortable: true,
		multipleValueButtonText: 'Add Rule',
		fixedCollection: {
			itemTitle:
				'={{ $collection.item.value.costCode || "Every cost code" }} → {{ $collection.item.value.account?.cachedResultName || $collection.item.value.account?.value || "no account yet" }}',
		},
	},
	default: {},
	placeholder: 'Add Rule',
	description:
		'The most specific rule that fits a line wins, whatever the order. Empty fields and * fit everything.',
	displayOptions: { show: { rulesFrom: ['table'] } },
	options: [
		{
			displayName: 'Rule',
			name: 'rule',
			values: [
				{
					displayName: 'Cost Code',
					name: 'costCode',
					type: 'string',
					default: '',
					placeholder: 'e.g. 03-300, 03-* or 03-100..03-999',
				},
				{
					displayName: 'Cost Type',
					name: 'costType',
					type: 'string',
					default: '',
					placeholder: 'e.g. S',
				},
				{
					displayName: 'Project',
					name: 'project',
					type: 'string',
					default: '',
					placeholder: 'e.g. 2301',
				},
				{
					displayName: 'Vendor',
					name: 'vendor',
					type: 'string',
					default: '',
					placeholder: 'e.g. Kessler Concrete',
				},
				picker('Account', 'account', 'searchAccounts'),
				picker('Item', 'item', 'searchItems'),
				picker('Class', 'class', 'searchClasses'),
			],
		},
	],
};
