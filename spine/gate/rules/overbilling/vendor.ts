import { percentOf } from '../../amounts';
import { bills } from '../../kinds';
import {
	fail,
	notApplicable,
	notEvaluable,
	passUnless,
	type Rule,
	type RuleResult,
} from '../../rule';
import { allowance } from './commitment';

export const vendorAcrossProjects: Rule = {
	id: 'OB-06',
	version: 1,
	title: 'The vendor is not overbilled across projects',
	severity: 'BLOCK',
	description:
		'Over all commitments of the vendor: billed with this document must not exceed the sum of revised commitments (blocks); any single commitment over 100 % warns, because slack on another job would hide it; spend without commitment over 10 % of the total or 5,000 warns. Tolerances uncommittedPercent, uncommittedAmount.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const { demand, facts } = context;
		if (facts.identity.vendor.record === undefined) return [notApplicable];
		const vendor = facts.vendorBilling;
		if (vendor === undefined)
			return [notEvaluable("the vendor's billing on all projects is not known")];
		const failures: RuleResult[] = [];
		const mine = facts.commitment === undefined ? 0 : demand.gross;
		const onCommitments = vendor.counted - vendor.uncommitted;
		const billed = onCommitments + mine;
		const limit = vendor.committed + allowance(context);
		if (mine > 0 && vendor.committed > 0 && billed > limit) {
			const excess = billed - vendor.committed;
			failures.push(
				fail({
					message: `The vendor would be billed ${context.money(billed)} over all its commitments of ${context.money(vendor.committed)}, ${context.money(excess)} too much.`,
					formula: `${context.figure(onCommitments)} + ${context.figure(mine)} <= ${context.figure(vendor.committed)}`,
					expected: context.amount(vendor.committed),
					observed: context.amount(billed),
					delta: context.amount(excess),
					tolerance: 0,
					evidence: context.evidence('vendor', 'total'),
					action: "Review the vendor's commitments together before paying any of them.",
					unsupported: [{ part: '*', amount: Math.min(excess, mine) }],
				}),
			);
		}
		for (const over of vendor.over) {
			failures.push(
				fail({
					severity: 'WARN',
					message: `The vendor's commitment ${over.number ?? over.commitment} is billed ${context.money(over.excess)} over its revised amount.`,
					delta: context.amount(over.excess),
					tolerance: 0,
					evidence: context.evidence('vendor'),
					action: 'Recover the excess on that commitment, or have its change order approved.',
				}),
			);
		}
		const loose = vendor.uncommitted + (facts.commitment === undefined ? demand.gross : 0);
		const spend = vendor.counted + demand.gross;
		const share = percentOf(context.tolerance('uncommittedPercent'), spend);
		const cap = context.minor(context.tolerance('uncommittedAmount'));
		if (loose > 0 && vendor.committed > 0 && (loose > share || loose > cap)) {
			failures.push(
				fail({
					severity: 'WARN',
					message: `${context.money(loose)} of the vendor's ${context.money(spend)} has no commitment behind it.`,
					formula: `${context.figure(loose)} <= ${context.figure(Math.min(share, cap))}`,
					observed: context.amount(loose),
					delta: context.amount(loose - Math.min(share, cap)),
					evidence: context.evidence('vendor'),
					action: 'Write a purchase order or subcontract for the uncommitted spend.',
				}),
			);
		}
		return passUnless(failures);
	},
};
