import type { LedgerRecord } from '../documents/records';
import type { WireRow } from './client';
import { readPaged, type Pass } from './history-pass';
import { translate, type Refused } from './to-records';

/**
 * Reads prime contracts with their schedule of values. Lists leave lines out, so a row that changed
 * since the ledger saw it is read by itself.
 *
 * @returns the ids of all that the project has, by which its change orders are told from those of
 * commitments: their list does not say.
 */
export async function readPrimeContracts(pass: Pass, project: string): Promise<Set<string>> {
	await readPaged(pass, {
		resource: 'prime_contracts',
		scope: project,
		toRecords: async (rows) => await each(pass, project, rows, 'prime_contracts'),
	});
	const known = await pass.ledger.list('prime_contract', { project });
	return new Set(known.map(({ id }) => id));
}

/** Reads owner invoices with their continuation sheets, which the list leaves out. */
export async function readOwnerInvoices(pass: Pass, project: string): Promise<void> {
	await readPaged(pass, {
		resource: 'payment_applications',
		scope: project,
		whole: true,
		toRecords: async (rows) => await each(pass, project, rows, 'payment_applications'),
	});
}

async function each(
	pass: Pass,
	project: string,
	rows: readonly WireRow[],
	resource: 'prime_contracts' | 'payment_applications',
): Promise<{ records: LedgerRecord[]; refused: Refused[] }> {
	const result: { records: LedgerRecord[]; refused: Refused[] } = { records: [], refused: [] };
	for (const row of rows) {
		pass.signal?.throwIfAborted();
		const { records, refused } = await withLines(pass, project, row, resource);
		result.records.push(...records);
		result.refused.push(...refused);
	}
	return result;
}

async function withLines(
	pass: Pass,
	project: string,
	row: WireRow,
	resource: 'prime_contracts' | 'payment_applications',
): Promise<{ records: LedgerRecord[]; refused: Refused[] }> {
	const context = { project, codes: pass.codes };
	const bare = translate(resource, [row], context);
	const [record] = bare.records;
	if (record?.type !== 'prime_contract' && record?.type !== 'owner_invoice') return bare;
	if (record.deleted === true || record.lines.length > 0) return bare;
	const known = await pass.ledger.get(record.type, record.id);
	if (known !== undefined && isSame(known, record)) {
		return { records: [known], refused: [] };
	}
	const full = await pass.client.get(resource, record.id, { project }, { signal: pass.signal });
	return translate(resource, [full], context);
}

/** Whether the ledger has the record as the list states it, its lines beside. */
function isSame(known: LedgerRecord, listed: LedgerRecord): boolean {
	if (listed.updatedAt === undefined || known.updatedAt !== listed.updatedAt) return false;
	return JSON.stringify({ ...known, lines: [] }) === JSON.stringify({ ...listed, lines: [] });
}
