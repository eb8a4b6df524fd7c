import type { Summary } from './report';
import type { SimulatedSystems } from './simulated-systems';
import type { Difference } from './state-changes';
import { count } from './telling';
import type { StepOutcome } from './whole-spine';

/** Longest list of sentences below a step. */
const MANY = 4;
const MANY_SHOWN = 12;
const LONGEST = 200;

const cut = (sentence: string): string =>
	sentence.length <= LONGEST ? sentence : `${sentence.slice(0, LONGEST - 4).trimEnd()} ...`;

/** The first few of a list, and how many more there are. */
const firstOf = (sentences: readonly string[], many = MANY): string[] => [
	...sentences.slice(0, many).map(cut),
	...(sentences.length > many ? [`and ${sentences.length - many} more`] : []),
];

/** What a step did: what moved in one line, then what was held and why, what it shows and its files. */
export function stepLines({ moved, held, shown = [], files, writes }: StepOutcome): string[] {
	return [
		...(writes ? [`      Moved   ${moved.length === 0 ? 'nothing' : moved.join('; ')}`] : []),
		...(held.length === 0 ? [] : [`      Held    ${held.length}`]),
		...firstOf(held).map((line) => `              ${line}`),
		...firstOf(shown, MANY_SHOWN).map((line) => `      Shows   ${line}`),
		...files.map((file) => `      File    ${file}`),
	];
}

/** What a second run of everything changed. */
export function repeatedLines(changes: readonly Difference[]): string[] {
	if (changes.length === 0) return ['      Moved   nothing: nothing is written twice'];
	return changes.map(
		({ what, created, changed, removed }) =>
			`      Moved   ${what}: ${created} new, ${changed} changed, ${removed} removed`,
	);
}

/** Documents of the quarter as they stand in both systems at the end, by kind. */
export function documentCounts(
	{ running, quickBooks }: SimulatedSystems,
	{ documents, messages }: Pick<Summary, 'documents' | 'messages'>,
): Array<[what: string, many: number]> {
	const inProcore = running.procore.exportState();
	const inBooks = running.quickBooks.exportState(quickBooks.realmId);
	const rows = (table: unknown): number => (Array.isArray(table) ? table.length : 0);
	return [
		[`documents found in ${messages} e-mails`, documents],
		['subcontractor invoices in Procore', rows(inProcore.requisitions)],
		[
			'change orders in Procore',
			rows(inProcore.change_order_packages) +
				rows(inProcore.potential_change_orders) +
				rows(inProcore.change_order_requests),
		],
		['owner invoices in Procore', rows(inProcore.payment_applications)],
		['card purchases and cheques in QuickBooks', rows(inBooks.Purchase)],
		['bill payments in QuickBooks', rows(inBooks.BillPayment)],
		['payments received in QuickBooks', rows(inBooks.Payment)],
	];
}

/** How many documents there were, in all and by kind. */
export function countLines(counts: ReadonlyArray<readonly [what: string, many: number]>): string[] {
	const all = counts.reduce((sum, [, many]) => sum + many, 0);
	return [
		`  Documents of the quarter: ${all}`,
		...counts
			.filter(([, many]) => many > 0)
			.map(([what, many]) => `    ${String(many).padStart(5)}  ${what}`),
	];
}

const COLUMNS = [56, 6] as const;

const row = (title: string, held: string, moved: string): string =>
	`  ${title.padEnd(COLUMNS[0])}${held.padStart(COLUMNS[1])}  ${moved}`;

/** Everything that was shown, a line each, and where its workflow stands in the editor. */
export function tableLines(
	summary: Summary,
	outcomes: readonly StepOutcome[],
	mainCanvas: string,
): string[] {
	const mail = 'E-mailed invoices are verified and posted';
	const stopped = summary.held + summary.blocked;
	return [
		row('What was shown', 'Held', 'Moved'),
		row(mail, String(stopped), `${count(summary.posted, 'bill')} (${summary.postedSum})`),
		...outcomes.map(({ title, held, moved, writes }) =>
			row(title, String(held.length), moved.join('; ') || (writes ? 'nothing' : 'only reads')),
		),
		'',
		'  Where to look in the editor',
		`    ${'verify-and-post-emailed-invoices'.padEnd(34)}${mainCanvas}`,
		...outcomes.map(({ template, canvas }) => `    ${template.padEnd(34)}${canvas}`),
	];
}
