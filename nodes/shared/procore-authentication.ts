import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

const SERVICE_ACCOUNT = 'serviceAccount';
const USER = 'oAuth2';

/** The parameter by which a node chooses one of the two credentials for Procore. */
export const procoreAuthentication = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Service Account', value: SERVICE_ACCOUNT },
		{ name: 'User (OAuth2)', value: USER },
	],
	default: SERVICE_ACCOUNT,
});

/**
 * The two credentials that a parameter chooses from. n8n takes the parameter for the node's own
 * authentication: it hides it and offers both kinds in one list. With it n8n hides every parameter by
 * which another credential is shown, so a node's other credentials go by `hide`.
 */
export const procoreCredentials = (name: string): INodeCredentialDescription[] => [
	{
		name: 'procoreServiceAccountOAuth2Api',
		required: true,
		displayOptions: { show: { [name]: [SERVICE_ACCOUNT] } },
	},
	{
		name: 'procoreSpineOAuth2Api',
		required: true,
		displayOptions: { show: { [name]: [USER] } },
	},
];
