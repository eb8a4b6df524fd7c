import type { INodeProperties } from 'n8n-workflow';

const show = { show: { operation: ['pilot', 'compared'] } };

/** What the operations of a pilot ask for. */
export const pilotProperties: INodeProperties[] = [
	{
		displayName: 'Since',
		name: 'since',
		type: 'dateTime',
		default: '',
		description: 'Only documents decided since; empty for all',
		displayOptions: show,
	},
	{
		displayName: 'Patience (Business Days)',
		name: 'patienceDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10,
		description:
			'How long people may take to enter a bill before the document counts as not entered',
		displayOptions: show,
	},
	{
		displayName: 'Minutes per Bill by Hand',
		name: 'minutesPerBill',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 8,
		description: 'An assumption for the time saved; set it to what you measure',
		displayOptions: show,
	},
	{
		displayName: 'Only',
		name: 'whichCompared',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { operation: ['compared'] } },
		options: [
			{ name: 'All Documents', value: 'all' },
			{
				name: 'Documents to Look At',
				value: 'toLookAt',
				description:
					'Where the gate and the people differ: other values, posted although the gate would have stopped it, or not entered although it passed',
			},
		],
		default: 'toLookAt',
	},
];
