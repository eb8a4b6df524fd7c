import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { ledgerParameters } from '../shared/parameters';
import { runItems } from '../shared/router';
import { extractDocuments } from './extract-documents';
import { testLedger } from '../shared/test-ledger';

export class EmailExtractor implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Construction Email Extractor',
		name: 'emailExtractor',
		icon: { light: 'file:extractor.svg', dark: 'file:extractor.dark.svg' },
		group: ['transform'],
		version: [1],
		subtitle: 'Extract documents',
		description:
			'Reads invoices, pay applications, quotes, change orders and approvals out of e-mails, each value with its place in the document',
		defaults: { name: 'Construction Email Extractor' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// A tool call cannot carry the binaries that this node reads.
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
				displayName:
					'Connect an Email Trigger, or items with .eml files. The message is stored before anything is read, so that nothing is lost when n8n stops in the middle.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			...ledgerParameters,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Include Messages Seen Before',
						name: 'includeSeen',
						type: 'boolean',
						default: false,
						description:
							'Whether to read messages again that were already decided. The gate repeats its earlier decision for them.',
					},
					{
						displayName: 'Largest Attachment (MB)',
						name: 'largestAttachment',
						type: 'number',
						typeOptions: { minValue: 1, maxValue: 100 },
						default: 25,
						description:
							'Attachments above this size are not read; the document is held and says so',
					},
					{
						displayName: 'Put Originals in Output',
						name: 'binaries',
						type: 'boolean',
						default: true,
						description: 'Whether to pass on the file each document was read from as binary data',
					},
				],
			},
		],
	};

	methods = { credentialTest: { testLedger } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getInputData().some(({ json }) => json.headers !== undefined)) {
			this.addExecutionHints({
				type: 'warning',
				message:
					'The Email Trigger should use the format "Simple" with attachments: "Resolved" loses which Authentication-Results header came first, so approvals and retainage releases do not count.',
				location: 'outputPane',
			});
		}
		return await runItems(this, extractDocuments);
	}
}
