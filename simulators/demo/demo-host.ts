import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import axios, { type AxiosResponse } from 'axios';
import { z } from 'zod';
import { installPack } from '../n8n/install-pack';
import { type HostOptions, N8nProcess, n8nCommand } from '../n8n/n8n-process';
import { EditorSession } from './editor-session';
import type { SimulatedSystems } from './simulated-systems';
import { type Login, freshUserFolder } from './user-folder';
import type { CredentialIds, Workflow } from './workflow';

const CREDENTIALS: CredentialIds = {
	procoreServiceAccountOAuth2Api: { id: 'demoProcore00001', name: 'Procore (simulated)' },
	quickBooksSpineOAuth2Api: { id: 'demoQuickBooks01', name: 'QuickBooks (simulated)' },
};

/** Credentials in the plain form that `n8n import:credentials` reads and encrypts. */
function credentialFile(systems: DemoHostOptions['systems']): unknown[] {
	const { procore, quickBooks } = systems;
	return [
		{
			...CREDENTIALS.procoreServiceAccountOAuth2Api,
			type: 'procoreServiceAccountOAuth2Api',
			data: {
				grantType: 'clientCredentials',
				environment: 'custom',
				loginAddress: procore.address,
				apiAddress: procore.address,
				companyId: procore.companyId,
				clientId: procore.clientId,
				clientSecret: procore.clientSecret,
			},
		},
		{
			...CREDENTIALS.quickBooksSpineOAuth2Api,
			type: 'quickBooksSpineOAuth2Api',
			data: {
				grantType: 'authorizationCode',
				environment: 'custom',
				address: quickBooks.address,
				clientId: quickBooks.clientId,
				clientSecret: quickBooks.clientSecret,
				verifierToken: quickBooks.verifierToken,
				oauthTokenData: {
					...quickBooks.token,
					callbackQueryString: { realmId: quickBooks.realmId },
				},
			},
		},
	];
}

export interface DemoHostOptions {
	/** Installed n8n. */
	host: string;
	tarball: string;
	/** Folder that becomes n8n's user folder; what is in it is lost. */
	userFolder: string;
	port: number;
	systems: Pick<SimulatedSystems, 'procore' | 'quickBooks'>;
	/** Active workflows, given the ids of the credentials. */
	workflows: (credentials: CredentialIds) => Workflow[] | Promise<Workflow[]>;
	/** Credentials beside those of the simulators, in the plain form of `n8n import:credentials`. */
	otherCredentials?: ReadonlyArray<{ id: string; name: string; type: string; data: object }>;
	env?: NodeJS.ProcessEnv;
	report: (line: string) => void;
}

export interface DemoHost {
	n8n: N8nProcess;
	login: Login;
	options: HostOptions;
	/** The imported workflows, in the order in which they were given. */
	workflows: ReadonlyArray<{ id: string; name: string }>;
	/** Starts n8n again on the same user folder, after it was stopped or killed. */
	restart(): Promise<void>;
}

/**
 * A real n8n with the pack installed from its tarball, credentials of the simulators, and the given
 * workflows imported and published.
 */
export async function startDemoHost(setup: DemoHostOptions): Promise<DemoHost> {
	const { report, userFolder } = setup;
	const login = await freshUserFolder(setup.host, userFolder, setup.port, report);
	report('Installing the pack the way n8n installs it');
	await installPack(setup.tarball, userFolder);
	const options: HostOptions = {
		host: setup.host,
		userFolder,
		port: setup.port,
		log: path.join(userFolder, 'n8n.log'),
		env: setup.env,
	};
	report('Importing credentials and workflows');
	const imports = path.join(userFolder, 'imports');
	await mkdir(imports, { recursive: true });
	const credentials = path.join(imports, 'credentials.json');
	await writeFile(
		credentials,
		JSON.stringify([...credentialFile(setup.systems), ...(setup.otherCredentials ?? [])]),
	);
	await n8nCommand(options, ['import:credentials', `--input=${credentials}`]);
	await rm(credentials);
	const workflows = (await setup.workflows(CREDENTIALS)).map((workflow, index) => ({
		...workflow,
		id: `demoWorkflow${String(index).padStart(4, '0')}`,
	}));
	const file = path.join(imports, 'workflows.json');
	await writeFile(file, JSON.stringify(workflows));
	await n8nCommand(options, ['import:workflow', `--input=${file}`]);
	report('Starting n8n');
	const started: DemoHost = {
		n8n: await N8nProcess.start(options),
		login,
		options,
		workflows: workflows.map(({ id, name }) => ({ id, name })),
		async restart() {
			started.n8n = await N8nProcess.start(options);
		},
	};
	await publish(started, workflows);
	return started;
}

const versionSchema = z.object({ versionId: z.string() });

/** Publishes workflows in the running n8n, which is quicker than a start of its command for each. */
async function publish(demo: DemoHost, workflows: ReadonlyArray<{ id: string }>): Promise<void> {
	const editor = await EditorSession.open(demo);
	for (const { id } of workflows) {
		const { versionId } = versionSchema.parse(await editor.get(`/rest/workflows/${id}`));
		await editor.post(`/rest/workflows/${id}/activate`, { versionId });
	}
}

const rowsSchema = z
	.union([z.array(z.record(z.unknown())), z.record(z.unknown())])
	.transform((rows) => (Array.isArray(rows) ? rows : [rows]));

const ACTIVATION_SECONDS = 60;

/** n8n answers before it has activated its workflows; until then a webhook is not found. */
async function postWhenRegistered(url: string, body: unknown): Promise<AxiosResponse<unknown>> {
	for (let second = 0; ; second += 1) {
		const answer = await axios.post<unknown>(url, body, {
			validateStatus: () => true,
			maxBodyLength: Number.POSITIVE_INFINITY,
			timeout: 600_000,
		});
		if (answer.status !== 404 || second >= ACTIVATION_SECONDS) return answer;
		await new Promise((resolve) => setTimeout(resolve, 1000));
	}
}

/**
 * Calls a webhook of a published workflow and returns the items of its last node.
 *
 * @throws with n8n's own message when the execution failed.
 */
export async function callWebhook(
	n8n: N8nProcess,
	webhookPath: string,
	body: unknown,
	/** `webhook-test` for a test run that the editor waits for. */
	base: 'webhook' | 'webhook-test' = 'webhook',
): Promise<Array<Record<string, unknown>>> {
	const answer = await postWhenRegistered(`${n8n.address}/${base}/${webhookPath}`, body);
	if (answer.status !== 200) {
		throw new Error(`The workflow behind /${webhookPath} failed: ${JSON.stringify(answer.data)}`);
	}
	return answer.data === '' ? [] : rowsSchema.parse(answer.data);
}
