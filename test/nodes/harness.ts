import 'reflect-metadata';
import {
	ExecuteContext,
	ExternalSecretsProxy,
	LoadOptionsContext,
	TriggerContext,
	WebhookContext,
} from 'n8n-core';
import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
	Workflow,
	createRunExecutionData,
} from 'n8n-workflow';
import { EmailExtractor } from '../../nodes/EmailExtractor/EmailExtractor.node';
import { GlMapping } from '../../nodes/GlMapping/GlMapping.node';
import { Procore } from '../../nodes/Procore/Procore.node';
import { QuickBooks } from '../../nodes/QuickBooks/QuickBooks.node';
import { QuickBooksTrigger } from '../../nodes/QuickBooksTrigger/QuickBooksTrigger.node';
import { Reconciliation } from '../../nodes/Reconciliation/Reconciliation.node';
import { SpineLedger } from '../../nodes/SpineLedger/SpineLedger.node';
import { SpineLedgerTrigger } from '../../nodes/SpineLedgerTrigger/SpineLedgerTrigger.node';
import { VerificationGate } from '../../nodes/VerificationGate/VerificationGate.node';
import { GivenCredentials } from './credentials-helper';

const PACKAGE = 'n8n-nodes-procore-quickbooks';
/** Stands for the address of this n8n, which no test calls. */
const LOCAL = 'http://127.0.0.1/';

const types: Readonly<Record<string, INodeType>> = {
	emailExtractor: new EmailExtractor(),
	glMapping: new GlMapping(),
	procore: new Procore(),
	quickBooks: new QuickBooks(),
	quickBooksTrigger: new QuickBooksTrigger(),
	reconciliation: new Reconciliation(),
	spineLedger: new SpineLedger(),
	spineLedgerTrigger: new SpineLedgerTrigger(),
	verificationGate: new VerificationGate(),
};

/** Node type by its short or full name. */
export function nodeType(name: string): INodeType {
	const type = types[name.replace(`${PACKAGE}.`, '')];
	if (type === undefined) throw new Error(`There is no node type ${name}.`);
	return type;
}

const nodeTypes: INodeTypes = {
	getByName: nodeType,
	getByNameAndVersion: nodeType,
	getKnownTypes: () => ({}),
};

export interface Run {
	type: string;
	parameters?: INodeParameters;
	/** Items of the first input, or of every input. */
	items?: INodeExecutionData[] | INodeExecutionData[][];
	continueOnFail?: boolean;
	mode?: WorkflowExecuteMode;
	/** Name of the node on the canvas. */
	name?: string;
}

export type Credentials = ConstructorParameters<typeof GivenCredentials>[0];

const never = async (): Promise<never> => {
	throw new Error('This workflow calls no other workflow.');
};

function additionalData(credentials: Credentials): IWorkflowExecuteAdditionalData {
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

function prepared(run: Run, credentials: Credentials): { workflow: Workflow; node: INode } {
	const type = `${PACKAGE}.${run.type.replace(`${PACKAGE}.`, '')}`;
	const name = run.name ?? 'Node under test';
	const given: INode = {
		id: 'tested',
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: run.parameters ?? {},
		credentials: Object.fromEntries(
			Object.keys(credentials).map((key) => [key, { id: key, name: key }]),
		),
		...(run.continueOnFail === true ? { onError: 'continueRegularOutput' } : {}),
	};
	const workflow = new Workflow({
		id: 'workflow',
		nodes: [given],
		connections: {},
		active: false,
		nodeTypes,
	});
	const node = workflow.getNode(name);
	if (node === null) throw new Error('The node was not taken into the workflow.');
	return { workflow, node };
}

const isInputs = (
	items: INodeExecutionData[] | INodeExecutionData[][],
): items is INodeExecutionData[][] => Array.isArray(items[0]);

/** Executes a node as n8n does: its parameters resolved by n8n, its requests sent by n8n's helpers. */
export async function execute(
	run: Run,
	credentials: Credentials = {},
): Promise<INodeExecutionData[][]> {
	const { workflow, node } = prepared(run, credentials);
	const items = run.items ?? [{ json: {} }];
	const inputs = isInputs(items) ? items : [items];
	const data = { main: inputs };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData(credentials),
		run.mode ?? 'trigger',
		createRunExecutionData(),
		0,
		inputs[0] ?? [],
		data,
		{ data, node, source: null },
		[],
	);
	const type = nodeType(node.type);
	if (type.execute === undefined) throw new Error('The node does not execute.');
	const output = await type.execute.call(context);
	if (!Array.isArray(output)) throw new Error('The node put out no items.');
	return output;
}

