import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** Where the manifest and lock file of the pinned n8n lie; `N8N_HOST` names another one, for the tests. */
export const PINNED_HOST = path.join(__dirname, process.env.N8N_HOST ?? 'host');

/**
 * The installed n8n lives in a per-user cache, keyed by its lock file and Node's version, so that
 * only the first clone on a machine pays for the installation.
 */
export async function hostFolder(manifest = PINNED_HOST): Promise<string> {
	const lock = await readFile(path.join(manifest, 'package-lock.json'));
	const key = createHash('sha256').update(lock).update(process.version).digest('hex').slice(0, 16);
	const cache = process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache');
	return path.join(cache, 'n8n-nodes-procore-quickbooks', `n8n-${key}`);
}

/**
 * Installs the pinned n8n once: without install scripts (an unused Kafka binding does not compile),
 * then SQLite's binding, which does have to be compiled. An interrupted installation is begun anew.
 *
 * @throws with the last lines of npm's output when it does not install.
 */
export async function installHost(
	report: (line: string) => void,
	manifest = PINNED_HOST,
): Promise<string> {
	const folder = await hostFolder(manifest);
	if (existsSync(path.join(folder, '.complete'))) return folder;
	const work = `${folder}.installing-${process.pid}`;
	await rm(work, { recursive: true, force: true });
	await mkdir(work, { recursive: true });
	for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
		await cp(path.join(manifest, file), path.join(work, file));
	}
	report('Installing n8n into the per-user cache (once, about three minutes)');
	// `npm ci` would refuse the lock file where a registry lacks optional bindings of other platforms.
	await npm(['install', '--ignore-scripts', '--no-audit', '--no-fund'], work);
	report('Compiling the SQLite binding of n8n (once, about one minute)');
	await npm(['rebuild', 'sqlite3'], work);
	await writeFile(path.join(work, '.complete'), '');
	await rename(work, folder).catch(async (error: unknown) => {
		if (!existsSync(path.join(folder, '.complete'))) throw error;
		await rm(work, { recursive: true, force: true });
	});
	return folder;
}

/**
 * The environment without what a test runner or another n8n put into it: n8n behaves differently
 * under `NODE_ENV=test`.
 */
export function ownEnvironment(): NodeJS.ProcessEnv {
	return Object.fromEntries(
		Object.entries(process.env).filter(
			([name]) => !/^(NODE_ENV|NODE_OPTIONS|JEST_.*|N8N_.*|DB_.*|EXECUTIONS_.*)$/.test(name),
		),
	);
}

/** Runs npm with the Node that runs us first on the path, and fails with what it printed last. */
export function npm(args: readonly string[], cwd: string): Promise<string> {
	return run('npm', args, cwd);
}

/** Runs a program to its end; resolves with standard output. */
export function run(
	program: string,
	args: readonly string[],
	cwd: string,
	env: NodeJS.ProcessEnv = {},
): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, {
			cwd,
			env: {
				...ownEnvironment(),
				...env,
				PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ''}`,
			},
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		let errors = '';
		child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) resolve(output);
			else {
				const tail = `${output}\n${errors}`.trim().split('\n').slice(-12).join('\n');
				reject(
					new Error(`${program} ${args.join(' ')} ended with code ${code ?? 'none'}:\n${tail}`),
				);
			}
		});
	});
}
