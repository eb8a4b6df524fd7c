import type { Minor } from '../../../documents/money';
import { percentOf, percentText } from '../../amounts';
import { nameOf, pendingChangeOrders } from '../../change-orders';
import type { Context } from '../../context';
import { bills } from '../../kinds';
import { fail, notApplicable, notEvaluable, pass, type Rule, type RuleResult } from '../../rule';
import { commitmentName, historyOf, isMissing } from '../shared';

/** What a purchase order may be exceeded by: the lesser of a percentage and an amount; 0 on a subcontract. */
export function allowance(context: Context): Minor {
	const { commitment } = context.facts;
	if (commitment?.kind !== 'purchase_order' || context.revised === undefined) return 0;
	return Math.max(
		0,
		Math.min(
			percentOf(context.tolerance('poTotalPercent'), context.revised),
			context.minor(context.tolerance('poTotalAmount')),
		),
	);
}

/** What the project system states as invoiced in total, where that is more than the demands that are known. */
function invoicedBeyond(context: Context, counted: Minor): Minor | undefined {
	const { commitment } = context.facts;
	if (commitment?.totalsOnly !== true || commitment.invoiced === undefined) return undefined;
	const stated = context.minor(commitment.invoiced);
	return stated > counted ? stated : undefined;
}

export const cumulativePerCommitment: Rule = {
	id: 'OB-01',
	version: 1,
	title: 'Cumulative billing stays within the revised commitment',
	severity: 'BLOCK',
	description:
		'Gross billed before (posted, reserved and billed by others) plus the gross of this document must not exceed R = original commitment + approved change orders. Compared before retainage and tax, to the cent; purchase orders have the tolerance of PO-01. Where only held claims push it over, it is held. Where a report states more as invoiced than the known bills and documents come to, and this document would not fit on top of that, it is not evaluable and held. Example: contract 11,500 + CO 1,200 = 12,700; invoices 5,400 + 4,800 + 5,000 = 15,200, which is 2,500 over (119.7 %).',
	appliesTo: bills,
	check(context): RuleResult[] {
		const { demand, facts, revised } = context;
		if (facts.commitment === undefined || revised === undefined) return [notApplicable];
		if (demand.gross <= 0) return [notApplicable];
		const history = historyOf(context);
		if (isMissing(history)) return [history];
		const total = history.counted + demand.gross;
		const tolerance = allowance(context);
		const name = commitmentName(context);
		if (total > revised + tolerance) {
			const excess = total - revised;
			return [
				fail({
					message: `This document brings ${name} to ${context.money(total)} billed against ${context.money(revised)}, ${context.money(excess)} over (${percentText(total, revised)}).`,
					formula: `${context.figure(history.counted)} + ${context.figure(demand.gross)} <= ${context.figure(revised)}`,
					expected: context.amount(revised),
					observed: context.amount(total),
					delta: context.amount(excess),
					tolerance: context.amount(tolerance),
					evidence: context.evidence('total', 'payApplication.totalCompletedAndStored'),
					action: `Pay at most ${context.money(Math.max(0, demand.gross - excess))} gross, or have a change order approved for the rest.`,
					unsupported: [{ part: '*', amount: Math.min(excess, demand.gross) }],
				}),
			];
		}
		const stated = invoicedBeyond(context, history.counted);
		if (stated !== undefined && stated + demand.gross > revised + tolerance) {
			return [
				notEvaluable(
					`the project system has ${context.money(stated)} invoiced on ${name}, ${context.money(stated - history.counted)} more than the bills and documents that are known (a list of bills shows them net of retainage); with this document that would come to ${context.money(stated + demand.gross)} against ${context.money(revised)}`,
				),
			];
		}
		const withHeld = total + history.held;
		if (history.held > 0 && withHeld > revised + tolerance) {
			return [
				fail({
					severity: 'HOLD',
					message: `With ${context.money(history.held)} of held claims ${name} would come to ${context.money(withHeld)} against ${context.money(revised)}.`,
					formula: `${context.figure(history.counted)} + ${context.figure(history.held)} held + ${context.figure(demand.gross)} <= ${context.figure(revised)}`,
					expected: context.amount(revised),
					observed: context.amount(withHeld),
					delta: context.amount(withHeld - revised),
					tolerance: context.amount(tolerance),
					evidence: context.evidence('total'),
					action: 'Decide the held claims of this commitment first.',
				}),
			];
		}
		return [pass];
	},
};

export const overWithoutPending: Rule = {
	id: 'OB-03',
	version: 1,
	title: 'The excess would be covered by a pending change order',
	severity: 'BLOCK',
	description:
		'Fails when R < billed before + this <= R + pending change orders, and names the pending ones: the most common honest cause of overbilling. Tolerance 0. Example: R 98,000, billed 101,000, CO-004 of 6,500 still pending.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const { demand, facts, revised } = context;
		if (facts.commitment === undefined || revised === undefined) return [notApplicable];
		const pending = pendingChangeOrders(facts).filter((record) => record.amount > 0);
		if (demand.gross <= 0 || pending.length === 0) return [notApplicable];
		const history = historyOf(context);
		if (isMissing(history)) return [history];
		const open = pending.reduce((left, record) => left + context.minor(record.amount), 0);
		const total = history.counted + demand.gross;
		if (total <= revised + allowance(context) || total > revised + open) return [pass];
		const excess = total - revised;
		return [
			fail({
				message: `${context.money(excess)} of this document fits ${commitmentName(context)} only if ${pending.map(nameOf).join(', ')} is approved.`,
				formula: `${context.figure(revised)} < ${context.figure(total)} <= ${context.figure(revised)} + ${context.figure(open)}`,
				expected: context.amount(revised),
				observed: context.amount(total),
				delta: context.amount(excess),
				tolerance: 0,
				evidence: context.evidence('total'),
				action: 'Get the pending change order approved, then verify again.',
				unsupported: [{ part: '*', amount: Math.min(excess, demand.gross) }],
			}),
		];
	},
};
