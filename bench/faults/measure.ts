import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chance } from '../chance';
import { writeRaw, type Cell, type Measurement } from '../report';
import { startDatabase } from './database';
import { FIGURES, recount, type Figure, type Recount } from './recount';
import { run, RUNS, type RunEnd, type RunName } from './run';

export interface FaultsOptions {
	seed: number;
	say: (line: string) => void;
	documents?: number;
	/** How long things go wrong on each ledger at most; then a quiet pass ends the run. */
	minutes?: number;
	/** How many of the documents a real n8n posts, with the built pack. */
	n8n?: number;
}

interface Outcome extends Pick<RunEnd, 'faults' | 'kills'> {
	name: RunName;
	counted: Recount;
}

/**
 * Posts documents and carries payments while everything goes wrong that may, and counts what stands
 * in the end. The run with n8n, which mostly waits, goes beside the others.
 */
export async function measureFaults(options: FaultsOptions): Promise<Measurement> {
	const { documents = 2000, minutes = 8, n8n = 60, seed, say } = options;
	const folder = await mkdtemp(join(tmpdir(), 'bench-faults-'));
	const raw: Record<string, readonly unknown[]> = {};
	const database = await startDatabase(join(folder, 'postgres'));
	const measureOne = async (name: RunName, count: number): Promise<Outcome[]> => {
		if (count === 0) return [];
		const ended = await run({
			name,
			folder: join(folder, name),
			count,
			seed,
			stormMs: minutes * 60_000,
			choose: chance(seed * 7919 + RUNS.indexOf(name)),
			say,
			...(name === 'postgres' && database !== undefined ? { database } : {}),
		});
		const { faults, kills, forgeriesTaken } = ended;
		if (forgeriesTaken > 0) {
			throw new Error(`${name}: ${forgeriesTaken} forged notifications were taken for genuine.`);
		}
		Object.assign(raw, ended.raw);
		const out = join(folder, `${name}-out`);
		await writeRaw(out, ended.raw);
		return [{ name, faults, kills, counted: await recount(out, name) }];
	};
	const rest = documents - n8n;
	const half = database === undefined ? rest : Math.ceil(rest / 2);
	const workers = async (): Promise<Outcome[]> => [
		...(await measureOne('sqlite', half)),
		...(await measureOne('postgres', rest - half)),
	];
	try {
		const both = await Promise.allSettled([workers(), measureOne('n8n', n8n)]);
		const outcomes = both.flatMap((one) => {
			if (one.status === 'rejected') throw one.reason;
			return one.value;
		});
		return { table: tableOf(outcomes), summary: summaryOf(outcomes), raw };
	} finally {
		await database?.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

function tableOf(outcomes: readonly Outcome[]): Cell[][] {
	return [
		['ledger', 'what', 'number', 'duplicates', 'lost', 'half written'],
		...outcomes.flatMap(({ name, counted }) =>
			Object.entries(counted).map(([what, figures]) => [
				name,
				what,
				figures.number,
				...FIGURES.map((figure) => figures[figure]),
			]),
		),
	];
}

function summaryOf(outcomes: readonly Outcome[]): Record<Figure | string, number> {
	const sum = (value: (outcome: Outcome) => number): number =>
		outcomes.reduce((total, outcome) => total + value(outcome), 0);
	const figure = (name: Figure): number =>
		sum(({ counted }) => Object.values(counted).reduce((total, one) => total + one[name], 0));
	return {
		documents: sum(({ counted }) => counted.invoices.number),
		payments: sum(({ counted }) => counted.payments.number),
		faults: sum(({ faults }) => faults),
		kills: sum(({ kills }) => kills),
		duplicates: figure('duplicates'),
		lost: figure('lost'),
		halfWritten: figure('halfWritten'),
	};
}
