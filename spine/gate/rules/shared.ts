import type { ClaimSummary, CommitmentBilling } from '../facts';
import { changeOrdersAreListed } from '../change-orders';
import type { Context } from '../context';
import { notEvaluable, type NotEvaluable } from '../rule';

/** The commitment's history, or why it cannot be relied on. */
export function historyOf(context: Context): CommitmentBilling | NotEvaluable {
	const { billing, commitment } = context.facts;
	const name = commitment?.number ?? 'the commitment';
	if (billing === undefined) return notEvaluable(`what was billed on ${name} before is not known`);
	if (!billing.complete) {
		return notEvaluable(`the billing history of ${name} has not been read in completely`);
	}
	return billing;
}

export function isMissing(history: CommitmentBilling | NotEvaluable): history is NotEvaluable {
	return 'result' in history;
}

/**
 * Why change orders cannot be looked up one by one; undefined where they can. It holds what needs
 * them by name, and with `optional` only where the policy has them among the sources in use.
 */
export function changeOrdersUnlisted(
	context: Context,
	{ optional }: { optional: boolean },
): NotEvaluable | undefined {
	const { facts, currency } = context;
	if (facts.commitment === undefined || changeOrdersAreListed(facts, currency)) return undefined;
	return notEvaluable(
		`the change orders of ${commitmentName(context)} are known by their total alone`,
		optional && !facts.policy.sources.includes('change_orders'),
	);
}

/** Why the schedule of values cannot be looked at; undefined where it is known, or there is none. */
export function scheduleUnlisted(context: Context): NotEvaluable | undefined {
	const { commitment, policy } = context.facts;
	if (commitment?.totalsOnly !== true || commitment.lines.length > 0) return undefined;
	return notEvaluable(
		`the schedule of values of ${commitmentName(context)} is not known`,
		!policy.sources.includes('schedule_of_values'),
	);
}

/** Number of the commitment for messages. */
export function commitmentName(context: Context): string {
	const { commitment } = context.facts;
	if (commitment === undefined) return 'the commitment';
	const kind = commitment.kind === 'purchase_order' ? 'purchase order' : 'subcontract';
	return `${kind} ${commitment.number ?? commitment.title ?? commitment.id}`;
}

/** How an earlier claim is called in messages. */
export function claimName(claim: ClaimSummary): string {
	const label =
		claim.number === undefined
			? claim.application === undefined
				? 'an earlier document'
				: `application ${claim.application}`
			: `invoice ${claim.number}`;
	return `${label} (${claim.state}, ${claim.seenIn})`;
}

/** A description short enough for a message. */
export function short(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
