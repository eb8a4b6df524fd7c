import { daysBetween } from '../../../documents/dates';
import { isSameNumber } from '../../../documents/numbers';
import { asksForMoney, bills } from '../../kinds';
import { everything, fail, notEvaluable, passUnless, type Rule, type RuleResult } from '../../rule';
import { sameAmountExplained } from './keys';

export const alreadyInBooks: Rule = {
	id: 'DU-10',
	version: 1,
	title: 'Not in the books already by another path',
	severity: 'HOLD',
	description:
		'A bill, cheque, card charge, credit or journal entry of the vendor has the same number (blocks), or the same total within 10 days (booksDays; holds); a bill that stands for this very demand, by whatever number, blocks. What we posted for this very claim is left out. Example: the superintendent paid the yard by card, and the vendor still mails the invoice.',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		const { document, facts } = context;
		if (facts.asOf.books === undefined) return [notEvaluable('the books have not been read')];
		const credit = document.kind === 'credit_memo';
		if (facts.ownClaim?.state === 'billed' && facts.ownClaim.booksId !== undefined) {
			return [
				fail({
					severity: 'BLOCK',
					message: `The books hold bill ${facts.ownClaim.number ?? facts.ownClaim.booksId} for this very demand already, entered by another path.`,
					expected: 'no such transaction',
					observed: `bill ${facts.ownClaim.booksId}`,
					delta: context.amount(context.demand.net - facts.ownClaim.net),
					tolerance: 0,
					evidence: context.evidence('number', 'total', 'date'),
					action: 'Look the bill up in the books; it was demanded once and stands there once.',
					unsupported: everything,
				}),
			];
		}
		return passUnless(
			facts.booksTransactions.flatMap((transaction): RuleResult[] => {
				if (transaction.deleted === true || transaction.type === 'purchase_order') return [];
				if ((transaction.type === 'vendor_credit') !== credit) return [];
				const own = facts.ownClaim;
				if (own?.booksId === transaction.id && own.state === 'posted') return [];
				const number = isSameNumber(document.number, transaction.number);
				const total = Math.abs(context.minor(transaction.total)) === Math.abs(context.demand.net);
				const near =
					document.date !== undefined &&
					Math.abs(daysBetween(document.date, transaction.date)) <= context.tolerance('booksDays');
				const claim = facts.claims.find((one) => one.booksId === transaction.id);
				const explained = claim !== undefined && sameAmountExplained(claim, context);
				if (!number && (!total || !near || explained)) return [];
				const label = transaction.type.replace('_', ' ');
				return [
					fail({
						...(number ? { severity: 'BLOCK' as const, unsupported: everything } : {}),
						message: `The books hold a ${label} ${transaction.number ?? 'without number'} of ${transaction.date} over ${context.money(context.minor(transaction.total))} from this vendor already.`,
						expected: 'no such transaction',
						observed: `${label} ${transaction.number ?? transaction.id}`,
						delta: context.amount(context.demand.net - context.minor(transaction.total)),
						tolerance: number ? 0 : `${context.tolerance('booksDays')} days`,
						evidence: context.evidence('number', 'total', 'date'),
						action:
							'Look the transaction up in the books; reject the document if it is the same purchase.',
					}),
				];
			}),
		);
	},
};

export const alreadyDirectCost: Rule = {
	id: 'DU-11',
	version: 1,
	title: 'Not in the project system already by another path',
	severity: 'BLOCK',
	description:
		'A direct cost of the vendor bears the number of this document, which would count the job cost twice. The same total without a number holds.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const { document, facts } = context;
		if (facts.asOf.projects === undefined)
			return [notEvaluable('the project system has not been read')];
		return passUnless(
			facts.directCosts.flatMap((cost): RuleResult[] => {
				if (cost.deleted === true) return [];
				const number = isSameNumber(document.number, cost.invoiceNumber);
				const total =
					cost.invoiceNumber === undefined &&
					Math.abs(context.minor(cost.amount)) === Math.abs(context.demand.net);
				if (!number && !total) return [];
				return [
					fail({
						...(number ? { unsupported: everything } : { severity: 'HOLD' as const }),
						message: `The project system holds a direct cost ${cost.invoiceNumber ?? 'without number'} over ${context.money(context.minor(cost.amount))} from this vendor already.`,
						expected: 'no direct cost for this document',
						observed: `direct cost ${cost.invoiceNumber ?? cost.id}`,
						delta: context.amount(context.demand.net - context.minor(cost.amount)),
						tolerance: 0,
						evidence: context.evidence('number', 'total'),
						action: 'Remove one of the two, so that the job cost is counted once.',
					}),
				];
			}),
		);
	},
};
