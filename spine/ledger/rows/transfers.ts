import { z } from 'zod';
import { optionalText, optionalWhole, text, whole } from './columns';

export const transferRow = z.object({
	key: text,
	seq: whole,
	kind: text,
	side: z.enum(['projects', 'books']),
	system: text,
	project: optionalText,
	state: z.enum(['planned', 'sent', 'done', 'held', 'removed', 'undone']),
	/** The transfer as it was planned last. */
	plan: text,
	plan_hash: text,
	/** How often it was sent, which its request ids are made of. */
	attempt: whole,
	request_id: optionalText,
	sent_at: optionalWhole,
	run: optionalText,
	target_id: optionalText,
	revision: optionalText,
	written: optionalText,
	outcome: optionalText,
	updated_at: text,
});
export type TransferRow = z.infer<typeof transferRow>;

export const journalRow = z.object({
	seq: whole,
	run: text,
	at: text,
	key: text,
	action: text,
	label: text,
	side: text,
	target: text,
	before: optionalText,
	after: optionalText,
	revision: optionalText,
	/** JSON, because amounts are not whole numbers. */
	amount: optionalText,
	currency: optionalText,
	undone_by: optionalWhole,
});
export type JournalRow = z.infer<typeof journalRow>;

export interface TransferTables {
	transfers: TransferRow;
	journal: JournalRow;
}
