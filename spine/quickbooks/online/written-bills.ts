import { DateTime } from 'luxon';
import { z } from 'zod';
import type { WrittenBill, WrittenBills } from '../books';
import { changedRows, instant } from './changed-rows';
import type { QuickBooksOnline } from './client';
import { money } from './row';
import { readTag } from './to-bill';

const ENTITIES = ['Bill', 'VendorCredit'] as const;

/**
 * Bills and credits whose memo carries our tag: those created or changed since an instant by
 * QuickBooks' clock, less an overlap, or all. Since an instant of the last 29 days it costs one
 * request of change data capture, unless more than a thousand changed; all of them, one for each
 * thousand that stand.
 */
export async function* writtenBills(
	client: QuickBooksOnline,
	since: string | undefined,
	signal?: AbortSignal,
): AsyncGenerator<WrittenBills> {
	if (since !== undefined) {
		const from = DateTime.fromISO(since).toMillis();
		let told = false;
		for await (const page of changedRows(client, ENTITIES, from, signal)) {
			told = true;
			yield { asOf: instant(page.asOf), bills: tagged(page.entity, page.rows) };
		}
		if (!told) yield { asOf: instant(client.answeredAt() ?? from), bills: [] };
		return;
	}
	let asOf: string | undefined;
	for (const entity of ENTITIES) {
		for await (const { rows } of client.queryPages({ entity }, signal)) {
			asOf ??= instant(client.answeredAt() ?? 0);
			yield { asOf, bills: tagged(entity, rows) };
		}
		asOf ??= instant(client.answeredAt() ?? 0);
	}
	yield { asOf: asOf ?? instant(0), bills: [] };
}

const billSchema = z
	.object({
		Id: z.coerce.string(),
		PrivateNote: z.string(),
		TotalAmt: z.number().default(0),
		DocNumber: z.string().optional(),
		VendorRef: z.object({ value: z.coerce.string() }).passthrough().optional(),
		MetaData: z
			.object({ CreateTime: z.string().optional(), LastUpdatedTime: z.string().optional() })
			.passthrough()
			.default({}),
	})
	.passthrough();

/** Deleted rows tell no memo, and a row that cannot be read was not written from here. */
function tagged(entity: (typeof ENTITIES)[number], rows: readonly unknown[]): WrittenBill[] {
	return rows.flatMap((row): WrittenBill[] => {
		const parsed = billSchema.safeParse(row);
		const tag = readTag(parsed.data?.PrivateNote);
		if (!parsed.success || tag === undefined) return [];
		const { Id: id, TotalAmt, DocNumber, VendorRef, MetaData } = parsed.data;
		const { CreateTime: createdAt, LastUpdatedTime: changedAt } = MetaData;
		return [
			{
				entity,
				id,
				total: money(TotalAmt),
				...(DocNumber === undefined ? {} : { number: DocNumber }),
				...(VendorRef === undefined ? {} : { vendor: VendorRef.value }),
				...tag,
				...(createdAt === undefined ? {} : { createdAt }),
				...(changedAt === undefined ? {} : { changedAt }),
			},
		];
	});
}
