import type { Context } from '../../context';
import type { Facts } from '../../facts';
import { asksForMoney } from '../../kinds';
import { fail, notEvaluable, pass, type Rule, type RuleResult } from '../../rule';
import { commitmentName } from '../shared';

/** Whole minutes on the running clock from an instant until the facts were read; never negative. */
export function minutesSince(
	instant: string | undefined,
	{ readAt }: Pick<Facts, 'readAt'>,
): number | undefined {
	if (instant === undefined || readAt === undefined) return undefined;
	const minutes = Math.floor((Date.parse(readAt) - Date.parse(instant)) / 60_000);
	return Number.isNaN(minutes) ? undefined : Math.max(0, minutes);
}

/** `45 minutes`, `26 hours`, `3 days`, rounded down. */
function duration(minutes: number): string {
	const [count, unit] =
		minutes < 120
			? [minutes, 'minute']
			: minutes < 2880
				? [Math.floor(minutes / 60), 'hour']
				: [Math.floor(minutes / 1440), 'day'];
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** The facts that a demand is judged on, as they are called, with when they were read. */
function factsOf(context: Context): Array<{ name: string; asOf: string | undefined }> {
	const { asOf, commitment } = context.facts;
	const own =
		commitment === undefined
			? [{ name: 'the project', asOf: asOf.projects ?? asOf.books }]
			: [{ name: commitmentName(context), asOf: asOf.projects }];
	const parts = [
		{ name: 'its change orders', asOf: asOf.changeOrders },
		{ name: 'its requisitions', asOf: asOf.requisitions },
	].filter((part) => part.asOf !== undefined);
	return [...own, ...parts, { name: 'the bills in the books', asOf: asOf.books }];
}

export const factsRecent: Rule = {
	id: 'SC-09',
	version: 1,
	title: 'The facts are recent enough to decide on',
	severity: 'HOLD',
	description:
		'Commitment, change orders, requisitions and the bills of the books were read from their systems at most factsMaxAgeMinutes ago (policy, default 1440), on the running clock. A complete backfill pass counts from its beginning, a recorded item from when it was recorded. Older facts hold whatever asks for money, because a change order or bill of the meantime would not be seen. Example: the commitment was last read 26 hours ago, 24 are allowed.',
	appliesTo: asksForMoney,
	check(context): RuleResult[] {
		const limit = context.facts.policy.factsMaxAgeMinutes;
		const aged = factsOf(context).map(({ name, asOf }) => ({
			name,
			age: minutesSince(asOf, context.facts),
		}));
		const unknown = aged.filter(({ age }) => age === undefined);
		const old = aged.flatMap(({ name, age = 0 }) => (age > limit ? [{ name, age }] : []));
		if (old.length === 0) {
			return unknown.length === 0
				? [pass]
				: [
						notEvaluable(
							`nobody knows when the systems were last read for ${unknown.map(({ name }) => name).join(', ')}`,
						),
					];
		}
		const oldest = Math.max(...old.map(({ age }) => age));
		const list = old.map(({ name, age }) => `${name} ${duration(age)} ago`).join(', ');
		return [
			fail({
				message: `What this was judged on is too old: the ledger last read ${list}; the policy allows ${duration(limit)}.`,
				formula: `${oldest} <= ${limit} minutes`,
				expected: `at most ${limit} minutes`,
				observed: `${oldest} minutes`,
				delta: oldest - limit,
				tolerance: 0,
				evidence: [],
				action:
					'Run Backfill of the Spine Ledger node (or Record what is named anew), then verify again.',
			}),
		];
	},
};
