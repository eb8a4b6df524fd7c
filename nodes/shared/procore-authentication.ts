import type { INodeProperties } from 'n8n-workflow';

/**
 * The parameter by which a node chooses one of the two credentials for Procore. Named
 * `authentication`, n8n hides it and offers both kinds of credential in one list; it then also hides
 * every parameter by which another credential of the node is shown.
 */
export const procoreAuthentication = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Service Account', value: 'serviceAccount' },
		{ name: 'User (OAuth2)', value: 'oAuth2' },
	],
	default: 'serviceAccount',
});
