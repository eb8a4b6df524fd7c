import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { procoreEnvironment, procoreTest } from './procore-environment';

/** A Procore user's authorisation (authorization code, rotating refresh token). */
export class ProcoreSpineOAuth2Api implements ICredentialType {
	name = 'procoreSpineOAuth2Api';

	displayName = 'Procore User Login OAuth2 API';

	extends = ['oAuth2Api'];

	icon: Icon = { light: 'file:procore.svg', dark: 'file:procore.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-procore-quickbooks/n8n-nodes-procore-quickbooks/blob/main/docs/credentials.md#procore';

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

	test: ICredentialTestRequest = procoreTest;
}
