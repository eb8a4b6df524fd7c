import {
	type ICredentialType,
	type IDataObject,
	type INode,
	type INodeType,
	Workflow,
} from 'n8n-workflow';
import { ProcoreServiceAccountOAuth2Api } from '../../credentials/ProcoreServiceAccountOAuth2Api.credentials';
import { ProcoreSpineOAuth2Api } from '../../credentials/ProcoreSpineOAuth2Api.credentials';
import { QuickBooksSpineOAuth2Api } from '../../credentials/QuickBooksSpineOAuth2Api.credentials';
import { SpineLedgerApi } from '../../credentials/SpineLedgerApi.credentials';

/** Resolves a text of a credential as n8n does, for the values that were filled in. */
function resolved(text: unknown, values: IDataObject): unknown {
	const node: INode = {
		id: '1',
		name: 'Credential',
		type: 'none',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: { getByName, getByNameAndVersion: getByName, getKnownTypes: () => ({}) },
	});
	return workflow.expression.getParameterValue(
		`=${String(text).replace(/^=/, '')}`,
		null,
		0,
		0,
		node.name,
		[],
		'internal',
		{ $credentials: values },
		undefined,
		false,
		values,
	);
}

const getByName = (): INodeType => ({
	description: {
		displayName: 'None',
		name: 'none',
		group: [],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: [],
		properties: [],
	},
});

const hidden = (credential: ICredentialType, name: string): unknown =>
	credential.properties.find((property) => property.name === name)?.default;

const procore = { production: 'https://api.procore.com', sandbox: 'https://sandbox.procore.com' };
const login = {
	production: 'https://login.procore.com',
	sandbox: 'https://login-sandbox.procore.com',
};

describe.each([
	['user', new ProcoreSpineOAuth2Api()],
	['service account', new ProcoreServiceAccountOAuth2Api()],
])('Procore, %s', (_, credential) => {
	test.each(['production', 'sandbox'] as const)('talks to the addresses of %s', (environment) => {
		const values = { environment, companyId: '5358233' };
		const { request } = credential.test;
		expect(resolved(request.baseURL, values)).toBe(procore[environment]);
		expect(resolved(hidden(credential, 'accessTokenUrl'), values)).toBe(
			`${login[environment]}/oauth/token`,
		);
		expect(resolved(request.headers?.['Procore-Company-Id'], values)).toBe('5358233');
	});

	test('talks to a custom address when told to', () => {
		const values = {
			environment: 'custom',
			apiAddress: 'http://127.0.0.1:1',
			loginAddress: 'http://127.0.0.1:2',
		};
		expect(resolved(credential.test.request.baseURL, values)).toBe('http://127.0.0.1:1');
		expect(resolved(hidden(credential, 'accessTokenUrl'), values)).toBe(
			'http://127.0.0.1:2/oauth/token',
		);
	});
});

test('QuickBooks is tested on the company file that the callback named', () => {
	const credential = new QuickBooksSpineOAuth2Api();
	const values = {
		environment: 'sandbox',
		oauthTokenData: { callbackQueryString: { realmId: '4620' } },
	};
	expect(resolved(credential.test.request.baseURL, values)).toBe(
		'https://sandbox-quickbooks.api.intuit.com',
	);
	expect(resolved(credential.test.request.url, values)).toBe('/v3/company/4620/companyinfo/4620');
	expect(resolved(hidden(credential, 'authUrl'), values)).toBe(
		'https://appcenter.intuit.com/connect/oauth2',
	);
});

test('every secret is masked', () => {
	const password = new SpineLedgerApi().properties.find(({ name }) => name === 'password');
	expect(password?.typeOptions?.password).toBe(true);
});
