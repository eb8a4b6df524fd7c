import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { TestHost } from './test-host';

const countSchema = z.object({ count: z.number() });

/** What is asked of the ledger's file while n8n works on it, to end n8n at a known step. */
export class LedgerFile {
	private readonly db: DatabaseSync;

	constructor({ demo }: TestHost) {
		const folder = path.join(demo.options.userFolder, '.n8n', 'spine-ledger', 'main');
		this.db = new DatabaseSync(path.join(folder, 'ledger.sqlite'), { readOnly: true });
	}

	private count(sql: string): number {
		return countSchema.parse(this.db.prepare(sql).get()).count;
	}

	/** Messages that are stored, in any state. */
	stored(): number {
		return this.count('select count(*) as count from intakes');
	}

	/** Messages whose documents were read. */
	read(): number {
		return this.count("select count(*) as count from intakes where state <> 'stored'");
	}

	decisions(): number {
		return this.count('select count(*) as count from decisions');
	}

	close(): void {
		this.db.close();
	}
}

/** Asks every millisecond until it is so. @throws when it is not within the time. */
export async function until(
	what: string,
	isSo: () => boolean | Promise<boolean>,
	{ timeoutMs = 30_000, everyMs = 1 } = {},
): Promise<void> {
	for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await sleep(everyMs)) {
		if (await isSo()) return;
	}
	throw new Error(`It did not come to pass within ${timeoutMs / 1000} s: ${what}.`);
}
