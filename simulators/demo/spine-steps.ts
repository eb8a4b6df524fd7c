import type { CompanyFolder } from '../company';
import { writingRuns } from './ask-ledger';
import { payOpenBills } from './clerk';
import type { DemoHost } from './demo-host';
import type { SimulatedSystems } from './simulated-systems';
import {
	tellBills,
	tellCarried,
	tellMonitors,
	tellMonthEnd,
	tellOrders,
	tellOwner,
	tellPilot,
	tellUndo,
	tellVendors,
	tellVerdicts,
} from './step-tellings';
import type { Seen, Told } from './telling';
import { type Workflow, withParameters } from './workflow';
import { START, readInsteadOfTrigger } from './step-workflow';

/** What a person decides about vendors and jobs, as the template's step "What to do" takes it. */
export interface Decisions {
	by: string;
	link: ReadonlyArray<{ kind: string; procore: string; books: string; quickBooks: string }>;
	createMissing: boolean;
}

/** What people decide and do between the steps; nothing of it where they are not known. */
export interface People {
	decisions: Decisions;
	/** A project manager approves a change order. */
	approve?: (systems: SimulatedSystems) => Promise<string>;
	/** A bookkeeper keys bills that wait for a release. */
	key?: (systems: SimulatedSystems) => Promise<string>;
}

/** For a company whose people are not asked: what may be the same is shown, and nothing is created. */
export const NOBODY: People = { decisions: { by: '', link: [], createMissing: false } };

/** What a step may look at before it starts. */
export interface StepContext {
	demo: DemoHost;
	folder: CompanyFolder;
	systems: SimulatedSystems;
	people: People;
}

/** A shipped template as a step of the demo, after the mailbox. */
export interface Step {
	template: string;
	/** The trigger in whose place the demo calls it. */
	trigger: string;
	title: string;
	/** Node with the mapping table, where there is one. */
	mapping?: string;
	/** Node that names the projects, where there is one. */
	projects?: string;
	/** Nodes that need what the demo has not: a mail server. */
	off?: readonly string[];
	/** What else the demo fills in. */
	adapt?: (workflow: Workflow, folder: CompanyFolder) => Workflow;
	/** What happens outside before this step runs. */
	before?: (context: StepContext) => Promise<string> | undefined;
	/** Why it is left out, in a sentence; nothing where it runs. */
	leftOut?: (context: StepContext) => string | undefined | Promise<string | undefined>;
	/** What the webhook is called with. */
	body?: (context: StepContext) => object | Promise<object>;
	/** Whether it writes, so that a second run must write nothing. */
	writes: boolean;
	tell: (seen: Seen) => Told;
}

/** The run that is shown to be undone: the last one that carried direct costs, else the last that wrote. */
async function runToUndo({ demo }: StepContext): Promise<string | undefined> {
	const runs = await writingRuns(demo);
	const costs = runs.find(({ run }) => run.startsWith('Carry QuickBooks costs'));
	return (costs ?? runs[0])?.run;
}

const projectIds = ({ folder }: StepContext): object => ({
	projects: (folder.procore.resources.projects ?? []).map(({ id }) => String(id)),
	since: typeof folder.company.now === 'string' ? monthOf(folder.company.now) : '',
});

/** The first moment of the month of a date-time; nothing where the company decides as of each mail. */
const monthOf = (now: string): string =>
	/^\d{4}-\d{2}/.test(now) ? `${now.slice(0, 7)}-01T00:00:00Z` : '';

/** The steps in the order in which a month goes. */
export const STEPS: readonly Step[] = [
	{
		template: 'vendors-and-jobs',
		trigger: 'Every Monday',
		title: 'Vendors and jobs are linked',
		adapt: (workflow) =>
			withParameters(workflow, 'What to do', {
				jsonOutput: `={{ $('${START}').first().json.body }}`,
			}),
		body: ({ people }) => ({ notTheSame: [], linkSure: false, ...people.decisions }),
		writes: true,
		tell: tellVendors,
	},
	{
		template: 'commitments-to-purchase-orders',
		trigger: 'Every night',
		title: 'Commitments become purchase orders',
		mapping: 'Code to purchase orders',
		projects: 'Projects to carry',
		writes: true,
		tell: tellOrders('Write the purchase orders'),
	},
	{
		template: 'change-orders',
		trigger: 'Every two hours',
		title: 'Change orders revise purchase orders',
		mapping: 'Code to purchase orders',
		projects: 'Projects to follow',
		before: ({ people, systems }) => people.approve?.(systems),
		writes: true,
		tell: tellOrders('Revise the purchase orders'),
	},
	{
		template: 'subcontractor-invoices-to-bills',
		trigger: 'Watch the subcontractor invoices',
		title: 'Approved subcontractor invoices become bills',
		mapping: 'Code to accounts',
		adapt: readInsteadOfTrigger,
		leftOut: ({ people }) =>
			people === NOBODY ? 'in a company folder only the mailbox becomes bills' : undefined,
		body: projectIds,
		writes: true,
		tell: tellBills,
	},
	{
		template: 'verdicts-to-procore',
		trigger: 'Every 15 minutes',
		title: 'Verdicts on invoices under review go to Procore',
		mapping: 'Code to accounts',
		writes: true,
		tell: tellVerdicts,
	},
	{
		template: 'owner-invoices',
		trigger: 'Every hour',
		title: 'Owners are billed, and what they paid goes to Procore',
		writes: true,
		tell: tellOwner,
	},
	{
		template: 'payments-to-procore',
		trigger: 'Every night',
		title: 'Payments go to Procore',
		before: ({ systems }) => payOpenBills(systems),
		writes: true,
		tell: tellCarried('payment on a commitment', 'payments on commitments'),
	},
	{
		template: 'direct-costs-to-procore',
		trigger: 'Every night',
		title: 'Costs without a commitment go to Procore',
		writes: true,
		tell: tellCarried('direct cost', 'direct costs'),
	},
	{
		template: 'error-desk',
		trigger: 'Every morning',
		title: 'Monitors compare the two systems',
		off: ['Send the failure', 'Send the list'],
		writes: false,
		tell: tellMonitors,
	},
	{
		template: 'month-end-reconciliation',
		trigger: 'First of the month',
		title: 'The month is reconciled',
		off: ['Send the report'],
		adapt: (workflow, { company }) => {
			const asOf = /^\d{4}-\d{2}-\d{2}/.exec(String(company.now ?? ''))?.[0] ?? '';
			return ['Create the report', 'Rows to clear'].reduce(
				(ready, node) => withParameters(ready, node, { asOf }),
				workflow,
			);
		},
		writes: false,
		tell: tellMonthEnd,
	},
	{
		template: 'observe-and-compare',
		trigger: 'Every Monday',
		title: 'The gate is compared with what people posted',
		off: ['Send the report'],
		before: ({ people, systems }) => people.key?.(systems),
		writes: false,
		tell: tellPilot,
	},
	{
		template: 'undo-a-run',
		trigger: 'Undo by hand',
		title: 'Undoing the direct costs, previewed',
		adapt: (workflow) =>
			withParameters(workflow, 'Choose the run', {
				run: { __rl: true, mode: 'id', value: '={{ $json.body.run }}' },
			}),
		leftOut: async (context) =>
			(await runToUndo(context)) === undefined ? 'no run wrote anything' : undefined,
		body: async (context) => ({ run: await runToUndo(context) }),
		writes: false,
		tell: tellUndo,
	},
];
