import type { Workflow, WorkflowNode } from '../../../simulators/demo/workflow';

/** A workflow of one node of ours behind a webhook of the same path, which answers with its items. */
export function askWorkflow(
	path: string,
	type: string,
	parameters: WorkflowNode['parameters'],
): Workflow {
	return {
		name: path,
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				id: `${path}-ask`,
				name: 'Ask',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				webhookId: path,
				parameters: {
					httpMethod: 'POST',
					path,
					responseMode: 'lastNode',
					responseData: 'allEntries',
				},
			},
			{
				id: `${path}-answer`,
				name: 'Answer',
				type: `n8n-nodes-procore-quickbooks.${type}`,
				typeVersion: 1,
				position: [260, 0],
				parameters: { ledgerStorage: 'sqlite', company: 'main', ...parameters },
			},
		],
		connections: { Ask: { main: [[{ node: 'Answer', type: 'main', index: 0 }]] } },
	};
}
