import { z } from 'zod';
import { dateSchema } from './dates';
import { amountSchema } from './money';
import { postalSchema } from './postal';
import { inProjects } from './record-base';

export const projectRecordSchema = z.object({
	...inProjects,
	type: z.literal('project'),
	number: z.string().optional(),
	name: z.string(),
	address: z.string().optional(),
	/** The same in its parts. */
	postal: postalSchema.optional(),
	active: z.boolean(),
	stage: z.string().optional(),
});
export type ProjectRecord = z.infer<typeof projectRecordSchema>;

export const costCodeRecordSchema = z.object({
	...inProjects,
	type: z.literal('cost_code'),
	project: z.string().optional(),
	code: z.string(),
	name: z.string().optional(),
});

export const costTypeRecordSchema = z.object({
	...inProjects,
	type: z.literal('cost_type'),
	code: z.string(),
	name: z.string().optional(),
});

/** An entry of the quote register (`quotes.csv`) or a quote read from a document. */
export const quoteRecordSchema = z.object({
	...inProjects,
	type: z.literal('quote'),
	number: z.string().optional(),
	version: z.string().optional(),
	vendor: z.string().optional(),
	vendorName: z.string().optional(),
	project: z.string().optional(),
	commitment: z.string().optional(),
	date: dateSchema.optional(),
	total: amountSchema,
	status: z.enum(['received', 'approved', 'superseded', 'rejected', 'expired']),
	/** Who or what approved it, in words. */
	approvedBy: z.string().optional(),
	lines: z.array(
		z.object({
			description: z.string(),
			quantity: z.number().optional(),
			unitPrice: z.number().optional(),
			amount: amountSchema.optional(),
		}),
	),
});
export type QuoteRecord = z.infer<typeof quoteRecordSchema>;

/** A row of `data/progress.csv`, `data/receipts.csv`, ...: what only our own people know. */
export const fieldDataRecordSchema = z.object({
	...inProjects,
	type: z.literal('field_data'),
	source: z.enum(['progress', 'receipts', 'compliance', 'waivers', 'retainage_release']),
	project: z.string().optional(),
	commitment: z.string().optional(),
	vendor: z.string().optional(),
	line: z.string().optional(),
	date: dateSchema.optional(),
	/** Percent, quantity or amount, as the source means it. */
	value: z.number().optional(),
	note: z.string().optional(),
});
export type FieldDataRecord = z.infer<typeof fieldDataRecordSchema>;
