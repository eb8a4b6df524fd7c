import { sum } from '../../amounts';
import { asksForMoney } from '../../kinds';
import { fail, notEvaluable, pass, type Rule, type RuleResult } from '../../rule';

export const codingAddsUp: Rule = {
	id: 'MA-06',
	version: 1,
	title: 'Allocated lines add up to the bill',
	severity: 'BLOCK',
	description:
		'The coded lines (job, cost code, account) re-sum exactly to the total of the coding. Tolerance 0.',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		const { coding } = context;
		if (coding.lines.length === 0) return [notEvaluable('the document has not been coded')];
		const lines = sum(coding.lines.map((line) => context.minor(line.amount)));
		const total = context.minor(coding.total);
		if (lines === total) return [pass];
		return [
			fail({
				message: `The coded lines add up to ${context.money(lines)}, the bill to ${context.money(total)}.`,
				formula: `${context.figure(lines)} = ${context.figure(total)}`,
				expected: context.amount(total),
				observed: context.amount(lines),
				delta: context.amount(lines - total),
				tolerance: 0,
				evidence: context.evidence('total'),
				action: 'Map the document again; a split must give its rounding to one of its lines.',
			}),
		];
	},
};
