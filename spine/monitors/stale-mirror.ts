import { groupBy } from '../reconciliation/group-by';
import type { MonitorFacts } from './facts';
import type { Monitor, Trouble } from './monitor';

const HOUR_MS = 3_600_000;
const NAMES = { projects: 'Procore', books: 'QuickBooks' } as const;

/** Projects that are over are not read any more. */
function isOver({ source }: MonitorFacts, scope: string): boolean {
	return source.directory.projects.some(({ id, active }) => id === scope && !active);
}

function look(facts: MonitorFacts): Trouble[] {
	const { progress, readAt, limits } = facts;
	const newest = Date.parse(readAt) - limits.staleHours * HOUR_MS;
	const sides = groupBy(progress, ({ side }) => side);
	return (['projects', 'books'] as const).flatMap((side): Trouble[] => {
		const name = NAMES[side];
		const own = (sides.get(side) ?? []).filter(({ scope }) => !isOver(facts, scope));
		const subject = { type: 'mirror', id: side, label: `the mirror of ${name}` };
		if (own.length === 0) {
			return [
				{
					at: side,
					subject,
					sentence: `${name} was never read in.`,
					remedy: 'Run Spine Ledger, History, Backfill. Nothing can be verified before.',
				},
			];
		}
		const late = own.filter(
			({ complete, asOf }) => complete && asOf !== undefined && Date.parse(asOf) < newest,
		);
		const half = own.filter(({ complete }) => !complete);
		if (late.length === 0 && half.length === 0) return [];
		const oldest = late.map(({ asOf }) => asOf ?? '').sort()[0];
		const parts = [
			...(oldest === undefined ? [] : [`was read last at ${oldest}`]),
			...(half.length === 0
				? []
				: [
						`is not read to its end (${[...new Set(half.map(({ resource }) => resource))].slice(0, 5).join(', ')})`,
					]),
		];
		return [
			{
				at: side,
				subject,
				sentence: `${name} ${parts.join(' and ')}.`,
				remedy:
					'Look at the last execution that reads both systems: its schedule is off, its credential was refused, or the system cannot be reached. What is decided meanwhile is decided on old facts.',
				...(side === 'books' && own[0] !== undefined ? { books: own[0].scope } : {}),
				details: {
					late: late.map(({ resource, scope, asOf }) => ({ resource, scope, asOf })).slice(0, 50),
					unfinished: half
						.map(({ resource, scope, rows }) => ({ resource, scope, rows }))
						.slice(0, 50),
				},
			},
		];
	});
}

export const staleMirror: Monitor = {
	id: 'SY-12',
	version: 1,
	title: 'A system that is not being read',
	description:
		'Part of Procore or QuickBooks was never read in, is not read to its end, or was read last longer ago than the limit (24 hours unless said otherwise). Projects that are over do not count.',
	remedy: 'Run the backfill, and put the workflow that does it on a schedule.',
	reads: 'progress of the backfill',
	severity: 'WARN',
	needs: [],
	look,
};
