import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { ledgerParameters } from '../shared/parameters';
import { runItems } from '../shared/router';
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
			'={{ $parameter["operation"] === "code" ? "Code documents" : "Check mapping coverage" }}',
		description:
			'Codes every line of a document to account, item, class and job, and names the rule that chose it',
		defaults: { name: 'Construction GL Mapping' },
		inputs: `={{ $parameter["rulesFrom"] === "input" && $parameter["operation"] === "code" ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Documents" }, { type: "${NodeConnectionTypes.Main}", displayName: "Rules" }] : ["${NodeConnectionTypes.Main}"] }}`,
		outputs: [NodeConnectionTypes.Main],
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
		return this.getNodeParameter('operation', 0) === 'coverage'
			? await mappingCoverage.call(this)
			: await runItems(this, await codeDocuments(this));
	}
}
