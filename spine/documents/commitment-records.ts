import { z } from 'zod';
import { dateSchema } from './dates';
import { amountSchema } from './money';
import { inProjects } from './record-base';

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

/** Sums of a contract with its approved change orders, in its currency. */
export const contractSums = {
	/** ISO 4217; absent: that of the company. */
	currency: z.string().optional(),
	/** O. */
	original: amountSchema,
	/** Sum of approved change orders as the system states it. */
	approvedChanges: amountSchema.optional(),
	/** R as the system states it. */
	revised: amountSchema.optional(),
};

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
	...contractSums,
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
