import { z } from 'zod';
import type { OpenTask } from './ask-ledger';
import { type Item, type Outputs, itemsOf } from './execution';
import type { Difference } from './state-changes';

/** What is known of a step after it ran. */
export interface Seen {
	outputs: Outputs;
	/** What it changed in both systems. */
	changes: readonly Difference[];
	/** Tasks that were not open before it. */
	opened: readonly OpenTask[];
}

/** What a step has to say to a controller. */
export interface Told {
	/** What it moved, a few words each. */
	moved: string[];
	/** What waits for a person and why, a sentence each. */
	held: string[];
	/** What it only shows, a few words or a sentence each. */
	shown?: string[];
}

/** `1 new bill`, `3 new bills`. */
export const count = (many: number, one: string, several = `${one}s`): string =>
	`${many} ${many === 1 ? one : several}`;

/** How many items have each value, most frequent first. */
export function tally<Value>(values: readonly Value[]): Array<[value: Value, many: number]> {
	const counts = new Map<Value, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return [...counts].sort(([, a], [, b]) => b - a);
}

const carriedSchema = z.object({
	transfer: z.object({ label: z.string(), content: z.object({ kind: z.string() }) }),
	written: z.object({ state: z.string(), why: z.string().optional() }),
});

const STATES: ReadonlyArray<readonly [state: string, words: string]> = [
	['created', 'new'],
	['updated', 'changed'],
	['removed', 'taken back'],
	['adopted', 'found as entered by people'],
	['same', 'there already'],
];

/**
 * What a node that carries transfers out did, in words such as `12 new payments on commitments`.
 *
 * @param kind of the transfers that are told; absent: all.
 */
export function carried(
	outputs: Outputs,
	node: string,
	one: string,
	several = `${one}s`,
	kind?: string,
): Told {
	const done = itemsOf(outputs, node)
		.flatMap(({ json }) => carriedSchema.safeParse(json).data ?? [])
		.filter(({ transfer }) => kind === undefined || transfer.content.kind === kind);
	const states = new Map(tally(done.map(({ written }) => written.state)));
	const moved = STATES.flatMap(([state, words]) => {
		const many = states.get(state) ?? 0;
		if (many === 0) return [];
		const what = many === 1 ? one : several;
		return [words === 'new' ? `${many} new ${what}` : `${many} ${what} ${words}`];
	});
	const held = done.flatMap(({ transfer, written }) =>
		written.state === 'held' ? [written.why ?? transfer.label] : [],
	);
	return { moved, held };
}

/** Sentences of the tasks that a plan opened; the tasks of what was held on writing are told apart. */
export const unplanned = (opened: readonly OpenTask[]): string[] =>
	opened
		.filter(({ rule }) => rule === 'TR-02')
		.map(({ sentence, remedy }) => `${sentence} ${remedy}`);

const whySchema = z.object({ commitment: z.string().optional(), why: z.string() });

/** Why nodes put items out on the way that leads nowhere. */
export const reasonsOf = (items: readonly Item[]): string[] =>
	items.flatMap(({ json }) => {
		const { commitment, why } = whySchema.safeParse(json).data ?? {};
		if (why === undefined) return [];
		return [commitment === undefined ? why : `${commitment}: ${why}`];
	});

const findingSchema = z.object({ rule: z.string(), severity: z.string(), message: z.string() });
const judgedSchema = z.object({
	document: z.object({ vendor: z.string().optional(), number: z.string().optional() }),
	verdict: z.object({
		outcome: z.string(),
		findings: z.array(findingSchema),
		notEvaluable: z.array(z.object({ rule: z.string(), missing: z.string(), holds: z.boolean() })),
	}),
});
export type Judged = z.infer<typeof judgedSchema>;

/** What the gate put out, in the order of its outputs. */
export const judgedBy = (outputs: Outputs, node: string): Judged[] =>
	itemsOf(outputs, node).flatMap(({ json }) => judgedSchema.safeParse(json).data ?? []);

/** Why a document was stopped, with whose it is and its first reason; nothing where it passed. */
export function stoppedFor({ document, verdict }: Judged): string[] {
	if (verdict.outcome !== 'held' && verdict.outcome !== 'blocked') return [];
	const reasons = [
		...verdict.findings
			.filter(({ severity }) => severity === 'BLOCK' || severity === 'HOLD')
			.map(({ rule, message }) => `${rule}  ${message}`),
		...verdict.notEvaluable
			.filter(({ holds }) => holds)
			.map(({ rule, missing }) => `${rule}  could not be checked: ${missing}`),
	];
	const whose = [document.number, document.vendor]
		.filter((part) => part !== undefined)
		.join(' of ');
	return [`${whose}: ${reasons[0] ?? verdict.outcome}`];
}

/** Rows of a kind that a step wrote, in words; nothing where it wrote none. */
export function rowsWritten(
	changes: readonly Difference[],
	what: string,
	one: string,
	several = `${one}s`,
): string[] {
	const found = changes.find((change) => change.what === what);
	if (found === undefined) return [];
	const said = (many: number, word: string): string[] =>
		many === 0 ? [] : [`${many} ${word} ${many === 1 ? one : several}`];
	return [...said(found.created, 'new'), ...said(found.changed, 'changed')];
}
