import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { fewExamples } from '../../tools/mutation/examples';
import { instrumented, REACHED } from '../../tools/mutation/instrument';
import { mutantsOf, mutated } from '../../tools/mutation/mutants';
import { programOf } from '../../tools/mutation/program';
import { faultOf, reportOf, summaryOf } from '../../tools/mutation/report';
import { sample } from '../../tools/mutation/sample';
import { mutatedFiles, testFiles } from '../../tools/mutation/targets';
import { registry } from '../../tools/mutation/tests';

const ROOT = join(__dirname, '..', '..');
const FILE = 'spine/gate/tiny.ts';
const changesOf = (text: string): string[] =>
	mutantsOf(FILE, text).map((mutant) => mutated(text, mutant));

describe('the mutants of a file', () => {
	it.each([
		['const a = b < c;', 'const a = b <= c;'],
		['const a = b <= c;', 'const a = b < c;'],
		['const a = b > c;', 'const a = b >= c;'],
		['const a = b >= c;', 'const a = b > c;'],
		['const a = b === c;', 'const a = b !== c;'],
		['const a = b !== c;', 'const a = b === c;'],
		['const a = b + c;', 'const a = b - c;'],
		['const a = b - c;', 'const a = b + c;'],
		['a += b;', 'a -= b;'],
		['const a = (b && c) ?? d;', 'const a = ((b || c)) ?? d;'],
		['const a = b || c;', 'const a = (b && c);'],
		['const a = 0;', 'const a = 1;'],
		['const a = [1, 2];', 'const a = [0, 2];'],
		['const a = true;', 'const a = false;'],
		['const a = !b;', 'const a = b;'],
	])('of %s has %s', (text, changed) => {
		expect(changesOf(text)).toEqual([changed]);
	});

	it.each([
		['RuleResult[]', '[]'],
		['ReadonlyArray<number>', '[]'],
		['Minor', '0'],
		['boolean', 'false'],
		['Rule | undefined', 'undefined'],
	])('let a function of %s return %s at once', (type, empty) => {
		expect(changesOf(`function a(): ${type} { return b; }`)).toEqual([
			`function a(): ${type} { return ${empty}; return b; }`,
		]);
	});

	it('keep operands together when the operator changes', () => {
		expect(changesOf('const a = b || c && d;')).toEqual([
			'const a = (b && c && d);',
			'const a = b || (c || d);',
		]);
	});

	it.each([
		'const a = { title: b ? c === 0 : 1, message: say(1), action: !a, formula: b + c };',
		'const a = `${b === 1 ? c : d} of ${e + 1}`;',
		'const a = b.slice(0, c).charAt(0);',
	])('leave alone what only words a sentence: %s', (text) => {
		expect(changesOf(text)).toEqual([]);
	});

	it('change the operator of a comparison and not its number as well', () => {
		expect(changesOf('const a = b.length > 0;')).toEqual(['const a = b.length >= 0;']);
	});

	it('leave types, imports, names and the version of a rule alone', () => {
		const text =
			"import b from 'b'; type A = 0 | true; interface C { d: 1 } const rule: A = { version: 1 };";
		expect(changesOf(text)).toEqual([]);
	});

	it('say the line and the change', () => {
		expect(mutantsOf(FILE, 'const a =\n\tb < c;')).toEqual([
			{
				...{ file: FILE, line: 2, before: '<', after: '<=', start: 13, end: 14 },
				node: { start: 11, end: 16 },
			},
		]);
	});
});

describe('the sample', () => {
	const items = Array.from({ length: 200 }, (_, index) => index);

	it('is the same for the same seed, and another for another', () => {
		expect(sample(items, 20, 7)).toEqual(sample(items, 20, 7));
		expect(sample(items, 20, 7)).not.toEqual(sample(items, 20, 8));
	});

	it('grows without changing its beginning, takes nothing twice, and no more than there is', () => {
		expect(sample(items, 50, 7).slice(0, 20)).toEqual(sample(items, 20, 7));
		expect(sample(items, 500, 7).sort((a, b) => a - b)).toEqual(items);
	});
});

describe('the files that are mutated', () => {
	it('are those that decide on money, and the tests are there', async () => {
		const files = await mutatedFiles(ROOT);
		const tests = await testFiles(ROOT);
		for (const file of [
			'spine/documents/money.ts',
			'spine/gate/recommendation.ts',
			'spine/gate/rules/overbilling/commitment.ts',
			'spine/mapping/invoice-lines.ts',
		]) {
			expect(files).toContain(file);
		}
		expect(tests).toContain('test/spine/gate/rules.test.ts');
		for (const file of [...files, ...tests]) {
			expect([file, existsSync(join(ROOT, file))]).toEqual([file, true]);
		}
	});
});

describe('an instrumented file', () => {
	it('says which places are evaluated, those inside one another included', () => {
		const text = 'function a(): number { return b < c && d === 1 ? 1 : 2; }';
		const mutants = mutantsOf(FILE, text);
		const calls = instrumented(text, mutants, (mutant) => mutants.indexOf(mutant));
		expect(calls).toBe(
			`function a(): number { ${REACHED}(0); return (${REACHED}(1), (${REACHED}(2), b < c) && (${REACHED}(3), d === 1)) ? (${REACHED}(4), 1) : 2; }`,
		);
	});
});

