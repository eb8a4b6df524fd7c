import type { ChangeOrderRecord, LedgerRecord } from '../documents/records';
import { linkChangeOrders } from './change-order-links';
import type { Scope, WireRow } from './client';
import { ProcoreError } from './errors';
import type { ReadCommitment } from './history-commitments';
import {
	deletedToo,
	instant,
	keyOf,
	noteRefused,
	paging,
	put,
	tolerating,
	type Pass,
} from './history-pass';
import type { ResourceName } from './resources';
import { translate } from './to-records';
import { changeOrderSchema, type ChangeOrderRow } from './wire/schemas';

/**
 * Reads all tiers of a project's change orders before any of them is recorded, because the lines of
 * a package may stand in its proposals. They are few per project and read whole on every pass.
 * Requests, which Procore lists by commitment only, are asked for where a commitment has changes at all.
 */
export async function readChangeOrders(
	pass: Pass,
	project: string,
	commitments: readonly ReadCommitment[],
	primes: ReadonlySet<string>,
): Promise<void> {
	const known = new Set(commitments.map(({ record }) => record.id));
	const found: ChangeOrderRecord[] = [];
	const prime: LedgerRecord[] = [];
	const finish: Array<() => Promise<void>> = [];
	const gather = async (resource: ResourceName, scopes: readonly Scope[]) => {
		const before = pass.progress.get(keyOf({ resource, scope: project }));
		await tolerating(pass, resource, project, async () => {
			let rows = 0;
			let sound = true;
			for (const scope of scopes) {
				const options = { ...paging(pass), filters: deletedToo(resource) };
				for await (const page of pass.client.pages(resource, scope, options)) {
					pass.signal?.throwIfAborted();
					const lined =
						resource === 'potential_change_orders'
							? await withLines(pass, project, page.rows, known)
							: page.rows;
					const { records, refused } = translate(
						resource,
						lined.map((row) => marked(row, primes)),
						{ ...scope, codes: pass.codes },
					);
					sound = noteRefused(pass, resource, project, refused) && sound;
					for (const record of records) {
						if (record.type === 'prime_change_order') prime.push(record);
						if (record.type === 'change_order' && known.has(record.commitment)) found.push(record);
					}
					rows += page.rows.length;
				}
			}
			pass.rows += rows;
			const asOf = sound ? pass.startedAt : before?.asOf;
			finish.push(
				async () => await put(pass, { resource, scope: project, rows, complete: sound, asOf }),
			);
		});
	};
	await gather('change_order_packages', [{ project }]);
	await gather('potential_change_orders', [{ project }]);
	const changed = new Set(found.map(({ commitment }) => commitment));
	const asked = commitments.filter(
		({ record }) => changed.has(record.id) || mayHaveChanges(record),
	);
	await gather(
		'change_order_requests',
		asked.map(({ record }) => ({ project, contract: record.id })),
	);
	const unified = hasLooseProposals(found) ? await readUnified(pass, project) : [];
	const linked = linkChangeOrders(found, unified);
	const own = await withOwnLines(pass, project, linked);
	await pass.ledger.record([...own, ...prime], instant(pass.clock()));
	for (const done of finish) await done();
}

/** A row with the type that its list leaves out, where its contract is one with the owner. */
function marked(row: WireRow, primes: ReadonlySet<string>): WireRow {
	return primes.has(String(row.contract_id)) ? { ...row, type: 'PrimeContractChangeOrder' } : row;
}

/** Whether the commitment's own totals speak of change orders, or do not rule them out. */
function mayHaveChanges(record: ReadCommitment['record']): boolean {
	return record.approvedChanges !== 0 || record.pendingChanges !== 0;
}

function hasLooseProposals(records: readonly ChangeOrderRecord[]): boolean {
	const ids = new Set(records.map(({ id }) => id));
	return linkChangeOrders(records).some(
		({ tier, parent }) => tier === 'potential' && (parent === undefined || !ids.has(parent)),
	);
}

/** Project-level change orders, which tie packages to proposals; projects with three tiers refuse them. */
async function readUnified(pass: Pass, project: string): Promise<ChangeOrderRow[]> {
	const rows: ChangeOrderRow[] = [];
	await unlessRefused(async () => {
		const list = pass.client.list('commitment_change_orders', { project }, { signal: pass.signal });
		for await (const row of list) {
			const parsed = changeOrderSchema.safeParse(row);
			if (parsed.success) rows.push(parsed.data);
		}
	});
	return rows;
}

/**
 * Packages that no proposal gave lines to, with the lines that stand in the package itself: the list
 * leaves them out, the single record shows them.
 */
async function withOwnLines(
	pass: Pass,
	project: string,
	records: readonly ChangeOrderRecord[],
): Promise<ChangeOrderRecord[]> {
	const complete: ChangeOrderRecord[] = [];
	for (const record of records) {
		const bare = record.tier === 'package' && record.lines.length === 0 && record.amount !== 0;
		let lines = record.lines;
		if (bare && record.deleted !== true) {
			await unlessRefused(async () => {
				const options = pass.signal === undefined ? {} : { signal: pass.signal };
				const row = await pass.client.get('change_order_packages', record.id, { project }, options);
				const scope = { project, contract: record.commitment, codes: pass.codes };
				const [shown] = translate('change_order_packages', [row], scope).records;
				if (shown?.type === 'change_order') lines = shown.lines;
			});
		}
		complete.push({ ...record, lines });
	}
	return complete;
}

/** Potential change orders of commitments with their lines, where the list leaves them out. */
async function withLines(
	pass: Pass,
	project: string,
	rows: WireRow[],
	commitments: ReadonlySet<string>,
): Promise<WireRow[]> {
	const complete: WireRow[] = [];
	for (const row of rows) {
		const deleted = row.deleted_at !== undefined && row.deleted_at !== null;
		if (Array.isArray(row.line_items) || deleted || !commitments.has(String(row.contract_id))) {
			complete.push(row);
			continue;
		}
		const lines: WireRow[] = [];
		const scope = { project, contract: String(row.id) };
		await unlessRefused(async () => {
			const list = pass.client.list('potential_change_order_line_items', scope, paging(pass));
			for await (const line of list) lines.push(line);
		});
		complete.push({ ...row, line_items: lines });
	}
	return complete;
}

async function unlessRefused(read: () => Promise<void>): Promise<void> {
	try {
		await read();
	} catch (error) {
		const status = error instanceof ProcoreError ? error.status : undefined;
		if (status === undefined || status >= 500 || status === 401 || status === 429) throw error;
	}
}
