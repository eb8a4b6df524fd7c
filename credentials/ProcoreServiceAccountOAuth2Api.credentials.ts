import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { procoreEnvironment, procoreTest } from './procore-environment';

/** A Procore developer-managed service account (client credentials, no refresh token). */
export class ProcoreServiceAccountOAuth2Api implements ICredentialType {
	name = 'procoreServiceAccountOAuth2Api';

	displayName = 'Procore Service Account OAuth2 API';

	extends = ['oAuth2Api'];

	icon: Icon = { light: 'file:procore.svg', dark: 'file:procore.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-procore-quickbooks/n8n-nodes-procore-quickbooks/blob/main/docs/credentials.md#procore';

	properties: INodeProperties[] = [
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'clientCredentials' },
		{
			displayName: 'Send Additional Body Properties',
			name: 'sendAdditionalBodyProperties',
			type: 'hidden',
			default: false,
		},
		...procoreEnvironment,
	];

	test: ICredentialTestRequest = procoreTest;
}
