/**
 * First step of `npm run demo`. Runs on the machine's own Node (20.19 or later) without any
 * dependency: installs what is missing, then hands over to the demo under the project's Node 24.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const bin = path.join(project, 'node_modules', '.bin');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	console.error(`The demo needs Node 20.19 or later; this is ${process.version}.`);
	process.exit(1);
}

function run(program, args, quiet) {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, {
			cwd: project,
			stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
			env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` },
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream?.on('data', (chunk) => (output += chunk));
		}
		const stop = (signal) => child.kill(signal);
		process.once('SIGINT', stop);
		process.once('SIGTERM', stop);
		child.on('error', reject);
		child.on('close', (code) => {
			process.removeListener('SIGINT', stop);
			process.removeListener('SIGTERM', stop);
			if (quiet && code !== 0) console.error(output.split('\n').slice(-20).join('\n'));
			resolve(code ?? 1);
		});
	});
}

/** npm writes node_modules/.package-lock.json last; one older than the lock file is stale or half done. */
function isInstalled() {
	const stamp = path.join(project, 'node_modules', '.package-lock.json');
	const lock = path.join(project, 'package-lock.json');
	if (!existsSync(stamp) || !existsSync(path.join(bin, 'node'))) return false;
	const wanted = JSON.parse(readFileSync(lock, 'utf8')).packages;
	const present = JSON.parse(readFileSync(stamp, 'utf8')).packages;
	return (
		statSync(stamp).size > 0 &&
		Object.entries(present).every(([name, entry]) => wanted[name]?.version === entry.version)
	);
}

if (!isInstalled()) {
	console.log('Installing the dependencies (once, about two minutes) ...');
	const code = await run('npm', ['ci', '--no-audit', '--no-fund'], true);
	if (code !== 0) {
		console.error('npm ci did not succeed; its last lines are above.');
		process.exit(code);
	}
}

process.exitCode = await run(
	path.join(bin, 'node'),
	[
		path.join(project, 'node_modules', 'tsx', 'dist', 'cli.mjs'),
		path.join(project, 'simulators', 'demo', 'main.ts'),
		...process.argv.slice(2),
	],
	false,
);
