import type { IExecuteFunctions, ILoadOptionsFunctions, ITriggerFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { type ProcoreClient, createProcore } from '../../spine';
import { clock, sleep } from '../shared/environment';
import { sendWith } from '../shared/send';

const credentialSchema = z.object({
	environment: z.enum(['production', 'sandbox', 'custom']).default('production'),
	apiAddress: z.string().default(''),
	companyId: z.coerce.string(),
});

const API_ADDRESS = {
	production: 'https://api.procore.com',
	sandbox: 'https://sandbox.procore.com',
};

/** Procore's API for the company of the chosen credential. */
export async function procoreOf(
	context: IExecuteFunctions | ILoadOptionsFunctions | ITriggerFunctions,
	authentication: unknown,
): Promise<ProcoreClient> {
	const credential =
		authentication === 'oAuth2' ? 'procoreSpineOAuth2Api' : 'procoreServiceAccountOAuth2Api';
	const { environment, apiAddress, companyId } = credentialSchema.parse(
		await context.getCredentials(credential),
	);
	return createProcore({
		send: sendWith(context, credential),
		baseUrl: environment === 'custom' ? apiAddress : API_ADDRESS[environment],
		companyId,
		clock,
		sleep,
		random: Math.random,
	});
}
