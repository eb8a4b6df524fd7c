import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { oauthApp } from './oauth-app';

/** One QuickBooks Online company file. Its realm id comes with the authorisation callback. */
export class QuickBooksSpineOAuth2Api implements ICredentialType {
	name = 'quickBooksSpineOAuth2Api';

	displayName = 'QuickBooks Online (Spine) OAuth2 API';

	extends = ['oAuth2Api'];

	icon: Icon = { light: 'file:quickbooks.svg', dark: 'file:quickbooks.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-procore-quickbooks/n8n-nodes-procore-quickbooks/blob/main/docs/credentials.md#quickbooks-online';

	properties: INodeProperties[] = [
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		...oauthApp('Intuit Developer Portal'),
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Custom Address', value: 'custom' },
				{ name: 'Production', value: 'production' },
				{ name: 'Sandbox', value: 'sandbox' },
			],
			default: 'production',
			description:
				'Sandbox goes with the development keys of the app, Production with its production keys',
			hint: 'Press Connect and choose the company file: its ID comes back with the consent, there is none to type',
		},
		{
			displayName: 'Address',
			name: 'address',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. http://127.0.0.1:4020',
			description: 'Address of a QuickBooks stand-in that serves both the login and the API',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'Webhook Verifier Token',
			name: 'verifierToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for the QuickBooks Trigger: the app in the Intuit Developer Portal shows it under Webhooks, once an endpoint is entered there. Without it the trigger takes no notifications and only looks by schedule.',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default:
				'={{ $self["environment"] === "custom" ? $self["address"] : "https://appcenter.intuit.com" }}/connect/oauth2',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default:
				'={{ $self["environment"] === "custom" ? $self["address"] : "https://oauth.platform.intuit.com" }}/oauth2/v1/tokens/bearer',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: 'com.intuit.quickbooks.accounting',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ { production: "https://quickbooks.api.intuit.com", sandbox: "https://sandbox-quickbooks.api.intuit.com", custom: $credentials.address }[$credentials.environment] }}',
			url: '=/v3/company/{{ $credentials.oauthTokenData.callbackQueryString.realmId }}/companyinfo/{{ $credentials.oauthTokenData.callbackQueryString.realmId }}',
			qs: { minorversion: '75' },
			headers: { Accept: 'application/json' },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'QuickBooks does not take the token. Check that Environment is the one that Client ID and Client Secret belong to, then press Connect again.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The connection is not for this company file, or not for this Environment. Press Connect again and choose the company.',
				},
			},
		],
	};
}
