import { toMinor } from '../../documents/money';
import type { Transfer } from '../../documents/transfer';
import { markIn } from '../../documents/transfer-reference';
import type { StandingRecord, TransferAdapter } from '../../transfers/target';
import type { ProcoreClient, WireRow } from '../client';
import { ProcoreError } from '../errors';
import { budgetCodeOf, budgetCodeReader } from './budget-codes';
import { directCostOf, standingDirectCost, vendorIdOf, type Wanted } from './direct-cost-form';
import { numberOf, settleLines } from './direct-cost-lines';
import { patiently } from './conflict';
import { afterWriting } from './in-doubt';
import { markedOf } from './marked';
import { RecentLists } from './recent-lists';
import { directCostRowSchema, type DirectCostRow } from './wire';

const RESOURCE = 'direct_costs';

/**
 * Direct costs. There is no idempotency key, and `origin_id` is never set because it would lock the
 * record, so one is found by its number, which is unique for a vendor, and known as ours by the mark
 * in its description. The type is fixed once it is created. A change is written in steps (header,
 * then lines), each of which may be repeated; a concurrent write is answered with 409 and tried again
 * once the record was read anew. https://developers.procore.com/reference/rest/direct-costs
 */
export function directCostAdapter(client: ProcoreClient): TransferAdapter {
	const budgetCodes = budgetCodeReader(client);
	const lists = new RecentLists<DirectCostRow>(client.clock);

	async function* listed(project: string, signal?: AbortSignal) {
		for await (const row of client.list(RESOURCE, { project }, { signal })) yield parsed(row);
	}

	async function wantedOf(transfer: Transfer, signal?: AbortSignal): Promise<Wanted> {
		const content = directCostOf(transfer);
		const codes = await budgetCodes(projectOf(transfer), signal);
		return {
			transfer,
			content,
			currency: transfer.currency ?? 'USD',
			budgetCodes: content.lines.map((line) => {
				try {
					return budgetCodeOf(line, codes);
				} catch (error) {
					if (!(error instanceof ProcoreError)) throw error;
					throw new ProcoreError(`${transfer.label}: ${error.message}`);
				}
			}),
		};
	}

	async function show(transfer: Transfer, id: string, signal?: AbortSignal) {
		const scope = { project: projectOf(transfer) };
		try {
			const row = parsed(await client.get(RESOURCE, id, scope, { signal }));
			return row.deleted_at === undefined ? row : undefined;
		} catch (error) {
			if (!(error instanceof ProcoreError) || error.status !== 404) throw error;
			// A missing permission answers 404 too; the list then fails as well, or holds the record.
			for await (const row of client.list(RESOURCE, scope, { filters: { id: [id] }, signal })) {
				if (parsed(row).id === id) throw error;
			}
			return undefined;
		}
	}

	async function standing(wanted: Wanted, id: string, signal?: AbortSignal) {
		const row = await show(wanted.transfer, id, signal);
		return row === undefined ? undefined : standingDirectCost(row, wanted);
	}

	async function written(
		wanted: Wanted,
		id: string,
		signal?: AbortSignal,
	): Promise<StandingRecord> {
		const record = await standing(wanted, id, signal);
		if (record !== undefined) return record;
		throw new ProcoreError(
			`${wanted.transfer.label}: direct cost ${id} was removed in Procore while it was written. Look at it there, then plan again.`,
		);
	}

	return {
		updatesInSteps: true,
		marks: {
			placeOf: (transfer) => `direct costs of project ${projectOf(transfer)}`,
			async of(transfer, signal) {
				const project = projectOf(transfer);
				const rows = await lists.of(project, () => listed(project, signal));
				return rows.flatMap((row) => markedOf(`direct cost ${row.id}`, row.description, row));
			},
		},
		async read(transfer, id, signal) {
			return await standing(await wantedOf(transfer, signal), id, signal);
		},
		async find(transfer, signal) {
			const wanted = await wantedOf(transfer, signal);
			const project = projectOf(transfer);
			const rows = await lists.of(project, () => listed(project, signal));
			const found: StandingRecord[] = [];
			for (const { id } of likely(rows, wanted)) {
				const record = await standing(wanted, id, signal);
				if (record !== undefined) found.push(record);
			}
			return found;
		},
		async create(transfer, _requestId, signal) {
			const wanted = await wantedOf(transfer, signal);
			const { content } = wanted;
			const project = projectOf(transfer);
			const attributes = {
				direct_cost_type: content.type,
				...headerOf(wanted),
				description: content.description,
				line_items: content.lines.map(({ description, amount }, index) => ({
					wbs_code_id: numberOf(wanted.budgetCodes[index] ?? ''),
					manual_amount: amount,
					...(description === undefined ? {} : { description }),
				})),
			};
			const row = await lists.writing(project, async () => {
				const answer = await client.create(RESOURCE, { project }, attributes, { signal });
				return await afterWriting(() => parsed(answer));
			});
			return await afterWriting(() => written(wanted, row.id, signal));
		},
		async update(transfer, before, _requestId, signal) {
			const wanted = await wantedOf(transfer, signal);
			const { id, content } = before;
			if (content.kind === 'direct_cost' && content.type !== wanted.content.type) {
				throw new ProcoreError(
					`${transfer.label}: direct cost ${id} is of type ${content.type} in Procore, which cannot be changed there. Remove it, then plan again.`,
				);
			}
			const scope = { project: projectOf(transfer) };
			await patiently(
				client,
				async () => await client.get(RESOURCE, id, scope, { signal }),
				signal,
			)(async () => await client.update(RESOURCE, id, scope, headerOf(wanted), { signal }));
			const row = parsed(await client.get(RESOURCE, id, scope, { signal }));
			await settleLines(client, row, wanted, scope.project, signal);
			return await written(wanted, id, signal);
		},
		async remove(transfer, { id }, _requestId, signal) {
			const scope = { project: projectOf(transfer) };
			await patiently(
				client,
				async () => await show(transfer, id, signal),
				signal,
			)(async () => await client.remove(RESOURCE, id, scope, { signal }));
		},
	};
}

