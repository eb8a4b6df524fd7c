import { adjustment } from '../../demand';
import { asksForMoney, isInvoice } from '../../kinds';
import { fail, notApplicable, pass, type Rule, type RuleResult } from '../../rule';

export const negativeIsCredit: Rule = {
	id: 'CR-01',
	version: 1,
	title: 'A negative demand is a credit',
	severity: 'HOLD',
	description:
		'An invoice or pay application with a negative total, or a credit memo coded as a bill, is held: it must become a vendor credit, never a negative bill.',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		const { coding, demand, document } = context;
		const negative = demand.net < 0;
		const miscoded =
			coding.entity !== undefined &&
			(document.kind === 'credit_memo') !== (coding.entity === 'VendorCredit');
		if (!negative && !miscoded) return [pass];
		return [
			fail({
				message: negative
					? `The document asks for ${context.money(demand.net)}, which is a credit.`
					: 'The document would be posted on the wrong side: credits become vendor credits, invoices bills.',
				expected: negative ? 0 : document.kind === 'credit_memo' ? 'VendorCredit' : 'Bill',
				observed: negative ? context.amount(demand.net) : (coding.entity ?? ''),
				tolerance: 0,
				evidence: context.evidence('total'),
				action: 'Have it entered as a vendor credit.',
			}),
		];
	},
};

export const depositAgreed: Rule = {
	id: 'GL-18',
	version: 1,
	title: 'A deposit is agreed',
	severity: 'HOLD',
	description:
		'A line that asks for a deposit or prepayment is held, because nothing on record says that the contract provides for one. A deposit that is taken off the total is no demand.',
	appliesTo: isInvoice,
	check(context): RuleResult[] {
		const asked = context.lines.filter(
			(line) =>
				line.gross > 0 &&
				/\b(?:deposit|down\s?payment|pre-?payment|retainer)\b/i.test(line.description),
		);
		if (asked.length === 0) return [notApplicable];
		if (
			asked.every((line) =>
				/\b(?:deposit|down\s?payment|pre-?payment|mobili[sz]ation)\b/i.test(
					line.sov?.description ?? '',
				),
			)
		) {
			return [pass];
		}
		const amount = asked.reduce((total, line) => total + line.gross, 0);
		return [
			fail({
				message: `A deposit of ${context.money(amount)} is asked for; nothing on record provides for it.`,
				expected: 'a deposit on the contract',
				observed: context.amount(amount),
				delta: context.amount(
					amount - Math.min(amount, adjustment(context.document, 'deposit', context.currency)),
				),
				tolerance: 0,
				evidence: context.evidence(...asked.map((line) => `${line.path}.amount`)),
				action: 'Check the contract for a deposit, and track its application.',
			}),
		];
	},
};
