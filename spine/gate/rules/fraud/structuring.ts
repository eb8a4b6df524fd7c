import { daysBetween } from '../../../documents/dates';
import { sum } from '../../amounts';
import type { Facts } from '../../facts';
import { bills } from '../../kinds';
import { fail, notApplicable, pass, type Rule, type RuleResult } from '../../rule';
import { commitmentName } from '../shared';

type Demand = NonNullable<Facts['withinWindow']>[number];

/** Of the demands around a day those of the span of so many days, that day in it, with the largest sum. */
function fullestWindow(demands: readonly Demand[], day: string, days: number): Demand[] {
	const starts = [day, ...demands.map(({ date }) => date)].filter((date) => date <= day);
	const windows = starts.map((start) =>
		demands.filter(
			({ date }) =>
				date >= start && daysBetween(start, date) <= days && daysBetween(start, day) <= days,
		),
	);
	const size = (window: readonly Demand[]): number => sum(window.map(({ net }) => net));
	return windows.reduce((best, window) => (size(window) > size(best) ? window : best), []);
}

export const notSplitUnderLimit: Rule = {
	id: 'FR-11',
	version: 1,
	title: 'Work is not split into invoices under the limit',
	severity: 'HOLD',
	description:
		'The documents of one vendor that were verified, released or posted from here and are dated within one span of 7 days with it (policy splitDays), each within the limit up to which documents post by themselves, must not come to more than that limit together with this one: on the same commitment, or on the same project where there is no commitment, whatever their amounts; on any commitment where each is at least 80 % of the limit (policy splitNearPercent). Applies where the policy has a limit. Example: limit 25,000; 24,600 and 24,100 come to 48,700.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const { demand, facts } = context;
		const { policy, withinWindow } = facts;
		if (policy.limit === undefined || withinWindow === undefined) return [notApplicable];
		const limit = context.minor(policy.limit);
		if (demand.net <= 0 || demand.net > limit) return [notApplicable];
		const isNear = (net: number): boolean => net * 100 >= limit * policy.splitNearPercent;
		const others = fullestWindow(
			withinWindow.filter(({ net, sameScope }) => sameScope || (isNear(net) && isNear(demand.net))),
			context.document.date ?? facts.now.slice(0, 10),
			policy.splitDays,
		);
		const total = sum(others.map(({ net }) => net)) + demand.net;
		if (others.length === 0 || total <= limit) return [pass];
		const where = others.every(({ sameScope }) => sameScope)
			? facts.commitment === undefined
				? 'this project'
				: commitmentName(context)
			: 'several commitments';
		const listed = others
			.slice(0, 5)
			.map(({ number, net }) => `${number ?? 'one without number'} (${context.money(net)})`);
		const more = others.length > 5 ? ` and ${others.length - 5} more` : '';
		return [
			fail({
				message: `With ${listed.join(', ')}${more} of the same ${policy.splitDays} days the vendor asks ${context.money(total)} on ${where}, ${context.money(total - limit)} above the ${context.money(limit)} that post without a person.`,
				formula: `${context.figure(total - demand.net)} + ${context.figure(demand.net)} <= ${context.figure(limit)}`,
				expected: context.amount(limit),
				observed: context.amount(total),
				delta: context.amount(total - limit),
				tolerance: 0,
				evidence: context.evidence('total', 'payApplication.currentPaymentDue', 'date'),
				action:
					'Have somebody with authority over the sum check whether one piece of work was split, and release it with the reason.',
			}),
		];
	},
};
