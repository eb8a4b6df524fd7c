import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../../simulators/n8n/free-port';

const execute = promisify(execFile);

const OWNER = 'ledger';

/** A PostgreSQL server on loopback that asks for passwords, in a throw-away folder. */
export class PostgresServer {
	readonly user = OWNER;

	private constructor(
		private readonly bin: string,
		private readonly folder: string,
		readonly port: number,
		readonly password: string,
	) {}

	/** Starts a server from the binaries in `bin`; it refuses to run as root, so `postgres` runs it then. */
	static async start(bin: string): Promise<PostgresServer> {
		const folder = await mkdtemp(path.join(tmpdir(), 'spine-postgres-'));
		const server = new PostgresServer(bin, folder, await freePort(), 'right-one');
		const secret = path.join(folder, 'password');
		await writeFile(secret, server.password);
		if (isRoot()) {
			const ids = await Promise.all(['-u', '-g'].map((id) => execute('id', [id, 'postgres'])));
			const [uid = 0, gid = 0] = ids.map(({ stdout }) => Number(stdout));
			for (const owned of [folder, secret]) await chown(owned, uid, gid);
		}
		const data = path.join(folder, 'data');
		await server.run('initdb', '-D', data, '-U', OWNER, '--auth=scram-sha-256', '--pwfile', secret);
		const options = `-p ${server.port} -k ${folder} -c listen_addresses=127.0.0.1`;
		const log = path.join(folder, 'log');
		await server.run('pg_ctl', '-D', data, '-w', '-o', options, '-l', log, 'start');
		await server.run('createdb', '-h', '127.0.0.1', '-p', String(server.port), '-U', OWNER, OWNER);
		return server;
	}

	private async run(command: string, ...args: string[]): Promise<void> {
		const program = path.join(this.bin, command);
		const env = { ...process.env, PGPASSWORD: this.password };
		const [file, rest] = isRoot()
			? ['runuser', ['-u', 'postgres', '--', program, ...args]]
			: [program, args];
		await execute(file, rest, { env, cwd: this.folder });
	}

	async stop(): Promise<void> {
		await this.run('pg_ctl', '-D', path.join(this.folder, 'data'), '-m', 'immediate', 'stop');
		await rm(this.folder, { recursive: true, force: true });
	}
}

const isRoot = (): boolean => process.getuid?.() === 0;
