import { z } from 'zod';
import { dateSchema } from './dates';
import { amountSchema } from './money';

export const signatureSchema = z.object({
	name: z.string(),
	role: z.string().optional(),
	date: dateSchema.optional(),
});

export const changeOrderSheetSchema = z.object({
	/** Status as printed or stated (`approved`, `pending`, `proposed`). */
	status: z.string().optional(),
	originalSum: amountSchema.optional(),
	previousChanges: amountSchema.optional(),
	newSum: amountSchema.optional(),
	/** Cost build-up where the form prints one (rule CO-10). */
	labourHours: z.number().optional(),
	labourRate: z.number().optional(),
	labour: amountSchema.optional(),
	material: amountSchema.optional(),
	equipment: amountSchema.optional(),
	markupPercent: z.number().optional(),
	markup: amountSchema.optional(),
	/** Signatures for the owner's or contractor's side. */
	signatures: z.array(signatureSchema),
});
export type ChangeOrderSheet = z.infer<typeof changeOrderSheetSchema>;

/** What an approval reply says, in the sender's own new words (quoted text is not searched). */
export const approvalSchema = z.object({
	subject: z.enum(['quote', 'change_order', 'retainage_release', 'unknown']),
	number: z.string().optional(),
	version: z.string().optional(),
	amount: amountSchema.optional(),
	decision: z.enum(['approved', 'rejected']),
});
export type Approval = z.infer<typeof approvalSchema>;
