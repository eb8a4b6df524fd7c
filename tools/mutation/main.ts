import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { worker, type Worker } from './crew';
import { mutantsOf, type Mutant } from './mutants';
import type { BaselineTest, TestId } from './protocol';
import { faultOf, reportOf, summaryOf, type Fate, type Trial } from './report';
import { sample } from './sample';
import { mutatedFiles, testFiles } from './targets';

const ROOT = join(__dirname, '..', '..');

/** Longest that the tests may take on the sources as they are. */
const BASELINE_LIMIT = 120_000;

const flagsSchema = z.object({
	seed: z.coerce.number().int().default(1),
	mutants: z.coerce.number().int().positive().default(1000),
	minutes: z.coerce.number().positive().default(5),
	workers: z.coerce.number().int().positive().default(2),
	floor: z.coerce.number().min(0).max(100).default(0),
	files: z.string().default(''),
});

const text = { type: 'string' } as const;

async function allMutants(part: string): Promise<Mutant[]> {
	const mutants: Mutant[] = [];
	for (const file of await mutatedFiles(ROOT)) {
		if (!file.startsWith(part)) continue;
		mutants.push(...mutantsOf(file, await readFile(join(ROOT, file), 'utf8')));
	}
	return mutants;
}

/** The tests on the sources as they are, quickest first. */
async function baselineOf(crew: Worker, mutants: Mutant[]): Promise<BaselineTest[]> {
	const order = { kind: 'baseline' as const, tests: await testFiles(ROOT), mutants };
	const answer = await crew.ask(order, BASELINE_LIMIT);
	if (answer?.kind !== 'baseline')
		throw new Error('The tests do not end on the sources as they are.');
	const broken = answer.tests.find(({ fault }) => fault !== undefined);
	if (broken !== undefined) {
		throw new Error(
			`"${broken.name}" in ${broken.file} fails on the sources as they are; repair that before mutating them. ${broken.fault}`,
		);
	}
	return answer.tests.sort((left, right) => left.milliseconds - right.milliseconds);
}

/**
 * After how many milliseconds a run on a mutant is endless: ten times what its tests take on the
 * sources as they are, and ten seconds, so that a busy machine is not taken for a fault.
 */
const limitOf = (tests: readonly BaselineTest[]): number =>
	10_000 + 10 * tests.reduce((sum, { milliseconds }) => sum + milliseconds, 0);

/**
 * What the tests say of a mutant. One that runs into the limit is endless only if the same tests end
 * far below the limit, right now, on the sources as they are.
 */
async function fateOf(crew: Worker, mutant: Mutant, tests: readonly BaselineTest[]): Promise<Fate> {
	if (tests.length === 0) return 'unreached';
	const ids: TestId[] = tests.map(({ file, index }) => ({ file, index }));
	const limit = limitOf(tests);
	const answer = await crew.ask({ kind: 'trial', mutant, tests: ids }, limit);
	if (answer?.kind === 'trial') return answer.noticedBy === undefined ? 'survived' : 'killed';
	const unchanged = { ...mutant, after: mutant.before };
	const again = await crew.ask({ kind: 'trial', mutant: unchanged, tests: ids }, limit / 5);
	return again?.kind === 'trial' && again.noticedBy === undefined ? 'timedOut' : 'undecided';
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { seed: text, mutants: text, minutes: text, workers: text, floor: text, files: text },
	});
	const flags = flagsSchema.parse(values);
	const deadline = Date.now() + flags.minutes * 60_000;
	const every = await allMutants(flags.files);
	const mutants = sample(every, flags.mutants, flags.seed);
	process.stdout.write(`${mutants.length} of ${every.length} mutants, seed ${flags.seed}\n`);
	const crews = Array.from({ length: flags.workers }, () => worker(flags.seed));
	const trials: Trial[] = [];
	const dismiss = (): void => crews.forEach((crew) => crew.dismiss());
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => {
			dismiss();
			process.exit(1);
		});
	}
	try {
		const [first] = crews;
		if (first === undefined) return;
		const baseline = await baselineOf(first, mutants);
		const queue = mutants.map((mutant, id) => ({
			mutant,
			tests: baseline.filter(({ reaches }) => reaches.includes(id)),
		}));
		const work = async (crew: Worker): Promise<void> => {
			while (Date.now() < deadline) {
				const next = queue.shift();
				if (next === undefined) return;
				trials.push({ mutant: next.mutant, fate: await fateOf(crew, next.mutant, next.tests) });
			}
		};
		await Promise.all(crews.map(work));
	} finally {
		dismiss();
	}
	process.stdout.write(`${reportOf(trials, mutants.length)}\n`);
	const fault = faultOf(summaryOf(trials), flags.floor);
	if (fault !== undefined) {
		process.stderr.write(`${fault}\n`);
		process.exitCode = 1;
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
