import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import axios from 'axios';
import { freePort } from './free-port';
import { ownEnvironment, run } from './host-folder';

export interface HostOptions {
	/** Folder that {@link installHost} returned. */
	host: string;
	/** n8n's user folder (the one that holds `.n8n`). */
	userFolder: string;
	port: number;
	/** Log file of n8n. */
	log: string;
	/** Folders that file nodes may read. */
	readable?: string[];
	env?: NodeJS.ProcessEnv;
}

/** Settings that keep n8n quiet, local and deterministic. */
export function hostEnvironment(options: HostOptions): NodeJS.ProcessEnv {
	return {
		N8N_USER_FOLDER: options.userFolder,
		N8N_PORT: String(options.port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_EDITOR_BASE_URL: `http://127.0.0.1:${options.port}`,
		N8N_WEBHOOK_URL: `http://127.0.0.1:${options.port}`,
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_SECURE_COOKIE: 'false',
		N8N_ENCRYPTION_KEY: 'demo-key-of-a-throw-away-user-folder',
		N8N_RESTRICT_FILE_ACCESS_TO: (options.readable ?? []).join(';'),
		N8N_LOG_LEVEL: 'info',
		EXECUTIONS_DATA_PRUNE: 'false',
		GENERIC_TIMEZONE: 'UTC',
		...options.env,
	};
}

const binary = (host: string) => path.join(host, 'node_modules', 'n8n', 'bin', 'n8n');

/** Runs one n8n command (`import:workflow`, `execute`, ...) to its end. */
export function n8nCommand(options: HostOptions, args: readonly string[]): Promise<string> {
	return run(process.execPath, [binary(options.host), ...args], options.userFolder, {
		...hostEnvironment(options),
		N8N_PORT: '0',
	});
}

/** A running n8n. */
export class N8nProcess {
	private constructor(
		private readonly child: ChildProcess,
		readonly address: string,
		private readonly ended: Promise<void>,
	) {}

	/**
	 * Starts n8n and waits until it answers and has activated its workflows.
	 *
	 * @throws when it does not within `timeoutMs` (default four minutes) or ends before.
	 */
	static start(options: HostOptions, timeoutMs?: number): Promise<N8nProcess> {
		return N8nProcess.launch(options, ['start'], 'Editor is now accessible via', timeoutMs);
	}

	/**
	 * Starts a worker of queue mode and waits until it takes jobs. Its port serves its health alone.
	 *
	 * @param jobs at most so many executions at a time.
	 * @throws as {@link start} does.
	 */
	static startWorker(options: HostOptions, jobs = 5): Promise<N8nProcess> {
		const env = {
			...options.env,
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(options.port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		};
		const command = ['worker', `--concurrency=${jobs}`];
		return N8nProcess.launch({ ...options, env }, command, 'n8n worker is now ready');
	}

	private static async launch(
		options: HostOptions,
		command: readonly string[],
		readyLine: string,
		timeoutMs = 240_000,
	): Promise<N8nProcess> {
		const log = createWriteStream(options.log, { flags: 'a' });
		// Its default is one port for all, at which a second n8n on the machine ends.
		const broker = { N8N_RUNNERS_BROKER_PORT: String(await freePort()) };
		const child = spawn(process.execPath, [binary(options.host), ...command], {
			cwd: options.userFolder,
			env: { ...ownEnvironment(), ...broker, ...hostEnvironment(options) },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let ready = false;
		const watch = (chunk: Buffer) => {
			log.write(chunk);
			if (chunk.toString().includes(readyLine)) ready = true;
		};
		child.stdout.on('data', watch);
		child.stderr.on('data', watch);
		const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
		const address = `http://127.0.0.1:${options.port}`;
		const n8n = new N8nProcess(child, address, ended);
		const deadline = Date.now() + timeoutMs;
		while (Date.now() < deadline) {
			if (child.exitCode !== null || child.signalCode !== null) {
				throw new Error(`n8n ended while it was starting; its log is ${options.log}.`);
			}
			if (ready && (await n8n.isReady())) return n8n;
			await new Promise((resolve) => setTimeout(resolve, 250));
		}
		await n8n.kill();
		throw new Error(`n8n did not start within ${timeoutMs / 1000} s; its log is ${options.log}.`);
	}

	private async isReady(): Promise<boolean> {
		const answer = await axios
			.get(`${this.address}/healthz/readiness`, { validateStatus: () => true, timeout: 2_000 })
			.catch(() => undefined);
		return answer?.status === 200;
	}

	get pid(): number | undefined {
		return this.child.pid;
	}

	/** Ends n8n at once, as a power cut would. */
	async kill(): Promise<void> {
		this.child.kill('SIGKILL');
		await this.ended;
	}

	/** Asks n8n to end, and waits until it has (at most 20 s, then it is killed). */
	async stop(): Promise<void> {
		this.child.kill('SIGTERM');
		const timer = setTimeout(() => this.child.kill('SIGKILL'), 20_000);
		await this.ended;
		clearTimeout(timer);
	}

	/** Resolves when n8n has ended. */
	wait(): Promise<void> {
		return this.ended;
	}
}
