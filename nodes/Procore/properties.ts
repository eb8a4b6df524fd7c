import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { carryOutProperties } from '../shared/carry-out';
import { ledgerParameters } from '../shared/parameters';
import { procoreAuthentication } from '../shared/procore-authentication';
import { RESOURCES } from './resources';

const withScope = (...scopes: string[]) =>
	Object.entries(RESOURCES)
		.filter(([, shown]) => scopes.includes(shown.scope))
		.map(([value]) => value);

const locator = (
	displayName: string,
	name: string,
	searchListMethod: string,
	show: Record<string, string[]>,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description,
	displayOptions: { show },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod, searchable: true },
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://app.procore.com/…/562949953421312',
			extractValue: { type: 'regex', regex: 'https?://.*/([0-9]+)(?:[/?#].*)?$' },
			validation: [
				{
					type: 'regex',
					properties: {
						regex: 'https?://.*/([0-9]+)(?:[/?#].*)?$',
						errorMessage: 'The address does not end with the ID of a record',
					},
				},
			],
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 562949953421312',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^[0-9]+$', errorMessage: 'Not the ID of a record' },
				},
			],
		},
	],
});

const operations = (value: string): INodeProperties => {
	const shown = RESOURCES[value];
	const options: INodePropertyOptions[] = [
		{
			name: 'Get',
			value: 'get',
			action: `Get a ${shown?.name.toLowerCase() ?? value}`,
			description: `Read one ${shown?.name.toLowerCase() ?? value}`,
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: `Get many ${shown?.plural ?? value}`,
			description: `Read ${shown?.plural ?? value}, filtered`,
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

export const properties: INodeProperties[] = [
	procoreAuthentication('Authentication', 'authentication'),
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			...Object.entries(RESOURCES).map(([value, shown]) => ({ name: shown.name, value })),
			{
				name: 'Transfer',
				value: 'transfer',
				description: 'What the Spine Ledger planned to write to Procore',
			},
		].sort((a, b) => a.name.localeCompare(b.name)),
		default: 'requisition',
	},
	...carryOutProperties,
	...ledgerParameters.map((property) => ({
		...property,
		displayOptions: { show: { operation: ['carryOut'] } },
	})),
	...Object.keys(RESOURCES).map(operations),
	locator(
		'Project',
		'project',
		'searchProjects',
		{ resource: withScope('project', 'contract') },
		'The project that holds the records',
	),
	locator(
		'Commitment',
		'contract',
		'searchCommitments',
		{ resource: withScope('contract') },
		'The commitment that holds the records',
	),
	locator(
		'Commitment',
		'contract',
		'searchCommitments',
		{
			resource: Object.entries(RESOURCES)
				.filter(([, shown]) => shown.isReadByContract === true)
				.map(([value]) => value),
			operation: ['get'],
		},
		'The commitment that holds the record',
	),
	...Object.entries(RESOURCES).map(([value, shown]) =>
		locator(
			shown.name,
			'record',
			shown.search,
			{ resource: [value], operation: ['get'] },
			`The ${shown.name.toLowerCase()} to read`,
		),
	),
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions: { show: { operation: ['getMany'] } },
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { operation: ['getMany'], returnAll: [false] } },
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
				displayName: 'Origin ID',
				name: 'origin_id',
				type: 'string',
				default: '',
				description: 'Key of the record in another system',
			},
			{
				displayName: 'Status',
				name: 'status',
				type: 'string',
				default: '',
				placeholder: 'e.g. Approved',
				description: 'Status exactly as Procore writes it',
			},
			{
				displayName: 'Updated After',
				name: 'updatedAfter',
				type: 'dateTime',
				default: '',
				description: 'Only records changed since',
			},
			{
				displayName: 'Updated Before',
				name: 'updatedBefore',
				type: 'dateTime',
				default: '',
				description: 'Only records changed until',
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
			{ name: 'Raw', value: 'raw', description: 'Exactly as Procore answers' },
		],
		default: 'sheets',
		displayOptions: { show: { operation: ['get', 'getMany'] } },
	},
];
