import { z } from 'zod';
import { dateSchema } from './dates';
import { amountSchema } from './money';
import { applicationSums, billedRow } from './billing-records';
import { transactionTerms } from './books-records';
import {
	changeOrderStatusSchema,
	commitmentLineSchema,
	commitmentStatusSchema,
	contractSums,
} from './commitment-records';
import { inBooks, inProjects } from './record-base';

/** The contract with the owner, who pays us by its owner invoices. */
export const primeContractRecordSchema = z.object({
	...inProjects,
	type: z.literal('prime_contract'),
	project: z.string(),
	number: z.string().optional(),
	title: z.string().optional(),
	status: commitmentStatusSchema,
	executed: z.boolean().optional(),
	/** Id of the owner among the project system's companies. */
	owner: z.string().optional(),
	ownerName: z.string().optional(),
	...contractSums,
	retainagePercent: z.number().optional(),
	lines: z.array(commitmentLineSchema),
});
export type PrimeContractRecord = z.infer<typeof primeContractRecordSchema>;

/** A change order on a prime contract. */
export const primeChangeOrderRecordSchema = z.object({
	...inProjects,
	type: z.literal('prime_change_order'),
	project: z.string(),
	/** The prime contract. */
	contract: z.string(),
	number: z.string().optional(),
	title: z.string().optional(),
	status: changeOrderStatusSchema,
	amount: amountSchema,
	lines: z.array(commitmentLineSchema),
});
export type PrimeChangeOrderRecord = z.infer<typeof primeChangeOrderRecordSchema>;

export const ownerInvoiceStatusSchema = z.enum([
	'draft',
	'under_review',
	'revise_and_resubmit',
	'approved',
]);

/** An application for payment to the owner (AIA G702 with its G703), as the project system holds it. */
export const ownerInvoiceRecordSchema = z.object({
	...inProjects,
	type: z.literal('owner_invoice'),
	project: z.string(),
	/** The prime contract. */
	contract: z.string().optional(),
	/** Application number on its contract. */
	application: z.number().int().optional(),
	invoiceNumber: z.string().optional(),
	status: ownerInvoiceStatusSchema,
	billingDate: dateSchema.optional(),
	periodFrom: dateSchema.optional(),
	periodTo: dateSchema.optional(),
	currency: z.string().optional(),
	...applicationSums,
	lines: z.array(
		z.object({
			id: z.string(),
			...billedRow,
			/** Retainage withheld from and released to this application alone. */
			retained: amountSchema.optional(),
			released: amountSchema.optional(),
		}),
	),
});
export type OwnerInvoiceRecord = z.infer<typeof ownerInvoiceRecordSchema>;

/** An invoice of ours to a customer. */
export const invoiceRecordSchema = z.object({
	...inBooks,
	type: z.literal('invoice'),
	number: z.string().optional(),
	/** Customer or job, by its id. */
	customer: z.string().optional(),
	...transactionTerms,
	/** Its amounts were taken away by voiding it. */
	voided: z.boolean().optional(),
	revision: z.string().optional(),
	lines: z.array(
		z.object({
			id: z.string().optional(),
			description: z.string().optional(),
			amount: amountSchema,
			item: z.string().optional(),
			class: z.string().optional(),
		}),
	),
});
export type InvoiceRecord = z.infer<typeof invoiceRecordSchema>;

/** Money that a customer paid us, with what it was applied to. */
export const customerPaymentRecordSchema = z.object({
	...inBooks,
	type: z.literal('customer_payment'),
	customer: z.string().optional(),
	date: dateSchema,
	total: amountSchema,
	/** Cheque or reference number. */
	number: z.string().optional(),
	method: z.string().optional(),
	currency: z.string().optional(),
	voided: z.boolean().optional(),
	applied: z.array(
		z.object({
			transaction: z.string(),
			type: z.enum(['invoice', 'credit_memo', 'journal_entry']),
			amount: amountSchema,
			/** The line names several transactions for this one amount, so that nobody can tell their shares. */
			shared: z.boolean().optional(),
		}),
	),
});
export type CustomerPaymentRecord = z.infer<typeof customerPaymentRecordSchema>;
