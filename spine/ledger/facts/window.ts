import { addDays } from '../../documents/dates';
import type { Facts } from '../../gate/facts';
import { z } from 'zod';
import { exactMinor } from '../exact';
import type { JudgeRequest } from '../ledger';
import type { Subject } from '../subject';
import { all } from '../transaction';
import type { Context, Tx } from '../transaction';

/** Demands of one scope within a window; more than these are not told apart any more. */
const SCOPE_AT_MOST = 200;
/** Demands near the limit within a window, over all commitments of a vendor. */
const NEAR_AT_MOST = 25;

const demandRow = z.object({
	id: z.string(),
	number: z.string().nullable(),
	application: z.string().nullable(),
	day: z.string(),
	net: z.number().int(),
});

/**
 * Demands of the vendor that were verified, released or posted from here and are dated within
 * `splitDays` of this one, none above the policy's limit: those of the same commitment (or of the
 * same project, where there is no commitment), and those near the limit of any. Read under the
 * vendor's lock, so that of two decisions at once the second sees the first. Nothing where the
 * policy has no limit.
 */
export function* demandsWithinWindow(
	{ db }: Context,
	subject: Subject,
	{ document, policy, settings, now }: JudgeRequest,
): Tx<Facts['withinWindow']> {
	const { vendor, commitment, project } = subject;
	const limit = exactMinor(policy.limit, document.currency ?? settings.currency);
	if (limit === undefined || vendor === undefined) return undefined;
	const day = document.date ?? now.slice(0, 10);
	const dated = db
		.selectFrom('claims')
		.select(['id', 'number', 'application', 'day', 'net'])
		.where('vendor', '=', vendor)
		.where('state', 'in', ['reserved', 'posted'])
		.where('kind', '!=', 'credit_memo')
		.where('day', '>=', addDays(day, -policy.splitDays))
		.where('day', '<=', addDays(day, policy.splitDays))
		.where('net', '>', 0)
		.where('net', '<=', limit);
	const inScope =
		commitment !== undefined
			? dated.where('commitment', '=', commitment)
			: dated
					.where('commitment', 'is', null)
					.where('project', project === undefined ? 'is' : '=', project ?? null);
	const same = yield* all(inScope.orderBy('day', 'desc').limit(SCOPE_AT_MOST), demandRow);
	const near = yield* all(
		dated
			.where('net', '>=', Math.ceil((limit * policy.splitNearPercent) / 100))
			.orderBy('net', 'desc')
			.limit(NEAR_AT_MOST),
		demandRow,
	);
	const known = new Set(same.map(({ id }) => id));
	return [
		...same.map((row) => ({ row, sameScope: true })),
		...near.filter(({ id }) => !known.has(id)).map((row) => ({ row, sameScope: false })),
	]
		.filter(({ row }) => row.id !== subject.own?.id)
		.map(({ row, sameScope }) => ({
			claim: row.id,
			number: row.number ?? row.application ?? undefined,
			date: row.day,
			net: row.net,
			sameScope,
		}));
}
