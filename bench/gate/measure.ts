import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ledger } from '../../spine/ledger/ledger';
import { openSqliteLedger } from '../../spine/ledger/sqlite';
import { furnish, NOW } from '../company';
import type { Measurement } from '../report';
import { median, percentile, rounded } from '../statistics';
import { type Decide, type Decision, decider } from './decide';
import { fill } from './fill';

export interface GateOptions {
	seed: number;
	/** Tells how far the run is. */
	say: (line: string) => void;
	/** Earlier documents of the two ledgers, and decisions measured on each. */
	few?: number;
	many?: number;
	samples?: number;
	warmUp?: number;
}

interface Sample extends Decision {
	/** Earlier documents that the ledger was filled with. */
	earlier: number;
	/** Place in the order of measuring. */
	turn: number;
}

/** Index of the first measured invoice, beyond those that a ledger is filled with. */
const FIRST_MEASURED = 50_000;

async function filled(
	ledger: Ledger,
	earlier: number,
	{ seed, say }: GateOptions,
): Promise<Decide> {
	const begin = performance.now();
	await furnish(ledger);
	const decide = decider(ledger, seed);
	const documents = await fill(ledger, earlier, decide, seed);
	say(
		`${documents} earlier documents filled in after ${rounded((performance.now() - begin) / 1000, 1)} s`,
	);
	return decide;
}

/**
 * One decision at a time on two ledgers in files of their own, turn by turn, so that whatever else
 * the machine does is in both.
 */
async function sample(
	ledgers: ReadonlyArray<{ earlier: number; decide: Decide }>,
	samples: number,
	warmUp: number,
): Promise<Sample[]> {
	const taken: Sample[] = [];
	for (let turn = 0; turn < warmUp + samples; turn += 1) {
		const order = turn % 2 === 0 ? ledgers : [...ledgers].reverse();
		for (const { earlier, decide } of order) {
			const decision = await decide(FIRST_MEASURED + turn);
			if (turn >= warmUp) taken.push({ earlier, turn: turn - warmUp, ...decision });
		}
	}
	return taken;
}

/** Measures how long a decision takes, and how that grows with the ledger's history. */
export async function measureGate(options: GateOptions): Promise<Measurement> {
	const { few = 1000, many = 100_000, samples = 400, warmUp = 40 } = options;
	const folder = await mkdtemp(join(tmpdir(), 'bench-gate-'));
	const clock = (): number => Math.round(Date.parse(NOW) + performance.now());
	const open = (name: string): Promise<Ledger> =>
		openSqliteLedger({ path: join(folder, `${name}.sqlite`), clock, blobDir: join(folder, name) });
	const [small, large] = [await open('few'), await open('many')];
	try {
		const ledgers = [
			{ earlier: few, decide: await filled(small, few, options) },
			{ earlier: many, decide: await filled(large, many, options) },
		];
		return report(await sample(ledgers, samples, warmUp), few, many);
	} finally {
		await Promise.all([small.close(), large.close()]);
		await rm(folder, { recursive: true, force: true });
	}
}

function report(samples: readonly Sample[], few: number, many: number): Measurement {
	const rows = [few, many].map((earlier) => {
		const here = samples.filter((one) => one.earlier === earlier);
		const times = here.map(({ ms }) => ms);
		return {
			earlier,
			decisions: here.length,
			verified: here.filter(({ outcome }) => outcome === 'verified').length,
			released: here.filter(({ released }) => released).length,
			p50: median(times),
			p95: percentile(times, 0.95),
			most: Math.max(...times),
			judgeP50: median(here.map(({ judgeMs }) => judgeMs)),
			cpuP95: percentile(
				here.map(({ cpuMs }) => cpuMs),
				0.95,
			),
		};
	});
	const [less, more] = rows;
	if (less === undefined || more === undefined) throw new Error('Nothing was measured.');
	return {
		table: [
			[
				'earlier documents',
				'decisions',
				'verified',
				'released',
				'p50 ms',
				'p95 ms',
				'max ms',
				'of p50 in the ledger',
				'p95 processor ms',
			],
			...rows.map((row) => [
				row.earlier,
				row.decisions,
				row.verified,
				row.released,
				rounded(row.p50),
				rounded(row.p95),
				rounded(row.most),
				rounded(row.judgeP50),
				rounded(row.cpuP95),
			]),
		],
		summary: {
			p95Ms: rounded(more.p95),
			growth: rounded(more.p50 / less.p50),
			growthP95: rounded(more.p95 / less.p95),
			p50Ms: rounded(more.p50),
			cpuP95Ms: rounded(more.cpuP95),
			few,
			many,
			decisions: samples.length,
		},
		raw: { 'gate-decisions.ndjson': samples },
	};
}
