import type { ICredentialTestRequest, INodeProperties } from 'n8n-workflow';
import { oauthApp } from './oauth-app';

const UNREACHABLE =
	'If n8n reports ECONNREFUSED, ENOTFOUND, "refused the connection" or "Invalid URL", nothing answers at this address: check it, with https:// in front';

/**
 * Fields that both Procore credentials share. Tokens of one environment are worthless in another
 * (Procore, development environments), so the environment picks login and API address together.
 */
export const procoreEnvironment: INodeProperties[] = [
	...oauthApp('Procore Developer Portal'),
	{
		displayName: 'Environment',
		name: 'environment',
		type: 'options',
		options: [
			{ name: 'Custom Address', value: 'custom' },
			{ name: 'Developer Sandbox', value: 'sandbox' },
			{ name: 'Production', value: 'production' },
		],
		default: 'production',
		description:
			'Where the app lives. Custom Address is for the monthly sandbox and the federal zone.',
	},
	{
		displayName: 'Login Address',
		name: 'loginAddress',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://login-sandbox-monthly.procore.com',
		hint: UNREACHABLE,
		displayOptions: { show: { environment: ['custom'] } },
	},
	{
		displayName: 'API Address',
		name: 'apiAddress',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://api-monthly.procore.com',
		hint: UNREACHABLE,
		displayOptions: { show: { environment: ['custom'] } },
	},
	{
		displayName: 'Company ID',
		name: 'companyId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 5358233',
		description: 'ID of the Procore company. Procore asks for it with every call.',
		hint: 'The number in the address of the company home page in Procore',
	},
	{
		displayName: 'Access Token URL',
		name: 'accessTokenUrl',
		type: 'hidden',
		default:
			'={{ { production: "https://login.procore.com", sandbox: "https://login-sandbox.procore.com", custom: $self["loginAddress"] }[$self["environment"]] }}/oauth/token',
	},
	{ displayName: 'Scope', name: 'scope', type: 'hidden', default: '' },
	{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
];

const refusal = (value: number, message: string) => ({
	type: 'responseCode' as const,
	properties: { value, message },
});

/**
 * Reads one project of the company, because Procore answers who the caller is for any company
 * (Procore, error reference: "App is not connected to this company.").
 */
export const procoreTest: ICredentialTestRequest = {
	request: {
		baseURL:
			'={{ { production: "https://api.procore.com", sandbox: "https://sandbox.procore.com", custom: $credentials.apiAddress }[$credentials.environment] }}',
		url: '/rest/v1.0/projects',
		qs: { company_id: '={{ $credentials.companyId }}', per_page: 1 },
		headers: { 'Procore-Company-Id': '={{ $credentials.companyId }}' },
	},
	rules: [
		refusal(
			400,
			'Procore does not take the Company ID. Enter the number in the address of the company home page, digits only.',
		),
		refusal(
			401,
			'Procore does not take the token. Check that Environment is the one that Client ID and Client Secret belong to, then connect or test again.',
		),
		refusal(
			403,
			'The app may not read this company. Check Company ID, and have an administrator of the company install the app and permit its projects.',
		),
		refusal(
			404,
			'Procore does not know this company, or nothing of Procore is at this address. Check Company ID, and API Address where Environment is Custom Address.',
		),
		refusal(429, 'Procore takes no more calls of this app for now. Test again in an hour.'),
	],
};
