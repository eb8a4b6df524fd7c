import type {
	INodeExecutionData,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { type ProcoreChange, lookAtProcore, unheard, userOf } from '../../spine';
import { procoreOf } from '../Procore/transport';
import { clock, sleep } from '../shared/environment';
import { openLedger } from '../shared/ledger';
import { asJson, dressed } from '../shared/router';
import { optionsSchema, projectsSchema, watchedSchema } from './properties';
import { hookMemory } from './registration';

/** How often the ledger is asked whether a delivery came in, to this process or another. */
const LISTEN_MS = 2000;
/** Between executions when more changed than one takes. */
const BETWEEN_MS = 5000;
/** After a failure: longer every time, at most ten minutes. */
const RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 600_000;
const HOUR_MS = 3_600_000;

/** Names of what a trigger keeps in the ledger, for each company its own. */
export function notesOf(
	context: ITriggerFunctions | IWebhookFunctions,
	companyId: string,
): { progress: string; box: string } {
	const own = `${context.getWorkflow().id ?? ''} ${context.getNode().id} ${companyId}`;
	return { progress: `procore changes ${own}`, box: `procore deliveries ${own}` };
}

/** What travels on: sheets with their event as items. */
export const itemsOf = (changes: readonly ProcoreChange[]): INodeExecutionData[] =>
	changes.map((change) => ({ json: asJson(change) }));

function startFrom(context: ITriggerFunctions, given: string): { startFrom?: number } {
	if (given === '') return {};
	const at = Date.parse(given);
	if (!Number.isNaN(at)) return { startFrom: at };
	throw new NodeOperationError(
		context.getNode(),
		'The option "Start From" is no date. Choose one, or leave it empty.',
	);
}

/** Looks at once, then by schedule and whenever a delivery came in, until it is closed. */
export async function startWatching(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const watched = watchedSchema.parse(context.getNodeParameter('watch'));
	const options = optionsSchema.parse(context.getNodeParameter('options', {}));
	const every = z.number().min(1).parse(context.getNodeParameter('minutes')) * 60_000;
	const client = await procoreOf(context, context.getNodeParameter('authentication'));
	const ledger = await openLedger(context);
	const notes = notesOf(context, client.companyId);
	const closing = new AbortController();
	const { signal } = closing;
	const start = startFrom(context, options.startFrom);
	const projects = projectsSchema.parse(context.getNodeParameter('projects', []));
	let ownUser: string | undefined;
	let emitted = false;

	const look = async (what: 'notices' | 'unheard' | 'all'): Promise<void> => {
		emitted = false;
		if (options.ignoreOwn) ownUser ??= await userOf(client, signal);
		const byHook = options.useWebhooks
			? unheard(watched, hookMemory(context).refused ?? [])
			: watched;
		const lists = what === 'all' ? watched : what === 'unheard' ? byHook : [];
		await lookAtProcore(
			{
				client,
				ledger,
				note: notes.progress,
				box: notes.box,
				watched,
				projects,
				...start,
				...(ownUser === undefined ? {} : { ownUser }),
				record: options.record,
				keepFile: (bytes) => ledger.putBlob(bytes),
				atOnce: options.atOnce,
				clock,
				signal,
				say: (sentence) => context.logger.warn(sentence),
				emit: async (changes) => {
					if (emitted) await sleep(BETWEEN_MS, signal);
					emitted = true;
					context.emit([itemsOf(changes)]);
				},
			},
			{ notices: true, lists },
		);
	};

	const watch = async (): Promise<void> => {
		let nextLists = 0;
		let nextAll = 0;
		let failures = 0;
		let quietUntil = 0;
		while (!signal.aborted) {
			try {
				const now = clock();
				const isDue = now >= nextLists || now >= nextAll;
				if (now >= quietUntil) {
					if (isDue) {
						await look(now >= nextAll ? 'all' : 'unheard');
						const { catchUpHours } = options;
						if (now >= nextAll) {
							nextAll = catchUpHours === 0 ? Infinity : now + catchUpHours * HOUR_MS;
						}
						nextLists = now + every;
						failures = 0;
					} else if ((await ledger.waitingNotices(notes.box, 1)).length > 0) {
						await look('notices');
						failures = 0;
					}
				}
			} catch (error) {
				if (signal.aborted) return;
				failures += 1;
				quietUntil = clock() + Math.min(RETRY_MS * failures, LONGEST_RETRY_MS);
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
