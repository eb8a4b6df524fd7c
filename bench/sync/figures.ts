import { rounded } from '../statistics';
import type { Counting } from './books';

/** One run of the benchmark, as its raw data tells it. */
export interface Run {
	name: string;
	counting?: Counting;
	/** Documents that were handed over. */
	documents: number;
	/** From the call to its last outcome. */
	seconds: number;
	/** Documents that the caller was told a bill for. */
	created: number;
	/** Sentences that a user reads: refusals and warnings. */
	told: string[];
	peakKilobytes?: number;
	/** What the books held afterwards. */
	bills: number;
	attachments: number;
	/** Entries of the request log, and those answered 429. */
	requests: number;
	refused: number;
	/** Calls as Intuit meters them, each item of a batch as one: CorePlus and Core. */
	meteredReads: number;
	freeWrites: number;
}

/** Intuit's published limits for one company, and its recommended batch. */
export const LIMITS = { requestsPerMinute: 500, batchesPerMinute: 40, billsPerBatch: 30 };

const PER_MINUTE = LIMITS.batchesPerMinute * LIMITS.billsPerBatch;
/** An upload a bill, and a thirtieth of a batch. */
const PER_MINUTE_ATTACHED = LIMITS.requestsPerMinute / (1 + 1 / LIMITS.billsPerBatch);

const TOLD_429 = /\b429\b|limiting how often|too many requests/i;

/** The figures of the last line, each the worse of the two ways of counting. */
export function figures(runs: readonly Run[]): Record<string, number> {
	const named = (prefix: string): Run[] => runs.filter(({ name }) => name.startsWith(prefix));
	const one = (name: string): Run => {
		const run = runs.find((other) => other.name === name);
		if (run === undefined) throw new Error(`The run ${name} is missing.`);
		return run;
	};
	const rate = (run: Run): number => run.bills / (run.seconds / 60);
	const ours = runs.filter(({ name }) => !name.startsWith('built-in'));
	const ratio = (['window', 'bucket'] as const).map(
		(counting) => rate(one(`burst-${counting}`)) / rate(one(`built-in-${counting}`)),
	);
	const peak = (name: string): number => one(name).peakKilobytes ?? Number.NaN;
	return {
		ratio: rounded(Math.min(...ratio), 1),
		throughputShare: rounded(Math.min(...named('bills-').map(rate)) / PER_MINUTE, 3),
		throughputShareWithAttachments: rounded(
			Math.min(
				...named('attached-').map((run) => Math.min(1, run.attachments / run.bills) * rate(run)),
			) / PER_MINUTE_ATTACHED,
			3,
		),
		surfaced429: ours.flatMap(({ told }) => told).filter((text) => TOLD_429.test(text)).length,
		readsPerBill: rounded(Math.max(...ours.map((run) => run.meteredReads / run.bills)), 4),
		memoryGrowth: rounded(peak('memory-many') / peak('memory-few'), 3),
		notPosted: ours.reduce((sum, run) => sum + run.documents - run.bills, 0),
		answered429: ours.reduce((sum, run) => sum + run.refused, 0),
		packedBillsPerMinute: rounded(rate(one('packed-window')), 0),
	};
}
