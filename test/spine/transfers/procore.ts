import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { procoreSimulator, type ProcoreSimulator } from '../../../simulators/procore';
import type { Transfer, Written } from '../../../spine/documents/transfer';
import type { Ledger } from '../../../spine/ledger/ledger';
import { createProcore } from '../../../spine/procore/client';
import { procoreTarget } from '../../../spine/procore/transfers';
import type { TargetGuard } from '../../../spine/transfers/attest-target';
import { carryOut } from '../../../spine/transfers/carry-out';
import type { Plan, Planner } from '../../../spine/transfers/plan';
import { axiosSend } from '../../support/axios-send';
import { COMPANY, planned } from './company';

const contract = (id: number, number: string, project: number) => ({
	id,
	project: { id: project },
	number,
	title: number,
	status: 'Approved',
	executed: true,
	vendor: { id: 9, company: 'Hallam Electric' },
	grand_total: '100000.0',
	revised_contract: '100000.0',
	total_payments: '0.0',
	line_items: [],
});

const code = (project: number, id: number, text: string) => ({
	id,
	project_id: project,
	code: text,
	full_code: text,
	name: text,
});

/** A Procore that listens, with what a test needs of its state. */
export interface ProcoreFixture {
	simulator: ProcoreSimulator;
	/** Rows of a resource as they stand now. */
	rows(resource: string): Array<Record<string, unknown>>;
	client: ReturnType<typeof createProcore>;
	/** Calls other than reads, since the start. */
	writes(): string[];
}

/** The company of `company.ts` as Procore holds it, with further rows. */
export async function procoreFixture(
	more: Record<string, Array<{ id: number } & Record<string, unknown>>> = {},
): Promise<ProcoreFixture> {
	const simulator = procoreSimulator({
		data: {
			resources: {
				companies: [{ id: 77, name: 'Northgate' }],
				projects: [
					{ id: 5, name: 'River Depot', project_number: '2301', active: true },
					{ id: 6, name: 'Mill Lofts', project_number: '2302', active: true },
				],
				vendors: [
					{ id: 9, name: 'Hallam Electric', is_active: true },
					{ id: 10, name: 'Corner Supply', is_active: true },
				],
				cost_codes: [5, 6].flatMap((project) => [
					code(project, project * 10 + 1, '26-100'),
					code(project, project * 10 + 2, '01-540'),
					code(project, project * 10 + 3, '03-300'),
				]),
				line_item_types: [
					{ id: 1, name: 'Materials', code: 'M' },
					{ id: 2, name: 'Equipment', code: 'E' },
				],
				work_order_contracts: [contract(40, 'SC-2301-04', 5), contract(41, 'SC-2302-01', 6)],
				...more,
			},
		},
	});
	const address = await simulator.app.listen({ host: '127.0.0.1', port: 0 });
	return {
		simulator,
		client: createProcore({
			send: axiosSend(() => simulator.token()),
			baseUrl: address,
			companyId: COMPANY,
			clock: Date.now,
			sleep: async () => {},
			maxAttempts: 1,
		}),
		rows: (resource) =>
			z.array(z.record(z.unknown())).parse(simulator.exportState()[resource] ?? []),
		writes: () =>
			simulator
				.requests()
				.filter(({ method }) => method !== 'GET')
				.map(({ method, path }) => `${method} ${path}`),
	};
}

/** Plans, keeps the plan and carries it out, as the two nodes do one after the other. */
export async function sync(
	ledger: Ledger,
	{ client }: Pick<ProcoreFixture, 'client'>,
	planner: Planner,
	{
		preview = false,
		run = 'run',
		guard,
	}: { preview?: boolean; run?: string; guard?: TargetGuard } = {},
): Promise<{
	plan: Plan;
	outcomes: Array<{ transfer: Transfer; outcome: Written }>;
	states: string[];
}> {
	const plan = await planned(ledger, planner);
	const kept = await ledger.planTransfers(plan.transfers);
	const transfers = kept.map(({ transfer }) => transfer);
	const outcomes: Array<{ transfer: Transfer; outcome: Written }> = [];
	const target = procoreTarget(client);
	await carryOut(transfers, {
		ledger,
		target,
		obstacle: await guard?.(target, transfers),
		run,
		preview,
		mayWrite: () => true,
		done: async (transfer, outcome) => {
			outcomes.push({ transfer, outcome });
		},
		holder: 'test',
		clock: Date.now,
		// The minutes that a call in doubt may still be at work are not waited out.
		sleep: async (ms, signal) => {
			if (ms < 60_000) await wait(ms, undefined, { signal });
		},
	});
	return { plan, outcomes, states: outcomes.map(({ outcome }) => outcome.state) };
}
