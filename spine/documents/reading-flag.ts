import { z } from 'zod';
import { evidenceSchema } from './evidence';

/** What makes a document suspicious or incomplete, found while reading it. */
export const readingFlagSchema = z.object({
	flag: z.enum([
		'encrypted',
		'unreadable',
		'executable',
		'macro',
		'too_large',
		'no_text',
		'several_documents',
		'missing_page',
		'missing_attachment',
		'instruction_text',
		'hidden_text',
		'body_conflict',
		'bank_details_changed',
		'arithmetic_conflict',
	]),
	message: z.string(),
	evidence: evidenceSchema.optional(),
});
export type ReadingFlag = z.infer<typeof readingFlagSchema>;
