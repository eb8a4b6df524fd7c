import type { INodeProperties } from 'n8n-workflow';

/** Which of the two Procore credentials an operation that reads both systems uses. */
export const procoreAuthentication: INodeProperties = {
	displayName: 'Procore Authentication',
	name: 'procoreAuthentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Service Account', value: 'serviceAccount' },
		{ name: 'User (OAuth2)', value: 'oAuth2' },
	],
	default: 'serviceAccount',
	displayOptions: { show: { operation: ['backfill', 'preflight'] } },
};
