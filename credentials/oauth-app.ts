import type { INodeProperties } from 'n8n-workflow';

/** Id and secret of the app, with the place they are copied from and what a refusal looks like in n8n. */
export const oauthApp = (portal: string): INodeProperties[] => [
	{
		displayName: 'Client ID',
		name: 'clientId',
		type: 'string',
		default: '',
		required: true,
		description: `Client ID of the app in the ${portal}. Each environment has its own.`,
	},
	{
		displayName: 'Client Secret',
		name: 'clientSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		description: `Client secret of the same app in the ${portal}`,
		hint: `If n8n reports "Client authentication failed" or "invalid_client", copy Client ID and Client Secret again from the ${portal}, and check that Environment is the one they belong to.`,
	},
];
