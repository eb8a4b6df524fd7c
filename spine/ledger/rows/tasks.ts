import { z } from 'zod';
import { optionalText, text, whole } from './columns';

/** A task: something outside a document that a person has to look at. */
export const taskRow = z.object({
	key: text,
	/** Of its opening; a task that opens again gets the next one. */
	seq: whole,
	source: text,
	rule: text,
	severity: text,
	state: z.enum(['open', 'done']),
	project: optionalText,
	vendor: optionalText,
	commitment: optionalText,
	books: optionalText,
	json: text,
	/** Hash of what is said; a person's closing holds while it stays the same. */
	hash: text,
	first_seen: text,
	last_seen: text,
	/** The person who closed it; null where it ended by itself. */
	closed_by: optionalText,
	closed_at: optionalText,
	note: optionalText,
});
export type TaskRow = z.infer<typeof taskRow>;

export interface TaskTables {
	tasks: TaskRow;
}
