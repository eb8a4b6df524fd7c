import { z } from 'zod';
import { itemsOf } from './execution';
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

const lookSchema = z.object({
	what: z.string(),
	procoreName: z.string().optional(),
	quickBooksName: z.string().optional(),
	why: z.string().optional(),
	records: z.string().optional(),
});

/** Which vendors and jobs were linked and created, and what may be the same. */
export function tellVendors({ outputs, opened }: Seen): Told {
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

/** Purchase orders that a node wrote, and commitments that became none. */
export const tellOrders =
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

/** What was moved, and what the gate said of the subcontractor invoices behind it. */
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

/** Bills of approved subcontractor invoices, and what waits for a release. */
export function tellBills(seen: Seen): Told {
	const waiting = itemsOf(seen.outputs, 'Post to QuickBooks').flatMap(({ json }) => {
		const { document, posting } = unpostedSchema.safeParse(json).data ?? {};
		if (document === undefined || posting === undefined) return [];
		const why = UNRELEASED.test(posting.why)
			? 'verified, but waits to be released by a person: over the limit of the policy, or a copy of it was stopped before'
			: posting.why;
		return [`${document.number ?? 'an invoice'} of ${document.vendor ?? 'a vendor'}: ${why}`];
	});
	return tellJudged(seen, rowsWritten(seen.changes, 'QuickBooks bill', 'bill'), waiting);
}

/** Verdicts that were written to Procore. */
export function tellVerdicts(seen: Seen): Told {
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

/** Owner invoices and what was received on them. */
export function tellOwner({ outputs, opened }: Seen): Told {
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

/** What was carried to Procore, by its name. */
export const tellCarried =
	(one: string, several: string) =>
	({ outputs, opened }: Seen): Told => {
		const { moved, held } = carried(outputs, 'Write them to Procore', one, several);
		return {
			moved: moved.map((words) => `${words} in Procore`),
			held: [...held, ...unplanned(opened)],
		};
	};

const watchedSchema = z.object({ task: z.object({ rule: z.string(), sentence: z.string() }) });

/** Open tasks by rule, with an example each. */
export function tellMonitors({ outputs }: Seen): Told {
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

/** How much of the month clears. */
export function tellMonthEnd({ outputs }: Seen): Told {
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

/** How often the gate and the people say the same. */
export function tellPilot({ outputs }: Seen): Told {
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

/** What taking a run back would do, and what it would leave. */
export function tellUndo({ outputs }: Seen): Told {
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
