import type { INodeProperties } from 'n8n-workflow';

const shown = { show: { resource: ['exportFile'], operation: ['import'] } };

export const exportFileOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['exportFile'] } },
	options: [
		{
			name: 'Import',
			value: 'import',
			action: 'Import an export file',
			description:
				'Take the rows of an exported report into the ledger; the next export changes the same records',
		},
	],
	default: 'import',
};

/** What an export is read with. */
export const exportFileProperties: INodeProperties[] = [
	{
		displayName: 'Input Binary Field',
		name: 'binaryField',
		type: 'string',
		default: '*',
		required: true,
		hint: 'The name of the input field that holds the file, several separated by commas, or * for every file of the item',
		displayOptions: shown,
	},
	{
		displayName: 'File Kind',
		name: 'fileKind',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Account List', value: 'accounts', description: 'Chart of accounts of QuickBooks' },
			{ name: 'Class List', value: 'classes', description: 'Classes of QuickBooks' },
			{
				name: 'Commitment Change Orders',
				value: 'changeOrders',
				description: 'Change orders of Procore commitments, one a row',
			},
			{
				name: 'Commitments Report',
				value: 'commitments',
				description: 'Commitments of Procore with their totals',
			},
			{ name: 'Companies', value: 'companies', description: 'Companies of the Procore directory' },
			{
				name: 'Customer Contact List',
				value: 'customers',
				description: 'Customers and jobs of QuickBooks',
			},
			{ name: 'Detect', value: 'detect', description: 'Tell by title and headings' },
			{
				name: 'Product and Service List',
				value: 'items',
				description: 'Items of QuickBooks',
			},
			{
				name: 'Schedule of Values',
				value: 'scheduleOfValues',
				description: 'Lines of Procore commitments, one a row',
			},
			{
				name: 'Transaction List by Vendor',
				value: 'transactions',
				description: 'Bills, credits, expenses and payments of QuickBooks',
			},
			{
				name: 'Vendor Contact List',
				value: 'vendors',
				description: 'Vendors of QuickBooks with how to reach them',
			},
		],
		default: 'detect',
		displayOptions: shown,
	},
	{
		displayName: 'Exported At',
		name: 'exportedAt',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-11-20T08:30:00',
		description:
			'Date or date-time of the export, where the file does not tell it. QuickBooks Online prints it below the report; Procore does not.',
		hint: 'Rule SC-09 holds what is judged on older facts than the policy allows',
		displayOptions: shown,
	},
	{
		displayName: 'Complete',
		name: 'complete',
		type: 'boolean',
		default: false,
		description:
			'Whether the file lists everything of its kind: no filter, all dates. What it lists no more is then taken for gone, and rules that add up billings become evaluable.',
		displayOptions: shown,
	},
	{
		displayName: 'Options',
		name: 'exportOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: shown,
		options: [
			{
				displayName: 'Books',
				name: 'books',
				type: 'string',
				default: '',
				description:
					'Name of the company file as the settings have it; empty where they have but one',
			},
			{
				displayName: 'Date Order',
				name: 'dateOrder',
				type: 'options',
				options: [
					{ name: 'As the File Tells', value: 'auto' },
					{ name: 'Day First', value: 'dmy', description: '20/11/2026' },
					{ name: 'Month First', value: 'mdy', description: '11/20/2026' },
				],
				default: 'auto',
				description: 'A file whose dates can be read both ways is refused until this says which',
			},
			{
				displayName: 'Project Name',
				name: 'projectName',
				type: 'string',
				default: '',
				description: 'Name of the project, where it is new',
			},
			{
				displayName: 'Project Number',
				name: 'projectNumber',
				type: 'string',
				default: '',
				description: 'Project of a file of Procore that has no column for it',
			},
		],
	},
];
