import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { ledgerParameters } from '../shared/parameters';
import { runItems } from '../shared/router';
import { codeCommitments } from './code-commitments';
import { codeDocuments } from './code-documents';
import { mappingCoverage } from './mapping-coverage';
import { searchAccounts, searchClasses, searchItems } from './pickers';
import { ruleTable } from './rule-table';
import { testLedger } from '../shared/test-ledger';

export class GlMapping implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Construction GL Mapping',
		name: 'glMapping',
		icon: { light: 'file:mapping.svg', dark: 'file:mapping.dark.svg' },
		group: ['transform'],
		version: [1],
		subtitle:
			'={{ { code: "Code documents", commitments: "Code commitments", coverage: "Check mapping coverage" }[$parameter["operation"]] }}',
		description:
			'Codes every line of a document to account, item, class and job, and names the rule that chose it',
		defaults: { name: 'Construction GL Mapping' },
		inputs: `={{ $parameter["rulesFrom"] === "input" ? [{ type: "${NodeConnectionTypes.Main}", displayName: { code: "Documents", commitments: "Commitments", coverage: "Start" }[$parameter["operation"]] }, { type: "${NodeConnectionTypes.Main}", displayName: "Rules" }] : ["${NodeConnectionTypes.Main}"] }}`,
		outputs: `={{ $parameter["operation"] === "commitments" ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Coded" }, { type: "${NodeConnectionTypes.Main}", displayName: "Not Ready" }] : ["${NodeConnectionTypes.Main}"] }}`,
		// Coding without the gate behind it is of no use to an agent.
		usableAsTool: undefined,
		credentials: [
			{
				name: 'spineLedgerApi',
				required: true,
				testedBy: 'testLedger',
				displayOptions: { show: { ledgerStorage: ['postgres'] } },
			},
		],
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Check Coverage',
						value: 'coverage',
						action: 'Check mapping coverage',
						description: 'List the cost codes in use that no rule maps',
					},
					{
						name: 'Code Commitments',
						value: 'commitments',
						action: 'Code commitments',
						description:
							'Add the purchase order that an approved commitment becomes, each change order on a line of its own',
					},
					{
						name: 'Code Documents',
						value: 'code',
						action: 'Code documents',
						description: 'Add account, item, class and job to every line',
					},
				],
				default: 'code',
			},
			...ledgerParameters,
			{
				displayName: 'Rules From',
				name: 'rulesFrom',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'CSV Text',
						value: 'csv',
						description: 'Columns cost_code, cost_type, project, vendor, account, item, class',
					},
					{
						name: 'Items of the Second Input',
						value: 'input',
						description:
							'One item a rule, from a Data Table, a spreadsheet or Extract From File, with the columns of the CSV form',
					},
					{ name: 'Table Below', value: 'table', description: 'Rules that are kept in this node' },
				],
				default: 'table',
			},
			ruleTable,
			{
				displayName: 'CSV',
				name: 'csv',
				type: 'string',
				typeOptions: { rows: 8 },
				default: '',
				placeholder: 'e.g. cost_code,cost_type,project,account,item,class',
				displayOptions: { show: { rulesFrom: ['csv'] } },
			},
		],
	};

	methods = {
		listSearch: { searchAccounts, searchItems, searchClasses },
		credentialTest: { testLedger },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		switch (this.getNodeParameter('operation', 0)) {
			case 'commitments':
				return await runItems(this, await codeCommitments(this), 2, 1);
			case 'coverage':
				return await mappingCoverage.call(this);
			default:
				return await runItems(this, await codeDocuments(this));
		}
	}
}
