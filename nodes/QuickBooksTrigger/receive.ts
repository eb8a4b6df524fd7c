import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { z } from 'zod';
import { hear, isSignedByIntuit, mergesOf, readNotification } from '../../spine';
import { companyFileOf } from '../QuickBooks/transport';
import { openLedger } from '../shared/ledger';
import { entitiesSchema } from './properties';
import { leaveWord, notesOf } from './watching';

/** Intuit's notifications are far smaller. */
const MOST_BYTES = 4 * 1024 * 1024;

const requestSchema = z.object({
	rawBody: z.instanceof(Uint8Array).default(new Uint8Array()),
	headers: z.object({ 'intuit-signature': z.string().optional() }),
});

/**
 * Takes a notification: checks its signature over the raw body, answers, and only then notes that
 * something changed. Whoever watches reads what it was. An answer other than 200 makes Intuit send
 * the whole again and hold back what follows, so a signed body that cannot be read is answered too.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const isTest = context.getMode() === 'manual';
	const response = context.getResponseObject();
	const answered: IWebhookResponseData = { noWebhookResponse: true };
	if (context.getWebhookName() === 'setup') {
		// Opened in a browser while the editor listens: the test run puts out its sample.
		response
			.status(isTest ? 200 : 404)
			.type('text')
			.end(isTest ? 'Look into the editor.' : '');
		return isTest ? { ...answered, workflowData: [[{ json: {} }]] } : answered;
	}
	const { rawBody, headers } = requestSchema.parse(context.getRequestObject());
	const { realmId, verifierToken } = await companyFileOf(context);
	if (rawBody.length > MOST_BYTES) {
		response.status(413).end();
		return answered;
	}
	if (!isSignedByIntuit(rawBody, headers['intuit-signature'], verifierToken)) {
		response.status(401).end();
		return answered;
	}
	response.status(200).end();
	if (isTest) return { ...answered, workflowData: [[{ json: {} }]] };
	await note(context, realmId, rawBody);
	return answered;
}

async function note(context: IWebhookFunctions, realm: string, body: Uint8Array): Promise<void> {
	const notification = readNotification(body);
	const entities = entitiesSchema.parse(context.getNodeParameter('entities'));
	const ledger = await openLedger(context);
	const notes = notesOf(context, realm);
	const heard = hear(notification, { realm, entities, seen: await ledger.getNote(notes.seen) });
	if (heard.strangers.length > 0) {
		context.logger.warn(
			`QuickBooks sent notifications for ${heard.strangers.length} other companies than that of the credential (${realm}). They are ignored; a trigger with a credential for such a company takes them.`,
		);
	}
	if (notification.unreadable > 0) {
		context.logger.warn(
			`${notification.unreadable} events of a QuickBooks notification could not be read and were ignored.`,
		);
	}
	if (heard.fresh.length === 0) return;
	for (const merge of mergesOf(heard.fresh)) await ledger.merge(merge);
	await ledger.putNote(notes.seen, heard.seen);
	await leaveWord(ledger, notes.heard);
}
