import { percentOf, percentText } from '../../amounts';
import { adjustment } from '../../demand';
import { asksForMoney } from '../../kinds';
import { fail, notApplicable, pass, type Rule, type RuleResult } from '../../rule';

export const taxInProportion: Rule = {
	id: 'TX-02',
	version: 1,
	title: 'Tax is in proportion to what is taxed',
	severity: 'HOLD',
	description:
		'Tax does not count against the commitment, so that work must not hide in it: it may come to 15 % of work and freight at most (taxPercent). Example: 50,000 of sales tax on 100 of work.',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		const { currency, demand, document } = context;
		const tax = adjustment(document, 'tax', currency);
		if (tax === 0) return [notApplicable];
		const base = Math.abs(demand.gross) + adjustment(document, 'freight', currency);
		const percent = context.tolerance('taxPercent');
		const most = percentOf(percent, base);
		if (tax <= most) return [pass];
		return [
			fail({
				message: `${context.money(tax)} of tax is charged on ${context.money(base)}, which is ${percentText(tax, base)}.`,
				formula: `${context.figure(tax)} <= ${percent} % x ${context.figure(base)}`,
				expected: context.amount(most),
				observed: context.amount(tax),
				delta: context.amount(tax - most),
				tolerance: `${percent} %`,
				evidence: context.evidence('tax', 'total'),
				action: 'Ask the vendor which rate applies, and whether the tax holds something else.',
				unsupported: [{ part: 'tax', amount: tax - most }],
			}),
		];
	},
};
