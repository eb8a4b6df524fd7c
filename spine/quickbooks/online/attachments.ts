import type { BillAttachment, StandingBill } from '../books';
import { itemSentence } from './answers';
import type { QuickBooksOnline } from './client';
import { QuickBooksError } from './errors';
import { buildQuery } from './query';
import { WIRE } from './wire';
import { z } from 'zod';

const QUERIES_PER_BATCH = 30;

/** Uploads originals in one request. An answer without an id is a file that was not attached. */
export async function attachFiles(
	client: QuickBooksOnline,
	files: readonly BillAttachment[],
	signal?: AbortSignal,
): Promise<Array<{ id: string } | { why: string }>> {
	if (files.length === 0) return [];
	const answers = await client.upload(files, signal);
	return files.map((file, index) => {
		const answer = answers[index];
		if (answer === undefined) return { why: `QuickBooks did not answer for ${file.name}.` };
		if (answer.faults !== undefined) return { why: itemSentence(answer.faults) };
		const stored = WIRE.Attachable.safeParse(answer.body['Attachable']);
		const target = stored.data?.AttachableRef?.[0]?.EntityRef?.value;
		if (!stored.success || (target !== undefined && target !== file.id)) {
			return { why: `QuickBooks answered for another file than ${file.name}.` };
		}
		return { id: stored.data.Id };
	});
}

const rows = z.object({
	QueryResponse: z.object({ Attachable: z.array(z.unknown()).default([]) }),
});

/** What is attached to bills already, asked in batches of queries. */
export async function readAttached(
	client: QuickBooksOnline,
	bills: ReadonlyArray<Pick<StandingBill, 'entity' | 'id'>>,
	signal?: AbortSignal,
): Promise<Map<string, Array<{ id: string; name: string }>>> {
	const found = new Map<string, Array<{ id: string; name: string }>>();
	for (let start = 0; start < bills.length; start += QUERIES_PER_BATCH) {
		const part = bills.slice(start, start + QUERIES_PER_BATCH);
		const items = part.map((bill, index) => ({
			bId: `q${String(index)}`,
			Query: buildQuery({
				entity: 'Attachable',
				where: [
					{
						field: 'AttachableRef.EntityRef.Type',
						operator: '=',
						value: bill.entity.toLowerCase(),
					},
					{ field: 'AttachableRef.EntityRef.value', operator: '=', value: bill.id },
				],
			}),
		}));
		const answers = await client.batch(JSON.stringify({ BatchItemRequest: items }), {
			readOnly: true,
			signal,
		});
		part.forEach((bill, index) => {
			const answer = answers.find((other) => other.bId === `q${String(index)}`);
			if (answer === undefined || answer.faults !== undefined) {
				throw new QuickBooksError(itemSentence(answer?.faults ?? []), {
					code: answer?.faults?.[0]?.code ?? 'http',
					retryable: true,
				});
			}
			const attached = rows.parse(answer.body).QueryResponse.Attachable.flatMap((row) => {
				const stored = WIRE.Attachable.safeParse(row);
				return stored.success ? [{ id: stored.data.Id, name: stored.data.FileName ?? '' }] : [];
			});
			found.set(bill.id, attached);
		});
	}
	return found;
}
