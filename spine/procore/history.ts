import type { ProjectRecord } from '../documents/records';
import { readChangeOrders } from './history-change-orders';
import { readCommitments, readPayments } from './history-commitments';
import { readOwnerInvoices, readPrimeContracts } from './history-owner';
import { beginPass, keyOf, put, readPaged, type BackfillOptions, type Pass } from './history-pass';
import type { ResourceName } from './resources';

export type { BackfillOptions, HistoryLedger, HistoryProgress } from './history-pass';

export interface BackfillResult {
	/** Rows read in this pass. */
	rows: number;
	/** Rows that were left out, in sentences. */
	refused: Pass['refused'];
	/** Resources that could not be read, in sentences; the rest was. */
	skipped: Pass['skipped'];
	/** Whether everything that was to be read is complete. */
	complete: boolean;
}

/** Resources of the company, then of each project, under whose names progress is kept. */
export const companyHistory = [
	'projects',
	'vendors',
	'inactive_vendors',
	'line_item_types',
] as const;
export const projectHistory = [
	'cost_codes',
	'work_order_contracts',
	'purchase_order_contracts',
	'change_order_packages',
	'change_order_requests',
	'potential_change_orders',
	'requisitions',
	'contract_payments',
	'direct_costs',
	'prime_contracts',
	'payment_applications',
] as const satisfies readonly ResourceName[];

/**
 * Reads Procore's history into the ledger: the company's projects, vendors and cost types, then
 * project by project its cost codes, commitments with SOV, change orders of every tier,
 * requisitions, payments and direct costs, and the owner's side. Records go in page by page and progress is kept after
 * each, so that an interrupted first pass goes on where it stopped and progress can be read while
 * it runs. A later pass reads what changed since the last one began, less an overlap, and what was
 * deleted; lists without an `updated_at` filter are read whole. Recording a record twice changes
 * nothing.
 *
 * Rows that cannot be read leave their resource incomplete, so that nothing is taken as billed
 * zero. A resource that Procore refuses (403, 404) is named in `skipped` and the rest is read.
 *
 * @throws the signal's reason when aborted, and {@link ProcoreError} for any other failed call.
 */
export async function backfillProcore(options: BackfillOptions): Promise<BackfillResult> {
	const pass = await beginPass(options);
	const projects: ProjectRecord[] = [];
	await readPaged(pass, {
		resource: 'projects',
		scope: 'company',
		whole: true,
		each: (records) => {
			for (const record of records) if (record.type === 'project') projects.push(record);
		},
	});
	for (const resource of companyHistory) {
		if (resource !== 'projects') await readPaged(pass, { resource, scope: 'company' });
	}
	const chosen = projects.filter(
		(project) => project.deleted !== true && (options.projects?.(project) ?? true),
	);
	for (const project of chosen) await announce(pass, project.id);
	for (const project of chosen) await readProject(pass, project.id);
	return {
		rows: pass.rows,
		refused: pass.refused,
		skipped: pass.skipped,
		complete: [...pass.touched].every((key) => pass.progress.get(key)?.complete === true),
	};
}

/** Makes every resource of a project known as incomplete before the first of them is read. */
async function announce(pass: Pass, project: string): Promise<void> {
	for (const resource of projectHistory) {
		const key = keyOf({ resource, scope: project });
		pass.touched.add(key);
		if (pass.progress.has(key)) continue;
		await put(pass, { resource, scope: project, rows: 0, complete: false });
	}
}

async function readProject(pass: Pass, project: string): Promise<void> {
	await readPaged(pass, { resource: 'cost_codes', scope: project });
	pass.codes = await codesByIds(pass, project);
	const primes = await readPrimeContracts(pass, project);
	const commitments = await readCommitments(pass, project);
	await readChangeOrders(pass, project, commitments, primes);
	await readPaged(pass, { resource: 'requisitions', scope: project });
	await readPayments(pass, project, commitments);
	await readPaged(pass, { resource: 'direct_costs', scope: project });
	await readOwnerInvoices(pass, project);
}

/** Codes that lines may name by id only, as the ledger has them now. */
async function codesByIds(pass: Pass, project: string): Promise<Pass['codes']> {
	const costCodes = await pass.ledger.list('cost_code', { project });
	const costTypes = await pass.ledger.list('cost_type');
	return {
		costCodes: new Map(costCodes.map(({ id, code }) => [id, code])),
		costTypes: new Map(costTypes.map(({ id, code }) => [id, code])),
	};
}
