import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { procoreTarget } from '../../spine';
import { carryOutAll } from '../shared/carry-out';
import { runItems } from '../shared/router';
import { testLedger } from '../shared/test-ledger';
import { listSearch } from './list-search';
import { properties } from './properties';
import { readRecords } from './read-records';
import { procoreOf } from './transport';

export class Procore implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Procore (Spine)',
		name: 'procore',
		icon: { light: 'file:procore.svg', dark: 'file:procore.dark.svg' },
		group: ['input'],
		version: [1],
		subtitle:
			'={{ ($parameter["operation"] + ": " + $parameter["resource"]).replace(/([A-Z])/g, " $1").toLowerCase() }}',
		description:
			'Reads projects, vendors, commitments, change orders, requisitions and payments from Procore, and writes to it what the Spine Ledger planned',
		defaults: { name: 'Procore' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
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
				displayOptions: { hide: { operation: ['get', 'getMany'], ledgerStorage: ['sqlite'] } },
			},
		],
		properties,
	};

	methods = { listSearch, credentialTest: { testLedger } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getNodeParameter('operation', 0) === 'carryOut') {
			const client = await procoreOf(this, this.getNodeParameter('authentication', 0));
			return await carryOutAll(this, procoreTarget(client));
		}
		return await runItems(this, readRecords);
	}
}
