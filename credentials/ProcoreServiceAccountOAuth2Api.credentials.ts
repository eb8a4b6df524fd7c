import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { procoreEnvironment } from './procore-environment';

/** A Procore developer-managed service account (client credentials, no refresh token). */
export class ProcoreServiceAccountOAuth2Api implements ICredentialType {
	name = 'procoreServiceAccountOAuth2Api';

	displayName = 'Procore Service Account OAuth2 API';

	extends = ['oAuth2Api'];

	icon: Icon = { light: 'file:procore.svg', dark: 'file:procore.dark.svg' };

	documentationUrl =
		'https://developers.procore.com/documentation/developer-managed-service-accounts';

	properties: INodeProperties[] = [
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'clientCredentials' },
		...procoreEnvironment,
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
