import { randomUUID } from 'node:crypto';
import type {
	INodeExecutionData,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
} from 'n8n-workflow';
import { z } from 'zod';
import { type Ledger, type QuickBooksSheet, watchOnce } from '../../spine';
import { countingCalls, quickBooksOf } from '../QuickBooks/transport';
import { clock, sleep } from '../shared/environment';
import { openLedger } from '../shared/ledger';
import { asJson, dressed } from '../shared/router';
import { entitiesSchema } from './properties';

/** How often the ledger is asked whether a notification came in, to this process or another. */
const LISTEN_MS = 2000;
/** Between executions when more changed than one takes. */
const BETWEEN_MS = 5000;
/** After a failure: longer every time, at most as long as the schedule. */
const RETRY_MS = 60_000;

const optionsSchema = z
	.object({
		atOnce: z.number().int().min(1).max(1000).default(200),
		record: z.boolean().default(true),
	})
	.default({});

/** Names of the notes that a trigger keeps in the ledger, for each company file its own. */
export function notesOf(
	context: ITriggerFunctions | IWebhookFunctions,
	realmId: string,
): { progress: string; heard: string; seen: string } {
	const own = `${context.getWorkflow().id ?? ''} ${context.getNode().id} ${realmId}`;
	return {
		progress: `quickbooks changes ${own}`,
		heard: `quickbooks heard ${own}`,
		seen: `quickbooks seen ${own}`,
	};
}

/** Leaves word that something changed; whichever process watches finds it. */
export async function leaveWord(ledger: Ledger, note: string): Promise<void> {
	await ledger.putNote(note, randomUUID());
}

/** What travels on: sheets as items. */
export const itemsOf = (sheets: readonly QuickBooksSheet[]): INodeExecutionData[] =>
	sheets.map((sheet) => ({ json: asJson(sheet) }));

/** Looks at once, then by schedule and whenever a notification left word, until it is closed. */
export async function startWatching(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const entities = entitiesSchema.parse(context.getNodeParameter('entities'));
	const every = z.number().min(1).parse(context.getNodeParameter('minutes')) * 60_000;
	const { atOnce, record } = optionsSchema.parse(context.getNodeParameter('options', {}));
	const client = await quickBooksOf(context);
	const ledger = await openLedger(context);
	const notes = notesOf(context, client.realmId);
	const closing = new AbortController();
	const { signal } = closing;
	let emitted = false;

	const look = async (): Promise<void> => {
		emitted = false;
		await countingCalls(
			client,
			ledger,
			async () =>
				await watchOnce({
					client,
					ledger,
					note: notes.progress,
					entities,
					record,
					atOnce,
					clock,
					signal,
					say: (sentence) => context.logger.warn(sentence),
					emit: async (sheets) => {
						if (emitted) await sleep(BETWEEN_MS, signal);
						emitted = true;
						context.emit([itemsOf(sheets)]);
					},
				}),
		);
	};

	const watch = async (): Promise<void> => {
		let next = 0;
		let failures = 0;
		let heard: string | undefined;
		while (!signal.aborted) {
			try {
				const word = await ledger.getNote(notes.heard);
				const quiet = failures > 0 || word === heard;
				if (clock() >= next || !quiet) {
					next = clock() + every;
					await look();
					heard = word;
					failures = 0;
				}
			} catch (error) {
				if (signal.aborted) return;
				failures += 1;
				next = clock() + Math.min(every, RETRY_MS * failures);
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
