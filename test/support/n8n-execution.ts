import 'reflect-metadata';
import { ExecuteContext, ExternalSecretsProxy } from 'n8n-core';
import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
	Workflow,
	createRunExecutionData,
} from 'n8n-workflow';
import { GivenCredentials } from '../nodes/credentials-helper';

/** Decrypted credentials by type. */
export type Credentials = ConstructorParameters<typeof GivenCredentials>[0];

/** Stands for the address of this n8n, which nothing calls. */
const LOCAL = 'http://127.0.0.1/';

const never = async (): Promise<never> => {
	throw new Error('This workflow calls no other workflow.');
};

/** What n8n gives every execution, with these credentials decrypted. */
export function additionalData(credentials: Credentials): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: new GivenCredentials(credentials),
		externalSecretsProxy: new ExternalSecretsProxy(),
		executeWorkflow: never,
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		startRunnerTask: never,
		logAiEvent: () => undefined,
		currentNodeExecutionIndex: 0,
		executionId: '1',
		restApiUrl: LOCAL,
		instanceBaseUrl: LOCAL,
		formBaseUrl: LOCAL,
		formWaitingBaseUrl: LOCAL,
		formTestBaseUrl: LOCAL,
		webhookBaseUrl: LOCAL,
		webhookWaitingBaseUrl: LOCAL,
		webhookTestBaseUrl: LOCAL,
		mcpBaseUrl: LOCAL,
		mcpTestBaseUrl: LOCAL,
		variables: {},
	};
}

type GivenNode = Pick<INode, 'name' | 'type' | 'parameters'> & Partial<Pick<INode, 'onError'>>;

/**
 * A workflow of one node with a credential of each type that is given.
 *
 * @param staticData what the workflow keeps between runs; it is changed by the node.
 */
export function workflowOf(
	given: GivenNode,
	credentials: Credentials,
	nodeTypes: INodeTypes,
	staticData?: IDataObject,
): { workflow: Workflow; node: INode } {
	const whole: INode = {
		...given,
		id: 'alone',
		typeVersion: 1,
		position: [0, 0],
		credentials: Object.fromEntries(
			Object.keys(credentials).map((key) => [key, { id: key, name: key }]),
		),
	};
	const workflow = new Workflow({
		id: 'workflow',
		nodes: [whole],
		connections: {},
		active: false,
		nodeTypes,
		...(staticData === undefined ? {} : { staticData }),
	});
	const node = workflow.getNode(given.name);
	if (node === null) throw new Error('The node was not taken into the workflow.');
	return { workflow, node };
}

/** Executes a node as n8n does: its parameters resolved by n8n, its requests sent by n8n's helpers. */
export async function executeIn(
	{ workflow, node }: { workflow: Workflow; node: INode },
	type: INodeType,
	inputs: INodeExecutionData[][],
	credentials: Credentials,
	mode: WorkflowExecuteMode = 'trigger',
): Promise<INodeExecutionData[][]> {
	if (type.execute === undefined) throw new Error('The node does not execute.');
	const data = { main: inputs };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData(credentials),
		mode,
		createRunExecutionData(),
		0,
		inputs[0] ?? [],
		data,
		{ data, node, source: null },
		[],
	);
	const output = await type.execute.call(context);
	if (!Array.isArray(output)) throw new Error('The node put out no items.');
	return output;
}

/** Executes one node of any package, alone in its workflow. */
export async function executeAlone(
	type: INodeType,
	parameters: INode['parameters'],
	items: INodeExecutionData[],
	credentials: Credentials,
): Promise<INodeExecutionData[]> {
	const nodeTypes: INodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
	const alone = workflowOf({ name: 'Alone', type: 'alone', parameters }, credentials, nodeTypes);
	return (await executeIn(alone, type, [items], credentials))[0] ?? [];
}
