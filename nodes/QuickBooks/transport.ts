import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { type Ledger, type QuickBooksOnline, createQuickBooksOnline } from '../../spine';
import { clock, sleep } from '../shared/environment';
import { sendWith } from '../shared/send';

export const QUICKBOOKS_CREDENTIAL = 'quickBooksSpineOAuth2Api';

type QuickBooksContext =
	IExecuteFunctions | ILoadOptionsFunctions | ITriggerFunctions | IWebhookFunctions;

const credentialSchema = z.object({
	environment: z.enum(['production', 'sandbox', 'custom']).default('production'),
	address: z.string().default(''),
	verifierToken: z.string().trim().default(''),
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
 * The company file of the credential. Its realm id came with the callback of the authorisation
 * (Intuit, OAuth 2.0: `realmId`). `verifierToken` is empty where none was filled in.
 *
 * @throws NodeOperationError when the credential was never connected.
 */
export async function companyFileOf(
	context: QuickBooksContext,
): Promise<{ realmId: string; baseUrl: string; verifierToken: string }> {
	const { environment, address, oauthTokenData, verifierToken } = credentialSchema.parse(
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
	return {
		realmId,
		baseUrl: environment === 'custom' ? address : ADDRESS[environment],
		verifierToken,
	};
}

/**
 * Does work with a company file, and adds the calls that this process made to it until then to those
 * of the month in the ledger, also when the work fails.
 */
export async function countingCalls<T>(
	{ realmId, meter }: QuickBooksOnline,
	ledger: Pick<Ledger, 'addCalls'>,
	work: () => Promise<T>,
): Promise<T> {
	try {
		return await work();
	} finally {
		const calls = meter.take();
		const { core: writes, corePlus: reads } = calls;
		if (reads + writes > 0) {
			await ledger.addCalls(realmId, { reads, writes }).catch(() => {
				// A count is not worth losing the outcome of the work for.
				meter.giveBack(calls);
			});
		}
	}
}

/** QuickBooks Online for the company file of the credential; throws as {@link companyFileOf}. */
export async function quickBooksOf(context: QuickBooksContext): Promise<QuickBooksOnline> {
	const { realmId, baseUrl } = await companyFileOf(context);
	return createQuickBooksOnline({
		send: sendWith(context, QUICKBOOKS_CREDENTIAL),
		baseUrl,
		realmId,
		clock,
		sleep,
		random: Math.random,
	});
}
