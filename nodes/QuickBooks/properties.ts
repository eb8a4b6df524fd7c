import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { carryOutProperties } from '../shared/carry-out';
import { ledgerParameters } from '../shared/parameters';
import { RESOURCES } from './resources';

const operationsOf = (value: string): INodeProperties => {
	const shown = RESOURCES[value];
	const one = (shown?.name ?? value).toLowerCase();
	const many = shown?.plural ?? value;
	const options: INodePropertyOptions[] = [
		...(shown?.writable === true
			? [
					{
						name: 'Create or Update',
						value: 'createOrUpdate',
						action: `Create or update a ${one}`,
						description:
							'Create a new record, or update the current one if it already exists (upsert)',
					},
				]
			: []),
		{ name: 'Get', value: 'get', action: `Get a ${one}`, description: `Read one ${one}` },
		{
			name: 'Get Many',
			value: 'getMany',
			action: `Get many ${many}`,
			description: `Read ${many}, filtered`,
		},
		{
			name: 'Query',
			value: 'query',
			action: `Query ${many}`,
			description: `Read ${many} by a condition in the query language of QuickBooks`,
		},
	];
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options,
		default: 'getMany',
	};
};

const recordLocators = Object.entries(RESOURCES).map(([value, shown]): INodeProperties => ({
	displayName: shown.name,
	name: 'record',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: `The ${shown.name.toLowerCase()} to read`,
	displayOptions: { show: { resource: [value], operation: ['get'] } },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: shown.search, searchable: true },
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://qbo.intuit.com/app/bill?txnId=151',
			extractValue: { type: 'regex', regex: 'https?://.*[?&](?:txnId|nameId)=([0-9]+).*$' },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 151' },
	],
}));

const reading = ['get', 'getMany', 'query'];

export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			...Object.entries(RESOURCES).map(([value, shown]) => ({ name: shown.name, value })),
			{
				name: 'Document',
				value: 'document',
				description: 'A verified invoice, pay application or credit memo',
			},
			{
				name: 'Transfer',
				value: 'transfer',
				description: 'What the Spine Ledger planned to write to QuickBooks',
			},
		].sort((a, b) => a.name.localeCompare(b.name)),
		default: 'document',
	},
	...Object.keys(RESOURCES).map(operationsOf),
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['document'] } },
		options: [
			{
				name: 'Post',
				value: 'post',
				action: 'Post a verified document',
				description:
					'Write the bill or vendor credit of a released document, with the original attached; what exists already is found, not repeated',
			},
		],
		default: 'post',
	},
	...carryOutProperties,
	{
		displayName:
			'Only what the ledger holds a release for is written: exactly the document and coding that the gate verified, or that a person released.',
		name: 'notice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['post'] } },
	},
	...ledgerParameters.map((property) => ({
		...property,
		displayOptions: { show: { operation: ['post', 'createOrUpdate', 'carryOut'] } },
	})),
	...recordLocators,
	{
		displayName: 'Condition',
		name: 'condition',
		type: 'string',
		default: '',
		placeholder: "e.g. TxnDate >= '2026-01-01' AND DocNumber LIKE 'SC-%'",
		description: 'What stands after WHERE in a QuickBooks query. Empty: all rows.',
		displayOptions: { show: { operation: ['query'] } },
	},
	{
		displayName: 'Fields (JSON)',
		name: 'fields',
		type: 'json',
		default: '={{ $json }}',
		required: true,
		description:
			'A list record as QuickBooks writes it, found again by its name or ID; a purchase order as Construction GL Mapping, Code Commitments puts it out in "order"',
		displayOptions: { show: { operation: ['createOrUpdate'] } },
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions: { show: { operation: ['getMany', 'query'] } },
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { operation: ['getMany', 'query'], returnAll: [false] } },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		displayOptions: { show: { operation: ['getMany'] } },
		options: [
			{
				displayName: 'Changed Since',
				name: 'changedSince',
				type: 'dateTime',
				default: '',
				description: 'Only records changed since',
			},
			{
				displayName: 'Include Inactive',
				name: 'includeInactive',
				type: 'boolean',
				default: false,
				description: 'Whether to include records that were made inactive',
			},
			{
				displayName: 'Name or Number',
				name: 'name',
				type: 'string',
				default: '',
				placeholder: 'e.g. Kessler Concrete',
				description: 'Exact display name, or document number of a transaction',
			},
		],
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'Documents and Records',
				value: 'sheets',
				description: 'In the form that the other nodes of this pack read',
			},
			{ name: 'Raw', value: 'raw', description: 'Exactly as QuickBooks answers' },
		],
		default: 'sheets',
		displayOptions: { show: { operation: reading } },
	},
];
