import axios from 'axios';
import { z } from 'zod';
import { EditorSession } from '../../simulators/demo/editor-session';
import type { Workflow } from '../../simulators/demo/workflow';
import { simulatedApps } from '../../simulators/start';
import { type QuickBooksSimulator, quickBooksSimulator } from '../../simulators/quickbooks';
import { type TestHost, startTestHost } from '../workflows/support/test-host';
import { type Consent, CredentialDialog } from './support/credential-dialog';
import { EditorPage } from './support/editor-page';
import { PostgresServer } from './support/postgres';

jest.setTimeout(240_000);

const PROCORE_USER = 'Procore User Login OAuth2 API';
const PROCORE_SERVICE = 'Procore Service Account OAuth2 API';
const QUICKBOOKS = 'QuickBooks Online (Spine) OAuth2 API';
const LEDGER = 'Spine Ledger (PostgreSQL) API';
/** A port of this machine that nothing listens on. */
const NOWHERE = 'http://127.0.0.1:1';

const books = (realmId: string, CompanyName: string, vendor: string) => ({
	realmId,
	entities: {
		CompanyInfo: [{ Id: '1', CompanyName }],
		Vendor: [{ Id: '7', SyncToken: '0', DisplayName: vendor, Active: true }],
	},
});

const credentialsSchema = z.array(z.object({ id: z.string(), name: z.string(), type: z.string() }));

/** A workflow of one node behind a manual trigger. */
const reading = (
	type: string,
	parameters: Record<string, unknown>,
	credentials: Record<string, { id: string; name: string }>,
): Workflow => ({
	name: `Reading with ${type}`,
	active: false,
	settings: { executionOrder: 'v1' },
	nodes: [
		{
			id: 'start',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'read',
			name: 'Read',
			type: `n8n-nodes-procore-quickbooks.${type}`,
			typeVersion: 1,
			position: [220, 0],
			parameters,
			credentials,
		},
	],
	connections: { Start: { main: [[{ node: 'Read', type: 'main', index: 0 }]] } },
});

const binary = process.env.CHROMIUM;
const postgresBin = process.env.POSTGRES_BIN;

