import type { CompanyFolder } from '../company';
import { payOpenBills } from './clerk';
import { type DemoHost, callWebhook } from './demo-host';
import { ruleRows } from './main-job';
import type { SimulatedSystems } from './simulated-systems';
import { type CredentialIds, type Workflow, nodeNamed, replaceTrigger, template } from './workflow';
import { switchedOff, withCredentials, withParameters } from './workflow';
import { changesBetween, countRows, type Difference } from './state-changes';

/** A shipped template as a step of the demo, after the mailbox. */
interface Step {
	template: string;
	/** The trigger in whose place the demo calls it. */
	trigger: string;
	title: string;
	/** Node with the mapping table, where there is one. */
	mapping?: string;
	/** Node that names the projects, where there is one. */
	projects?: string;
	/** What happens outside between the steps before this one runs. */
	before?: (systems: SimulatedSystems) => Promise<string>;
}

const STEPS: readonly Step[] = [
	{
		template: 'commitments-to-purchase-orders',
		trigger: 'Every night',
		title: 'Commitments to purchase orders',
		mapping: 'Code to purchase orders',
		projects: 'Projects to carry',
	},
	{
		template: 'change-orders',
		trigger: 'Every two hours',
		title: 'Change orders to purchase orders',
		mapping: 'Code to purchase orders',
		projects: 'Projects to follow',
	},
	{
		template: 'verdicts-to-procore',
		trigger: 'Every 15 minutes',
		title: 'Verdicts on requisitions under review',
		mapping: 'Code to accounts',
	},
	{
		template: 'payments-to-procore',
		trigger: 'Every night',
		title: 'Payments to Procore',
		before: payOpenBills,
	},
	{
		template: 'direct-costs-to-procore',
		trigger: 'Every night',
		title: 'Direct costs to Procore',
	},
];

const pathOf = (step: Step): string => `demo-${step.template}`;

const isTrigger = (type: string): boolean => /trigger$/i.test(type) || /emailReadImap$/.test(type);

/** The shipped template with one trigger behind a webhook and the others switched off. */
async function stepWorkflow(step: Step, folder: CompanyFolder): Promise<Workflow> {
	const shipped = await template(step.template);
	nodeNamed(shipped, step.trigger);
	let ready = replaceTrigger(shipped, step.trigger, pathOf(step), 'Start this step');
	for (const { name, type } of shipped.nodes) {
		if (name !== step.trigger && isTrigger(type)) ready = switchedOff(ready, name);
	}
	if (step.mapping !== undefined) {
		ready = withParameters(ready, step.mapping, { rules: { rule: ruleRows(folder.glMapping) } });
	}
	if (step.projects !== undefined) {
		const ids = (folder.procore.resources.projects ?? []).map(({ id }) => String(id));
		ready = withParameters(ready, step.projects, { jsonOutput: JSON.stringify({ projects: ids }) });
	}
	return ready;
}

/** Every template of the spine that the demo runs beside the mailbox, ready to be imported. */
export async function spineWorkflows(
	folder: CompanyFolder,
): Promise<(credentials: CredentialIds) => Workflow[]> {
	const workflows = await Promise.all(STEPS.map((step) => stepWorkflow(step, folder)));
	return (credentials) => workflows.map((workflow) => withCredentials(workflow, credentials));
}

/** What one step changed in both systems, in words. */
export interface StepOutcome {
	title: string;
	outside?: string;
	changes: Difference[];
}

/** Runs the steps one after another and tells what each changed. */
export async function* runSpine(
	demo: DemoHost,
	systems: SimulatedSystems,
): AsyncGenerator<StepOutcome> {
	for (const step of STEPS) {
		const outside = await step.before?.(systems);
		const before = countRows(systems);
		await callWebhook(demo.n8n, pathOf(step), {});
		const changes = changesBetween(before, countRows(systems));
		yield { title: step.title, changes, ...(outside === undefined ? {} : { outside }) };
	}
}

/** Lines for people. */
export function stepLines({ title, outside, changes }: StepOutcome): string[] {
	const said = changes.map(({ what, created, changed, removed }) => {
		const parts = [
			created === 0 ? '' : `${created} new`,
			changed === 0 ? '' : `${changed} changed`,
			removed === 0 ? '' : `${removed} removed`,
		].filter((part) => part !== '');
		return `            ${what}: ${parts.join(', ')}`;
	});
	return [
		...(outside === undefined ? [] : [`  ${outside}`]),
		`  ${title}`,
		...(said.length === 0 ? ['            nothing to write'] : said),
	];
}
