import { z } from 'zod';
import { ProcoreError } from './errors';
import type { SyncResult, WireRow } from './port';

const rowSchema = z.record(z.unknown());

const syncSchema = z.object({
	entities: z
		.array(rowSchema)
		.nullish()
		.transform((rows) => rows ?? []),
	errors: z
		.array(rowSchema)
		.nullish()
		.transform((rows) => rows ?? []),
});

function unexpected(what: string, outcomeUnknown = false): ProcoreError {
	return new ProcoreError(
		`${what}: Procore's answer has not the expected form. Check the API address in the credential.`,
		{ outcomeUnknown },
	);
}

/** Rows of a list: a bare array in v1, `{"data": […]}` in v2. */
export function rowsOf(body: unknown, what: string): WireRow[] {
	const parsed = z
		.union([
			z.array(rowSchema),
			z.object({ data: z.array(rowSchema) }).transform(({ data }) => data),
		])
		.safeParse(body);
	if (!parsed.success) throw unexpected(what);
	return parsed.data;
}

/** A single row: as it is in v1, `{"data": …}` in v2. */
export function rowOf(body: unknown, what: string, outcomeUnknown = false): WireRow {
	const parsed = z
		.union([z.object({ data: rowSchema }).transform(({ data }) => data), rowSchema])
		.safeParse(body);
	if (!parsed.success) throw unexpected(what, outcomeUnknown);
	return parsed.data;
}

/** What a sync took and what it refused. */
export function syncedOf(body: unknown, what: string): SyncResult {
	const parsed = syncSchema.safeParse(body);
	if (!parsed.success) throw unexpected(what);
	return parsed.data;
}