if (binary) {
	describe('credentials in the editor', () => {
		let host: TestHost;
		let editor: EditorPage;
		let twoCompanies: QuickBooksSimulator;
		let quickBooksAddress = '';

		beforeAll(async () => {
			twoCompanies = quickBooksSimulator({
				companies: [
					books('4620816365000001', 'Northline Builders', 'Alder Drywall'),
					books('4620816365000002', 'Southline Builders', 'Birch Glass'),
				],
				clock: Date.now,
				...simulatedApps.quickBooks,
			});
			quickBooksAddress = await twoCompanies.app.listen({ host: '127.0.0.1', port: 0 });
			host = await startTestHost({ setUp: false });
			const { procore } = host.systems;
			await axios.put(`${procore.address}/control/switches`, { consent: 'ask' });
			// Every refresh gives a new refresh token and ends the old one.
			const rotating = { consent: 'ask', refreshRotationMs: 0 };
			await axios.put(`${quickBooksAddress}/control/switches`, rotating);
			editor = await EditorPage.open(binary, host.demo);
		}, 240_000);
		afterAll(async () => {
			await editor?.close();
			await host?.stop();
			await twoCompanies?.app.close();
		});

		const procoreFields = () => {
			const { address, clientId, clientSecret, companyId } = host.systems.procore;
			return { clientId, clientSecret, loginAddress: address, apiAddress: address, companyId };
		};
		const quickBooksFields = () => ({ ...simulatedApps.quickBooks, address: quickBooksAddress });

		async function dialogOf(
			kind: string,
			fields: Readonly<Record<string, string>>,
		): Promise<CredentialDialog> {
			const dialog = await CredentialDialog.create(editor, kind);
			await dialog.choose('environment', 'Custom Address');
			await dialog.fill(fields);
			return dialog;
		}

		/** Makes a credential, connects it, and returns how a node refers to it. */
		async function connected(
			kind: string,
			fields: Readonly<Record<string, string>>,
			consent: Consent,
		): Promise<Record<string, { id: string; name: string }>> {
			const dialog = await dialogOf(kind, fields);
			await dialog.connect(consent);
			await dialog.connected();
			const name = await dialog.name();
			const session = await EditorSession.open(host.demo);
			const made = credentialsSchema.parse(await session.get('/rest/credentials'));
			const credential = made.find((one) => one.name === name);
			if (credential === undefined) throw new Error(`n8n keeps no credential "${name}".`);
			return { [credential.type]: { id: credential.id, name } };
		}

		/** Runs the workflow on the canvas, then after each end of all access tokens again. */
		async function readsOnAfterExpiry(workflow: Workflow, system: string): Promise<string[]> {
			await editor.show(workflow);
			const seen = [await editor.runAndRead('Read')];
			for (let round = 0; round < 2; round += 1) {
				await axios.post(`${system}/control/expire-tokens`, {});
				seen.push(await editor.runAndRead('Read'));
			}
			return seen;
		}

		it('connects a Procore login, and reads on with the refresh token that n8n kept', async () => {
			await editor.seen('procore-login', async () => {
				const credentials = await connected(PROCORE_USER, procoreFields(), { decision: 'Allow' });
				const workflow = reading(
					'procore',
					{ authentication: 'oAuth2', resource: 'vendor', operation: 'getMany' },
					credentials,
				);
				const seen = await readsOnAfterExpiry(workflow, host.systems.procore.address);
				expect(seen).toHaveLength(3);
				for (const text of seen) expect(text).toContain('Kessler Concrete LLC');
			});
		});

		it('takes the QuickBooks company from the callback, and reads on with the rotated refresh token', async () => {
			await editor.seen('quickbooks-login', async () => {
				const credentials = await connected(QUICKBOOKS, quickBooksFields(), {
					decision: 'Allow',
					company: 'Southline Builders',
				});
				const workflow = reading(
					'quickBooks',
					{ resource: 'vendor', operation: 'getMany' },
					credentials,
				);
				const seen = await readsOnAfterExpiry(workflow, quickBooksAddress);
				expect(seen).toHaveLength(3);
				for (const text of seen) {
					expect(text).toContain('Birch Glass');
					expect(text).not.toContain('Alder Drywall');
				}
			});
		});

		it.each([
			['Procore', PROCORE_USER, procoreFields],
			['QuickBooks', QUICKBOOKS, quickBooksFields],
		])(
			'says that consent was denied at %s, and connects at a second try',
			async (_, kind, fields) => {
				await editor.seen('denied', async () => {
					const dialog = await dialogOf(kind, fields());
					const said = await dialog.connect({ decision: 'Deny' });
					expect(said).toContain('access_denied');
					expect(said).toContain('Failed to connect');
					expect(await dialog.isConnected()).toBe(false);
					await dialog.connect({ decision: 'Allow' });
					await dialog.connected();
				});
			},
		);

		it.each([
			['Procore', PROCORE_USER, procoreFields, 'Procore Developer Portal'],
			['QuickBooks', QUICKBOOKS, quickBooksFields, 'Intuit Developer Portal'],
		])(
			'refuses a wrong secret of %s, and says where to copy it from',
			async (_, kind, fields, portal) => {
				await editor.seen('wrong-secret', async () => {
					const dialog = await dialogOf(kind, { ...fields(), clientSecret: 'wrong' });
					expect(await dialog.connect({ decision: 'Allow' })).toMatch(
						/client authentication failed|invalid_client/i,
					);
					expect(await dialog.isConnected()).toBe(false);
					expect(await dialog.text()).toContain(
						`copy Client ID and Client Secret again from the ${portal}`,
					);
				});
			},
		);

		it('tests a Procore service account, and names the field that is wrong', async () => {
			await editor.seen('service-account', async () => {
				const dialog = await dialogOf(PROCORE_SERVICE, {
					...procoreFields(),
					clientSecret: 'wrong',
				});
				expect(await dialog.verdict()).toContain('Client authentication failed');
				expect(await dialog.text()).toContain('copy Client ID and Client Secret again');
				await dialog.fill({ ...procoreFields(), loginAddress: NOWHERE });
				expect(await dialog.verdict()).toContain('refused the connection');
				expect(await dialog.text()).toContain('nothing answers at this address: check it');
				await dialog.fill({ ...procoreFields(), companyId: '99' });
				expect(await dialog.verdict()).toContain('Check Company ID');
				await dialog.fill({ companyId: 'Northline' });
				expect(await dialog.verdict()).toContain('digits only');
				await dialog.fill(procoreFields());
				expect(await dialog.verdict()).toContain('Connection tested successfully');
			});
		});

		it('says which field of a ledger database that cannot be reached to check', async () => {
			await editor.seen('ledger-unreachable', async () => {
				const dialog = await CredentialDialog.create(editor, LEDGER);
				await dialog.fill({ host: '127.0.0.1', port: '1', user: 'ledger' });
				expect(await dialog.verdict()).toContain('Check host and port');
			});
		});

		if (postgresBin) {
			it('tests the ledger on a PostgreSQL, and names the field that is wrong', async () => {
				const server = await PostgresServer.start(postgresBin);
				try {
					await editor.seen('ledger', async () => {
						const { user, password, port } = server;
						const right = { database: user, user, password };
						const dialog = await CredentialDialog.create(editor, LEDGER);
						await dialog.fill({
							...right,
							host: '127.0.0.1',
							port: String(port),
							password: 'wrong',
						});
						expect(await dialog.verdict()).toContain('Check user and password');
						await dialog.fill({ ...right, database: 'nowhere' });
						expect(await dialog.verdict()).toContain('does not exist. Create it');
						await dialog.fill(right);
						await dialog.choose('tls', 'On, Certificate Checked');
						expect(await dialog.verdict()).toContain('Set TLS of the credential to "Off"');
						await dialog.choose('tls', 'Off');
						expect(await dialog.verdict()).toContain('Connection tested successfully');
					});
				} finally {
					await server.stop();
				}
			});
		}
	});
}
