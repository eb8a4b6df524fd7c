import { z } from 'zod';
import type { CompanyFolder } from '../company';
import { writingRuns } from './ask-ledger';
import { payOpenBills } from './clerk';
import type { DemoHost } from './demo-host';
import { itemsOf } from './execution';
import type { SimulatedSystems } from './simulated-systems';
import {
	type Seen,
	type Told,
	carried,
	count,
	judgedBy,
	reasonsOf,
	rowsWritten,
	stoppedFor,
	tally,
	unplanned,
} from './telling';
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
	/** What the webhook is called with. */
	body?: (context: StepContext) => object | Promise<object>;
	/** Whether it writes, so that a second run must write nothing. */
	writes: boolean;
	tell: (seen: Seen) => Told;
}

const lookSchema = z.object({
	what: z.string(),
	procoreName: z.string().optional(),
	quickBooksName: z.string().optional(),
	why: z.string().optional(),
	records: z.string().optional(),
});

function tellVendors({ outputs, opened }: Seen): Told {
	const looks = itemsOf(outputs, 'What to look at').flatMap(
		({ json }) => lookSchema.safeParse(json).data ?? [],
	);
	const inBooks = carried(outputs, 'Create in QuickBooks', 'vendor', 'vendors', 'vendor');
	const jobs = carried(outputs, 'Create in QuickBooks', 'job', 'jobs', 'job');
	const inProcore = carried(outputs, 'Create in Procore', 'vendor', 'vendors');
	const linked = itemsOf(outputs, 'Link them').length;
	return {
		moved: [
			...(linked === 0 ? [] : [`${count(linked, 'pair')} linked as the controller said`]),
			...[...inBooks.moved, ...jobs.moved].map((words) => `${words} in QuickBooks`),
			...inProcore.moved.map((words) => `${words} in Procore`),
		],
		held: [...inBooks.held, ...jobs.held, ...inProcore.held, ...unplanned(opened)],
		shown: [
			...looks.flatMap(({ what, procoreName, quickBooksName, records, why }) => {
				if (records !== undefined) return [`${what}, not linked: ${records} (${why ?? ''})`];
				if (quickBooksName === undefined) return [];
				return [`${what}: ${procoreName ?? ''} and ${quickBooksName} (${why ?? ''})`];
			}),
		],
	};
}

const refusedSchema = z.object({
	record: z.object({ number: z.string() }),
	error: z.string(),
});

const tellOrders =
	(writer: string) =>
	({ outputs, changes }: Seen): Told => ({
		moved: rowsWritten(changes, 'QuickBooks purchase order', 'purchase order'),
		held: [
			...reasonsOf(itemsOf(outputs, 'Not ready: say why')),
			...itemsOf(outputs, writer).flatMap(({ json }) => {
				const refused = refusedSchema.safeParse(json).data;
				return refused === undefined ? [] : [`${refused.record.number}: ${refused.error}`];
			}),
		],
	});

function tellJudged(seen: Seen, moved: string[], held: string[] = []): Told {
	const judged = judgedBy(seen.outputs, 'Verify');
	const outcomes = tally(judged.map(({ verdict }) => verdict.outcome));
	return {
		moved,
		held: [...judged.flatMap(stoppedFor), ...held],
		shown: [
			`${count(judged.length, 'subcontractor invoice')} judged: ${outcomes.map(([outcome, many]) => `${many} ${outcome}`).join(', ')}`,
		],
	};
}

const unpostedSchema = z.object({
	document: z.object({ number: z.string().optional(), vendor: z.string().optional() }),
	verdict: z.object({ outcome: z.literal('verified') }),
	posting: z.object({ why: z.string() }),
});

/** What the ledger says of a verified document that nothing and nobody released yet. */
const UNRELEASED = /holds no release/;

function tellBills(seen: Seen): Told {
	const waiting = itemsOf(seen.outputs, 'Post to QuickBooks').flatMap(({ json }) => {
		const { document, posting } = unpostedSchema.safeParse(json).data ?? {};
		if (document === undefined || posting === undefined) return [];
		const why = UNRELEASED.test(posting.why)
			? 'verified, but over the amount that the policy posts by itself; a person has to release it'
			: posting.why;
		return [`${document.number ?? 'an invoice'} of ${document.vendor ?? 'a vendor'}: ${why}`];
	});
	return tellJudged(seen, rowsWritten(seen.changes, 'QuickBooks bill', 'bill'), waiting);
}

