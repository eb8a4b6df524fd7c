import { z } from 'zod';
import type { EditorSession } from '../../../simulators/demo/editor-session';
import type { Workflow } from '../../../simulators/demo/workflow';

/** Every node of the pack that opens the ledger in a run, by what it is asked to do. */
const NODES: Readonly<Record<string, Record<string, unknown>>> = {
	emailExtractor: { options: {} },
	glMapping: { operation: 'code', rulesFrom: 'table', rules: {} },
	verificationGate: {},
	quickBooks: { resource: 'document', operation: 'post' },
	spineLedger: { resource: 'document', operation: 'getMany', returnAll: true },
};
export const nodesOnFile = Object.keys(NODES);

/**
 * A workflow for each node, behind a webhook of the node's name, with the ledger in a file. What is
 * posted becomes the node's item.
 */
export function workflowsOnFile(credentials: Workflow['nodes'][number]['credentials']): Workflow[] {
	return Object.entries(NODES).map(([name, parameters]) => ({
		name: `On a file: ${name}`,
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				id: 'ask',
				name: 'Ask',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				webhookId: name,
				parameters: { httpMethod: 'POST', path: name, responseMode: 'lastNode', options: {} },
			},
			{
				id: 'unpack',
				name: 'Unpack',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				position: [130, 0],
				parameters: {
					mode: 'raw',
					jsonOutput: '={{ JSON.stringify($json.body) }}',
					options: {},
				},
			},
			{
				id: 'node',
				name,
				type: `n8n-nodes-procore-quickbooks.${name}`,
				typeVersion: 1,
				position: [260, 0],
				parameters: { ledgerStorage: 'sqlite', company: 'main', ...parameters },
				...(name === 'quickBooks' ? { credentials } : {}),
			},
		],
		connections: {
			Ask: { main: [[{ node: 'Unpack', type: 'main', index: 0 }]] },
			Unpack: { main: [[{ node: name, type: 'main', index: 0 }]] },
		},
	}));
}

const listSchema = z.object({
	results: z.array(z.object({ id: z.string(), workflowName: z.string().optional() })),
});
const executionSchema = z.object({ status: z.string(), data: z.string() });

/** The last execution of a workflow as the editor shows it; its data is text. */
export async function lastExecution(editor: EditorSession, workflowName: string) {
	const { results } = listSchema.parse(await editor.get('/rest/executions?limit=20'));
	const last = results.find((execution) => execution.workflowName === workflowName);
	if (last === undefined) throw new Error(`"${workflowName}" was not executed.`);
	return executionSchema.parse(await editor.get(`/rest/executions/${last.id}`));
}
