import { parseArgs } from 'node:util';

export const BENCHES = ['gate', 'extract', 'post', 'sync', 'faults'] as const;
export type Bench = (typeof BENCHES)[number];

export interface BenchArguments {
	bench: Bench;
	/** Start of every pseudo-random choice: the same seed measures the same documents. */
	seed: number;
	/** Folder for the raw data. */
	out?: string;
	/** Sizes of the runs of `sync`, for a shorter one. */
	sizes?: Partial<Record<Size, number>>;
}

export const SIZES = ['burst', 'bills', 'attached', 'documents', 'minutes', 'n8n'] as const;
export type Size = (typeof SIZES)[number];

/** Which benchmarks take a size. */
const OWN: Record<Size, readonly Bench[]> = {
	burst: ['sync'],
	bills: ['sync'],
	attached: ['sync'],
	documents: ['sync', 'faults'],
	minutes: ['faults'],
	n8n: ['faults'],
};

export const USAGE = `Usage: npm run bench -- gate|extract|post|sync|faults [--seed N] [--out DIR]

  --seed N    choose other documents (default 1)
  --out DIR   write the raw data that the table is counted from

sync alone, to shorten it:
  --burst N      bills of the burst (default 1000)
  --bills N      bills of the long run (default 6000)
  --attached N   bills with an original each (default 1500)
  --documents N  documents of the memory run (default 20000)

faults alone:
  --documents N  documents in all (default 2000)
  --n8n N        of them posted by a real n8n (default 60)
  --minutes N    how long things go wrong at most, each time (default 8)`;

/** @throws with the usage when the benchmark is unknown or an option is malformed. */
export function benchArguments(argv: readonly string[]): BenchArguments {
	try {
		const { values, positionals } = parseArgs({
			args: [...argv],
			allowPositionals: true,
			options: {
				seed: { type: 'string', default: '1' },
				out: { type: 'string' },
				burst: { type: 'string' },
				bills: { type: 'string' },
				attached: { type: 'string' },
				documents: { type: 'string' },
				minutes: { type: 'string' },
				n8n: { type: 'string' },
			},
		});
		const bench = BENCHES.find((name) => name === positionals[0]);
		if (bench === undefined || positionals.length !== 1) {
			throw new Error(`Name one benchmark: ${BENCHES.join(', ')}.`);
		}
		const seed = Number(values.seed);
		if (!Number.isSafeInteger(seed) || seed < 0) {
			throw new Error(`--seed needs a whole number from 0 on, not "${values.seed}".`);
		}
		const sizes: BenchArguments['sizes'] = {};
		for (const size of SIZES) {
			const given = values[size];
			if (given === undefined) continue;
			const count = Number(given);
			const least = size === 'n8n' ? 0 : 1;
			if (!Number.isSafeInteger(count) || count < least) {
				throw new Error(`--${size} needs a whole number from ${least} on, not "${given}".`);
			}
			if (!OWN[size].includes(bench))
				throw new Error(`--${size} belongs to ${OWN[size].join(' and ')}.`);
			sizes[size] = count;
		}
		return {
			bench,
			seed,
			...(values.out === undefined ? {} : { out: values.out }),
			...(Object.keys(sizes).length === 0 ? {} : { sizes }),
		};
	} catch (error) {
		throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
	}
}
