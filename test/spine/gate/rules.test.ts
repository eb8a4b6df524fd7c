import { judge } from '../../../spine/gate/gate';
import { rules } from '../../../spine/gate/rules';
import { codingOf, facts, invoice } from './builders';
import { cases } from './cases';
import type { Given } from './cases/case';

function decide(given: Given) {
	const document = given.document ?? invoice();
	const coding = codingOf(document, given.coding);
	return judge(document, coding, given.facts ?? facts(), { dryRun: false });
}

describe.each(cases)('$rule', ({ rule, name, fails, passes, severity, delta, recommended }) => {
	it(`stops ${name}`, () => {
		const { verdict, release } = decide(fails);
		const found = verdict.findings.filter((one) => one.rule === rule && one.result === 'fail');
		expect(found.length).toBeGreaterThan(0);
		const finding =
			found.find(
				(one) => one.severity === severity && (delta === undefined || one.delta === delta),
			) ?? found[0];
		expect({ severity: finding?.severity, delta: finding?.delta }).toEqual({
			severity,
			delta: delta ?? finding?.delta,
		});
		expect(finding?.message).toMatch(/^\S.*\.$/s);
		expect(finding?.action).toMatch(/\.$/);
		if (severity === 'BLOCK') expect(verdict.outcome).toBe('blocked');
		if (severity === 'HOLD') expect(['held', 'blocked']).toContain(verdict.outcome);
		if (severity === 'BLOCK' || severity === 'HOLD') expect(release).toBe(false);
		if (recommended !== undefined) expect(verdict.recommendedAmount).toBe(recommended);
	});

	it(`lets the twin of ${name} pass`, () => {
		const { verdict } = decide(passes);
		expect(
			verdict.findings.filter((one) => one.rule === rule && one.severity === severity),
		).toEqual([]);
	});
});

describe('the rule book', () => {
	it('has a failing document for every registered rule', () => {
		const broken = new Set(cases.map(({ rule }) => rule));
		expect(rules.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual([]);
	});

	it('registers every id once, with what its page says', () => {
		const ids = rules.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		for (const rule of rules) {
			expect(rule.title.length).toBeGreaterThan(10);
			expect(rule.description).toMatch(/\.$/);
		}
	});

	it.each(
		'SC-01 SC-02 SC-03 SC-04 SC-09 OB-01 OB-03 OB-04 OB-06 OB-08 CO-01 CO-02 CO-03 CO-04 CO-05 CO-06 CO-07 CO-08 CO-10 CO-13 QV-01 QV-02 QV-04 QV-12 DU-01 DU-02 DU-03 DU-04 DU-05 DU-06 DU-07 DU-08 DU-09 DU-10 DU-11 ID-01 ID-02 ID-03 ID-04 ID-05 ID-06 ID-07 ID-08 ID-09 ID-10 CM-01 CM-02 CM-04 CM-06 MA-01 MA-02 MA-03 MA-04 MA-05 MA-06 PA-01 PA-02 PA-03 PA-04 PA-05 PA-06 PA-07 PA-08 PA-09 PA-10 PA-11 PA-12 PA-13 PA-14 PA-15 PA-16 PA-20 SM-05 RT-01 RT-06 RT-07 RT-08 RT-09 RT-12 PO-01 PO-02 PO-03 PO-05 PO-08 TX-01 FR-01 FR-02 FR-04 FR-05 FR-11 FR-16 EX-01 EX-04 EX-05 EX-06 EX-07 GL-03 GL-04 GL-06 GL-13 GL-14'.split(
			' ',
		),
	)('knows %s', (id) => {
		expect(rules.some((rule) => rule.id === id)).toBe(true);
	});
});
