import type { INodeProperties } from 'n8n-workflow';

const show = (...operation: string[]) => ({ show: { resource: ['link'], operation } });

/** What the resource Link can do. */
export const linkOperations: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['link'] } },
		options: [
			{
				name: 'Follow Merge',
				value: 'followMerge',
				action: 'Follow a merge in quick books',
				description: 'Say that one record was merged into another in QuickBooks: links follow',
			},
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many links',
				description: 'Read what is linked, and what was told apart',
			},
			{
				name: 'Link',
				value: 'link',
				action: 'Link two records',
				description: 'Say that a record of Procore and one of QuickBooks are the same',
			},
			{
				name: 'Suggest',
				value: 'suggest',
				action: 'Suggest links',
				description: 'Show what may be the same, with the reasons, and what looks entered twice',
			},
			{
				name: 'Unlink',
				value: 'unlink',
				action: 'Unlink two records',
				description: 'Say that two records are not the same: no name links them again',
			},
		],
		default: 'suggest',
	},
];

/** What the operations of Link ask for. */
export const linkProperties: INodeProperties[] = [
	{
		displayName: 'Kind',
		name: 'linkType',
		type: 'options',
		options: [
			{
				name: 'Job',
				value: 'project',
				description: 'A Procore project and the customer:job that it is kept under in QuickBooks',
			},
			{ name: 'Vendor', value: 'vendor' },
		],
		default: 'vendor',
		displayOptions: { show: { resource: ['link'] } },
	},
	{
		displayName: 'Procore ID',
		name: 'linkProjectsId',
		type: 'string',
		default: '={{ $json.suggestion.projects.id }}',
		required: true,
		description: 'ID of the vendor or project in Procore',
		displayOptions: show('link', 'unlink'),
	},
	{
		displayName: 'QuickBooks Company',
		name: 'linkBooks',
		type: 'string',
		default: '={{ $json.suggestion.books }}',
		required: true,
		description: 'ID of the QuickBooks company (realm)',
		displayOptions: show('followMerge', 'link', 'unlink'),
	},
	{
		displayName: 'QuickBooks Company',
		name: 'linkBooks',
		type: 'string',
		default: '',
		description: 'Only of the QuickBooks company with this ID (realm); empty for all',
		displayOptions: show('getMany', 'suggest'),
	},
	{
		displayName: 'QuickBooks ID',
		name: 'linkBooksId',
		type: 'string',
		default: '={{ $json.suggestion.inBooks.id }}',
		required: true,
		description: 'ID of the vendor or customer:job in QuickBooks; of a merge, the one that is gone',
		displayOptions: show('followMerge', 'link', 'unlink'),
	},
	{
		displayName: 'Merged Into',
		name: 'mergedInto',
		type: 'string',
		default: '',
		required: true,
		description: 'ID of the record in QuickBooks that stands for both since',
		displayOptions: show('followMerge'),
	},
	{
		displayName: 'Show',
		name: 'linkShow',
		type: 'multiOptions',
		options: [
			{
				name: 'Near-Duplicates',
				value: 'duplicates',
				description: 'Records of one side that look like the same; they are never linked or merged',
			},
			{ name: 'Suggestions', value: 'suggestions', description: 'Pairs that may be the same' },
			{
				name: 'Without a Counterpart',
				value: 'unmatched',
				description: 'Records that nothing on the other side looks like',
			},
		],
		default: ['duplicates', 'suggestions', 'unmatched'],
		displayOptions: show('suggest'),
	},
	{
		displayName: 'Link Sure Ones',
		name: 'linkSure',
		type: 'boolean',
		default: false,
		description:
			'Whether to link the pairs that are graded sure at once: nothing else fits them, and more than the name says so',
		displayOptions: show('suggest'),
	},
	{
		displayName: 'Linked By',
		name: 'linkedBy',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'name@email.com',
		description: 'E-mail address of the person who says so; the ledger keeps it with the link',
		displayOptions: show('link', 'unlink'),
	},
	{
		displayName: 'Linked By',
		name: 'linkedBy',
		type: 'string',
		default: '',
		placeholder: 'name@email.com',
		description: 'E-mail address of the person who lets the sure ones be linked',
		hint: 'Needed only when "Link Sure Ones" is on',
		displayOptions: show('suggest'),
	},
	{
		displayName: 'Reason',
		name: 'linkReason',
		type: 'string',
		default: '',
		placeholder: 'e.g. Same W-9',
		description: 'Why; the ledger keeps it with the link',
		displayOptions: show('link', 'unlink'),
	},
];
