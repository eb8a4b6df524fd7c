import { z } from 'zod';
import { optionalText, optionalWhole, text, whole } from './columns';

export const recordRow = z.object({
	type: text,
	side: text,
	books: text,
	id: text,
	json: text,
	hash: text,
	seen_at: text,
	/** When its content last changed here, on the running clock. */
	changed_at: text,
	updated_at: optionalText,
	vendor: optionalText,
	project: optionalText,
	commitment: optionalText,
	number_key: optionalText,
	application: optionalWhole,
	total: optionalWhole,
	date: optionalText,
});
export type RecordRow = z.infer<typeof recordRow>;

export const freshnessRow = z.object({ side: text, scope: text, as_of: text });

export const backfillRow = z.object({
	side: z.enum(['projects', 'books']),
	resource: text,
	scope: text,
	next: optionalWhole,
	rows: whole,
	complete: whole,
	as_of: optionalText,
	cursor: optionalText,
});

/** That two records of the two sides are the same, or are not; history stays. */
export const linkRow = z.object({
	seq: whole,
	type: text,
	projects: text,
	books: text,
	books_id: text,
	how: text,
	apart: whole,
	linked_by: text,
	linked_at: text,
	reason: optionalText,
	/** Null while it stands. */
	ended_by: optionalText,
	ended_at: optionalText,
});
export type LinkRow = z.infer<typeof linkRow>;

/** A record of the books that was merged into another. */
export const mergeRow = z.object({
	type: text,
	books: text,
	id: text,
	into_id: text,
	noted_at: text,
});
export type MergeRow = z.infer<typeof mergeRow>;

export interface MirrorTables {
	records: RecordRow;
	freshness: z.infer<typeof freshnessRow>;
	backfill: z.infer<typeof backfillRow>;
	links: LinkRow;
	merges: MergeRow;
}
