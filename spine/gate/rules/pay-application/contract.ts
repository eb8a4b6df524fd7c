import type { ChangeOrderRecord } from '../../../documents/records';
import type { Minor } from '../../../documents/money';
import { sum } from '../../amounts';
import { approvedPackages, nameOf, pendingChangeOrders } from '../../change-orders';
import { isPrintedPayApplication } from '../../kinds';
import { fail, notApplicable, notEvaluable, pass, type Rule, type RuleResult } from '../../rule';
import { changeOrdersUnlisted, commitmentName } from '../shared';

export const originalSum: Rule = {
	id: 'PA-13',
	version: 1,
	title: 'Original contract sum is that of the commitment',
	severity: 'HOLD',
	description: 'L1 = original amount of the commitment, to the cent.',
	appliesTo: isPrintedPayApplication,
	check(context): RuleResult[] {
		const { commitment } = context.facts;
		const value = context.document.payApplication?.originalContractSum;
		if (commitment === undefined) return [notApplicable];
		if (value === undefined)
			return [notEvaluable('the pay application prints no original contract sum')];
		const [printed, original] = [context.minor(value), context.minor(commitment.original)];
		if (printed === original) return [pass];
		return [
			fail({
				message: `The pay application starts from ${context.money(printed)}; ${commitmentName(context)} was written for ${context.money(original)}.`,
				formula: `${context.figure(printed)} = ${context.figure(original)}`,
				expected: context.amount(original),
				observed: context.amount(printed),
				delta: context.amount(printed - original),
				tolerance: 0,
				evidence: context.evidence('payApplication.originalContractSum'),
				action: 'Ask the subcontractor to correct the contract sum.',
			}),
		];
	},
};

/** Unapproved change orders that make up exactly the difference, searched among at most twelve. */
function explanation(
	difference: Minor,
	records: readonly ChangeOrderRecord[],
	minor: (amount: number) => Minor,
): ChangeOrderRecord[] {
	const list = records.slice(0, 12);
	for (let mask = 1; mask < 1 << list.length; mask += 1) {
		const chosen = list.filter((_, index) => (mask & (1 << index)) !== 0);
		if (sum(chosen.map((record) => minor(record.amount))) === difference) return chosen;
	}
	return [];
}

export const netChangeOrders: Rule = {
	id: 'PA-14',
	version: 1,
	title: 'Net change by change orders holds approved ones only',
	severity: 'HOLD',
	description:
		'L2 = sum of the change orders approved by the end of the period (or by now). Where the difference is made up of unapproved change orders it blocks and names them. Tolerance 0. Example: L2 = 9,750 because a pending request of 3,250 was added to 6,500.',
	appliesTo: isPrintedPayApplication,
	check(context): RuleResult[] {
		const { commitment } = context.facts;
		const cover = context.document.payApplication;
		if (commitment === undefined || cover === undefined) return [notApplicable];
		const unlisted = changeOrdersUnlisted(context, { optional: true });
		if (unlisted !== undefined) {
			const printed = context.minor(cover.netChangeByChangeOrders ?? 0);
			const stated = commitment.approvedChanges;
			const agrees = stated !== undefined && context.minor(stated) === printed;
			return [agrees ? pass : { ...unlisted, optional: false }];
		}
		const approved = approvedPackages(context.facts);
		if (cover.netChangeByChangeOrders === undefined) {
			return approved.length === 0
				? [pass]
				: [notEvaluable('the pay application prints no net change by change orders')];
		}
		const printed = context.minor(cover.netChangeByChangeOrders);
		const until = cover.periodTo;
		const total = (records: readonly ChangeOrderRecord[]): Minor =>
			sum(records.map((record) => context.minor(record.amount)));
		const inPeriod = approved.filter(
			(record) =>
				until === undefined || record.approvedOn === undefined || record.approvedOn <= until,
		);
		if (printed === total(approved) || printed === total(inPeriod)) return [pass];
		const difference = printed - total(approved);
		const culprits = explanation(difference, pendingChangeOrders(context.facts), context.minor);
		return [
			fail({
				...(culprits.length > 0 ? { severity: 'BLOCK' as const } : {}),
				message:
					culprits.length > 0
						? `Net change by change orders is ${context.money(printed)}, of which ${context.money(difference)} is ${culprits.map(nameOf).join(' and ')}, not approved.`
						: `Net change by change orders is ${context.money(printed)}; approved are ${context.money(total(approved))}.`,
				formula: `${context.figure(printed)} = ${context.figure(total(approved))}`,
				expected: context.amount(total(approved)),
				observed: context.amount(printed),
				delta: context.amount(difference),
				tolerance: 0,
				evidence: context.evidence('payApplication.netChangeByChangeOrders'),
				action: 'Ask the subcontractor to list approved change orders only.',
			}),
		];
	},
};
