import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A PostgreSQL server of the run's own. */
export interface Database {
	url: string;
	/** Ends it as a crash would, and starts it again. */
	restart(): Promise<void>;
	stop(): Promise<void>;
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	if (address === null || typeof address === 'string') throw new Error('There is no free port.');
	return address.port;
}

/** Starts a server with the programs that POSTGRES_BIN names; undefined where it names none. */
export async function startDatabase(folder: string): Promise<Database | undefined> {
	const programs = process.env.POSTGRES_BIN;
	if (programs === undefined) return undefined;
	await mkdir(join(folder, 'run'), { recursive: true });
	const isRoot = process.getuid?.() === 0;
	if (isRoot) await run('chown', ['-R', 'postgres', folder]);
	if (isRoot) await run('chmod', ['755', join(folder, '..')]);
	const call = async (program: string, given: string[]): Promise<void> => {
		const own = [join(programs, program), ...given];
		const [first = '', ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', ...own] : own;
		await run(first, rest);
	};
	const port = await freePort();
	const data = join(folder, 'data');
	await call('initdb', ['-D', data, '-U', 'ledger', '--auth=trust']);
	const options = `-p ${port} -k ${join(folder, 'run')} -c listen_addresses=127.0.0.1`;
	const start = ['-D', data, '-w', '-o', options, '-l', join(folder, 'log'), 'start'];
	await call('pg_ctl', start);
	const stop = (): Promise<void> => call('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
	return {
		url: `postgres://ledger@127.0.0.1:${port}/postgres`,
		async restart() {
			await stop();
			await call('pg_ctl', start);
		},
		stop,
	};
}
