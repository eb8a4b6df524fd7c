import { parseArgs } from 'node:util';

export const BENCHES = ['gate', 'extract', 'post'] as const;
export type Bench = (typeof BENCHES)[number];

export interface BenchArguments {
	bench: Bench;
	/** Start of every pseudo-random choice: the same seed measures the same documents. */
	seed: number;
	/** Folder for the raw data. */
	out?: string;
}

export const USAGE = `Usage: npm run bench -- gate|extract|post [--seed N] [--out DIR]

  --seed N    choose other documents (default 1)
  --out DIR   write the raw data that the table is counted from`;

/** @throws with the usage when the benchmark is unknown or an option is malformed. */
export function benchArguments(argv: readonly string[]): BenchArguments {
	try {
		const { values, positionals } = parseArgs({
			args: [...argv],
			allowPositionals: true,
			options: { seed: { type: 'string', default: '1' }, out: { type: 'string' } },
		});
		const bench = BENCHES.find((name) => name === positionals[0]);
		if (bench === undefined || positionals.length !== 1) {
			throw new Error(`Name one benchmark: ${BENCHES.join(', ')}.`);
		}
		const seed = Number(values.seed);
		if (!Number.isSafeInteger(seed) || seed < 0) {
			throw new Error(`--seed needs a whole number from 0 on, not "${values.seed}".`);
		}
		return { bench, seed, ...(values.out === undefined ? {} : { out: values.out }) };
	} catch (error) {
		throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
	}
}