function parsed(row: WireRow): DirectCostRow {
	const result = directCostRowSchema.safeParse(row);
	if (result.success) return result.data;
	throw new ProcoreError(
		`A direct cost of Procore cannot be read: its field "${result.error.issues[0]?.path.join('.') ?? ''}" has not the expected form. Look at the direct costs of this project in Procore.`,
	);
}

function projectOf({ target, label }: Transfer): string {
	if (target.project !== undefined) return target.project;
	throw new ProcoreError(`${label} names no project of Procore. Plan it again.`);
}

/** Members beside type, description and lines. Absent ones are cleared. */
function headerOf({ content }: Wanted): WireRow {
	const { vendor, number, date, status } = content;
	return {
		invoice_number: number ?? null,
		vendor_id: vendor === undefined ? null : numberOf(vendor.id),
		direct_cost_date: date,
		status,
	};
}

/**
 * Direct costs that this transfer may have written, or a person entered for the same thing: ours by
 * the mark; else those with its vendor and number; else those of its vendor, amount and day without
 * a number.
 */
function likely(rows: readonly DirectCostRow[], { transfer, content, currency }: Wanted) {
	const standing = rows.filter(({ deleted_at }) => deleted_at === undefined);
	const own = standing.filter(({ description }) => markIn(description, transfer.key) === 'own');
	if (own.length > 0) return own;
	const others = standing.filter(
		(row) =>
			markIn(row.description, transfer.key) === 'none' && vendorIdOf(row) === content.vendor?.id,
	);
	const total = content.lines.reduce((sum, { amount }) => sum + toMinor(amount, currency), 0);
	const numbered = others.filter(
		({ invoice_number }) => invoice_number !== undefined && invoice_number === content.number,
	);
	if (numbered.length > 0) return numbered;
	return others.filter(
		(row) =>
			row.invoice_number === undefined &&
			(row.direct_cost_date ?? row.received_date) === content.date &&
			toMinor(row.grand_total ?? row.amount ?? 0, currency) === total,
	);
}
