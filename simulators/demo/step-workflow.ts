import type { CompanyFolder } from '../company';
import { ruleRows } from './main-job';
import type { Step } from './spine-steps';
import { type Workflow, type WorkflowNode, nodeNamed, replaceTrigger, template } from './workflow';
import { switchedOff, withParameters } from './workflow';

/** Name of the webhook that stands for a template's trigger. */
export const START = 'Start this step';

export const pathOf = ({ template: name }: Pick<Step, 'template'>): string => `demo-${name}`;

const isTrigger = (type: string): boolean => /trigger$/i.test(type) || /emailReadImap$/.test(type);

/** The shipped template with one trigger behind a webhook and the others switched off. */
export async function stepWorkflow(step: Step, folder: CompanyFolder): Promise<Workflow> {
	const shipped = await template(step.template);
	nodeNamed(shipped, step.trigger);
	let ready = replaceTrigger(shipped, step.trigger, pathOf(step), START);
	for (const { name, type } of shipped.nodes) {
		if (name !== step.trigger && isTrigger(type)) ready = switchedOff(ready, name);
	}
	for (const name of step.off ?? []) ready = switchedOff(ready, name);
	if (step.mapping !== undefined) {
		ready = withParameters(ready, step.mapping, { rules: { rule: ruleRows(folder.glMapping) } });
	}
	if (step.projects !== undefined) {
		const ids = (folder.procore.resources.projects ?? []).map(({ id }) => String(id));
		ready = withParameters(ready, step.projects, { jsonOutput: JSON.stringify({ projects: ids }) });
	}
	return step.adapt?.(ready, folder) ?? ready;
}

const SPLIT = 'One item per project';
const READ = 'Read what the trigger would bring';

/**
 * Between the webhook and what follows it, reads the subcontractor invoices that changed in the
 * projects that the webhook names, as the Procore Trigger puts them out while it watches.
 */
export function readInsteadOfTrigger(workflow: Workflow): Workflow {
	const start = nodeNamed(workflow, START);
	const [x, y] = start.position;
	const { [START]: outgoing, ...others } = workflow.connections;
	const read: WorkflowNode[] = [
		{
			id: 'demo-split',
			name: SPLIT,
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			position: [x, y + 200],
			parameters: {
				fieldToSplitOut: 'body.projects',
				options: { destinationFieldName: 'project' },
			},
		},
		{
			id: 'demo-read',
			name: READ,
			type: 'n8n-nodes-procore-quickbooks.procore',
			typeVersion: 1,
			position: [x, y + 400],
			parameters: {
				authentication: 'serviceAccount',
				resource: 'requisition',
				operation: 'getMany',
				project: { __rl: true, mode: 'id', value: '={{ $json.project }}' },
				returnAll: true,
				filters: { updatedAfter: `={{ $('${START}').first().json.body.since }}` },
				output: 'sheets',
			},
		},
	];
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		...workflow,
		nodes: [...workflow.nodes, ...read],
		connections: {
			...others,
			[START]: to(SPLIT),
			[SPLIT]: to(READ),
			...(outgoing === undefined ? {} : { [READ]: outgoing }),
		},
	};
}
