import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { z } from 'zod';
import { bearsOurHeader, hearProcore, readDelivery } from '../../spine';
import { procoreCompanyOf } from '../Procore/transport';
import { openLedger } from '../shared/ledger';
import { ANSWERED, answerVisitor } from '../shared/webhook';
import { projectsSchema, watchedSchema } from './properties';
import { hookMemory } from './registration';
import { notesOf } from './watching';

/** Procore's deliveries name a record and no more; they are far smaller. */
const MOST_BYTES = 1024 * 1024;

const requestSchema = z.object({
	rawBody: z.instanceof(Uint8Array).default(new Uint8Array()),
	headers: z.object({ authorization: z.string().optional() }),
});

/**
 * Takes a delivery: checks its Authorization header, notes what it tells, answers. Whoever watches
 * reads the record afterwards. An answer other than 2xx makes Procore hold back what follows and send
 * the whole again, so an event that cannot be used is answered too; what is no JSON is not Procore's.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	if (context.getWebhookName() === 'setup') return answerVisitor(context);
	const response = context.getResponseObject();
	const { rawBody, headers } = requestSchema.parse(context.getRequestObject());
	if (!bearsOurHeader(headers.authorization, hookMemory(context).authorization)) {
		response.status(401).end();
		return ANSWERED;
	}
	if (rawBody.length > MOST_BYTES) {
		response.status(413).type('text').end('The delivery is larger than any of Procore.');
		return ANSWERED;
	}
	const delivery = readDelivery(rawBody);
	if (delivery === undefined) {
		response.status(400).type('text').end('The body is no JSON object. Send what Procore sends.');
		return ANSWERED;
	}
	if (delivery.unreadable > 0) {
		context.logger.warn(
			`${delivery.unreadable} events of a Procore delivery could not be read and were ignored. What changed is found by schedule.`,
		);
	}
	await note(context, delivery);
	response.status(200).end();
	return ANSWERED;
}

/** What is noted lies in the ledger before Procore is answered, so that it is not lost with this process. */
async function note(
	context: IWebhookFunctions,
	delivery: NonNullable<ReturnType<typeof readDelivery>>,
): Promise<void> {
	const { companyId } = await procoreCompanyOf(context, context.getNodeParameter('authentication'));
	const heard = hearProcore(delivery, {
		company: companyId,
		watched: watchedSchema.parse(context.getNodeParameter('watch')),
		projects: projectsSchema.parse(context.getNodeParameter('projects', [])),
	});
	if (heard.strangers.length > 0) {
		context.logger.warn(
			`Procore told of changes in ${heard.strangers.length} other companies than that of the credential (${companyId}). They are ignored; a trigger with a credential for such a company takes them.`,
		);
	}
	if (heard.notices.length === 0) return;
	const ledger = await openLedger(context);
	await ledger.putNotices(notesOf(context, companyId).box, heard.notices);
}
