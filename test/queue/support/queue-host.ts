import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import axios from 'axios';
import { freshUserFolder } from '../../../simulators/demo/user-folder';
import type { Workflow } from '../../../simulators/demo/workflow';
import { freePort } from '../../../simulators/n8n/free-port';
import { installHost } from '../../../simulators/n8n/host-folder';
import { N8nProcess } from '../../../simulators/n8n/n8n-process';
import {
	type TestHost,
	type TestHostOptions,
	startTestHost,
} from '../../workflows/support/test-host';
import type { Databases } from './databases';

const quiet = () => undefined;

/** Gives n8n's empty database its tables and the owner that the prepared user folder knows. */
async function prepareDatabase(env: NodeJS.ProcessEnv): Promise<void> {
	const userFolder = await mkdtemp(path.join(tmpdir(), 'spine-queue-owner-'));
	const host = await installHost(quiet);
	const port = await freePort();
	const login = await freshUserFolder(host, userFolder, port, quiet);
	const log = path.join(userFolder, 'n8n.log');
	const n8n = await N8nProcess.start({ host, userFolder, port, log, env });
	await axios
		.post(`${n8n.address}/rest/owner/setup`, { ...login, firstName: 'Test', lastName: 'Owner' })
		.finally(() => n8n.stop());
	await rm(userFolder, { recursive: true, force: true });
}

/** Puts the ledger of every node of the pack on PostgreSQL, as a user does for queue mode. */
export function onPostgres(workflow: Workflow, credential: { id: string; name: string }): Workflow {
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			'ledgerStorage' in node.parameters
				? {
						...node,
						parameters: {
							...node.parameters,
							ledgerStorage: 'postgres',
							...(node.type.endsWith('spineLedgerTrigger') ? { minutes: 1 } : {}),
						},
						credentials: { ...node.credentials, spineLedgerApi: credential },
					}
				: node,
		),
	};
}

/** A worker, told by its own log what it took on. */
export class Worker {
	private constructor(
		private readonly process: N8nProcess,
		private readonly log: string,
	) {}

	/** A worker beside the main n8n, on the same user folder. */
	static async start(host: TestHost, name: string): Promise<Worker> {
		const { options } = host.demo;
		const log = path.join(options.userFolder, `${name}.log`);
		const started = await N8nProcess.startWorker({ ...options, log, port: await freePort() });
		return new Worker(started, log);
	}

	private async times(what: string): Promise<number> {
		return (await readFile(this.log, 'utf8')).split(`Worker ${what} execution`).length - 1;
	}

	/** Executions it has finished. */
	finished(): Promise<number> {
		return this.times('finished');
	}

	/** Executions it has begun and not finished. */
	async inFlight(): Promise<number> {
		return (await this.times('started')) - (await this.times('finished'));
	}

	kill(): Promise<void> {
		return this.process.kill();
	}
}

/**
 * A main n8n in queue mode with the pack and the small company's simulators, its ledger on
 * PostgreSQL. It executes nothing until workers are started.
 */
export async function startQueueHost(
	databases: Databases,
	redisPort: string,
	more: NonNullable<TestHostOptions['workflows']>,
): Promise<TestHost> {
	const env = {
		...databases.environment(),
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: redisPort,
	};
	await prepareDatabase(env);
	const credential = databases.credential();
	const { id, name } = credential;
	return await startTestHost({
		env,
		setUp: false,
		otherCredentials: [credential],
		workflows: async (workflows, credentials, folder) => [
			...workflows.map((workflow) => onPostgres(workflow, { id, name })),
			...(await more(workflows, credentials, folder)),
		],
	});
}
