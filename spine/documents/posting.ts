import { z } from 'zod';
import { amountSchema } from './money';

/** What was written to the books for a document, or why nothing was. */
export const postingSchema = z.union([
	z.object({
		entity: z.enum(['Bill', 'VendorCredit']),
		id: z.string(),
		total: amountSchema,
		/** `existing`: the claim's bill was found in the books and not written again. */
		state: z.enum(['created', 'existing', 'updated']),
		number: z.string().optional(),
		/** Id of the attached original in the books. */
		attachment: z.string().optional(),
		/** What the books dropped or could not do, in sentences. */
		warnings: z.array(z.string()),
	}),
	z.object({ why: z.string() }),
]);
export type Posting = z.infer<typeof postingSchema>;
