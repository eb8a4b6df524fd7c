import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { mutantsOf, mutated } from '../../tools/mutation/mutants';
import { reportOf, summaryOf } from '../../tools/mutation/report';
import { sample } from '../../tools/mutation/sample';
import { moneyPath, testsOf } from '../../tools/mutation/targets';

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

	it('leave types, imports, names and the version of a rule alone', () => {
		const text =
			"import b from 'b'; type A = 0 | true; interface C { d: 1 } const rule: A = { version: 1 };";
		expect(changesOf(text)).toEqual([]);
	});

	it('say the line and the change', () => {
		expect(mutantsOf(FILE, 'const a =\n\tb < c;')).toEqual([
			{ file: FILE, line: 2, before: '<', after: '<=', start: 13, end: 14 },
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
	it('exist, as do the tests that ought to notice', async () => {
		const files = await moneyPath(ROOT);
		expect(files).toContain('spine/gate/rules/overbilling/commitment.ts');
		for (const file of files) {
			expect([file, existsSync(join(ROOT, file))]).toEqual([file, true]);
			for (const folder of testsOf(file)) {
				expect([folder, existsSync(join(ROOT, folder))]).toEqual([folder, true]);
			}
		}
	});
});

describe('the report', () => {
	const [mutant] = mutantsOf(FILE, 'const a = b < c;');
	if (mutant === undefined) throw new Error('the mutant is missing');

	it('lists survivors with place and change, and ends with the counts', () => {
		const lines = reportOf([
			{ mutant, fate: 'survived' },
			{ mutant, fate: 'killed' },
			{ mutant, fate: 'timedOut' },
		]).split('\n');
		expect(lines).toContain('  spine/gate/tiny.ts:1  <  ->  <=');
		expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
			mutants: 3,
			killed: 2,
			survived: 1,
			score: 66.7,
		});
	});

	it('scores nothing where nothing was tried', () => {
		expect(summaryOf([])).toEqual({ mutants: 0, killed: 0, survived: 0, score: 0 });
	});
});
