import type {
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { testLedger } from '../shared/test-ledger';
import { sampleOrWatch, watchSubtitle } from '../shared/watching';
import { properties } from './properties';
import { receive } from './receive';
import { sample } from './sample';
import { startWatching } from './watching';

export class QuickBooksTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'QuickBooks (Spine) Trigger',
		name: 'quickBooksTrigger',
		icon: { light: 'file:quickbooks.svg', dark: 'file:quickbooks.dark.svg' },
		group: ['trigger'],
		version: [1],
		subtitle: watchSubtitle('entities'),
		description:
			'Starts the workflow when something is created, changed, voided or deleted in QuickBooks Online, and loses nothing while it was off',
		defaults: { name: 'QuickBooks Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: undefined,
		credentials: [
			{ name: 'quickBooksSpineOAuth2Api', required: true },
			{
				name: 'spineLedgerApi',
				displayName: 'Credential for the ledger',
				required: true,
				testedBy: 'testLedger',
				displayOptions: { hide: { ledgerStorage: ['sqlite'] } },
			},
		],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
			{
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				path: 'webhook',
				ndvHideUrl: true,
			},
		],
		properties,
	};

	methods = { credentialTest: { testLedger } };

	/** Intuit takes addresses for notifications in its developer portal only, not by API. */
	webhookMethods = {
		default: {
			checkExists: async (): Promise<boolean> => true,
			create: async (): Promise<boolean> => true,
			delete: async (): Promise<boolean> => true,
		},
	};

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await sampleOrWatch(this, sample, startWatching);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
