import type { IExecuteFunctions, ILoadOptionsFunctions, ITriggerFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { type QuickBooksOnline, createQuickBooksOnline } from '../../spine';
import { clock, sleep } from '../shared/environment';
import { sendWith } from '../shared/send';

export const QUICKBOOKS_CREDENTIAL = 'quickBooksSpineOAuth2Api';

const credentialSchema = z.object({
	environment: z.enum(['production', 'sandbox', 'custom']).default('production'),
	address: z.string().default(''),
	oauthTokenData: z
		.object({ callbackQueryString: z.object({ realmId: z.coerce.string() }).partial().default({}) })
		.partial()
		.default({}),
});

const ADDRESS = {
	production: 'https://quickbooks.api.intuit.com',
	sandbox: 'https://sandbox-quickbooks.api.intuit.com',
};

/**
 * QuickBooks Online for the company file of the credential. Its realm id came with the callback of
 * the authorisation (Intuit, OAuth 2.0: `realmId`).
 *
 * @throws NodeOperationError when the credential was never connected.
 */
export async function quickBooksOf(
	context: IExecuteFunctions | ILoadOptionsFunctions | ITriggerFunctions,
): Promise<QuickBooksOnline> {
	const { environment, address, oauthTokenData } = credentialSchema.parse(
		await context.getCredentials(QUICKBOOKS_CREDENTIAL),
	);
	const realmId = oauthTokenData?.callbackQueryString?.realmId;
	if (realmId === undefined) {
		throw new NodeOperationError(
			context.getNode(),
			'The QuickBooks credential does not say which company file it is for.',
			{ description: 'Open the credential and press "Connect" again, then choose the company.' },
		);
	}
	return createQuickBooksOnline({
		send: sendWith(context, QUICKBOOKS_CREDENTIAL),
		baseUrl: environment === 'custom' ? address : ADDRESS[environment],
		realmId,
		clock,
		sleep,
		random: Math.random,
	});
}
