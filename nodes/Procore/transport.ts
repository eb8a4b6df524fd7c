import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { z } from 'zod';
import { type ProcoreClient, createProcore } from '../../spine';
import { clock, sleep } from '../shared/environment';
import { sendWith, sendWithoutCredential } from '../shared/send';

const credentialSchema = z.object({
	environment: z.enum(['production', 'sandbox', 'custom']).default('production'),
	apiAddress: z.string().default(''),
	companyId: z.coerce.string(),
});

const API_ADDRESS = {
	production: 'https://api.procore.com',
	sandbox: 'https://sandbox.procore.com',
};

type ProcoreContext =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| ITriggerFunctions
	| IWebhookFunctions;

const nameOf = (authentication: unknown) =>
	authentication === 'oAuth2' ? 'procoreSpineOAuth2Api' : 'procoreServiceAccountOAuth2Api';

/** What the chosen credential says of company and address. */
export async function procoreCompanyOf(
	context: ProcoreContext,
	authentication: unknown,
): Promise<{ companyId: string; baseUrl: string; isCustom: boolean }> {
	const { environment, apiAddress, companyId } = credentialSchema.parse(
		await context.getCredentials(nameOf(authentication)),
	);
	const isCustom = environment === 'custom';
	return { companyId, isCustom, baseUrl: isCustom ? apiAddress : API_ADDRESS[environment] };
}

/** Procore's API for the company of the chosen credential. */
export async function procoreOf(
	context: ProcoreContext,
	authentication: unknown,
): Promise<ProcoreClient> {
	const { companyId, baseUrl } = await procoreCompanyOf(context, authentication);
	return createProcore({
		send: sendWith(context, nameOf(authentication)),
		sendPlain: sendWithoutCredential(context),
		baseUrl,
		companyId,
		clock,
		sleep,
		random: Math.random,
	});
}
