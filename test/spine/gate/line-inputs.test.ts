import type { Document } from '../../../spine/documents/document';
import type { Facts } from '../../../spine/gate/facts';
import { judge } from '../../../spine/gate/gate';
import { lookAlike } from '../../../spine/gate/domains';
import { billing, codingOf, commitment, facts, invoice } from './builders';

const decide = (document: Document, given: Facts = facts()) =>
	judge(document, codingOf(document), given, { dryRun: false }).verdict;
const missing = (document: Document, rule: string, given?: Facts) =>
	decide(document, given).notEvaluable.filter((one) => one.rule === rule);
const stating = (line: string, by = 'pm@northline.example') =>
	invoice({
		lines: [{ description: 'Rough-in piping', amount: 1000 }],
		statedProgress: { percent: 35, by, line },
	});

describe('progress that is stated of a line', () => {
	it('holds, and is named, where no line of the commitment is meant', () => {
		const document = stating('the boiler room');
		expect(decide(document).outcome).toBe('held');
		expect(missing(document, 'OB-08')).toEqual([
			{
				rule: 'OB-08',
				missing:
					'pm@northline.example puts "the boiler room" at 35 %, which is no line of subcontract SC-2301-04',
				holds: true,
			},
		]);
	});

	it('does not matter where the line meant is not billed here', () => {
		expect(decide(stating('fixtures')).outcome).toBe('verified');
	});

	it('counts from our own people only', () => {
		const own = 'billing@harborplumbing.com';
		const document = { ...stating('the boiler room', own) };
		expect(decide(document).outcome).toBe('verified');
		const ahead = invoice({
			lines: [{ description: 'Progress billing', amount: 6900 }],
			statedProgress: { percent: 35, by: own },
		});
		expect(decide(ahead).findings.map(({ rule }) => rule)).not.toContain('OB-08');
	});
});

describe('a total without lines', () => {
	const total = (amount: number) => invoice({ lines: [], total: amount });
	const billed = (byLine: Record<string, number>, counted: number) =>
		facts({ billing: billing({ byLine, counted }) });

	it('holds on a commitment of several lines, because nobody knows which it bills', () => {
		expect(missing(total(5400), 'OB-04')).toEqual([
			{
				rule: 'OB-04',
				missing:
					'the document states no lines, and subcontract SC-2301-04 has 2 to which its $5,400.00 may belong',
				holds: true,
			},
		]);
		expect(decide(total(5400)).outcome).toBe('held');
	});

	it('passes where it fits each line, counting what earlier bills do not place', () => {
		expect(missing(total(5000), 'OB-04')).toEqual([]);
		expect(missing(total(5000), 'OB-04', billed({}, 1))).toHaveLength(1);
		expect(missing(total(4000), 'OB-04', billed({ 'l-2': 100000 }, 100000))).toEqual([]);
		expect(missing(total(4000.01), 'OB-04', billed({ 'l-2': 100000 }, 100000))).toHaveLength(1);
	});

	it('passes where it asks for all that is open, and on a commitment of one line', () => {
		expect(missing(total(11500), 'OB-04')).toEqual([]);
		const one = commitment({ lines: [{ id: 'l-1', description: 'Plumbing', amount: 11500 }] });
		expect(missing(total(5400), 'OB-04', facts({ commitment: one }))).toEqual([]);
	});

	it('may pass by policy', () => {
		const lenient = facts({ policy: { ...facts().policy, severities: { 'OB-04': 'WARN' } } });
		expect(decide(total(5400), lenient).outcome).toBe('verified');
	});
});

it('sees through a look-alike domain in punycode', () => {
	expect(lookAlike('xn--hrborplumbing-w1k.com', 'harborplumbing.com')).toBe(
		'letters that look alike',
	);
	expect(lookAlike('harborplumbing.com', 'harborplumbing.com')).toBeUndefined();
});
