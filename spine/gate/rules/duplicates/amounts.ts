import { daysBetween } from '../../../documents/dates';
import type { ClaimSummary } from '../../facts';
import type { Context } from '../../context';
import { asksForMoney, asksForRetainage } from '../../kinds';
import {
	fail,
	notApplicable,
	notEvaluable,
	passUnless,
	type Rule,
	type RuleResult,
} from '../../rule';
import { claimName } from '../shared';
import { relation, sameAmountExplained, vendorClaims, vendorIsKnown } from './keys';

/** Claims of the vendor with the same net amount and another number. */
function sameAmount(context: Context): ClaimSummary[] {
	return vendorClaims(context).filter(
		(claim) =>
			claim.net === context.demand.net &&
			context.demand.net !== 0 &&
			claim.kind !== 'credit_memo' &&
			relation(claim, context) === 'other',
	);
}

const applies = (context: Context): RuleResult[] | undefined => {
	if (context.document.kind === 'credit_memo') return [notApplicable];
	return vendorIsKnown(context) ? undefined : [notEvaluable('the vendor is not resolved')];
};

export const sameAmountSameDate: Rule = {
	id: 'DU-03',
	version: 1,
	title: 'Not the same amount on the same date under another number',
	severity: 'HOLD',
	description:
		'Another demand of the vendor has the same net amount and the same date. Commitments that the policy lists as billed in equal amounts, applications in a row and retainage releases are excepted.',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		const early = applies(context);
		if (early !== undefined) return early;
		return passUnless(
			sameAmount(context)
				.filter(
					(claim) =>
						claim.date !== undefined &&
						claim.date === context.document.date &&
						!sameAmountExplained(claim, context),
				)
				.map((claim) =>
					fail({
						message: `${claimName(claim)} of the same vendor and date is over ${context.money(claim.net)} too.`,
						expected: 'another amount or date',
						observed: context.amount(claim.net),
						delta: 0,
						tolerance: 0,
						evidence: context.evidence('total', 'date', 'number'),
						action: 'Ask the vendor whether one of the two was sent under a new number.',
					}),
				),
		);
	},
};

export const sameAmountInWindow: Rule = {
	id: 'DU-04',
	version: 1,
	title: 'Not the same amount within 90 days under another number',
	severity: 'WARN',
	description:
		'Another demand of the vendor has the same net amount within 90 days (sameAmountDays). Warns; holds where commitment and period are the same. Exceptions as DU-03.',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		const early = applies(context);
		if (early !== undefined) return early;
		const { document, facts } = context;
		const period = document.payApplication?.periodTo ?? document.servicePeriod?.to;
		return passUnless(
			sameAmount(context).flatMap((claim): RuleResult[] => {
				if (sameAmountExplained(claim, context)) return [];
				if (claim.date === undefined || document.date === undefined) return [];
				const days = Math.abs(daysBetween(claim.date, document.date));
				if (days === 0 || days > context.tolerance('sameAmountDays')) return [];
				const samePeriod =
					claim.commitment !== undefined &&
					claim.commitment === facts.commitment?.id &&
					period !== undefined &&
					claim.periodTo === period;
				return [
					fail({
						...(samePeriod ? { severity: 'HOLD' as const } : {}),
						message: `${claimName(claim)} of the same vendor is over ${context.money(claim.net)} too, ${days} days apart${samePeriod ? ', for the same commitment and period' : ''}.`,
						expected: `another amount, or more than ${context.tolerance('sameAmountDays')} days apart`,
						observed: `${days} days`,
						delta: 0,
						tolerance: `${context.tolerance('sameAmountDays')} days`,
						evidence: context.evidence('total', 'date', 'number'),
						action: 'Check that the two are different deliveries or periods.',
					}),
				];
			}),
		);
	},
};

export const retainageIsNoDuplicate: Rule = {
	id: 'RT-12',
	version: 1,
	title: 'A retainage release is not taken for a duplicate',
	severity: 'INFO',
	description:
		'A release may equal a sum that was billed or retained before. Where it does, DU-03 and DU-04 stay silent and this rule lists the likeness, so that a reader sees that it was noticed.',
	appliesTo: asksForRetainage,
	check(context): RuleResult[] {
		const like = sameAmount(context).filter((claim) => !claim.isRetainageRelease);
		return passUnless(
			like.map((claim) =>
				fail({
					message: `The release equals ${claimName(claim)} over ${context.money(claim.net)}; it is not a duplicate of it.`,
					observed: context.amount(claim.net),
					tolerance: 0,
					evidence: context.evidence('total'),
					action: 'Nothing to do; the release is judged by the retainage rules.',
				}),
			),
		);
	},
};
