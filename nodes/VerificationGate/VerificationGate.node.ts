import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { ledgerParameters } from '../shared/parameters';
import { runItems } from '../shared/router';
import { OUTPUT, verifyDocument } from './verify-document';
import { testLedger } from '../shared/test-ledger';

export class VerificationGate implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Verification Gate',
		name: 'verificationGate',
		icon: { light: 'file:gate.svg', dark: 'file:gate.dark.svg' },
		group: ['transform'],
		version: [1],
		subtitle: 'Check before posting',
		description:
			'Checks each document against its commitment, change orders, quotes and everything billed before, and says what may be posted',
		defaults: { name: 'Verification Gate' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [
			NodeConnectionTypes.Main,
			NodeConnectionTypes.Main,
			NodeConnectionTypes.Main,
			NodeConnectionTypes.Main,
		],
		outputNames: ['Verified', 'Held', 'Blocked', 'Recorded'],
		// A verdict reserves money; an agent must not be able to ask for one on a whim.
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
					'Rules, limits and modes come from the company policy in the ledger (Spine Ledger node, Company, Set).',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			...ledgerParameters,
		],
	};

	methods = { credentialTest: { testLedger } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getMode() === 'manual') {
			this.addExecutionHints({
				type: 'info',
				message:
					'This is a test run from the editor: the verdicts are real, but nothing was reserved or released, so nothing can be posted from it.',
				location: 'outputPane',
			});
		}
		return await runItems(this, verifyDocument, 4, OUTPUT.held);
	}
}
