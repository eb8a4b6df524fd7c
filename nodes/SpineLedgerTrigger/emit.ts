import type { INodeExecutionData, ITriggerFunctions } from 'n8n-workflow';
import { openLedger } from '../shared/ledger';
import { asJson } from '../shared/router';
import { restoredMessage } from '../EmailExtractor/message-input';

/**
 * Messages that were stored at least so long ago and never decided, each as an item that the
 * Construction Email Extractor reads again.
 */
export async function unfinishedMessages(
	context: ITriggerFunctions,
	olderThanSeconds: number,
): Promise<INodeExecutionData[]> {
	const ledger = await openLedger(context);
	const stored = await ledger.unfinished(olderThanSeconds);
	return await Promise.all(
		stored.map(async ({ raw, form, hash, name }): Promise<INodeExecutionData> => {
			const { input } = restoredMessage(raw, form);
			if (input.kind === 'raw') {
				const message = await context.helpers.prepareBinaryData(
					Buffer.from(raw),
					name ?? `${hash.slice(0, 12)}.eml`,
					'message/rfc822',
				);
				return { json: { resumed: true }, binary: { message } };
			}
			const files = await Promise.all(
				input.files.map(
					async (file, index) =>
						[
							`attachment_${index}`,
							await context.helpers.prepareBinaryData(
								Buffer.from(file.bytes),
								file.name,
								file.contentType,
							),
						] as const,
				),
			);
			return { json: asJson(input.json), binary: Object.fromEntries(files) };
		}),
	);
}

/** Documents whose release the ledger holds and whose bill it does not know yet. */
export async function releasedDocuments(
	context: ITriggerFunctions,
	olderThanSeconds: number,
): Promise<INodeExecutionData[]> {
	const ledger = await openLedger(context);
	const releases = await ledger.unpostedReleases(olderThanSeconds);
	return releases.map(({ document, coding, verdict }) => ({
		json: { document: asJson(document), coding: asJson(coding), verdict: asJson(verdict) },
	}));
}

/**
 * Held and lately blocked documents whose facts changed since they were decided, and those opened at
 * least so long ago that no run decided since, for a new run through mapping and gate. A test run opens nothing.
 */
export async function changedDocuments(
	context: ITriggerFunctions,
	olderThanSeconds: number,
): Promise<INodeExecutionData[]> {
	const ledger = await openLedger(context);
	const documents = await ledger.reopen({
		which: 'changed',
		by: context.getNode().name,
		reason: 'facts changed',
		dryRun: context.getMode() === 'manual',
		unfinishedSeconds: olderThanSeconds,
	});
	return documents.map((document) => ({ json: { document: asJson(document) } }));
}

/**
 * Open tasks that were opened since this trigger looked last; at its first look every open one. Each
 * trigger is told of a task once. A test run counts as no look.
 */
export async function newTasks(context: ITriggerFunctions): Promise<INodeExecutionData[]> {
	const ledger = await openLedger(context);
	const tasks = await ledger.newTasks(`${context.getWorkflow().id ?? ''}:${context.getNode().id}`, {
		dryRun: context.getMode() === 'manual',
	});
	return tasks.map((task) => ({ json: { task: asJson(task) } }));
}
