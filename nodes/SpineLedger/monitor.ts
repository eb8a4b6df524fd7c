import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import {
	type CompanySettings,
	type Ledger,
	type Policy,
	gatherMonitorFacts,
	identify,
	judge,
	monitorLimitsSchema,
	monitors,
	revisit,
	runMonitors,
} from '../../spine';
import { clock } from '../shared/environment';
import { businessTime, companyOf, openLedger } from '../shared/ledger';
import { readParameter } from '../shared/parameters';
import { type Produced, asJson } from '../shared/router';

/** Judges again what passed, on the facts of now; nothing of it is kept. */
async function revisited(
	ledger: Ledger,
	{ settings, policy }: { settings: CompanySettings; policy: Policy },
	days: number,
) {
	const directory = await ledger.directory();
	return await revisit(ledger, days, ({ document, coding }) =>
		ledger.judge(
			{
				document,
				coding,
				identity: identify(document, directory, settings),
				settings,
				policy,
				now: businessTime(settings, document.source.receivedAt),
				dryRun: true,
			},
			(facts) => judge(document, coding, facts, { dryRun: true }),
		),
	);
}

/**
 * Runs the chosen monitors, or all, and puts out one item a task or one a monitor. A test run from
 * the editor stores nothing.
 */
export async function runChosenMonitors(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Produced[]> {
	const ledger = await openLedger(this);
	const company = await companyOf(ledger);
	const wanted = readParameter(this, 'monitors', itemIndex, z.array(z.string()));
	const limits = readParameter(this, 'limits', itemIndex, monitorLimitsSchema);
	const putOut = readParameter(this, 'putOut', itemIndex, z.enum(['new', 'open', 'monitors']));
	const chosen = monitors.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
	const facts = await gatherMonitorFacts(ledger, {
		...company,
		now: businessTime(company.settings, undefined),
		clock,
		limits,
	});
	const again = chosen.some(({ id }) => id === 'SY-07' || id === 'SY-10');
	const runs = await runMonitors(
		ledger,
		chosen,
		again ? { ...facts, revisited: await revisited(ledger, company, limits.passedDays) } : facts,
		{ dryRun: this.getMode() === 'manual' },
	);
	if (putOut === 'monitors') {
		return runs.map(({ opened, resolved, ...run }) => ({
			json: asJson({ ...run, opened: opened.length, resolved: resolved.length }),
		}));
	}
	if (putOut === 'new') {
		return runs.flatMap(({ opened, resolved }) => [
			...opened.map((task) => ({ json: asJson({ change: 'opened', task }) })),
			...resolved.map((task) => ({ json: asJson({ change: 'resolved', task }) })),
		]);
	}
	const opened = new Set(runs.flatMap((run) => run.opened.map(({ key }) => key)));
	const ids = new Set(chosen.map(({ id }) => id));
	const open = (await ledger.tasks({ state: 'open' })).filter(({ source }) => ids.has(source));
	return open.map((task) => ({
		json: asJson({ change: opened.has(task.key) ? 'opened' : 'still', task }),
	}));
}
