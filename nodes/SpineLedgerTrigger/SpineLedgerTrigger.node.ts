import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { z } from 'zod';
import { ledgerParameters } from '../shared/parameters';
import { changedDocuments, newTasks, releasedDocuments, unfinishedMessages } from './emit';
import { testLedger } from '../shared/test-ledger';

export class SpineLedgerTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Spine Ledger Trigger',
		name: 'spineLedgerTrigger',
		icon: { light: 'file:ledger.svg', dark: 'file:ledger.dark.svg' },
		group: ['trigger'],
		version: [1],
		subtitle:
			'={{ ({ changed: "Facts changed", messages: "Unfinished messages", released: "Released documents", tasks: "New tasks" })[$parameter["emit"]] }}',
		description:
			'Starts the workflow for what an interruption left unfinished, what people released, stopped documents whose facts changed, and new tasks',
		defaults: { name: 'Spine Ledger Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
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
			...ledgerParameters,
			{
				displayName: 'Start For',
				name: 'emit',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Facts Changed',
						value: 'changed',
						description:
							'Held and lately blocked documents whose commitment, vendor, project, approvals or policy changed since; connect GL Mapping',
					},
					{
						name: 'New Tasks',
						value: 'tasks',
						description:
							'What monitors found that a person has to look at, each once; connect what your people read',
					},
					{
						name: 'Released Documents',
						value: 'released',
						description:
							'Documents that may be posted and were not; connect QuickBooks, Post Document',
					},
					{
						name: 'Unfinished Messages',
						value: 'messages',
						description:
							'Messages that were stored and never decided; connect the Construction Email Extractor',
					},
				],
				default: 'messages',
			},
			{
				displayName: 'Look Every (Minutes)',
				name: 'minutes',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 5,
				description:
					'How often to look, beside the start of n8n. What is younger is taken for work in progress.',
			},
		],
	};

	methods = { credentialTest: { testLedger } };

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		const emit = z
			.enum(['changed', 'messages', 'released', 'tasks'])
			.parse(this.getNodeParameter('emit'));
		const read = {
			changed: changedDocuments,
			messages: unfinishedMessages,
			released: releasedDocuments,
			tasks: newTasks,
		}[emit];
		const minutes = Number(this.getNodeParameter('minutes'));
		const look = async (atLeastSeconds: number): Promise<void> => {
			try {
				for (const item of await read(this, atLeastSeconds)) this.emit([[item]]);
			} catch (error) {
				this.emitError(error instanceof Error ? error : new Error(String(error)));
			}
		};
		if (this.getMode() === 'manual') {
			return {
				manualTriggerFunction: async () => {
					const items: INodeExecutionData[] = await read(this, 0);
					this.emit([items]);
				},
			};
		}
		let running: Promise<void> = look(0);
		const timer = setInterval(() => {
			running = running.then(() => look(minutes * 60));
		}, minutes * 60_000);
		return {
			closeFunction: async () => {
				clearInterval(timer);
				await running;
			},
		};
	}
}
