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

export const commitmentLineSchema = z.object({
	id: z.string(),
	/** Position as people count it. */
	number: z.string().optional(),
	description: z.string().optional(),
	costCode: z.string().optional(),
	costType: z.string().optional(),
	/** Scheduled value without change orders. */
	amount: amountSchema,
	quantity: z.number().optional(),
	unit: z.string().optional(),
	unitPrice: z.number().optional(),
});
export type CommitmentLine = z.infer<typeof commitmentLineSchema>;

/** Normalised state of a commitment (rule CM-01). */
export const commitmentStatusSchema = z.enum([
	'draft',
	'out_for_bid',
	'out_for_signature',
	'processing',
	'submitted',
	'approved',
	'partially_received',
	'received',
	'complete',
	'closed',
	'terminated',
	'void',
]);

export const commitmentRecordSchema = z.object({
	...inProjects,
	type: z.literal('commitment'),
	kind: z.enum(['subcontract', 'purchase_order']),
	number: z.string().optional(),
	title: z.string().optional(),
	status: commitmentStatusSchema,
	executed: z.boolean().optional(),
	executionDate: dateSchema.optional(),
	/** Day on which the work was actually completed. */
	completedOn: dateSchema.optional(),
	vendor: z.string().optional(),
	project: z.string(),
	currency: z.string().optional(),
	/** O. */
	original: amountSchema,
	/** Sum of approved change orders as the system states it. */
	approvedChanges: amountSchema.optional(),
	/** R as the system states it. */
	revised: amountSchema.optional(),
	pendingChanges: amountSchema.optional(),
	/** What was invoiced on it so far, gross of retainage, as the system states it. */
	invoiced: amountSchema.optional(),
	/**
	 * Set where the source states this commitment by its totals: its SOV is known only as far as
	 * `lines` has it, and its change orders only as far as they were recorded beside it. Absent: both
	 * are complete.
	 */
	totalsOnly: z.boolean().optional(),
	/** Retainage on work in percent. */
	retainagePercent: z.number().optional(),
	retainageOnStoredPercent: z.number().optional(),
	accounting: z.enum(['amount', 'unit']).optional(),
	lines: z.array(commitmentLineSchema),
});
export type CommitmentRecord = z.infer<typeof commitmentRecordSchema>;

export const changeOrderStatusSchema = z.enum([
	'draft',
	'pending',
	'approved',
	'rejected',
	'void',
	'no_charge',
]);

export const changeOrderRecordSchema = z.object({
	...inProjects,
	type: z.literal('change_order'),
	/** `package` is the executed commitment change order; the other two are proposals. */
	tier: z.enum(['package', 'request', 'potential']),
	number: z.string().optional(),
	title: z.string().optional(),
	status: changeOrderStatusSchema,
	executed: z.boolean().optional(),
	amount: amountSchema,
	commitment: z.string(),
	project: z.string(),
	/** Package (or request) that this proposal belongs to. */
	parent: z.string().optional(),
	approvedOn: dateSchema.optional(),
	lines: z.array(commitmentLineSchema),
});
export type ChangeOrderRecord = z.infer<typeof changeOrderRecordSchema>;

export const requisitionStatusSchema = z.enum([
	'draft',
	'under_review',
	'revise_and_resubmit',
	'approved',
	'approved_as_noted',
	'pending_owner_approval',
]);

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
	/** L4, L5, L6, L7 and L8. */
	completedAndStored: amountSchema.optional(),
	totalRetainage: amountSchema.optional(),
	earnedLessRetainage: amountSchema.optional(),
	previousCertificates: amountSchema.optional(),
	currentPaymentDue: amountSchema.optional(),
	lines: z.array(
		z.object({
			/** SOV or change-order line billed. */
			line: z.string().optional(),
			changeOrder: z.string().optional(),
			item: z.string().optional(),
			description: z.string().optional(),
			costCode: z.string().optional(),
			costType: z.string().optional(),
			scheduledValue: amountSchema.optional(),
			previous: amountSchema.optional(),
			thisPeriod: amountSchema.optional(),
			stored: amountSchema.optional(),
			completed: amountSchema.optional(),
			retainage: amountSchema.optional(),
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
export type ProjectRecord = z.infer<typeof projectRecordSchema>;
export type DirectCostRecord = z.infer<typeof directCostRecordSchema>;
export type FieldDataRecord = z.infer<typeof fieldDataRecordSchema>;
