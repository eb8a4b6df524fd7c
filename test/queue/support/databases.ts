import pg from 'pg';
import { z } from 'zod';

const countSchema = z.tuple([z.object({ count: z.coerce.number() })]);

/** Two fresh databases of one PostgreSQL: n8n's own and the ledger's. */
export class Databases {
	private constructor(
		private readonly server: URL,
		private readonly names: { n8n: string; ledger: string },
		private readonly ledger: pg.Client,
	) {}

	/** @param url of any database of the server, as a user who may create others. */
	static async create(url: string): Promise<Databases> {
		const server = new URL(url);
		const names = { n8n: `n8n_${process.pid}`, ledger: `ledger_${process.pid}` };
		for (const name of Object.values(names)) {
			await Databases.command(server, `create database ${name}`);
		}
		const at = new URL(server);
		at.pathname = names.ledger;
		const ledger = new pg.Client({ connectionString: at.href });
		await ledger.connect();
		return new Databases(server, names, ledger);
	}

	private static async command(server: URL, sql: string): Promise<void> {
		const client = new pg.Client({ connectionString: server.href });
		await client.connect();
		await client.query(sql).finally(() => client.end());
	}

	/** Settings that make n8n keep its own data here. */
	environment(): NodeJS.ProcessEnv {
		return {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: this.server.hostname,
			DB_POSTGRESDB_PORT: this.server.port,
			DB_POSTGRESDB_DATABASE: this.names.n8n,
			DB_POSTGRESDB_USER: this.server.username,
			DB_POSTGRESDB_PASSWORD: this.server.password,
		};
	}

	/** The Spine Ledger credential in the plain form of `n8n import:credentials`. */
	credential() {
		return {
			id: 'testSpineLedger1',
			name: 'Ledger on PostgreSQL',
			type: 'spineLedgerApi',
			data: {
				host: this.server.hostname,
				port: Number(this.server.port),
				database: this.names.ledger,
				user: this.server.username,
				password: this.server.password,
				tls: 'off',
			},
		};
	}

	/** Rows of a table of the ledger. */
	async count(table: 'records' | 'intakes'): Promise<number> {
		const { rows } = await this.ledger.query(`select count(*) as count from ${table}`);
		return countSchema.parse(rows)[0].count;
	}

	async drop(): Promise<void> {
		await this.ledger.end();
		for (const name of Object.values(this.names)) {
			await Databases.command(this.server, `drop database if exists ${name} with (force)`);
		}
	}
}
