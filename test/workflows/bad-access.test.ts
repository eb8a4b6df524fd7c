import { z } from 'zod';
import { callWebhook } from '../../simulators/demo/demo-host';
import { EditorSession } from '../../simulators/demo/editor-session';
import { lastFailure } from '../../simulators/demo/failure';
import { ledgerEntries, messageIdOf } from '../../simulators/demo/main-job';
import type { Workflow } from '../../simulators/demo/workflow';
import { REALM, invoiceMail } from './support/company';
import { type TestHost, startTestHost } from './support/test-host';

jest.setTimeout(600_000);

const QUICKBOOKS = 'quickBooksSpineOAuth2Api';
const PROCORE = 'procoreServiceAccountOAuth2Api';

const createdSchema = z.object({ id: z.string() });
const workflowSchema = z.object({ id: z.string(), versionId: z.string() });

interface Access {
	type: typeof QUICKBOOKS | typeof PROCORE;
	data: object;
}

/** Credentials that do not fit, and what must be said of each. */
function wrongAccess({ systems }: TestHost): Record<string, Access & { says: RegExp }> {
	const { procore, quickBooks } = systems;
	const books = (token: object, realmId = REALM) => ({
		grantType: 'authorizationCode',
		environment: 'custom',
		address: quickBooks.address,
		clientId: quickBooks.clientId,
		clientSecret: 'wrong-secret',
		oauthTokenData: { ...token, callbackQueryString: { realmId } },
	});
	const wrongToken = { access_token: 'wrong', refresh_token: 'wrong', token_type: 'bearer' };
	const account = (secret: string, companyId: string) => ({
		grantType: 'clientCredentials',
		environment: 'custom',
		loginAddress: procore.address,
		apiAddress: procore.address,
		companyId,
		clientId: procore.clientId,
		clientSecret: secret,
	});
	return {
		'a wrong QuickBooks token': {
			type: QUICKBOOKS,
			data: books(wrongToken),
			says: /sign-in to QuickBooks has expired or was revoked.*Reconnect the QuickBooks/,
		},
		'an unknown QuickBooks company': {
			type: QUICKBOOKS,
			data: books(quickBooks.token, '4620816365000000000'),
			says: /belongs to books 9130355377388383, for which this step has no credential/,
		},
		'a wrong Procore secret': {
			type: PROCORE,
			data: account('wrong-secret', procore.companyId),
			says: /"Read both systems" stopped: .*connect the Procore credential again/,
		},
		'another Procore company': {
			type: PROCORE,
			data: account(procore.clientSecret, '999999'),
			says: /This ledger holds company \d+ of Procore, and the credential is for company 999999/,
		},
	};
}

describe('credentials that do not fit', () => {
	let host: TestHost;
	const given: Workflow[] = [];
	beforeAll(async () => {
		host = await startTestHost({
			workflows: (workflows) => {
				given.push(...workflows);
				return workflows;
			},
		});
	});
	afterAll(() => host.stop());

	/** Publishes a copy of a workflow that uses another credential, behind a webhook of its own. */
	async function published(workflow: Workflow | undefined, access: Access, path: string) {
		if (workflow === undefined) throw new Error('There is no such workflow.');
		const editor = await EditorSession.open(host.demo);
		const { type, data } = access;
		const credential = { name: path, type, data };
		const { id } = createdSchema.parse(await editor.post('/rest/credentials', credential));
		const nodes = workflow.nodes.map((node) => ({
			...node,
			...(node.type === 'n8n-nodes-base.webhook'
				? { webhookId: path, parameters: { ...node.parameters, path } }
				: {}),
			...(node.credentials?.[type] === undefined
				? {}
				: { credentials: { ...node.credentials, [type]: { id, name: path } } }),
		}));
		const { connections, settings } = workflow;
		const made = workflowSchema.parse(
			await editor.post('/rest/workflows', { name: path, nodes, connections, settings }),
		);
		await editor.post(`/rest/workflows/${made.id}/activate`, { versionId: made.versionId });
	}

	it.each(['a wrong QuickBooks token', 'an unknown QuickBooks company'])(
		'posts nothing with %s, says why, and loses nothing',
		async (name) => {
			const access = wrongAccess(host)[name];
			if (access === undefined) throw new Error(`There is no case ${name}.`);
			const path = name.replace(/ /g, '-');
			await published(given[0], access, path);
			const number = `INV-80${name.length}`;
			const mail = await invoiceMail(path, [{ number, amount: 1_000 + name.length }]);
			const data = new FormData();
			data.append('message', new Blob([new Uint8Array(mail)], { type: 'message/rfc822' }), 'm.eml');
			const answer = await callWebhook(host.demo.n8n, path, data).catch(() => undefined);
			const why =
				answer === undefined ? await lastFailure(host.demo) : JSON.stringify(answer[0]?.posting);
			expect(why).toMatch(access.says);
			expect(why).not.toContain('wrong-secret');
			expect(host.bills().filter(({ DocNumber }) => DocNumber === number)).toEqual([]);
			const entries = await ledgerEntries(host.demo, messageIdOf(mail));
			expect(entries.map(({ verdict }) => verdict?.outcome)).toEqual(['verified']);
		},
	);

	it('goes on working with the right ones', async () => {
		await host.send(await invoiceMail('right', [{ number: 'INV-8100', amount: 1_500 }]));
		expect(host.bills().filter(({ DocNumber }) => DocNumber === 'INV-8100')).toHaveLength(1);
	});

	it.each(['a wrong Procore secret', 'another Procore company'])(
		'reads nothing with %s, and says why',
		async (name) => {
			const access = wrongAccess(host)[name];
			if (access === undefined) throw new Error(`There is no case ${name}.`);
			const path = name.replace(/ /g, '-');
			await published(given[1], access, path);
			await expect(callWebhook(host.demo.n8n, path, {})).rejects.toThrow();
			const why = await lastFailure(host.demo);
			expect(why).toMatch(access.says);
			expect(why).not.toContain('wrong-secret');
		},
	);
});
