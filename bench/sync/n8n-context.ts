import 'reflect-metadata';
import { ExecuteContext, ExternalSecretsProxy } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
	Workflow,
	createRunExecutionData,
} from 'n8n-workflow';
import { GivenCredentials } from '../../test/nodes/credentials-helper';

/** Stands for the address of this n8n, which nothing calls. */
const LOCAL = 'http://127.0.0.1/';

const never = async (): Promise<never> => {
	throw new Error('This workflow calls no other workflow.');
};

function additionalData(
	credentials: Record<string, ICredentialDataDecryptedObject>,
): IWorkflowExecuteAdditionalData {
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

/** Executes a node as n8n does: its parameters resolved by n8n, its requests sent by n8n's helpers. */
export async function executeNode(
	type: INodeType,
	parameters: INodeParameters,
	items: INodeExecutionData[],
	credentials: Record<string, ICredentialDataDecryptedObject>,
): Promise<INodeExecutionData[]> {
	const given: INode = {
		id: 'measured',
		name: 'Measured',
		type: 'measured',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: Object.fromEntries(
			Object.keys(credentials).map((key) => [key, { id: key, name: key }]),
		),
	};
	const workflow = new Workflow({
		id: 'workflow',
		nodes: [given],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => type,
			getByNameAndVersion: () => type,
			getKnownTypes: () => ({}),
		},
	});
	const node = workflow.getNode('Measured');
	if (node === null || type.execute === undefined) throw new Error('The node does not execute.');
	const data = { main: [items] };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData(credentials),
		'trigger',
		createRunExecutionData(),
		0,
		items,
		data,
		{ data, node, source: null },
		[],
	);
	const output = await type.execute.call(context);
	return Array.isArray(output) ? (output[0] ?? []) : [];
}
