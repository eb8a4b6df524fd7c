import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

interface Started {
	/** What it says first, as JSON. */
	firstLine: Promise<unknown>;
	/** Ends it and waits until it has. */
	end(): Promise<void>;
}

/** Starts a script of this folder as a process of its own; its errors go to this one's error stream. */
export async function startProcess(
	script: string,
	options: { job?: unknown; imports?: string[]; env?: Record<string, string> } = {},
): Promise<Started> {
	const { job, imports = [], env = {} } = options;
	const given = ['tsx', ...imports.map((name) => join(__dirname, name))];
	const child = spawn(
		process.execPath,
		[
			...given.flatMap((name) => ['--import', name]),
			join(__dirname, script),
			...(job === undefined ? [] : [JSON.stringify(job)]),
		],
		{ stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...env } },
	);
	const exited = once(child, 'exit');
	const lines = createInterface({ input: child.stdout });
	const firstLine = Promise.race([
		once(lines, 'line').then(([line]): unknown => JSON.parse(String(line))),
		exited.then(([code]) => {
			throw new Error(`${script} ended with ${String(code)} and said nothing.`);
		}),
	]);
	return {
		firstLine,
		async end() {
			child.stdin.end();
			await exited;
		},
	};
}

/** Runs a script of this folder with a job, and returns what it says. */
export async function runProcess(
	script: string,
	job: unknown,
	options: { imports?: string[]; env?: Record<string, string> } = {},
): Promise<unknown> {
	const started = await startProcess(script, { job, ...options });
	const said = await started.firstLine;
	await started.end();
	return said;
}
