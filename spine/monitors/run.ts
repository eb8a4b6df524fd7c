import type { Task, TaskFinding } from '../documents/task';
import type { Ledger } from '../ledger/ledger';
import type { MonitorFacts } from './facts';
import type { Monitor } from './monitor';

/** What one monitor found, and what became of it in the ledger. */
export interface MonitorRun {
	monitor: string;
	title: string;
	/** Why it was not run; its tasks stand as they are. */
	skipped?: string;
	opened: Task[];
	/** Number of tasks that stand open since before. */
	still: number;
	resolved: Task[];
}

const NAMES = { projects: 'Procore', books: 'QuickBooks' } as const;

/** Tasks that a monitor finds in the facts, each with the rule and its severity under the policy. */
export function findingsOf(monitor: Monitor, facts: MonitorFacts): TaskFinding[] {
	const { id } = monitor;
	const { currency } = facts.source.settings;
	return monitor.look(facts).map(({ at, severity, ...trouble }) => ({
		...trouble,
		rule: id,
		key: `${id}:${at}`,
		severity: facts.policy.severities[id] ?? severity ?? monitor.severity,
		...(trouble.amount === undefined ? {} : { currency }),
	}));
}

/** The input that keeps a monitor from being run: not looked at is not the same as in order. */
function missingInput({ id, needs }: Monitor, facts: MonitorFacts): string | undefined {
	const unread = needs.find((side) => facts.source.ages[side] === undefined);
	if (unread !== undefined) {
		return `${NAMES[unread]} was never read in. Run Spine Ledger, History, Backfill before it.`;
	}
	if ((id === 'SY-07' || id === 'SY-10') && facts.revisited === undefined) {
		return 'No document was judged again.';
	}
	return undefined;
}

/**
 * Runs monitors on the facts and stores what they find as tasks of the ledger. What a monitor no
 * longer finds ends by itself; one that lacks an input leaves its tasks as they are. Writes to
 * neither system.
 *
 * @param dryRun only says what would be opened; nothing is stored.
 */
export async function runMonitors(
	ledger: Pick<Ledger, 'putTasks' | 'tasks'>,
	chosen: readonly Monitor[],
	facts: MonitorFacts,
	{ dryRun = false }: { dryRun?: boolean } = {},
): Promise<MonitorRun[]> {
	const runs: MonitorRun[] = [];
	for (const monitor of chosen) {
		const { id, title } = monitor;
		const skipped = missingInput(monitor, facts);
		if (skipped !== undefined) {
			runs.push({ monitor: id, title, skipped, opened: [], still: 0, resolved: [] });
			continue;
		}
		const findings = findingsOf(monitor, facts);
		const became = dryRun
			? await previewed(ledger, id, findings, facts.readAt)
			: await ledger.putTasks(id, findings, { complete: true });
		runs.push({ monitor: id, title, ...became });
	}
	return runs;
}

async function previewed(
	ledger: Pick<Ledger, 'tasks'>,
	source: string,
	findings: readonly TaskFinding[],
	at: string,
): Promise<Pick<MonitorRun, 'opened' | 'still' | 'resolved'>> {
	const known = await ledger.tasks({ source });
	const open = new Set(known.filter(({ state }) => state === 'open').map(({ key }) => key));
	const closed = new Set(
		known.filter(({ closedBy }) => closedBy !== undefined).map(({ key }) => key),
	);
	const found = new Set(findings.map(({ key }) => key));
	return {
		opened: findings
			.filter(({ key }) => !open.has(key) && !closed.has(key))
			.map((finding): Task => ({ ...finding, state: 'open', source, firstSeen: at, lastSeen: at })),
		still: findings.filter(({ key }) => open.has(key)).length,
		resolved: known.filter(({ state, key }) => state === 'open' && !found.has(key)),
	};
}
