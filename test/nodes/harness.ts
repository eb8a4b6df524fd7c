import 'reflect-metadata';
import { HookContext, LoadOptionsContext, TriggerContext, WebhookContext } from 'n8n-core';
import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeParameters,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypes,
	type WorkflowExecuteMode,
	type Workflow,
} from 'n8n-workflow';
import { EmailExtractor } from '../../nodes/EmailExtractor/EmailExtractor.node';
import { GlMapping } from '../../nodes/GlMapping/GlMapping.node';
import { Procore } from '../../nodes/Procore/Procore.node';
import { ProcoreTrigger } from '../../nodes/ProcoreTrigger/ProcoreTrigger.node';
import { QuickBooks } from '../../nodes/QuickBooks/QuickBooks.node';
import { QuickBooksTrigger } from '../../nodes/QuickBooksTrigger/QuickBooksTrigger.node';
import { Reconciliation } from '../../nodes/Reconciliation/Reconciliation.node';
import { SpineLedger } from '../../nodes/SpineLedger/SpineLedger.node';
import { SpineLedgerTrigger } from '../../nodes/SpineLedgerTrigger/SpineLedgerTrigger.node';
import { VerificationGate } from '../../nodes/VerificationGate/VerificationGate.node';
import { additionalData, type Credentials, executeIn, workflowOf } from '../support/n8n-execution';

const PACKAGE = 'n8n-nodes-procore-quickbooks';

const types: Readonly<Record<string, INodeType>> = {
	emailExtractor: new EmailExtractor(),
	glMapping: new GlMapping(),
	procore: new Procore(),
	procoreTrigger: new ProcoreTrigger(),
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
	/** What the workflow keeps between runs; it is changed by the node. */
	staticData?: IDataObject;
}

export type { Credentials };

function prepared(run: Run, credentials: Credentials): { workflow: Workflow; node: INode } {
	return workflowOf(
		{
			name: run.name ?? 'Node under test',
			type: `${PACKAGE}.${run.type.replace(`${PACKAGE}.`, '')}`,
			parameters: run.parameters ?? {},
			...(run.continueOnFail === true ? { onError: 'continueRegularOutput' as const } : {}),
		},
		credentials,
		nodeTypes,
		run.staticData,
	);
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
	return await executeIn({ workflow, node }, nodeType(node.type), inputs, credentials, run.mode);
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

/** Address that webhooks of the harness are said to have. */
export const WEBHOOK_ADDRESS = 'http://127.0.0.1/webhook/path-of-the-node/webhook';

/**
 * Registers, or removes, the webhook of a node as n8n does when a workflow is activated, deactivated or
 * started again: it asks whether it is there before it makes it.
 */
export async function webhookLifecycle(
	run: Run,
	step: 'activate' | 'deactivate',
	credentials: Credentials = {},
): Promise<{ created: boolean }> {
	const { workflow, node } = prepared(run, credentials);
	node.webhookId = 'path-of-the-node';
	const data = { ...additionalData(credentials), webhookBaseUrl: 'http://127.0.0.1/webhook' };
	const context = new HookContext(workflow, node, data, run.mode ?? 'trigger', 'activate');
	const methods = nodeType(node.type).webhookMethods?.default;
	if (methods === undefined) throw new Error('The node has no webhook methods.');
	if (step === 'deactivate') {
		await methods.delete.call(context);
		return { created: false };
	}
	if (await methods.checkExists.call(context)) return { created: false };
	return { created: await methods.create.call(context) };
}

/** Asks for the options of a list as the editor does. */
export async function listOptions(
	run: Run,
	method: string,
	credentials: Credentials = {},
): Promise<INodePropertyOptions[]> {
	const { workflow, node } = prepared(run, credentials);
	const data = { ...additionalData(credentials), currentNodeParameters: node.parameters };
	const load = nodeType(node.type).methods?.loadOptions?.[method];
	if (load === undefined) throw new Error(`The node has no options ${method}.`);
	return await load.call(new LoadOptionsContext(workflow, node, data, ''));
}
