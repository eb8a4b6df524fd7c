import type {
	IHookFunctions,
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
import { getProjects } from './projects';
import { properties } from './properties';
import { receive } from './receive';
import { checkHook, createHook, deleteHook } from './registration';
import { sample } from './sample';
import { startWatching } from './watching';

export class ProcoreTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Procore (Spine) Trigger',
		name: 'procoreTrigger',
		icon: { light: 'file:procore.svg', dark: 'file:procore.dark.svg' },
		group: ['trigger'],
		version: [1],
		subtitle: watchSubtitle('watch'),
		description:
			'Starts the workflow when a requisition, commitment, change order, payment or vendor changes in Procore, and loses nothing while it was off',
		defaults: { name: 'Procore Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: undefined,
		credentials: [
			{
				name: 'procoreServiceAccountOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['serviceAccount'] } },
			},
			{
				name: 'procoreSpineOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
			{
				name: 'spineLedgerApi',
				displayName: 'Credential for the ledger',
				required: true,
				testedBy: 'testLedger',
				// By what it is not: were it named by fields, n8n would hide those with the authentication.
				displayOptions: { hide: { ledgerStorage: ['sqlite'] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'webhook',
				ndvHideUrl: true,
			},
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

	methods = { credentialTest: { testLedger }, loadOptions: { getProjects } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await checkHook(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await createHook(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await deleteHook(this);
			},
		},
	};

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await sampleOrWatch(this, sample, startWatching);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
