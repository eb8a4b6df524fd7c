import type { INodeProperties } from 'n8n-workflow';
import { ledgerParameters } from '../shared/parameters';
import { procoreAuthentication } from '../shared/procore-authentication';
import { labourProperties } from './labour-properties';
import { linkOperations, linkProperties } from './link-properties';
import { exportFileOperation, exportFileProperties } from './export-file-properties';
import { recordOperations } from './record-operations';
import { transferOperations, transferProperties } from './transfer-properties';
import { recordType } from './record-type';
import { taskOperations, taskProperties } from './task-properties';
import { verifyAgainProperties } from './verify-again-properties';

const show = (resource: string, ...operation: string[]) => ({
	show: { resource: [resource], operation },
});

export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Claim', value: 'claim', description: 'One demand for money, in all its sightings' },
			{ name: 'Company', value: 'company', description: 'Settings and policy' },
			{ name: 'Document', value: 'document', description: 'What was seen and decided' },
			{
				name: 'Export File',
				value: 'exportFile',
				description:
					'Reports that Procore and QuickBooks export, for companies without a connection',
			},
			{ name: 'History', value: 'history', description: 'The mirror of both systems' },
			{
				name: 'Link',
				value: 'link',
				description: 'Which vendors and jobs of the two systems are the same',
			},
			{
				name: 'Monitor',
				value: 'monitor',
				description: 'What watches the two systems for changes after the fact',
			},
			{ name: 'Record', value: 'record', description: 'A vendor, commitment, bill and the like' },
			{ name: 'Run', value: 'run', description: 'What a run wrote, and how to undo it' },
			{ name: 'Task', value: 'task', description: 'What a person has to look at' },
			{
				name: 'Transfer',
				value: 'transfer',
				description: 'What is to be carried from one system to the other',
			},
		],
		default: 'history',
	},
	...recordOperations,
	...linkOperations,
	...transferOperations,
	...taskOperations,
	exportFileOperation,
	...ledgerParameters,
	...exportFileProperties,
	{
		...procoreAuthentication('Procore Authentication', 'procoreAuthentication'),
		displayOptions: { show: { operation: ['backfill', 'preflight', 'readTimecards'] } },
	},
	{ displayName: 'Credentials', name: 'credentials', type: 'credentials', default: '' },
	{
		displayName: 'Settings (JSON)',
		name: 'settings',
		type: 'json',
		default: '={{ $json.settings ?? $json.company }}',
		description:
			'Projects and the books they belong to, accounts, our e-mail domains, people and what they may approve',
		displayOptions: show('company', 'set'),
	},
	{
		displayName: 'Policy (JSON)',
		name: 'policy',
		type: 'json',
		default: '={{ $json.policy ?? { mode: "observe" } }}',
		description: 'Mode, limit, severities and tolerances',
		hint: 'Any mode but "observe" is accepted only when the preflight finds nothing that forbids it',
		displayOptions: show('company', 'set'),
	},
	...verifyAgainProperties,
	...transferProperties,
	...labourProperties,
	...linkProperties,
	...taskProperties,
	{
		displayName: 'Claim ID',
		name: 'claim',
		type: 'string',
		default: '={{ $json.verdict.claim }}',
		required: true,
		description: 'ID of the demand for money, as the verdict sheet names it',
		displayOptions: show('claim', 'get', 'end'),
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Vendor withdrew the invoice on 3 March',
		displayOptions: { show: { operation: ['close', 'end', 'verifyAgain'] } },
	},
	{
		displayName: 'Document Key',
		name: 'key',
		type: 'string',
		default: '={{ $json.document.source.key }}',
		required: true,
		description: 'Identity of the document, as its source names it',
		displayOptions: show('document', 'release'),
	},
	{
		displayName: 'Released By',
		name: 'person',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'name@email.com',
		description: 'E-mail address of the person who decided',
		displayOptions: show('document', 'release'),
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Delivery ticket of 3 March agrees with the invoice',
		description: 'Why it may be posted although it was held. It is kept with the release.',
		displayOptions: show('document', 'release'),
	},
	{
		displayName: 'Since',
		name: 'since',
		type: 'dateTime',
		default: '',
		description: 'Only documents decided since; empty for all',
		displayOptions: show('document', 'getMany'),
	},
	{
		displayName: 'Message-ID',
		name: 'messageId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 20260314.1234@mail.example.com',
		description: 'Only documents of this e-mail; empty for all',
		displayOptions: show('document', 'getMany'),
	},
	recordType,
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions: { show: { operation: ['getMany', 'getWrites'] } },
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { operation: ['getMany', 'getWrites'], returnAll: [false] } },
	},
	{
		displayName: 'Records (JSON)',
		name: 'records',
		type: 'json',
		default: '={{ $json.record ?? $json.records }}',
		required: true,
		description: 'A record, or a list of records, in the form that Procore and QuickBooks put out',
		displayOptions: show('record', 'record'),
	},
	{
		displayName: 'Registers (JSON)',
		name: 'registers',
		type: 'json',
		default: '={{ $json.registers }}',
		description:
			'An object with "quotes" (rows of the quote register) and "data" (rows by table: progress, receipts, compliance, waivers, retainage_releases)',
		displayOptions: show('record', 'importRegisters'),
	},
];
