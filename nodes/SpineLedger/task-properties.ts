import type { INodeProperties } from 'n8n-workflow';
import { monitors } from '../../spine';

const show = (resource: string, ...operation: string[]) => ({
	show: { resource: [resource], operation },
});

/** What the resources Task and Monitor can do. */
export const taskOperations: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['task'] } },
		options: [
			{
				name: 'Close',
				value: 'close',
				action: 'Close a task',
				description: 'Say that a task is done, or that nothing is to be done, and why',
			},
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many tasks',
				description: 'Read what a person has to look at, the gravest first',
			},
		],
		default: 'getMany',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['monitor'] } },
		options: [
			{
				name: 'Explain Failure',
				value: 'explain',
				action: 'Explain a failed execution',
				description:
					'Say what failed, why and what to do, in the words of the people who look after the books; connect the Error Trigger',
			},
			{
				name: 'Run',
				value: 'run',
				action: 'Run monitors',
				description: 'Look for what changed or went wrong in the two systems and open tasks for it',
			},
		],
		default: 'run',
	},
];

/** What the operations of Task and Monitor ask for. */
export const taskProperties: INodeProperties[] = [
	{
		displayName: 'Task Key',
		name: 'taskKey',
		type: 'string',
		default: '={{ $json.task.key }}',
		required: true,
		description: 'Identity of the task, as Get Many names it',
		displayOptions: show('task', 'close'),
	},
	{
		displayName: 'Closed By',
		name: 'closedBy',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'name@email.com',
		description: 'E-mail address of the person who closes it; the ledger keeps it with the reason',
		displayOptions: show('task', 'close'),
	},
	{
		displayName: 'State',
		name: 'taskState',
		type: 'options',
		options: [
			{ name: 'All', value: 'all' },
			{ name: 'Done', value: 'done', description: 'Closed by a person, or ended by themselves' },
			{ name: 'Open', value: 'open' },
		],
		default: 'open',
		displayOptions: show('task', 'getMany'),
	},
	{
		displayName: 'Filters',
		name: 'taskFilters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{
				displayName: 'Books',
				name: 'books',
				type: 'string',
				default: '',
				description: 'ID of the QuickBooks company file',
			},
			{
				displayName: 'Commitment',
				name: 'commitment',
				type: 'string',
				default: '',
				description: 'ID of the commitment in Procore',
			},
			{
				displayName: 'Project',
				name: 'project',
				type: 'string',
				default: '',
				description: 'ID of the project in Procore',
			},
			{
				displayName: 'Rule',
				name: 'rule',
				type: 'string',
				default: '',
				placeholder: 'e.g. SY-03',
			},
			{
				displayName: 'Severity',
				name: 'severity',
				type: 'options',
				options: [
					{ name: 'Block', value: 'BLOCK' },
					{ name: 'Hold', value: 'HOLD' },
					{ name: 'Info', value: 'INFO' },
					{ name: 'Warn', value: 'WARN' },
				],
				default: 'HOLD',
			},
			{
				displayName: 'Vendor',
				name: 'vendor',
				type: 'string',
				default: '',
				description: 'ID of the vendor in Procore',
			},
		],
		displayOptions: show('task', 'getMany'),
	},
	{
		displayName: 'Monitors',
		name: 'monitors',
		type: 'multiOptions',
		options: [...monitors]
			.map(({ id, title, remedy }) => ({
				name: `${title} (${id})`,
				value: id,
				description: remedy,
			}))
			.sort((a, b) => a.name.localeCompare(b.name)),
		default: [],
		description: 'Which to run; none chosen: all of them',
		displayOptions: show('monitor', 'run'),
	},
	{
		displayName: 'Put Out',
		name: 'putOut',
		type: 'options',
		options: [
			{
				name: 'All Open Tasks',
				value: 'open',
				description: 'Every open task of the monitors that were run, new or not',
			},
			{
				name: 'New and Resolved Tasks',
				value: 'new',
				description: 'What this run opened, and what ended by itself',
			},
			{
				name: 'One Item per Monitor',
				value: 'monitors',
				description: 'How many tasks each opened, left open and ended, and why one was skipped',
			},
		],
		default: 'new',
		displayOptions: show('monitor', 'run'),
	},
	{
		displayName: 'Limits',
		name: 'limits',
		type: 'collection',
		placeholder: 'Add Limit',
		default: {},
		options: [
			{
				displayName: 'Days in Flight',
				name: 'daysInFlight',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 5,
				description:
					'Business days that an approved invoice or a payment may take to reach the other side',
			},
			{
				displayName: 'Held Longer Than (Business Days)',
				name: 'heldDays',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 5,
				description: 'How long held documents may wait for a person',
			},
			{
				displayName: 'Incomplete After (Minutes)',
				name: 'incompleteMinutes',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 30,
				description: 'How long a bill may stand without its original or its links',
			},
			{
				displayName: 'Look Back on Passed Documents (Days)',
				name: 'passedDays',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 45,
				description: 'How long a verified document is judged again when its facts change',
			},
			{
				displayName: 'Not Posted After (Minutes)',
				name: 'queueMinutes',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 60,
				description: 'How long a released document may wait in the posting queue',
			},
			{
				displayName: 'Not Read After (Hours)',
				name: 'staleHours',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 24,
				description: 'How old what was read of a system may be',
			},
		],
		displayOptions: show('monitor', 'run'),
	},
	{
		displayName:
			'Monitors read the ledger alone and write to neither system. Run History, Backfill before them, so that both sides are of today.',
		name: 'monitorNotice',
		type: 'notice',
		default: '',
		displayOptions: show('monitor', 'run'),
	},
];