describe('the program', () => {
	let folder = '';
	const write = async (path: string, text: string): Promise<void> => {
		await mkdir(join(folder, path, '..'), { recursive: true });
		await writeFile(join(folder, path), text);
	};

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'program-'));
		await write('package.json', '{}');
		await write(
			'spine/due.ts',
			'export const due = (total: number, paid: number): boolean => total > paid;',
		);
		await write(
			'test/due.test.ts',
			`import { due } from '../spine/due';
			describe('due', () => {
				it.each([[2, 1, true], [1, 2, false]])('%d, %d: %s', (total, paid, is) => {
					expect(due(total, paid)).toBe(is);
				});
				if (withBoundary()) it('not when paid', () => expect(due(1, 1)).toBe(false));
			});`,
		);
	});

	afterEach(() => rm(folder, { recursive: true, force: true }));

	/** How each test ended, the tests being run on the sources with a change. */
	async function outcomes(withBoundary: boolean, operator = '>'): Promise<string[]> {
		const program = programOf(folder, new Map());
		const { tests, globals } = registry();
		const text = `export const due = (total: number, paid: number) => total ${operator} paid;`;
		const replaced = new Map(operator === '>' ? [] : [['spine/due.ts', text]]);
		const given = new Map([...globals, ['withBoundary', () => withBoundary] as const]);
		program.run(['test/due.test.ts'], replaced, given);
		return await Promise.all(
			tests.map((test) =>
				test.run().then(
					() => `${test.name}: passed`,
					() => `${test.name}: failed`,
				),
			),
		);
	}

	it('runs the tests on the sources as they are', async () => {
		expect(await outcomes(true)).toEqual([
			'due > 2, 1: true: passed',
			'due > 1, 2: false: passed',
			'due > not when paid: passed',
		]);
	});

	it('runs them on a mutant, which only the test of the boundary notices', async () => {
		expect(await outcomes(false, '>=')).toEqual([
			'due > 2, 1: true: passed',
			'due > 1, 2: false: passed',
		]);
		expect(await outcomes(true, '>=')).toContain('due > not when paid: failed');
		expect(await outcomes(false, '<')).toEqual([
			'due > 2, 1: true: failed',
			'due > 1, 2: false: failed',
		]);
		expect(await outcomes(true)).not.toContain('due > not when paid: failed');
	});
});

describe('properties in the mutation run', () => {
	it('take few examples, the same for the same seed, and fail as ever', () => {
		const few = fewExamples(7);
		if (typeof few !== 'object' || few === null || !('assert' in few)) throw new Error('no assert');
		const { assert } = few;
		if (typeof assert !== 'function') throw new Error('assert is no function');
		const seen: number[][] = [[], []];
		for (const list of seen) {
			assert(
				fc.property(fc.integer(), (value) => void list.push(value)),
				{ numRuns: 500 },
			);
		}
		expect(seen[0]).toHaveLength(20);
		expect(seen[0]).toEqual(seen[1]);
		expect(() => assert(fc.property(fc.integer(), () => false))).toThrow();
	});
});

describe('the report', () => {
	const [mutant] = mutantsOf(FILE, 'const a = b < c;');
	if (mutant === undefined) throw new Error('the mutant is missing');

	it('lists survivors with place and change, and ends with the counts', () => {
		const lines = reportOf(
			[
				{ mutant, fate: 'survived' },
				{ mutant, fate: 'killed' },
				{ mutant, fate: 'timedOut' },
				{ mutant, fate: 'unreached' },
				{ mutant, fate: 'undecided' },
			],
			6,
		).split('\n');
		expect(lines).toContain('  spine/gate/tiny.ts:1  <  ->  <=');
		expect(lines).toContain('  spine/gate/tiny.ts:1  <  ->  <=  (no test comes here)');
		expect(lines).toContain('  spine/gate     2 of    4   50.0 %');
		expect(lines.at(-2)).toMatch(/busy: 1. Not tried for want of time: 1\.$/);
		expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
			mutants: 4,
			killed: 2,
			survived: 2,
			score: 50,
		});
	});

	it('scores nothing where nothing was tried', () => {
		expect(summaryOf([])).toEqual({ mutants: 0, killed: 0, survived: 0, score: 0 });
	});

	it('fails below the floor where chance does not explain it, and where too little was tried', () => {
		const of = (mutants: number, score: number) => ({ mutants, killed: 0, survived: 0, score });
		// Two standard errors of 60 % are 3.1 points over 1,000 and 9.8 over 100.
		expect(faultOf(of(1000, 60), 63)).toBeUndefined();
		expect(faultOf(of(1000, 60), 64)).toMatch(/below the floor 64/);
		expect(faultOf(of(100, 60), 69)).toBeUndefined();
		expect(faultOf(of(100, 60), 70)).toMatch(/below the floor 70/);
		expect(faultOf(of(99, 90), 60)).toMatch(/Only 99 mutants/);
		expect(faultOf(of(9, 0), 0)).toBeUndefined();
	});
});
