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
import { clock } from '../shared/environment';
import { openLedger } from '../shared/ledger';
import { asJson } from '../shared/router';
import { emitSpaced, watchUntilClosed } from '../shared/watching';
import { entitiesSchema, optionsSchema } from './properties';

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

	const look = async (signal: AbortSignal): Promise<void> => {
		const emit = emitSpaced(context, signal);
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
					emit: async (sheets) => await emit(itemsOf(sheets)),
				}),
		);
	};

	let next = 0;
	let heard: string | undefined;
	return watchUntilClosed(context, every, async (signal) => {
		const word = await ledger.getNote(notes.heard);
		const began = clock();
		if (began < next && word === heard) return false;
		await look(signal);
		next = began + every;
		heard = word;
		return true;
	});
}
