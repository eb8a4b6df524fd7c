import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { type WatchedName, watchedThings } from '../../spine';
import { ledgerParameters } from '../shared/parameters';
import { atOnceOption, recordOption, watchOptions } from '../shared/watching';
import { procoreAuthentication } from '../shared/procore-authentication';

/** What can be watched, by the name that people know it by. */
const WATCHED: ReadonlyArray<{ name: string; value: WatchedName }> = [
	{ name: 'Change Order', value: 'changeOrders' },
	{ name: 'Change Order Request', value: 'changeOrderRequests' },
	{ name: 'Direct Cost', value: 'directCosts' },
	{ name: 'Owner Invoice (Payment Application)', value: 'ownerInvoices' },
	{ name: 'Payment', value: 'payments' },
	{ name: 'Potential Change Order', value: 'potentialChangeOrders' },
	{ name: 'Prime Contract', value: 'primeContracts' },
	{ name: 'Project', value: 'projects' },
	{ name: 'Purchase Order', value: 'purchaseOrders' },
	{ name: 'Requisition (Subcontractor Invoice)', value: 'requisitions' },
	{ name: 'Subcontract', value: 'subcontracts' },
	{ name: 'Vendor', value: 'vendors' },
];

const isWatched = (value: string): value is WatchedName => value in watchedThings;

/** The chosen things. */
export const watchedSchema = z
	.array(z.string().refine(isWatched, { message: 'is nothing that can be watched' }))
	.nonempty();

/** Ids of the chosen projects; none means every active one. */
export const projectsSchema = z
	.array(z.union([z.string(), z.number()]).transform((id) => String(id).trim()))
	.default([])
	.transform((ids) => ids.filter((id) => id !== ''));

export const optionsSchema = z
	.object({
		...watchOptions,
		catchUpHours: z.number().min(0).default(6),
		ignoreOwn: z.boolean().default(true),
		startFrom: z.string().default(''),
		useWebhooks: z.boolean().default(true),
	})
	.default({});

export const properties: INodeProperties[] = [
	{
		displayName:
			'Procore has no webhooks for requisitions: they are found by schedule. For everything else the node registers its own webhook when the workflow is activated and removes it afterwards; the service account or user needs permission for "Webhooks API".',
		name: 'webhookNotice',
		type: 'notice',
		default: '',
	},
	procoreAuthentication('Authentication', 'authentication'),
	...ledgerParameters,
	{
		displayName: 'Watch',
		name: 'watch',
		type: 'multiOptions',
		noDataExpression: true,
		required: true,
		options: [...WATCHED],
		default: ['requisitions'],
		description: 'What starts the workflow when it is created, changed or deleted',
	},
	{
		displayName: 'Project Names or IDs',
		name: 'projects',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getProjects' },
		default: [],
		description:
			'Projects to watch; none means every active one. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Look Every (Minutes)',
		name: 'minutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 10,
		description: 'How often to look for what has no webhook',
		hint: 'Each look is one request for every project and every thing without a webhook',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Catch Up Every (Hours)',
				name: 'catchUpHours',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 6,
				description:
					'How often to look for changes whose webhook was lost, beside the look at every start; 0 means at starts only',
			},
			{
				displayName: 'Ignore Own Changes',
				name: 'ignoreOwn',
				type: 'boolean',
				default: true,
				description:
					'Whether changes made by the user or service account of the credential start nothing, so that a workflow that writes to Procore does not start itself',
			},
			atOnceOption,
			recordOption,
			{
				displayName: 'Start From',
				name: 'startFrom',
				type: 'dateTime',
				default: '',
				description:
					'From when changes count at the first activation; empty means from that moment on. Later activations go on where the last one stopped.',
			},
			{
				displayName: 'Use Webhooks',
				name: 'useWebhooks',
				type: 'boolean',
				default: true,
				description:
					'Whether to register a webhook. Without one everything that lists tell of is found by schedule; this suits an n8n that Procore cannot reach.',
			},
		],
	},
];
