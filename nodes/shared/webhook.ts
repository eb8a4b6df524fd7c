import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** The node answered by itself, and starts nothing. */
export const ANSWERED: IWebhookResponseData = { noWebhookResponse: true };

/** The node answered by itself; the editor's test run goes on and puts out its sample. */
export const STARTS_SAMPLE: IWebhookResponseData = { ...ANSWERED, workflowData: [[{ json: {} }]] };

/** Answers somebody who opens the webhook's address in a browser, which ends the editor's listening. */
export function answerVisitor(context: IWebhookFunctions): IWebhookResponseData {
	const isTest = context.getMode() === 'manual';
	context
		.getResponseObject()
		.status(isTest ? 200 : 404)
		.type('text')
		.end(isTest ? 'Look into the editor.' : '');
	return isTest ? STARTS_SAMPLE : ANSWERED;
}
