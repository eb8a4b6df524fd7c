import type { INodeProperties } from 'n8n-workflow';

const readShown = { show: { resource: ['history'], operation: ['readTimecards'] } };
const labourShown = { resource: ['transfer'], operation: ['plan'], plan: ['labour'] };

/** What reading timecards asks for, and the rate table of labour. */
export const labourProperties: INodeProperties[] = [
	{
		displayName: 'Project Names or IDs',
		name: 'projects',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getProjects' },
		default: [],
		description:
			'Projects whose hours are read; none means all active ones. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: readShown,
	},
	{
		displayName: 'Look Back (Days)',
		name: 'lookBackDays',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 3660 },
		default: 62,
		description:
			'How far before the latest reading hours are read again, to notice what was edited, approved or deleted since',
		displayOptions: readShown,
	},
	{
		displayName: 'Rates From',
		name: 'labourRatesFrom',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Table Below', value: 'table' },
			{
				name: 'CSV Text',
				value: 'csv',
				description: 'A header line and rows, such as those of a spreadsheet node before',
			},
		],
		default: 'table',
		displayOptions: { show: labourShown },
	},
	{
		displayName: 'Rates',
		name: 'labourRates',
		type: 'fixedCollection',
		typeOptions: {
			multipleValues: true,
			sortable: true,
			multipleValueButtonText: 'Add Rate',
			fixedCollection: {
				itemTitle:
					'={{ $collection.item.value.costCode || "Every cost code" }}{{ $collection.item.value.timeType ? ", " + $collection.item.value.timeType : "" }} → {{ $collection.item.value.rate || "no rate yet" }}',
			},
		},
		default: {},
		placeholder: 'Add Rate',
		description:
			'What an hour costs, burden included, in the currency of the books. The most specific row that fits wins, of equal ones the latest that holds on the day. Hours without a rate hold their period.',
		displayOptions: { show: { ...labourShown, labourRatesFrom: ['table'] } },
		options: [
			{
				displayName: 'Rate',
				name: 'rate',
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
						placeholder: 'e.g. L',
					},
					{
						displayName: 'Project',
						name: 'project',
						type: 'string',
						default: '',
						placeholder: 'e.g. 2301',
					},
					{
						displayName: 'Rate per Hour',
						name: 'rate',
						type: 'string',
						default: '',
						placeholder: 'e.g. 62.50',
					},
					{
						displayName: 'Time Type',
						name: 'timeType',
						type: 'string',
						default: '',
						placeholder: 'e.g. Overtime',
					},
					{
						displayName: 'Valid From',
						name: 'from',
						type: 'string',
						default: '',
						placeholder: 'e.g. 2026-03-01',
					},
				],
			},
		],
	},
	{
		displayName: 'Rates (CSV)',
		name: 'labourRatesCsv',
		type: 'string',
		typeOptions: { rows: 6 },
		default: '',
		placeholder: 'e.g. project,cost_code,cost_type,time_type,rate,valid_from',
		description: 'The rate table as CSV text with a header line',
		displayOptions: { show: { ...labourShown, labourRatesFrom: ['csv'] } },
	},
];