/** JSON of the items on one output. */
export const jsonOf = (outputs: INodeExecutionData[][], index = 0): IDataObject[] =>
	(outputs[index] ?? []).map(({ json }) => json);

/** Asks a list search of a node as the editor does when a picker is opened. */
export async function listSearch(
	run: Run,
	method: string,
	credentials: Credentials = {},
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { workflow, node } = prepared(run, credentials);
	const data = { ...additionalData(credentials), currentNodeParameters: node.parameters };
	const context = new LoadOptionsContext(workflow, node, data, '');
	const search = nodeType(node.type).methods?.listSearch?.[method];
	if (search === undefined) throw new Error(`The node has no list search ${method}.`);
	return await search.call(context, filter, paginationToken);
}

/**
 * Runs a trigger as a test run in the editor does, or with another mode as the start of n8n does, and
 * returns what it emits.
 */
export async function trigger(run: Run, credentials: Credentials = {}): Promise<IDataObject[]> {
	const { workflow, node } = prepared(run, credentials);
	const emitted: INodeExecutionData[] = [];
	const context = new TriggerContext(
		workflow,
		node,
		additionalData(credentials),
		run.mode ?? 'manual',
		run.mode === undefined ? 'manual' : 'init',
		(outputs) => {
			emitted.push(...outputs.flat());
		},
	);
	const response = await nodeType(node.type).trigger?.call(context);
	await response?.manualTriggerFunction?.();
	await response?.closeFunction?.();
	return emitted.map(({ json }) => json);
}

export interface Active {
	/** Items of each start of the workflow. */
	emitted: IDataObject[][];
	/** Sentences of failed executions. */
	failed: string[];
	close(): Promise<void>;
}

/** Switches a trigger on as n8n does when a workflow is activated. */
export async function activate(run: Run, credentials: Credentials = {}): Promise<Active> {
	const { workflow, node } = prepared(run, credentials);
	const emitted: IDataObject[][] = [];
	const failed: string[] = [];
	const context = new TriggerContext(
		workflow,
		node,
		additionalData(credentials),
		'trigger',
		'activate',
		(outputs) => {
			emitted.push(outputs.flat().map(({ json }) => json));
		},
		undefined,
		(error) => {
			failed.push(error.message);
		},
	);
	const response = await nodeType(node.type).trigger?.call(context);
	return { emitted, failed, close: async () => await response?.closeFunction?.() };
}

/** Calls a webhook of a node with these bytes, and tells how it was answered and what it starts. */
export async function webhook(
	run: Run,
	request: { body: string; headers?: Record<string, string>; name?: 'default' | 'setup' },
	credentials: Credentials = {},
): Promise<{ status?: number; body: string; starts: boolean }> {
	const { workflow, node } = prepared(run, credentials);
	const answer: { status?: number; body: string } = { body: '' };
	const httpResponse = {
		status(status: number) {
			answer.status = status;
			return httpResponse;
		},
		type: () => httpResponse,
		end: (body = '') => {
			answer.body = body;
		},
	};
	const description = nodeType(node.type).description.webhooks?.find(
		({ name }) => name === (request.name ?? 'default'),
	);
	if (description === undefined) throw new Error('The node has no such webhook.');
	const data = {
		...additionalData(credentials),
		httpRequest: { rawBody: Buffer.from(request.body), headers: request.headers ?? {} },
		httpResponse,
	};
	const webhookData = {
		httpMethod: description.httpMethod === 'GET' ? ('GET' as const) : ('POST' as const),
		node: node.name,
		path: 'webhook',
		webhookDescription: description,
		workflowId: 'workflow',
		workflowExecuteAdditionalData: data,
	};
	const context = new WebhookContext(
		workflow,
		node,
		data,
		run.mode ?? 'webhook',
		webhookData,
		[],
		null,
	);
	const result = await nodeType(node.type).webhook?.call(context);
	return { ...answer, starts: result?.workflowData !== undefined };
}
