import fc from 'fast-check';
import { chooseRule, type Lookup } from '../../../spine/mapping/choose';
import { coverage } from '../../../spine/mapping/coverage';
import { compareCodes, parsePattern } from '../../../spine/mapping/patterns';
import {
	mappingRuleSchema,
	parseMappingCsv,
	parseMappingRows,
	type MappingRule,
} from '../../../spine/mapping/rules';

const lookup = (over: Partial<Lookup> = {}): Lookup => ({
	project: ['2301'],
	costCode: ['03-300'],
	costType: ['S'],
	vendor: ['Hallam'],
	...over,
});
const rule = (source: string, over: Partial<MappingRule>): MappingRule => ({
	source,
	account: source,
	...over,
});
const chosen = (...rules: MappingRule[]) => chooseRule(lookup(), rules).rule?.source;

describe('a mapping file', () => {
	it('gives rules that bear their line', () => {
		const { rules, refused } = parseMappingCsv(
			'\ufeffCost Code,COST_TYPE,project,Account,item,class,note\n03-300,S,*,5010,,\n\n"26-*",,2301,,Wiring,Field,x\n',
			'gl-mapping.csv',
		);
		expect(refused).toEqual([]);
		expect(rules).toEqual([
			{
				source: 'gl-mapping.csv:2',
				costCode: '03-300',
				costType: 'S',
				project: '*',
				account: '5010',
			},
			{
				source: 'gl-mapping.csv:4',
				costCode: '26-*',
				project: '2301',
				item: 'Wiring',
				class: 'Field',
			},
		]);
		for (const one of rules) expect(mappingRuleSchema.safeParse(one).success).toBe(true);
	});

	it('refuses a row by its line and keeps the others', () => {
		const { rules, refused } = parseMappingCsv(
			'cost_code,account\n03-100,\n03-999..03-100,5010\n03-300,5010\n',
			'gl-mapping.csv',
		);
		expect(rules).toHaveLength(1);
		expect(refused).toEqual([
			{
				row: 2,
				sentence: 'gl-mapping.csv:2: names neither an account nor an item. Fill in one of them.',
			},
			{
				row: 3,
				sentence:
					'gl-mapping.csv:3: the range "03-999..03-100" has no end or runs backwards. Write it as 03-100..03-999.',
			},
		]);
	});

	it.each(['code;name\n1;2', '', 'cost_code,"acc\n1,2'])(
		'that is none says what it should be: %j',
		(text) => {
			const { rules, refused } = parseMappingCsv(text, 'map.csv');
			expect(rules).toEqual([]);
			expect(refused).toHaveLength(1);
			expect(refused[0]?.sentence).toContain('map.csv');
		},
	);

	it('may use semicolons', () => {
		expect(parseMappingCsv('cost_code;account\n03-300;5010', 'm').rules).toEqual([
			{ source: 'm:2', costCode: '03-300', account: '5010' },
		]);
	});
});

it('rows of a table give the same rules, numbers for text and blanks for nothing', () => {
	const { rules, refused } = parseMappingRows(
		[
			{ cost_code: 3300, account: '5010', class: null, vendor: ' Hallam ' },
			{},
			{ cost_code: '' },
			'x',
			{ account: { a: 1 } },
		],
		'rules',
	);
	expect(rules).toEqual([
		{ source: 'rules:1', costCode: '3300', account: '5010', vendor: 'Hallam' },
	]);
	expect(refused.map(({ row }) => row)).toEqual([4, 5]);
});

describe('a pattern', () => {
	it.each([
		['03-300', '03-300', true],
		['03-300', '03 300', true],
		['03-300', '03.300', true],
		['03-300', '03-3000', false],
		['03-*', '03-300', true],
		['03-*', '13-300', false],
		['*-300', '03-300', true],
		['03-100..03-999', '03-300', true],
		['03-100..03-999', '03-999.10', true],
		['03-100..03-999', '03-099', false],
		['03-100..03-999', '04-300', false],
		['100..200', '1000', false],
		['*', '', true],
		['', 'anything', true],
		['3.+', '3xx', false],
	])('%s against %s is %s', (pattern, value, expected) => {
		expect(parsePattern(pattern)?.matches(value === '' ? [] : [value])).toBe(expected);
	});

	it('orders codes in a total order', () => {
		const code = fc.stringMatching(/^[0-9A-C]{1,3}(-[0-9A-C]{1,3}){0,2}$/);
		fc.assert(
			fc.property(code, code, code, (a, b, c) => {
				expect(Math.sign(compareCodes(a, b))).toBe(-Math.sign(compareCodes(b, a)) || 0);
				if (compareCodes(a, b) <= 0 && compareCodes(b, c) <= 0)
					expect(compareCodes(a, c)).toBeLessThanOrEqual(0);
			}),
		);
	});
});

