import { sqlLedger } from './sql-ledger';
import type { Engine, SqlLedger } from './sql-ledger';

/**
 * Shares one engine among all who open the same thing in this process, and closes it with its last
 * user. Two handles on one SQLite file in one process would block each other; two pools on one
 * database would waste its connections.
 */
export class SharedEngines {
	private readonly engines = new Map<string, { engine: Promise<Engine>; users: number }>();

	async open(key: string, create: () => Promise<Engine>): Promise<SqlLedger> {
		const shared = this.engines.get(key) ?? { engine: create(), users: 0 };
		this.engines.set(key, shared);
		shared.users += 1;
		const leave = async (): Promise<void> => {
			shared.users -= 1;
			if (shared.users > 0) return;
			if (this.engines.get(key) === shared) this.engines.delete(key);
			await (await shared.engine).close();
		};
		try {
			const engine = await shared.engine;
			let open = true;
			return sqlLedger({
				...engine,
				close: async () => {
					if (!open) return;
					open = false;
					await leave();
				},
			});
		} catch (error) {
			if (this.engines.get(key) === shared) this.engines.delete(key);
			throw error;
		}
	}
}
