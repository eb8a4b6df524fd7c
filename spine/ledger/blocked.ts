import { policySchema } from '../documents/settings';
import { verdictSchema } from '../documents/verdict';
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
 * Whether a change of facts may clear what blocked a document. It clears no suspicion of its sender
 * (the fraud family, `FR-`): a vendor's record that was edited since is what such a sender works for.
 * Nor does it bring up a second copy of a demand, or a forged one, neither of which made a claim.
 */
export function* isMendable(context: Context, { sighting }: Standing): Tx<boolean> {
	const row = yield* decisionOf(context, sighting);
	if (row === undefined) return false;
	const { findings } = verdictSchema.parse(JSON.parse(row.verdict));
	if (findings.some(({ rule, severity }) => severity === 'BLOCK' && rule.startsWith('FR-'))) {
		return false;
	}
	return row.claim !== null || !demandSchema.parse(JSON.parse(row.demand)).asksForMoney;
}
