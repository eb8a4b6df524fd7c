import { policySchema } from '../documents/settings';
import { verdictSchema } from '../documents/verdict';
import type { Finding } from '../documents/verdict';
import { DAY_MS } from './decide';
import { demandSchema } from './decisions';
import { STANDING_COLUMNS, standingRow } from './facts-changed';
import type { Standing } from './facts-changed';
import { readCompany } from './settings';
import { decisionOf } from './subject';
import { all } from './transaction';
import type { Context, Tx } from './transaction';

/** Documents that were blocked so lately, by the policy, that a change of their facts still counts. */
export function* recentlyBlocked(context: Context): Tx<Standing[]> {
	const company = yield* readCompany(context);
	const { verifyAgainDays } = company?.policy ?? policySchema.parse({});
	const since = new Date(context.clock() - verifyAgainDays * DAY_MS).toISOString();
	return yield* all(
		context.db
			.selectFrom('decisions')
			.select(STANDING_COLUMNS)
			.where('outcome', '=', 'blocked')
			.where('accepted', '=', 0)
			.where('written_at', '>', since)
			.orderBy('seq'),
		standingRow,
	);
}

/**
 * Whether a finding suspects the sender, so that a person must decide. One that holds for want of an
 * input suspects nobody, and FR-11 is about sums under a limit, which do change with the facts.
 */
function isSuspicion({ rule, result, severity }: Finding): boolean {
	if (!rule.startsWith('FR-')) return false;
	return severity === 'BLOCK' || (severity === 'HOLD' && result === 'fail' && rule !== 'FR-11');
}

/**
 * Whether a change of facts may clear what stopped a document. It clears no suspicion of its sender
 * (the fraud family, `FR-`): a vendor's record that was edited since is what such a sender works for.
 * Nor does it bring up a blocked second copy of a demand, or a forged one, neither of which made a claim.
 */
export function* isMendable(context: Context, { sighting }: Standing): Tx<boolean> {
	const row = yield* decisionOf(context, sighting);
	if (row === undefined) return false;
	const { findings } = verdictSchema.parse(JSON.parse(row.verdict));
	if (findings.some(isSuspicion)) return false;
	if (row.outcome === 'held') return true;
	return row.claim !== null || !demandSchema.parse(JSON.parse(row.demand)).asksForMoney;
}
