import type { ClaimSummary } from '../../facts';
import type { Context } from '../../context';
import { asksForMoney } from '../../kinds';
import {
	everything,
	fail,
	notApplicable,
	notEvaluable,
	passUnless,
	type Failure,
	type Rule,
	type RuleResult,
} from '../../rule';
import { claimName } from '../shared';
import { relation, vendorClaims, vendorIsKnown } from './keys';

function again(context: Context, claim: ClaimSummary, because: string): Failure {
	const net = context.demand.net;
	return fail({
		message: `${context.document.number ?? 'This document'} over ${context.money(net)} ${because} ${claimName(claim)} over ${context.money(claim.net)} of the same vendor.`,
		formula: `${context.document.number ?? ''} <> ${claim.number ?? ''}`,
		expected: 'a number that was not billed before',
		observed: context.document.number ?? 'none',
		delta: context.amount(net - claim.net),
		tolerance: 0,
		evidence: context.evidence('number', 'total'),
		action: 'Reject the duplicate, or show that it is another demand.',
		unsupported: everything,
	});
}

function guarded(context: Context): RuleResult[] | undefined {
	if (context.document.number === undefined) return [notApplicable];
	if (!vendorIsKnown(context)) return [notEvaluable('the vendor is not resolved')];
	return undefined;
}

export const exactNumber: Rule = {
	id: 'DU-01',
	version: 1,
	title: 'The number was not billed before',
	severity: 'BLOCK',
	description:
		'Another demand of the same vendor bears the same number as printed. Application numbers are compared within their commitment.',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		return (
			guarded(context) ??
			passUnless(
				vendorClaims(context)
					.filter((claim) => relation(claim, context) === 'raw')
					.map((claim) => again(context, claim, 'bears the number of')),
			)
		);
	},
};

export const normalisedNumber: Rule = {
	id: 'DU-02',
	version: 1,
	title: 'The number was not billed before in another spelling',
	severity: 'HOLD',
	description:
		'Numbers are compared without case, punctuation, INV prefixes and leading zeros ("INV-00451" and "451", Latin letters and what prints like them), and once more with O/0, I/L/1, S/5, B/8, Z/2 folded. Blocks where the amounts are equal; holds otherwise (a folded likeness counts with equal amounts only).',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		return (
			guarded(context) ??
			passUnless(
				vendorClaims(context).flatMap((claim): RuleResult[] => {
					const kind = relation(claim, context);
					const equal = claim.net === context.demand.net || claim.gross === context.demand.gross;
					if (kind !== 'normalised' && !(kind === 'folded' && equal)) return [];
					return [
						{
							...again(context, claim, 'is the same number as'),
							...(equal ? { severity: 'BLOCK' as const } : {}),
						},
					];
				}),
			)
		);
	},
};

export const revisedNumber: Rule = {
	id: 'DU-05',
	version: 1,
	title: 'A revision does not stand beside what it replaces',
	severity: 'HOLD',
	description:
		'A number that differs from an earlier one by a revision suffix only (1001 and 1001R) is held until the earlier demand is voided, credited or shown unpaid. Figures that count invoices (2026-1, 2026-2) are no revisions.',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		return (
			guarded(context) ??
			passUnless(
				vendorClaims(context)
					.filter((claim) => relation(claim, context) === 'revision')
					.map((claim) => ({
						...again(context, claim, 'is a revision of'),
						action:
							'Decide which of the two stands; release this one only once the earlier one is void or unpaid.',
					})),
			)
		);
	},
};
