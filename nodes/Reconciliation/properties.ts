import type { INodeProperties } from 'n8n-workflow';
import { ledgerParameters } from '../shared/parameters';
import { pilotProperties } from './pilot-properties';

export const properties: INodeProperties[] = [
	...ledgerParameters,
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Compare with People',
				value: 'pilot',
				action: 'Compare the gate with what people posted',
				description:
					'One item with what the gate would have posted against what people did, and the same as a page to print',
			},
			{
				name: 'Create Keying Sheet',
				value: 'keyingSheet',
				action: 'Create the sheet of bills to key',
				description:
					'One item with what people are to key into QuickBooks, as a workbook, as CSV and as a page to print and tick off',
			},
			{
				name: 'Create Report',
				value: 'report',
				action: 'Create the month end report',
				description:
					'One item with the totals, and the report as a page to print and a workbook to work in',
			},
			{
				name: 'Get Compared Documents',
				value: 'compared',
				action: 'Get the documents that were compared with what people posted',
				description: 'One item for each document that was judged beside people',
			},
			{
				name: 'Get Rows',
				value: 'rows',
				action: 'Get the rows of the month end report',
				description: 'One item for each commitment, and for each vendor billed without one',
			},
		],
		default: 'report',
	},
	{
		displayName: 'As Of',
		name: 'asOf',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-03-31',
		displayOptions: { show: { operation: ['report', 'rows'] } },
		description:
			'Last day that counts, written YYYY-MM-DD. Empty: the last day of the month before the company’s business date.',
	},
	{
		displayName: 'Only',
		name: 'which',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { operation: ['rows'] } },
		options: [
			{ name: 'All Rows', value: 'all' },
			{
				name: 'Rows to Clear',
				value: 'toClear',
				description: 'Rows with a difference that will not clear by itself',
			},
		],
		default: 'all',
	},
	...pilotProperties,
	{
		displayName:
			'The report reads the ledger alone. Run Spine Ledger, History, Backfill before it, so that both sides are of today.',
		name: 'notice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['report', 'rows'] } },
	},
	{
		displayName:
			'Lists what the ledger has released and no list of transactions shows yet. Set billsEnteredBy to "people" in the policy, so that nothing tries to post it, and import the transaction list before this step.',
		name: 'keyingNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['keyingSheet'] } },
	},
];
