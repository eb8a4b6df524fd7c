import type {
	INodeExecutionData,
	INodeProperties,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';
import { z } from 'zod';
import { clock, sleep } from './environment';
import { dressed } from './router';

/** How often the ledger is asked whether word came in, to this process or another. */
const LISTEN_MS = 2000;
/** Between executions when more changed than one takes. */
const BETWEEN_MS = 5000;
/** After a failure, times the failures in a row. */
const RETRY_MS = 60_000;

/** Options of every trigger that watches a system. */
export const watchOptions = {
	atOnce: z.number().int().min(1).max(1000).default(200),
	record: z.boolean().default(true),
};

export const atOnceOption: INodeProperties = {
	displayName: 'Items at Once',
	name: 'atOnce',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1000 },
	default: 200,
	description:
		'Most items that start one execution. What is more follows in further executions, some seconds apart.',
};

export const recordOption: INodeProperties = {
	displayName: 'Record in the Ledger',
	name: 'record',
	type: 'boolean',
	default: true,
	description: 'Whether the ledger takes over what changed before the workflow starts',
};

/** What the canvas says below a trigger's name: the first of what it watches, and how many more. */
export const watchSubtitle = (parameter: string): string =>
	`={{ ($parameter["${parameter}"][0] ?? "").replace(/([A-Z])/g, " $1").trim().toLowerCase() + ($parameter["${parameter}"].length > 1 ? " and " + ($parameter["${parameter}"].length - 1) + " more" : "") }}`;

/** In a test run of the editor one sample; otherwise the watch. */
export async function sampleOrWatch(
	context: ITriggerFunctions,
	sample: (context: ITriggerFunctions) => Promise<INodeExecutionData[]>,
	watch: (context: ITriggerFunctions) => Promise<ITriggerResponse>,
): Promise<ITriggerResponse> {
	if (context.getMode() !== 'manual') return await watch(context);
	return {
		manualTriggerFunction: async () => {
			context.emit([await sample(context)]);
		},
	};
}

/** Starts an execution with each call; all but the first wait some seconds before. */
export function emitSpaced(
	context: ITriggerFunctions,
	signal: AbortSignal,
): (items: INodeExecutionData[]) => Promise<void> {
	let emitted = false;
	return async (items) => {
		if (emitted) await sleep(BETWEEN_MS, signal);
		emitted = true;
		context.emit([items]);
	};
}

/**
 * Calls `lookIfDue` every two seconds until the trigger is closed. A look that fails shows as a
 * failed execution, and the next one waits: a minute longer every time, at most `longestRetryMs`.
 *
 * @param lookIfDue tells whether it looked.
 */
export function watchUntilClosed(
	context: ITriggerFunctions,
	longestRetryMs: number,
	lookIfDue: (signal: AbortSignal) => Promise<boolean>,
): ITriggerResponse {
	const closing = new AbortController();
	const { signal } = closing;
	const watch = async (): Promise<void> => {
		let failures = 0;
		let quietUntil = 0;
		while (!signal.aborted) {
			try {
				if (clock() >= quietUntil && (await lookIfDue(signal))) failures = 0;
			} catch (error) {
				if (signal.aborted) return;
				failures += 1;
				quietUntil = clock() + Math.min(longestRetryMs, RETRY_MS * failures);
				context.saveFailedExecution(dressed(context, error, 0));
			}
			await sleep(LISTEN_MS, signal).catch(() => undefined);
		}
	};
	const watching = watch();
	return {
		closeFunction: async () => {
			closing.abort(new Error('The trigger was switched off.'));
			await watching;
		},
	};
}
