import { once } from 'node:events';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const addressesSchema = z.object({ quickBooks: z.string(), procore: z.string() });
/** Where the simulated systems listen. */
export type Addresses = z.infer<typeof addressesSchema>;

/** A module that is loaded before everything else and makes time run as the environment says. */
export const FAST_TIME = join(__dirname, 'fast-time.ts');

/** Environment of processes in which time runs so many times as fast, from now on. */
export const fastEnvironment = (factor: number): NodeJS.ProcessEnv => ({
	...process.env,
	FAST: String(factor),
	FAST_FROM: String(Date.now()),
});

/** Starts a script of this folder as a process of its own. */
export function startScript(
	script: string,
	given: readonly string[],
	env: NodeJS.ProcessEnv,
): ChildProcess {
	const modules = ['tsx', FAST_TIME].flatMap((name) => ['--import', name]);
	return spawn(process.execPath, [...modules, join(__dirname, script), ...given], {
		stdio: ['pipe', 'pipe', 'ignore'],
		env,
	});
}

/** Starts the simulated systems; they end with their input. */
export async function startSystems(
	env: NodeJS.ProcessEnv,
): Promise<{ addresses: Addresses; end(): void }> {
	const { stdout, stdin } = startScript('server.ts', [], env);
	if (stdout === null) throw new Error('The simulators have no output.');
	const [line] = await once(createInterface({ input: stdout }), 'line');
	return {
		addresses: addressesSchema.parse(JSON.parse(String(line))),
		end: () => stdin?.end(),
	};
}
