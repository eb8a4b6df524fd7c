import type { INodeProperties } from 'n8n-workflow';

const show = (...which: string[]) => ({
	show: {
		resource: ['document'],
		operation: ['verifyAgain'],
		...(which.length === 0 ? {} : { which }),
	},
});

/** What the operation Verify Again of a document asks for. */
export const verifyAgainProperties: INodeProperties[] = [
	{
		displayName: 'Which',
		name: 'which',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'All Held Documents', value: 'held', description: 'Whatever waits for a person' },
			{ name: 'Document of a Claim', value: 'claim', description: 'By the ID of the claim' },
			{
				name: 'Stopped Documents Whose Facts Changed',
				value: 'changed',
				description:
					'Held and lately blocked documents with a change of their commitment, vendor, project or books, a new approval, or new settings since they were decided',
			},
			{ name: 'One Document', value: 'document', description: 'By its key' },
		],
		default: 'changed',
		hint: 'What is posted, replaced by a revision or released by a person stays as it is',
		displayOptions: show(),
	},
	{
		displayName: 'Claim ID',
		name: 'claim',
		type: 'string',
		default: '={{ $json.verdict.claim }}',
		required: true,
		description: 'ID of the demand for money, as the verdict sheet names it',
		displayOptions: show('claim'),
	},
	{
		displayName: 'Document Key',
		name: 'key',
		type: 'string',
		default: '={{ $json.document.source.key }}',
		required: true,
		description: 'Identity of the document, as its source names it',
		displayOptions: show('document'),
	},
	{
		displayName: 'Asked By',
		name: 'askedBy',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'name@email.com',
		description:
			'E-mail address of the person who asks for it; the ledger keeps it with the reason',
		displayOptions: show(),
	},
];
