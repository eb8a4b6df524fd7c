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
import { clock } from '../shared/environment';
import { openLedger } from '../shared/ledger';
import { asJson } from '../shared/router';
import { emitSpaced, watchUntilClosed } from '../shared/watching';
import { optionsSchema, projectsSchema, watchedSchema } from './properties';
import { hookMemory } from './registration';

/** Longest wait after failures. */
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
	const start = startFrom(context, options.startFrom);
	const projects = projectsSchema.parse(context.getNodeParameter('projects', []));
	let ownUser: string | undefined;

	const look = async (what: 'notices' | 'unheard' | 'all', signal: AbortSignal): Promise<void> => {
		const emit = emitSpaced(context, signal);
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
				emit: async (changes) => await emit(itemsOf(changes)),
			},
			{ notices: true, lists },
		);
	};

	let nextLists = 0;
	let nextAll = 0;
	return watchUntilClosed(context, LONGEST_RETRY_MS, async (signal) => {
		const now = clock();
		if (now < nextLists && now < nextAll) {
			if ((await ledger.waitingNotices(notes.box, 1)).length === 0) return false;
			await look('notices', signal);
			return true;
		}
		await look(now >= nextAll ? 'all' : 'unheard', signal);
		if (now >= nextAll) {
			const { catchUpHours } = options;
			nextAll = catchUpHours === 0 ? Infinity : now + catchUpHours * HOUR_MS;
		}
		nextLists = now + every;
		return true;
	});
}
