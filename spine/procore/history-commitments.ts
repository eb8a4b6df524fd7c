import { sumAmounts } from '../documents/money';
import type { CommitmentRecord, LedgerRecord } from '../documents/records';
import type { WireRow } from './client';
import {
	instant,
	keyOf,
	noteRefused,
	paging,
	put,
	readPaged,
	tolerating,
	type Pass,
} from './history-pass';
import { translate, type Refused } from './to-records';
import { optionalDecimal } from './wire/values';

/** A commitment of the project, with what its row says was paid on it. */
export interface ReadCommitment {
	record: CommitmentRecord;
	/** `total_payments` of the row; absent where it is not stated. */
	paid?: number;
}

const kinds = [
	['work_order_contracts', 'work_order_contract_line_items'],
	['purchase_order_contracts', 'purchase_order_contract_line_items'],
] as const;

/**
 * Reads a project's subcontracts and purchase orders with their SOV. The lists are read whole on
 * every pass, since a contract's totals may move without its `updated_at`; lines, which lists leave
 * out, are asked for only where the ledger's are not of the same revision and sum.
 */
export async function readCommitments(pass: Pass, project: string): Promise<ReadCommitment[]> {
	const found = new Map<string, ReadCommitment>();
	for (const [resource, lines] of kinds) {
		await readPaged(pass, {
			resource,
			scope: project,
			whole: true,
			toRecords: async (rows) => {
				const records: LedgerRecord[] = [];
				const refused: Refused[] = [];
				for (const row of rows) {
					const one = await withLines(pass, resource, lines, project, row);
					refused.push(...one.refused);
					for (const record of one.records) {
						records.push(record);
						if (record.type !== 'commitment' || record.deleted === true) continue;
						const paid = optionalDecimal.safeParse(row.total_payments);
						found.set(record.id, { record, paid: paid.success ? paid.data : undefined });
					}
				}
				return { records, refused };
			},
		});
	}
	return [...found.values()].sort((a, b) => compareIds(a.record.id, b.record.id));
}

/** Numeric order of ids of any length, so that new commitments come last. */
function compareIds(a: string, b: string): number {
	return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

async function withLines(
	pass: Pass,
	resource: (typeof kinds)[number][0],
	lines: (typeof kinds)[number][1],
	project: string,
	row: WireRow,
): Promise<{ records: LedgerRecord[]; refused: Refused[] }> {
	const bare = translate(resource, [row], { project, codes: pass.codes });
	const record = bare.records[0];
	if (record?.type !== 'commitment' || Array.isArray(row.line_items) || record.deleted === true) {
		return bare;
	}
	const known = await pass.ledger.get('commitment', record.id);
	if (known !== undefined && isSameRevision(known, record)) {
		return { records: [{ ...record, lines: known.lines }], refused: [] };
	}
	const rows: WireRow[] = [];
	const scope = { project, contract: record.id };
	for await (const line of pass.client.list(lines, scope, paging(pass))) rows.push(line);
	return translate(resource, [{ ...row, line_items: rows }], { project, codes: pass.codes });
}

function isSameRevision(known: CommitmentRecord, read: CommitmentRecord): boolean {
	if (known.updatedAt === undefined || known.updatedAt !== read.updatedAt) return false;
	const sum = sumAmounts(
		known.lines.map((line) => line.amount),
		known.currency,
	);
	return known.lines.length > 0 && sum === read.original;
}

/**
 * Reads the payments of each commitment, which Procore lists by commitment only. A later pass asks
 * for those whose stated total differs from what the ledger holds.
 */
export async function readPayments(
	pass: Pass,
	project: string,
	commitments: readonly ReadCommitment[],
): Promise<void> {
	const resource = 'contract_payments';
	const before = pass.progress.get(keyOf({ resource, scope: project }));
	const first = before?.complete !== true;
	const start = first ? Math.min(before?.next ?? 0, commitments.length) : 0;
	const startedAt = start === 0 ? pass.startedAt : (before?.asOf ?? pass.startedAt);
	let rows = first && start === 0 ? 0 : (before?.rows ?? 0);
	let sound = true;
	await tolerating(pass, resource, project, async () => {
		for (const [index, commitment] of commitments.entries()) {
			if (index < start) continue;
			if (!first && (await paymentsAgree(pass, commitment))) continue;
			const scope = { project, contract: commitment.record.id };
			for await (const page of pass.client.pages(resource, scope, paging(pass))) {
				pass.signal?.throwIfAborted();
				const { records, refused } = translate(resource, page.rows, scope);
				sound = noteRefused(pass, resource, project, refused) && sound;
				await pass.ledger.record(records, instant(pass.clock()));
				if (first) rows += page.rows.length;
				pass.rows += page.rows.length;
			}
			if (first && sound && index + 1 < commitments.length) {
				await put(pass, {
					resource,
					scope: project,
					next: index + 1,
					rows,
					complete: false,
					asOf: startedAt,
				});
			}
		}
		const asOf = sound ? startedAt : before?.asOf;
		await put(pass, { resource, scope: project, rows, complete: sound, asOf });
	});
}

async function paymentsAgree(pass: Pass, { record, paid }: ReadCommitment): Promise<boolean> {
	if (paid === undefined) return false;
	const known = await pass.ledger.list('contract_payment', { commitment: record.id });
	const counted = known.filter((payment) => payment.deleted !== true);
	return (
		sumAmounts(
			counted.map((payment) => payment.amount),
			record.currency,
		) === paid
	);
}
