import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { procoreEnvironment } from './procore-environment';

/** A Procore user's authorisation (authorization code, rotating refresh token). */
export class ProcoreSpineOAuth2Api implements ICredentialType {
	name = 'procoreSpineOAuth2Api';

	displayName = 'Procore (Spine) OAuth2 API';

	extends = ['oAuth2Api'];

	icon: Icon = { light: 'file:procore.svg', dark: 'file:procore.dark.svg' };

	documentationUrl = 'https://developers.procore.com/documentation/oauth-introduction';

	properties: INodeProperties[] = [
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		...procoreEnvironment,
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default:
				'={{ { production: "https://login.procore.com", sandbox: "https://login-sandbox.procore.com", custom: $self["loginAddress"] }[$self["environment"]] }}/oauth/authorize',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ { production: "https://api.procore.com", sandbox: "https://sandbox.procore.com", custom: $credentials.apiAddress }[$credentials.environment] }}',
			url: '/rest/v1.0/me',
			headers: { 'Procore-Company-Id': '={{ $credentials.companyId }}' },
		},
	};
}
