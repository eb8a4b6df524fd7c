import { z } from 'zod';
import { type FaultEntry, faultSentence, QuickBooksError, readFault } from './errors';
import type { BatchAnswer, ChangedRows } from './port';

export const object = z.record(z.unknown());
export const queryAnswer = z.object({ QueryResponse: z.record(z.unknown()).default({}) });
export const batchAnswer = z.object({ BatchItemResponse: z.array(object).default([]) });
export const uploadAnswer = z.object({ AttachableResponse: z.array(object).default([]) });
export const cdcAnswer = z.object({
	CDCResponse: z.array(z.object({ QueryResponse: z.array(object).default([]) })).default([]),
});

/** @throws QuickBooksError for an answer of another form; whether it was carried out is then uncertain. */
export function read<T>(
	schema: z.ZodType<T, z.ZodTypeDef, unknown>,
	body: unknown,
	what: string,
): T {
	const parsed = schema.safeParse(body);
	if (parsed.success) return parsed.data;
	throw new QuickBooksError(
		`QuickBooks answered to ${what} with something that is not its JSON. Check the address of the credential.`,
		{ code: 'http', uncertain: true },
	);
}

export function rowsOf(response: Record<string, unknown>): unknown[] {
	return Object.values(response).flatMap((value): unknown[] => (Array.isArray(value) ? value : []));
}

export function changedRows(response: Record<string, unknown>): ChangedRows[] {
	return Object.entries(response).flatMap(([entity, rows]): ChangedRows[] =>
		Array.isArray(rows) ? [{ entity, rows }] : [],
	);
}

export function toBatchAnswer(item: Record<string, unknown>, index: number): BatchAnswer {
	const faults = readFault(item);
	const bId = typeof item['bId'] === 'string' ? item['bId'] : String(index);
	return { bId, body: item, ...(faults === undefined ? {} : { faults }) };
}

/** One sentence for the faults of a batch or upload item. */
export function itemSentence(faults: readonly FaultEntry[]): string {
	const first = faults[0];
	return first === undefined ? 'QuickBooks refused it without a reason.' : faultSentence(first);
}
