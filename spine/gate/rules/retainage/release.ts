import type { Context } from '../../context';
import { countingApprovals, withinLimit } from '../../approvals';
import { asksForRetainage, bills } from '../../kinds';
import type { Document } from '../../../documents/document';
import {
	everything,
	fail,
	notApplicable,
	notEvaluable,
	pass,
	passUnless,
	type Rule,
	type RuleResult,
} from '../../rule';
import { claimName, commitmentName, historyOf, isMissing } from '../shared';
import { releaseOf } from './rate';

const releases = (document: Document): boolean => bills(document) && asksForRetainage(document);

/** Whether somebody entitled let the retainage go, by record, by the project system or by a reply that counts. */
function isApproved(context: Context): boolean {
	const { commitment, fieldData, identity, requisitions } = context.facts;
	const released = releaseOf(context);
	const project = identity.project.record;
	const onRecord = fieldData.some(
		(row) =>
			row.source === 'retainage_release' &&
			row.deleted !== true &&
			(row.commitment === undefined
				? row.project !== undefined && [project?.id, project?.number].includes(row.project)
				: [commitment?.id, commitment?.number].includes(row.commitment)) &&
			(row.value === undefined || context.minor(row.value) >= released),
	);
	const inSystem = requisitions.some(
		(one) =>
			one.commitment === commitment?.id &&
			one.deleted !== true &&
			(one.status === 'approved' || one.status === 'approved_as_noted') &&
			(one.kind === 'retainage_release' || one.kind === 'progress_and_retainage_release'),
	);
	const replied = countingApprovals(context.facts, 'retainage_release').some((fact) => {
		const amount = fact.document.approval?.amount;
		return (
			(amount === undefined || context.minor(amount) >= released) &&
			withinLimit(fact, context.amount(released), context.facts)
		);
	});
	return onRecord || inSystem || replied;
}

export const releaseApproved: Rule = {
	id: 'RT-06',
	version: 1,
	title: 'A retainage release is approved',
	severity: 'BLOCK',
	description:
		'A release needs a record of substantial completion or approval: a row of the release data, an approved release in the project system, or an approval reply that counts (QV-12) and covers the amount.',
	appliesTo: releases,
	check(context): RuleResult[] {
		const released = releaseOf(context);
		if (isApproved(context)) return [pass];
		return [
			fail({
				message: `${context.money(released)} of retainage on ${commitmentName(context)} is asked for, and nobody has approved its release.`,
				expected: 'a record of substantial completion or approval',
				observed: 'none',
				delta: context.amount(released),
				tolerance: 0,
				evidence: context.evidence('retainageReleased', 'retainageRelease', 'total'),
				action: 'Have the release approved by somebody entitled, then verify again.',
				unsupported: [{ part: 'retainage', amount: released }],
			}),
		];
	},
};

export const releaseWithinHeld: Rule = {
	id: 'RT-07',
	version: 1,
	title: 'No more retainage is released than is held',
	severity: 'BLOCK',
	description: 'Release <= retainage held on the commitment less what was released. Tolerance 0.',
	appliesTo: releases,
	check(context): RuleResult[] {
		if (context.facts.commitment === undefined) {
			return [notEvaluable('retainage is released without a known commitment')];
		}
		const history = historyOf(context);
		if (isMissing(history)) return [history];
		const released = releaseOf(context);
		if (released <= history.retainageHeld) return [pass];
		const excess = released - Math.max(0, history.retainageHeld);
		return [
			fail({
				message: `${context.money(released)} of retainage is asked for; ${context.money(history.retainageHeld)} is held on ${commitmentName(context)}.`,
				formula: `${context.figure(released)} <= ${context.figure(history.retainageHeld)}`,
				expected: context.amount(history.retainageHeld),
				observed: context.amount(released),
				delta: context.amount(excess),
				tolerance: 0,
				evidence: context.evidence('retainageReleased', 'total'),
				action: `Release at most ${context.money(Math.max(0, history.retainageHeld))}.`,
				unsupported: [{ part: 'retainage', amount: excess }],
			}),
		];
	},
};

export const releasedOnce: Rule = {
	id: 'RT-08',
	version: 1,
	title: 'Retainage is released once',
	severity: 'BLOCK',
	description:
		'Another release of the same amount on the commitment was billed, or releases billed before leave nothing to release.',
	appliesTo: releases,
	check(context): RuleResult[] {
		const { claims, commitment, ownClaim } = context.facts;
		if (commitment === undefined) return [notApplicable];
		const history = historyOf(context);
		if (isMissing(history)) return [history];
		const earlier = claims.filter(
			(claim) =>
				claim.isRetainageRelease &&
				claim.state !== 'ended' &&
				claim.state !== 'blocked' &&
				claim.id !== ownClaim?.id &&
				claim.commitment === commitment.id &&
				claim.net === context.demand.net,
		);
		const failures: RuleResult[] = earlier.map((claim) =>
			fail({
				message: `The same release of ${context.money(context.demand.net)} on ${commitmentName(context)} is there already: ${claimName(claim)}.`,
				expected: 'a release that was not billed',
				observed: claimName(claim),
				delta: context.amount(context.demand.net),
				tolerance: 0,
				evidence: context.evidence('total', 'number'),
				action: 'Reject the second release.',
				unsupported: everything,
			}),
		);
		if (failures.length === 0 && history.retainageReleased > 0 && history.retainageHeld <= 0) {
			failures.push(
				fail({
					message: `All retainage on ${commitmentName(context)} was released already (${context.money(history.retainageReleased)}).`,
					expected: 0,
					observed: context.amount(releaseOf(context)),
					delta: context.amount(releaseOf(context)),
					tolerance: 0,
					evidence: context.evidence('total'),
					action: 'Reject the second release.',
					unsupported: [{ part: 'retainage', amount: releaseOf(context) }],
				}),
			);
		}
		return passUnless(failures);
	},
};
