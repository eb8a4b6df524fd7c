import { z } from 'zod';

const text = z.string();
const optionalText = z.string().nullable();
const whole = z.number().int();

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
