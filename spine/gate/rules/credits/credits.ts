import type { Document } from '../../../documents/document';
import { isInvoice } from '../../kinds';
import { fail, notApplicable, pass, passUnless, type Rule, type RuleResult } from '../../rule';
import { commitmentName, historyOf, isMissing, short } from '../shared';

const isCredit = (document: Document): boolean => document.kind === 'credit_memo';

export const creditWithinBilled: Rule = {
	id: 'CR-03',
	version: 1,
	title: 'No more is credited than was billed',
	severity: 'HOLD',
	description:
		'A credit memo takes back at most what was billed on its commitment. More would make room for billing beyond the commitment. Tolerance 0. Example: 9,000 credited where 5,400 were billed.',
	appliesTo: isCredit,
	check(context): RuleResult[] {
		if (context.facts.commitment === undefined) return [notApplicable];
		const history = historyOf(context);
		if (isMissing(history)) return [history];
		const credited = -context.demand.gross;
		const billed = Math.max(0, history.counted);
		if (credited <= billed) return [pass];
		return [
			fail({
				message: `${context.money(credited)} is credited on ${commitmentName(context)}, of which ${context.money(billed)} was billed.`,
				formula: `${context.figure(credited)} <= ${context.figure(billed)}`,
				expected: context.amount(billed),
				observed: context.amount(credited),
				delta: context.amount(credited - billed),
				tolerance: 0,
				evidence: context.evidence('total', 'originalNumber'),
				action: 'Ask the vendor which invoice is credited.',
				unsupported: [{ part: '*', amount: credited - billed }],
			}),
		];
	},
};

export const negativeLineExplained: Rule = {
	id: 'CR-06',
	version: 1,
	title: 'A negative line is a discount, retainage, a deposit or a deductive change order',
	severity: 'HOLD',
	description:
		'A line that takes away from the work of an invoice must bill a deductive change order; retainage, discounts and deposits are no work. Any other may offset a line that is billed too high, or make room on a line for billing it again. Tolerance 0. Example: 6,000 of piping and 3,000 of fixtures taken back.',
	appliesTo: isInvoice,
	check(context): RuleResult[] {
		const negative = context.lines.filter(
			({ gross, changeOrders }) => gross < 0 && !changeOrders.some(({ amount }) => amount < 0),
		);
		return passUnless(
			negative.slice(0, 20).map((line) =>
				fail({
					message: `"${short(line.description)}" takes ${context.money(-line.gross)} off the invoice, and no change order does.`,
					expected: 'a deductive change order',
					observed: context.amount(line.gross),
					delta: context.amount(line.gross),
					tolerance: 0,
					evidence: context.evidence(`${line.path}.amount`, line.path),
					action:
						'Ask the vendor for a credit memo of its own, and for the invoice without this line.',
				}),
			),
		);
	},
};
