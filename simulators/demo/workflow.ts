import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const nodeSchema = z
	.object({
		id: z.string(),
		name: z.string(),
		type: z.string(),
		typeVersion: z.number(),
		position: z.tuple([z.number(), z.number()]),
		parameters: z.record(z.unknown()),
		credentials: z.record(z.object({ id: z.string(), name: z.string() })).optional(),
		webhookId: z.string().optional(),
	})
	.passthrough();
export type WorkflowNode = z.infer<typeof nodeSchema>;

const workflowSchema = z
	.object({
		id: z.string().optional(),
		name: z.string(),
		active: z.boolean(),
		nodes: z.array(nodeSchema),
		connections: z.record(
			z.object({ main: z.array(z.array(z.unknown()).nullable()) }).passthrough(),
		),
	})
	.passthrough();
export type Workflow = z.infer<typeof workflowSchema>;

const TEMPLATES = path.join(__dirname, '..', '..', 'workflows');

/** A shipped template by its file name without `.json`. */
export async function template(name: string): Promise<Workflow> {
	return workflowSchema.parse(
		JSON.parse(await readFile(path.join(TEMPLATES, `${name}.json`), 'utf8')),
	);
}

/** The node of a workflow that a person knows by this name. */
export function nodeNamed(workflow: Workflow, name: string): WorkflowNode {
	const node = workflow.nodes.find((candidate) => candidate.name === name);
	if (node === undefined) throw new Error(`The workflow "${workflow.name}" has no node "${name}".`);
	return node;
}

/**
 * Puts a webhook in the place of a trigger, at the same spot of the canvas and with the same
 * connections; nothing else of the template changes. The webhook answers with what the last node
 * puts out.
 */
export function replaceTrigger(
	workflow: Workflow,
	trigger: string,
	webhookPath: string,
	name: string,
): Workflow {
	const replaced = nodeNamed(workflow, trigger);
	const { [trigger]: outgoing, ...others } = workflow.connections;
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node === replaced
				? {
						id: node.id,
						name,
						type: 'n8n-nodes-base.webhook',
						typeVersion: 2,
						position: node.position,
						webhookId: webhookPath,
						parameters: {
							httpMethod: 'POST',
							path: webhookPath,
							responseMode: 'lastNode',
							responseData: 'allEntries',
							options: { binaryPropertyName: 'message' },
						},
					}
				: node,
		),
		connections: { ...others, ...(outgoing === undefined ? {} : { [name]: outgoing }) },
	};
}

/** Credentials by type, as every node that needs them is to use. */
export type CredentialIds = Readonly<Record<string, { id: string; name: string }>>;

const NEEDED: Readonly<Record<string, readonly string[]>> = {
	'n8n-nodes-base.emailReadImap': ['imap'],
	'n8n-nodes-procore-quickbooks.quickBooks': ['quickBooksSpineOAuth2Api'],
	'n8n-nodes-procore-quickbooks.quickBooksTrigger': ['quickBooksSpineOAuth2Api'],
	'n8n-nodes-procore-quickbooks.procore': ['procoreServiceAccountOAuth2Api'],
	'n8n-nodes-procore-quickbooks.procoreTrigger': ['procoreServiceAccountOAuth2Api'],
	'n8n-nodes-procore-quickbooks.spineLedger': [
		'procoreServiceAccountOAuth2Api',
		'quickBooksSpineOAuth2Api',
	],
};

/** Chooses the credentials in every node that needs one, as a user would on the canvas. */
export function withCredentials(workflow: Workflow, credentials: CredentialIds): Workflow {
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => {
			const chosen = (NEEDED[node.type] ?? []).flatMap((type) => {
				const credential = credentials[type];
				return credential === undefined ? [] : [[type, credential] as const];
			});
			return chosen.length === 0 ? node : { ...node, credentials: Object.fromEntries(chosen) };
		}),
	};
}

/** Sets parameters of one node. */
export function withParameters(
	workflow: Workflow,
	name: string,
	parameters: Record<string, unknown>,
): Workflow {
	const changed = nodeNamed(workflow, name);
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node === changed ? { ...node, parameters: { ...node.parameters, ...parameters } } : node,
		),
	};
}

/** Deactivates one node, as a user would on the canvas. */
export function switchedOff(workflow: Workflow, name: string): Workflow {
	const off = nodeNamed(workflow, name);
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => (node === off ? { ...node, disabled: true } : node)),
	};
}
