import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chance } from '../chance';
import type { Measurement } from '../report';
import { startDatabase } from './database';
import type { Count } from './recount';
import { type Outcome, Run } from './run';

export interface FaultsOptions {
	seed: number;
	say: (line: string) => void;
	documents?: number;
	/** How long things go wrong on each ledger; then a quiet pass ends the run. */
	minutes?: number;
}

/** Posts documents while everything goes wrong that may, and counts what stands in the end. */
export async function measureFaults(options: FaultsOptions): Promise<Measurement> {
	const { documents = 2000, minutes = 3, seed, say } = options;
	const folder = await mkdtemp(join(tmpdir(), 'bench-faults-'));
	const raw: Record<string, readonly unknown[]> = {};
	const outcomes: Outcome[] = [];
	const database = await startDatabase(join(folder, 'postgres'));
	try {
		const half = database === undefined ? documents : Math.ceil(documents / 2);
		for (const [name, count] of [
			['sqlite', half],
			...(database === undefined ? [] : ([['postgres', documents - half]] as const)),
		] as const) {
			if (count === 0) continue;
			const own = join(folder, name);
			const run = new Run(name, own, count, chance(seed * 7919 + outcomes.length), say);
			if (name === 'postgres') run.database = database;
			outcomes.push(await run.measure(seed, (minutes * 60_000) / (database === undefined ? 1 : 2)));
			Object.assign(raw, run.raw);
		}
	} finally {
		await database?.stop();
		await rm(folder, { recursive: true, force: true });
	}
	const sum = (key: keyof Count | 'faults' | 'kills'): number =>
		outcomes.reduce((total, outcome) => total + outcome[key], 0);
	return {
		table: [
			['ledger', 'documents', 'faults', 'kills', 'duplicates', 'lost', 'half written'],
			...outcomes.map((one) => [
				one.name,
				one.documents,
				one.faults,
				one.kills,
				one.duplicates,
				one.lost,
				one.halfWritten,
			]),
		],
		summary: {
			documents: sum('documents'),
			faults: sum('faults'),
			kills: sum('kills'),
			duplicates: sum('duplicates'),
			lost: sum('lost'),
			halfWritten: sum('halfWritten'),
		},
		raw,
	};
}
