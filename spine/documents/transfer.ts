import { z } from 'zod';
import { dateSchema } from './dates';
import { amountSchema } from './money';
import { transferContentSchema } from './transfer-content';

/** A record in one of the two systems, by the names that system gives it. */
export const placeSchema = z.object({
	/** `projects`: the project system, `books`: the accounting system. */
	side: z.enum(['projects', 'books']),
	/** Company of the project system (empty where there is only one), or company file of the books. */
	system: z.string(),
	/** Type of the record in the ledger's words (`bill_payment`, `direct_cost`). */
	type: z.string(),
	id: z.string(),
});
export type Place = z.infer<typeof placeSchema>;

/** A vendor by its record on either side. */
const vendorPlaceSchema = placeSchema.omit({ type: true });

/** Where a record is to be written. */
export const transferTargetSchema = placeSchema.extend({
	/** Where it is known: an earlier write or a link named it. */
	id: z.string().optional(),
	/** Project that holds it in the project system. */
	project: z.string().optional(),
	/** Commitment or prime contract that holds it in the project system. */
	contract: z.string().optional(),
	/** Vendor that it is about, where neither content nor contract name one; modes go by it. */
	vendor: vendorPlaceSchema.optional(),
});

/**
 * One thing that is to be carried from the system that owns it to the other: a plan, until it is
 * carried out. The ledger keeps every plan; only what it holds, in exactly this content, is written.
 */
export const transferSchema = z.object({
	/** Names the thing over all plans and runs, so that it is written once: kind, source, and its part. */
	key: z.string().min(1).max(300),
	/** What is to be done. `save` creates or updates, `remove` takes back what was written before. */
	action: z.enum(['save', 'remove']),
	/** For people: what, of whom, how much. Holds no bank details. */
	label: z.string(),
	source: placeSchema,
	target: transferTargetSchema,
	/** What the target is to say. For `remove`: what it said when it was written. */
	content: transferContentSchema,
	/** Money it is about, for lists and totals; currency as ISO 4217. */
	amount: amountSchema.optional(),
	currency: z.string().length(3).optional(),
	date: dateSchema.optional(),
	/** What has to stand there now, else it is held; absent: what was written under the key last. */
	expects: transferContentSchema.optional(),
	/** The writes that are undone by it, by their numbers in the journal. */
	undoes: z.array(z.number().int()).optional(),
	/** Why it is planned, where that is not plain (a deletion, a change after the fact), in a sentence. */
	reason: z.string().optional(),
});
export type Transfer = z.infer<typeof transferSchema>;
export type TransferAction = Transfer['action'];

/** What became of a transfer when it was carried out. */
export const writtenSchema = z.object({
	state: z.enum([
		'created',
		'updated',
		/** It says so already; nothing was written. */
		'same',
		/** It stood there already, entered by somebody else, and was taken for this. */
		'adopted',
		'removed',
		/** Only previewed: it would be written. */
		'would_create',
		'would_update',
		'would_remove',
		/** Not written; a person has to look. */
		'held',
	]),
	/** Id in the target. */
	id: z.string().optional(),
	/** Why it is held, in a sentence with the remedy. */
	why: z.string().optional(),
	/** What the target dropped or changed, in sentences. */
	warnings: z.array(z.string()).default([]),
});
export type Written = z.infer<typeof writtenSchema>;

/** A write that was done, as the journal keeps it, with what undoes it. */
export const journalEntrySchema = z.object({
	/** Number in the journal; later writes have higher ones. */
	seq: z.number().int(),
	/** Run of a workflow that asked for it. */
	run: z.string(),
	/** Running time, ISO 8601. */
	at: z.string(),
	key: z.string(),
	action: z.enum(['created', 'updated', 'adopted', 'removed']),
	label: z.string(),
	target: transferTargetSchema.extend({ id: z.string() }),
	/** What stood there before an update or a removal. */
	before: transferContentSchema.optional(),
	/** What stands there since; absent after a removal. */
	after: transferContentSchema.optional(),
	/** Revision of the target right after the write, where it has one. */
	revision: z.string().optional(),
	/** The later entry that took it back. */
	undoneBy: z.number().int().optional(),
	amount: amountSchema.optional(),
	currency: z.string().length(3).optional(),
});
export type JournalEntry = z.infer<typeof journalEntrySchema>;
