import { adjustment } from '../../demand';
import { asksForMoney } from '../../kinds';
import { fail, notApplicable, pass, type Rule, type RuleResult } from '../../rule';

export const taxOnExemptProject: Rule = {
	id: 'TX-01',
	version: 1,
	title: 'No sales tax on an exempt project',
	severity: 'HOLD',
	description:
		'A project that is tax exempt is charged no tax; the tax is not supported (short-pay it and send the certificate). Tolerance 0.',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		if (!context.facts.identity.taxExempt) return [notApplicable];
		const tax = adjustment(context.document, 'tax', context.currency);
		if (tax === 0) return [pass];
		return [
			fail({
				message: `${context.money(tax)} of tax is charged on a tax-exempt project.`,
				formula: `${context.figure(tax)} = 0.00`,
				expected: 0,
				observed: context.amount(tax),
				delta: context.amount(tax),
				tolerance: 0,
				evidence: context.evidence('tax', 'total'),
				action: 'Pay without the tax and send the exemption certificate.',
				unsupported: [{ part: 'tax', amount: tax }],
			}),
		];
	},
};
