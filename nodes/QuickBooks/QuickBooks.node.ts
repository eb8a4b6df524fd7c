import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { type Ledger, createOnlineBooks, quickBooksTarget } from '../../spine';
import { carryOutAll } from '../shared/carry-out';
import { guardOf } from '../shared/guard';
import { runItems } from '../shared/router';
import { createOrUpdate } from './create-or-update';
import { listSearch } from './list-search';
import { postAll } from './post-documents';
import { properties } from './properties';
import { readEntities } from './read-entities';
import { quickBooksOf } from './transport';
import { testLedger } from '../shared/test-ledger';

export class QuickBooks implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'QuickBooks (Spine)',
		name: 'quickBooks',
		icon: { light: 'file:quickbooks.svg', dark: 'file:quickbooks.dark.svg' },
		group: ['output'],
		version: [1],
		subtitle:
			'={{ ($parameter["operation"].replace("createOrUpdate", "write") + ": " + $parameter["resource"]).replace(/([A-Z])/g, " $1").toLowerCase() }}',
		description:
			'Posts verified documents to QuickBooks Online exactly once, and reads its lists and transactions',
		defaults: { name: 'QuickBooks' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{ name: 'quickBooksSpineOAuth2Api', required: true },
			{
				name: 'spineLedgerApi',
				displayName: 'Credential for the ledger',
				required: true,
				testedBy: 'testLedger',
				// By what it is not: n8n shows credentials where the fields stand that they are shown by.
				displayOptions: {
					hide: { operation: ['get', 'getMany', 'query'], ledgerStorage: ['sqlite'] },
				},
			},
		],
		properties,
	};

	methods = { listSearch, credentialTest: { testLedger } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = this.getNodeParameter('operation', 0);
		if (operation === 'post') return await postAll.call(this);
		if (operation === 'carryOut') {
			const client = await quickBooksOf(this);
			const signal = this.getExecutionCancelSignal();
			const behind = (ledger: Ledger) => guardOf(ledger)(createOnlineBooks(client), signal);
			return await carryOutAll(this, quickBooksTarget(client), behind);
		}
		return await runItems(this, operation === 'createOrUpdate' ? createOrUpdate : readEntities);
	}
}
