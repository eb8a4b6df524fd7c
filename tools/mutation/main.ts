import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { copyOf, type Copy } from './copy';
import { mutantsOf, type Mutant } from './mutants';
import { reportOf, summaryOf, type Trial } from './report';
import { sample } from './sample';
import { moneyPath, testsOf } from './targets';

const ROOT = join(__dirname, '..', '..');

/** Longest that the tests may take on the sources as they are. */
const BASELINE_LIMIT = 120_000;

const flagsSchema = z.object({
	seed: z.coerce.number().int().default(1),
	mutants: z.coerce.number().int().positive().default(60),
	minutes: z.coerce.number().positive().default(5),
	workers: z.coerce.number().int().positive().default(2),
	floor: z.coerce.number().min(0).max(100).default(0),
});

const text = { type: 'string' } as const;

async function allMutants(): Promise<Mutant[]> {
	const mutants: Mutant[] = [];
	for (const file of await moneyPath(ROOT)) {
		mutants.push(...mutantsOf(file, await readFile(join(ROOT, file), 'utf8')));
	}
	return mutants;
}

/** Runs the tests without a mutant, and says after how many milliseconds a run with one is endless. */
async function limitOf(copy: Copy, mutants: readonly Mutant[]): Promise<number> {
	const folders = [...new Set(mutants.flatMap(({ file }) => testsOf(file)))];
	const started = Date.now();
	if ((await copy.run(folders, BASELINE_LIMIT)) !== 'survived') {
		throw new Error('The tests fail on the sources as they are; repair that before mutating them.');
	}
	return (Date.now() - started) * 3 + 5_000;
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { seed: text, mutants: text, minutes: text, workers: text, floor: text },
	});
	const flags = flagsSchema.parse(values);
	const deadline = Date.now() + flags.minutes * 60_000;
	const every = await allMutants();
	const queue = sample(every, flags.mutants, flags.seed);
	process.stdout.write(`${queue.length} of ${every.length} mutants, seed ${flags.seed}\n`);
	const copies: Copy[] = [];
	const trials: Trial[] = [];
	const work = async (copy: Copy): Promise<void> => {
		const limit = await limitOf(copy, queue);
		while (Date.now() < deadline) {
			const mutant = queue.shift();
			if (mutant === undefined) return;
			trials.push({ mutant, fate: await copy.run(testsOf(mutant.file), limit, mutant) });
		}
	};
	try {
		for (let index = 0; index < flags.workers; index += 1) copies.push(await copyOf(ROOT));
		const ended = await Promise.allSettled(copies.map(work));
		const broken = ended.find((one) => one.status === 'rejected');
		if (broken !== undefined) throw broken.reason;
	} finally {
		for (const copy of copies) await copy.remove();
	}
	process.stdout.write(`${reportOf(trials)}\n`);
	const { score } = summaryOf(trials);
	if (score < flags.floor) {
		process.stderr.write(`The score ${score} is below the floor ${flags.floor}.\n`);
		process.exitCode = 1;
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
