import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { z } from 'zod';
import { hear, isSignedByIntuit, mergesOf, readNotification } from '../../spine';
import { companyFileOf } from '../QuickBooks/transport';
import { openLedger } from '../shared/ledger';
import { ANSWERED, STARTS_SAMPLE, answerVisitor } from '../shared/webhook';
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
	if (context.getWebhookName() === 'setup') return answerVisitor(context);
	const response = context.getResponseObject();
	const { rawBody, headers } = requestSchema.parse(context.getRequestObject());
	const { realmId, verifierToken } = await companyFileOf(context);
	if (rawBody.length > MOST_BYTES) {
		response.status(413).end();
		return ANSWERED;
	}
	if (!isSignedByIntuit(rawBody, headers['intuit-signature'], verifierToken)) {
		response.status(401).end();
		return ANSWERED;
	}
	response.status(200).end();
	if (context.getMode() === 'manual') return STARTS_SAMPLE;
	await note(context, realmId, rawBody);
	return ANSWERED;
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
