import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fewExamples } from './examples';
import { instrumented, REACHED } from './instrument';
import { grouped } from './grouped';
import { mutated, type Mutant } from './mutants';
import { programOf, type Replaced } from './program';
import { orderSchema, type Answer, type BaselineTest, type Order, type TestId } from './protocol';
import { registry, type Test } from './tests';

const ROOT = join(__dirname, '..', '..');
const seedSchema = z.coerce.number().int();
const examples = fewExamples(seedSchema.parse(process.argv[2]));
const program = programOf(ROOT, new Map([['fast-check', examples]]));

const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const wordsOf = (error: unknown): string =>
	error instanceof Error ? error.message : String(error);

/** A test that measures time says nothing about a mutant, and on a busy machine something wrong. */
const measuresTime = ({ name }: Test): boolean => name.endsWith(' in time');

/** The tests of the files, whose modules are run anew with the replaced texts. */
function testsOf(
	files: readonly string[],
	replaced: Replaced,
	reached: (id: number) => void,
): Map<string, readonly Test[]> {
	const found = new Map<string, readonly Test[]>();
	for (const file of files) {
		const { tests, globals } = registry();
		program.run([file], replaced, new Map([...globals, [REACHED, reached]]));
		found.set(file, tests);
	}
	return found;
}

/** Runs the tests on instrumented sources. What a file reaches while it loads counts for all its tests. */
async function baseline(files: readonly string[], mutants: readonly Mutant[]): Promise<Answer> {
	const texts = new Map<string, string>();
	const ids = new Map(mutants.map((mutant, id) => [mutant, id]));
	for (const [file, own] of grouped(mutants, (mutant) => mutant.file)) {
		texts.set(
			file,
			instrumented(textOf(file), own, (mutant) => ids.get(mutant) ?? -1),
		);
	}
	let reached = new Set<number>();
	const results: BaselineTest[] = [];
	for (const file of files) {
		reached = new Set();
		const tests = testsOf([file], texts, (id) => reached.add(id)).get(file) ?? [];
		const loading = [...reached];
		for (const [index, test] of tests.entries()) {
			if (measuresTime(test)) continue;
			reached = new Set(loading);
			const started = performance.now();
			const fault = await test.run().then(() => undefined, wordsOf);
			results.push({
				...{ file, index, name: test.name, fault },
				milliseconds: performance.now() - started,
				reaches: [...reached],
			});
		}
	}
	return { kind: 'baseline', tests: results };
}

/** Runs the tests on one mutant until one of them fails. */
async function trial(mutant: Mutant, ids: readonly TestId[]): Promise<Answer> {
	const changed = new Map([[mutant.file, mutated(textOf(mutant.file), mutant)]]);
	for (const [file, own] of grouped(ids, (id) => id.file)) {
		let tests: readonly Test[];
		try {
			tests = testsOf([file], changed, () => undefined).get(file) ?? [];
		} catch (error) {
			return { kind: 'trial', noticedBy: `loading ${file}: ${wordsOf(error)}` };
		}
		for (const { index } of own) {
			const test = tests[index];
			if (test === undefined) return { kind: 'trial', noticedBy: `${file} lists fewer tests` };
			try {
				await test.run();
			} catch {
				return { kind: 'trial', noticedBy: test.name };
			}
		}
	}
	return { kind: 'trial' };
}

async function answer(order: Order): Promise<Answer> {
	return order.kind === 'baseline'
		? await baseline(order.tests, order.mutants)
		: await trial(order.mutant, order.tests);
}

process.on('message', (message) => {
	answer(orderSchema.parse(message)).then(
		(result) => process.send?.(result),
		(error: unknown) => {
			process.stderr.write(`${wordsOf(error)}\n`);
			process.exit(1);
		},
	);
});
process.on('disconnect', () => process.exit(0));
