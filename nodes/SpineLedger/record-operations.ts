import type { INodeProperties } from 'n8n-workflow';

/** Operations of claims, the company, documents, the history and records. */
export const recordOperations: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['claim'] } },
		options: [
			{
				name: 'End',
				value: 'end',
				action: 'End a claim',
				description: 'Give back what a claim reserved, and end its release',
			},
			{ name: 'Get', value: 'get', action: 'Get a claim', description: 'Read one claim' },
		],
		default: 'get',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['company'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get settings and policy',
				description:
					'Read settings and policy, and how often each company file was called in each month: reads, which QuickBooks meters, and writes',
			},
			{
				name: 'Preflight',
				value: 'preflight',
				action: 'Check what would bite before posting',
				description: 'Check both systems for what would go wrong once bills are posted',
			},
			{
				name: 'Set',
				value: 'set',
				action: 'Set settings and policy',
				description: 'Store settings and policy',
			},
		],
		default: 'get',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['document'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many documents',
				description: 'Read what became of documents, newest first',
			},
			{
				name: 'Release',
				value: 'release',
				action: 'Release a held document',
				description: 'Let a person release a held document for posting',
			},
			{
				name: 'Verify Again',
				value: 'verifyAgain',
				action: 'Verify documents again',
				description:
					'Open decisions again and put out their documents; connect GL Mapping and the Verification Gate',
			},
		],
		default: 'getMany',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['history'] } },
		options: [
			{
				name: 'Backfill',
				value: 'backfill',
				action: 'Backfill from both systems',
				description:
					'Read in the history of Procore and QuickBooks, or what changed since last time',
			},
			{
				name: 'Get Progress',
				value: 'progress',
				action: 'Get the progress of the backfill',
				description: 'Read how far the history was read in',
			},
			{
				name: 'Read Timecards',
				value: 'readTimecards',
				action: 'Read timecards',
				description:
					'Read the hours of Procore timecards into the ledger, without the people; off until the company settings turn labour on',
			},
		],
		default: 'backfill',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['record'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many records',
				description: 'Read mirrored records of one kind',
			},
			{
				name: 'Import Registers',
				value: 'importRegisters',
				action: 'Import quote register and field data',
				description: 'Store the rows of the quote register, progress, receipts and releases',
			},
			{
				name: 'Record',
				value: 'record',
				action: 'Record what a system holds',
				description: 'Mirror the record or records of each item',
			},
		],
		default: 'record',
	},
];
