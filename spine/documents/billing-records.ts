import { z } from 'zod';
import { dateSchema } from './dates';
import { amountSchema } from './money';
import { inProjects } from './record-base';

export const requisitionStatusSchema = z.enum([
	'draft',
	'under_review',
	'revise_and_resubmit',
	'approved',
	'approved_as_noted',
	'pending_owner_approval',
]);

/** Sums of a pay application (AIA G702): L4, L5, L6, L7 and L8. */
export const applicationSums = {
	completedAndStored: amountSchema.optional(),
	totalRetainage: amountSchema.optional(),
	earnedLessRetainage: amountSchema.optional(),
	previousCertificates: amountSchema.optional(),
	currentPaymentDue: amountSchema.optional(),
};

/** A row of its continuation sheet (AIA G703). */
export const billedRow = {
	item: z.string().optional(),
	description: z.string().optional(),
	costCode: z.string().optional(),
	costType: z.string().optional(),
	scheduledValue: amountSchema.optional(),
	/** D, E, F and G. */
	previous: amountSchema.optional(),
	thisPeriod: amountSchema.optional(),
	stored: amountSchema.optional(),
	completed: amountSchema.optional(),
	/** Retainage held on the line after this application. */
	retainage: amountSchema.optional(),
};

/** A subcontractor's pay application as the project system holds it. Amounts as certified there. */
export const requisitionRecordSchema = z.object({
	...inProjects,
	type: z.literal('requisition'),
	commitment: z.string(),
	project: z.string(),
	vendor: z.string().optional(),
	/** Application number on its commitment. */
	application: z.number().int().optional(),
	invoiceNumber: z.string().optional(),
	status: requisitionStatusSchema,
	kind: z.enum(['progress', 'retainage_release', 'progress_and_retainage_release']).optional(),
	periodFrom: dateSchema.optional(),
	periodTo: dateSchema.optional(),
	billingDate: dateSchema.optional(),
	/** Day on which it was submitted for review, the last time it was. */
	submittedOn: dateSchema.optional(),
	...applicationSums,
	lines: z.array(
		z.object({
			/** SOV or change-order line billed. */
			line: z.string().optional(),
			changeOrder: z.string().optional(),
			...billedRow,
		}),
	),
});
export type RequisitionRecord = z.infer<typeof requisitionRecordSchema>;

export const paymentRecordSchema = z.object({
	...inProjects,
	type: z.literal('contract_payment'),
	commitment: z.string(),
	project: z.string(),
	amount: amountSchema,
	date: dateSchema.optional(),
	invoiceNumber: z.string().optional(),
	requisition: z.string().optional(),
	checkNumber: z.string().optional(),
});

export const directCostRecordSchema = z.object({
	...inProjects,
	type: z.literal('direct_cost'),
	project: z.string(),
	vendor: z.string().optional(),
	invoiceNumber: z.string().optional(),
	amount: amountSchema,
	date: dateSchema.optional(),
	status: z.string().optional(),
});
export type DirectCostRecord = z.infer<typeof directCostRecordSchema>;