describe('the most specific rule', () => {
	it('is that of the project, then of the code, the type and the vendor', () => {
		const project = rule('project', { project: '2301' });
		const code = rule('code', { costCode: '03-300' });
		const type = rule('type', { costCode: '03-*', costType: 'S' });
		const vendor = rule('vendor', { costCode: '03-*', vendor: 'hallam' });
		const any = rule('any', {});
		expect(chosen(any, vendor, type, code, project)).toBe('project');
		expect(chosen(any, vendor, type, code)).toBe('code');
		expect(chosen(any, vendor, type)).toBe('type');
		expect(chosen(any, vendor)).toBe('vendor');
		expect(chosen(any)).toBe('any');
	});

	it('fixes more characters, or a narrower range', () => {
		expect(chosen(rule('a', { costCode: '03-*' }), rule('b', { costCode: '03-3*' }))).toBe('b');
		expect(
			chosen(rule('a', { costCode: '03-100..03-999' }), rule('b', { costCode: '03-200..03-400' })),
		).toBe('b');
		expect(chosen(rule('a', { costCode: '03-*' }), rule('b', { costCode: '03-100..03-999' }))).toBe(
			'b',
		);
	});

	it('is none when two lead to different targets', () => {
		const choice = chooseRule(lookup(), [
			rule('t:9', { costCode: '03-300' }),
			rule('t:10', { costCode: '03.300' }),
		]);
		expect(choice.tied?.map(({ source }) => source)).toEqual(['t:9', 't:10']);
		const same = [rule('t:9', { account: '1' }), rule('t:10', { account: '1' })];
		expect(chooseRule(lookup(), same).rule?.source).toBe('t:9');
	});

	it('does not depend on the order of the table', () => {
		const part = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
		const anyRule = fc.record({
			project: part('2301', '23*', '*'),
			costCode: part('03-300', '03-*', '03-100..03-999', '03-200..03-400'),
			costType: part('S', 'M'),
			vendor: part('Hallam', 'H*'),
			account: fc.constantFrom('1', '2'),
		});
		fc.assert(
			fc.property(
				fc.array(anyRule, { minLength: 1, maxLength: 8 }).chain((rules) => {
					const named = rules.map((one, index) => ({ ...one, source: `t:${index}` }));
					return fc.tuple(
						fc.constant(named),
						fc.shuffledSubarray(named, { minLength: named.length, maxLength: named.length }),
					);
				}),
				([rules, shuffled]) => {
					expect(chooseRule(lookup(), shuffled)).toEqual(chooseRule(lookup(), rules));
				},
			),
		);
	});
});

describe('coverage', () => {
	it('names each code in use that nothing maps, once, with its lines', () => {
		const gaps = coverage(
			[
				{ project: '2301', costCode: '26-100', costType: 'S' },
				{ project: '2301', costCode: '26-100', costType: 'S' },
				{ project: '2301', costCode: '03-300' },
				{ project: '2302' },
			],
			[rule('m:2', { costCode: '03-*' }), rule('m:3', { costCode: '26-*', vendor: 'Hallam' })],
		);
		expect(gaps).toEqual([
			{
				project: '2301',
				costCode: '26-100',
				costType: 'S',
				lines: 2,
				sentence:
					'No mapping rule fits cost code 26-100, cost type S on project 2301. Add a rule for it to the mapping table.',
			},
			{
				project: '2302',
				costCode: undefined,
				costType: undefined,
				lines: 1,
				sentence:
					'No mapping rule fits lines without a cost code on project 2302. Add a rule for it to the mapping table.',
			},
		]);
	});

	it('names rules that contradict each other', () => {
		const gaps = coverage(
			[{ costCode: '03-300' }],
			[rule('m:2', { costCode: '03-300' }), rule('m:3', { costCode: '03-300' })],
		);
		expect(gaps[0]?.sentence).toContain('m:2 and m:3');
	});
});
