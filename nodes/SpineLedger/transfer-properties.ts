import type { INodeProperties } from 'n8n-workflow';
import { PLANS } from '../../spine';

const show = (resource: string, ...operation: string[]) => ({
	show: { resource: [resource], operation },
});

/** Operations of transfers and of runs. */
export const transferOperations: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['transfer'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many transfers',
				description: 'Read what was planned, written and held',
			},
			{
				name: 'Give Up',
				value: 'giveUp',
				action: 'Give a transfer up',
				description: 'Have it left alone until it is resumed; what stands is not touched',
			},
			{
				name: 'Plan',
				value: 'plan',
				action: 'Plan transfers',
				description:
					'Work out what the other system lacks; connect Procore or QuickBooks, Transfer, Carry Out',
			},
			{
				name: 'Resume',
				value: 'resume',
				action: 'Resume a transfer',
				description: 'Let a transfer be written that was given up or taken back',
			},
		],
		default: 'plan',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['run'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many runs',
				description: 'Read which runs wrote to Procore and QuickBooks',
			},
			{
				name: 'Get Writes',
				value: 'getWrites',
				action: 'Get the writes of a run',
				description: 'Read what one run wrote, with what stood there before',
			},
			{
				name: 'Plan Undo',
				value: 'undo',
				action: 'Plan to undo a run',
				description:
					'Work out what takes a run back; connect Procore and QuickBooks, Transfer, Carry Out, with "Preview Only" first',
			},
		],
		default: 'getMany',
	},
];

/** What the operations of transfers and of runs ask for. */
export const transferProperties: INodeProperties[] = [
	{
		displayName: 'What',
		name: 'plan',
		type: 'options',
		noDataExpression: true,
		options: Object.entries(PLANS).map(([value, { name, description }]) => ({
			name,
			value,
			description,
		})),
		default: 'payments',
		hint: 'What keeps something from being planned becomes a task: Spine Ledger, Task, Get Many',
		displayOptions: show('transfer', 'plan'),
	},
	{
		displayName: 'Project Names or IDs',
		name: 'projects',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getProjects' },
		default: [],
		description:
			'Projects to plan for; none means all. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: show('transfer', 'plan'),
	},
	{
		displayName: 'Create What Is Missing',
		name: 'createMissing',
		type: 'boolean',
		default: false,
		description:
			'Whether vendors and jobs that have no counterpart may be created on the other side. What looks like an existing one is never created.',
		displayOptions: show('transfer', 'plan'),
	},
	{
		displayName: 'Include What Is Done',
		name: 'includeDone',
		type: 'boolean',
		default: false,
		description:
			'Whether to put out again what was carried out and did not change since, so that it is compared with what stands there now',
		displayOptions: show('transfer', 'plan'),
	},
	{
		displayName: 'Procore Company ID',
		name: 'procoreCompany',
		type: 'string',
		default: '',
		placeholder: 'e.g. 8089',
		description:
			'ID of the company in Procore that is written to; empty for that of the credential',
		displayOptions: show('transfer', 'plan'),
	},
	{
		displayName: 'States',
		name: 'states',
		type: 'multiOptions',
		options: [
			{ name: 'Done', value: 'done' },
			{ name: 'Given Up or Undone', value: 'undone' },
			{ name: 'Held', value: 'held' },
			{ name: 'In Doubt', value: 'sent' },
			{ name: 'Planned', value: 'planned' },
			{ name: 'Removed', value: 'removed' },
		],
		default: [],
		description: 'Only transfers in these states; none chosen: all',
		displayOptions: show('transfer', 'getMany'),
	},
	{
		displayName: 'Transfer Key',
		name: 'transferKey',
		type: 'string',
		default: '={{ $json.transfer.key }}',
		required: true,
		description: 'Identity of the transfer, as its plan names it',
		displayOptions: show('transfer', 'giveUp', 'resume'),
	},
	{
		displayName: 'Asked By',
		name: 'askedBy',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'name@email.com',
		description: 'E-mail address of the person who decided; the ledger keeps it with the reason',
		displayOptions: show('transfer', 'giveUp', 'resume'),
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Entered in Procore by hand on 3 March',
		displayOptions: show('transfer', 'giveUp', 'resume'),
	},
	{
		displayName: 'Run',
		name: 'run',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: 'The run of a workflow that wrote to Procore or QuickBooks',
		displayOptions: show('run', 'undo', 'getWrites'),
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchRuns', searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. Payments to Procore (aBc123/4711)',
			},
		],
	},
];
