import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import { runItems } from '../shared/router';
import { importExportFiles } from './export-files';
import { operations } from './operations';
import { getProjects } from './projects';
import { properties } from './properties';
import { searchRuns } from './search-runs';
import { testLedger } from '../shared/test-ledger';

export class SpineLedger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Spine Ledger',
		name: 'spineLedger',
		icon: { light: 'file:ledger.svg', dark: 'file:ledger.dark.svg' },
		group: ['transform'],
		version: [1],
		subtitle:
			'={{ ($parameter["operation"] + ": " + $parameter["resource"]).replace(/([A-Z])/g, " $1").toLowerCase() }}',
		description:
			'Keeps what was seen, decided and posted, and a mirror of Procore and QuickBooks to decide on',
		defaults: { name: 'Spine Ledger' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// Policies and releases are for people, not for agents.
		usableAsTool: undefined,
		credentials: [
			{
				name: 'spineLedgerApi',
				required: true,
				testedBy: 'testLedger',
				displayOptions: { show: { ledgerStorage: ['postgres'] } },
			},
			{
				name: 'procoreServiceAccountOAuth2Api',
				required: true,
				displayOptions: {
					show: {
						operation: ['backfill', 'preflight', 'readTimecards'],
						procoreAuthentication: ['serviceAccount'],
					},
				},
			},
			{
				name: 'procoreSpineOAuth2Api',
				required: true,
				// By what it is not: were both choices named by credentials, n8n would take the parameter for
				// its own authentication field and hide it, with operation and resource.
				displayOptions: {
					show: { operation: ['backfill', 'preflight', 'readTimecards'] },
					hide: { procoreAuthentication: ['serviceAccount'] },
				},
			},
			{
				name: 'quickBooksSpineOAuth2Api',
				required: true,
				displayOptions: { show: { operation: ['backfill', 'preflight'] } },
			},
		],
		properties,
	};

	methods = {
		listSearch: { searchRuns },
		loadOptions: { getProjects },
		credentialTest: { testLedger },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const resource = String(this.getNodeParameter('resource', 0));
		const operation = String(this.getNodeParameter('operation', 0));
		if (resource === 'exportFile' && operation === 'import') {
			return await runItems(this, await importExportFiles(this));
		}
		const chosen = operations[`${resource}:${operation}`];
		if (chosen === undefined) {
			throw new NodeOperationError(
				this.getNode(),
				`The operation "${operation}" of "${resource}" does not exist in this version of the node.`,
			);
		}
		return await runItems(this, chosen);
	}
}
