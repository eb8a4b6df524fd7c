import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { ledgerParameters } from '../shared/parameters';
import { atOnceOption, recordOption, watchOptions } from '../shared/watching';

/** What QuickBooks sends notifications of and change data capture tells, by the name of its API. */
const ENTITIES = [
	['Account', 'Account'],
	['Bill', 'Bill'],
	['Bill Payment', 'BillPayment'],
	['Class', 'Class'],
	['Customer or Job', 'Customer'],
	['Expense', 'Purchase'],
	['Item', 'Item'],
	['Journal Entry', 'JournalEntry'],
	['Purchase Order', 'PurchaseOrder'],
	['Term', 'Term'],
	['Vendor', 'Vendor'],
	['Vendor Credit', 'VendorCredit'],
] as const;

/** The chosen entities. */
export const entitiesSchema = z
	.array(
		z.enum([
			'Account',
			'Bill',
			'BillPayment',
			'Class',
			'Customer',
			'Purchase',
			'Item',
			'JournalEntry',
			'PurchaseOrder',
			'Term',
			'Vendor',
			'VendorCredit',
		]),
	)
	.nonempty();

export const optionsSchema = z.object(watchOptions).default({});

export const properties: INodeProperties[] = [
	{
		displayName:
			'Intuit has no API to register notifications. Copy the production URL above into the Intuit Developer Portal: your app, Webhooks, Endpoint URL; choose the same entities there. Then copy the verifier token it shows into the QuickBooks credential. Until then changes are found by schedule.',
		name: 'webhookNotice',
		type: 'notice',
		default: '',
	},
	...ledgerParameters,
	{
		displayName: 'Watch',
		name: 'entities',
		type: 'multiOptions',
		noDataExpression: true,
		required: true,
		options: ENTITIES.map(([name, value]) => ({ name, value })),
		default: [
			'Bill',
			'VendorCredit',
			'BillPayment',
			'Purchase',
			'PurchaseOrder',
			'Vendor',
			'Customer',
			'Account',
			'Item',
			'Class',
		],
		description: 'All of them together cost one metered read a look',
	},
	{
		displayName: 'Look Every (Minutes)',
		name: 'minutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30,
		description:
			'How often to look for changes whatever notifications arrive, so that a lost one does no harm',
		hint: 'Each look is one metered read: 30 minutes come to about 1,500 a month',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [atOnceOption, recordOption],
	},
];
