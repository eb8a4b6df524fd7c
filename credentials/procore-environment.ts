import type { INodeProperties } from 'n8n-workflow';

/**
 * Fields that both Procore credentials share. Tokens of one environment are worthless in another
 * (Procore, development environments), so the environment picks login and API address together.
 */
export const procoreEnvironment: INodeProperties[] = [
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
	},
	{
		displayName: 'Login Address',
		name: 'loginAddress',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://login-sandbox-monthly.procore.com',
		displayOptions: { show: { environment: ['custom'] } },
	},
	{
		displayName: 'API Address',
		name: 'apiAddress',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://api-monthly.procore.com',
		displayOptions: { show: { environment: ['custom'] } },
	},
	{
		displayName: 'Company ID',
		name: 'companyId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 5358233',
		description:
			'ID of the Procore company, as it stands in the address of its company home page. Procore asks for it with every call.',
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