function tellVerdicts(seen: Seen): Told {
	const { moved, held } = carried(
		seen.outputs,
		'Write them to Procore',
		'verdict on a subcontractor invoice',
		'verdicts on subcontractor invoices',
	);
	return tellJudged(
		seen,
		moved.map((words) => words.replace(' changed', ' written as comments')),
		held,
	);
}

function tellOwner({ outputs, opened }: Seen): Told {
	const invoices = carried(outputs, 'Write them to QuickBooks', 'owner invoice', 'owner invoices');
	const payments = carried(
		outputs,
		'Write them to Procore',
		'payment received',
		'payments received',
	);
	return {
		moved: [
			...invoices.moved.map((words) => `${words} in QuickBooks`),
			...payments.moved.map((words) => `${words} in Procore`),
		],
		held: [...invoices.held, ...payments.held, ...unplanned(opened)],
	};
}

const tellCarried =
	(one: string, several: string) =>
	({ outputs, opened }: Seen): Told => {
		const { moved, held } = carried(outputs, 'Write them to Procore', one, several);
		return {
			moved: moved.map((words) => `${words} in Procore`),
			held: [...held, ...unplanned(opened)],
		};
	};

const watchedSchema = z.object({ task: z.object({ rule: z.string(), sentence: z.string() }) });

function tellMonitors({ outputs }: Seen): Told {
	const tasks = itemsOf(outputs, 'Run the monitors').flatMap(
		({ json }) => watchedSchema.safeParse(json).data?.task ?? [],
	);
	const first = (wanted: string): string =>
		tasks.find(({ rule }) => rule === wanted)?.sentence ?? '';
	return {
		moved: [],
		held: [],
		shown: [
			`${count(tasks.length, 'open task')} on the list that goes out every morning`,
			...tally(tasks.map(({ rule }) => rule)).map(
				([rule, many]) => `${many} x ${rule}, such as: ${first(rule)}`,
			),
		],
	};
}

const reportSchema = z.object({
	asOf: z.string(),
	rows: z.number(),
	toClear: z.number(),
});

function tellMonthEnd({ outputs }: Seen): Told {
	const [first] = itemsOf(outputs, 'Create the report');
	const report = reportSchema.parse(first?.json);
	return {
		moved: [],
		held: [],
		shown: [
			`as of ${report.asOf}: ${count(report.rows, 'row')}, of which ${report.toClear} will not clear by themselves`,
		],
	};
}

const pilotSchema = z.object({
	documents: z.number(),
	compared: z.number(),
	agreed: z.number(),
	wouldHold: z.object({ documents: z.number() }),
});

function tellPilot({ outputs }: Seen): Told {
	const [first] = itemsOf(outputs, 'Compare with people');
	const { documents, compared, agreed, wouldHold } = pilotSchema.parse(first?.json);
	return {
		moved: [],
		held: [],
		shown: [
			`${count(documents, 'document')} judged, ${compared} of them also entered by people: ${agreed} agree to the cent and the account`,
			`${count(wouldHold.documents, 'document')} that people posted would have been held`,
		],
	};
}

const undoneSchema = z.object({
	what: z.string(),
	outcome: z.string().optional(),
	why: z.string(),
});

function tellUndo({ outputs }: Seen): Told {
	const would = itemsOf(outputs, 'What would happen').flatMap(
		({ json }) => undoneSchema.safeParse(json).data ?? [],
	);
	const stays = itemsOf(outputs, 'What stays').flatMap(
		({ json }) => undoneSchema.safeParse(json).data ?? [],
	);
	return {
		moved: [],
		held: [...would, ...stays].flatMap(({ why }) => (why === '' ? [] : [why])),
		shown: tally(would.filter(({ why }) => why === '').map(({ outcome }) => outcome ?? '')).map(
			([outcome, many]) => `${many} ${outcome.replace(/_/g, ' ')}`,
		),
	};
}

/** The run that is shown to be undone: the last one that carried direct costs. */
async function runToUndo({ demo }: StepContext): Promise<object> {
	const runs = await writingRuns(demo);
	const costs = runs.find(({ run }) => run.startsWith('Carry QuickBooks costs'));
	return { run: (costs ?? runs[0])?.run ?? '' };
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
		body: runToUndo,
		writes: false,
		tell: tellUndo,
	},
];
