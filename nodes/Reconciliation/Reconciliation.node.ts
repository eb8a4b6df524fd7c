import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { type ItemOperation, runItems } from '../shared/router';
import { testLedger } from '../shared/test-ledger';
import { createKeyingSheet } from './keying';
import { compareWithPeople, getCompared } from './pilot';
import { properties } from './properties';
import { createReport, getRows } from './report';

const operations: Readonly<Record<string, ItemOperation>> = {
	compared: getCompared,
	keyingSheet: createKeyingSheet,
	pilot: compareWithPeople,
	report: createReport,
	rows: getRows,
};

export class Reconciliation implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Month-End Reconciliation',
		name: 'reconciliation',
		icon: { light: 'file:reconciliation.svg', dark: 'file:reconciliation.dark.svg' },
		group: ['transform'],
		version: [1],
		subtitle:
			'={{ ({ compared: "Compared documents", keyingSheet: "Keying sheet", pilot: "Compare with people", report: "Report", rows: "Rows" })[$parameter["operation"]] }}',
		description:
			'Puts Procore and QuickBooks side by side, commitment by commitment, says why they differ, and ties the totals to the accounts',
		defaults: { name: 'Month-End Reconciliation' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{
				name: 'spineLedgerApi',
				required: true,
				testedBy: 'testLedger',
				displayOptions: { show: { ledgerStorage: ['postgres'] } },
			},
		],
		properties,
	};

	methods = { credentialTest: { testLedger } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = String(this.getNodeParameter('operation', 0));
		return await runItems(this, operations[operation] ?? createReport);
	}
}
