import { z } from 'zod';
import { dateSchema } from './dates';
import { amountSchema } from './money';
import { inBooks } from './record-base';

export const accountRecordSchema = z.object({
	...inBooks,
	type: z.literal('account'),
	name: z.string(),
	fullName: z.string(),
	number: z.string().optional(),
	/** Type as the books call it (`Expense`, `Other Current Liability`, `Accounts Payable`). */
	accountType: z.string(),
	active: z.boolean(),
	balance: amountSchema.optional(),
});
export type AccountRecord = z.infer<typeof accountRecordSchema>;

export const itemRecordSchema = z.object({
	...inBooks,
	type: z.literal('item'),
	name: z.string(),
	fullName: z.string(),
	itemType: z.string(),
	/** Account that purchases of the item post to. */
	expenseAccount: z.string().optional(),
	active: z.boolean(),
});
export type ItemRecord = z.infer<typeof itemRecordSchema>;

export const classRecordSchema = z.object({
	...inBooks,
	type: z.literal('class'),
	name: z.string(),
	fullName: z.string(),
	active: z.boolean(),
});
export type ClassRecord = z.infer<typeof classRecordSchema>;

export const jobRecordSchema = z.object({
	...inBooks,
	type: z.literal('job'),
	name: z.string(),
	/** `Customer:Job`. */
	fullName: z.string(),
	parent: z.string().optional(),
	active: z.boolean(),
});
export type JobRecord = z.infer<typeof jobRecordSchema>;

/** What a company file of the books allows (closing date, tracking). */
export const booksRecordSchema = z.object({
	...inBooks,
	type: z.literal('books'),
	name: z.string(),
	closingDate: dateSchema.optional(),
	tracksClasses: z.boolean().optional(),
	currency: z.string().optional(),
	multiCurrency: z.boolean().optional(),
	edition: z.string().optional(),
});
export type BooksRecord = z.infer<typeof booksRecordSchema>;

/** What a bill and an invoice state of themselves, beside their lines. */
export const transactionTerms = {
	date: dateSchema,
	dueDate: dateSchema.optional(),
	total: amountSchema,
	/** Unpaid part. */
	balance: amountSchema.optional(),
	currency: z.string().optional(),
	memo: z.string().optional(),
};

const booksLineSchema = z.object({
	id: z.string().optional(),
	description: z.string().optional(),
	amount: amountSchema,
	account: z.string().optional(),
	item: z.string().optional(),
	class: z.string().optional(),
	job: z.string().optional(),
	quantity: z.number().optional(),
	unitPrice: z.number().optional(),
	/** Purchase order (and its line) that the line is linked to. */
	purchaseOrder: z.string().optional(),
	purchaseOrderLine: z.string().optional(),
});

/** A bill, vendor credit, expense (cheque, card, cash) or purchase order of the books. */
export const booksTransactionRecordSchema = z.object({
	...inBooks,
	type: z.enum(['bill', 'vendor_credit', 'expense', 'purchase_order', 'journal_entry']),
	number: z.string().optional(),
	vendor: z.string().optional(),
	...transactionTerms,
	/** Revision counter of the books, for edits. */
	revision: z.string().optional(),
	/** Set where the source lists the transaction by its total: its lines, jobs and retainage are not known. */
	totalOnly: z.boolean().optional(),
	lines: z.array(booksLineSchema),
});
export type BooksTransactionRecord = z.infer<typeof booksTransactionRecordSchema>;

export const billPaymentRecordSchema = z.object({
	...inBooks,
	type: z.literal('bill_payment'),
	vendor: z.string(),
	date: dateSchema,
	total: amountSchema,
	number: z.string().optional(),
	/** How it was paid, as far as the books tell; a bank transfer is kept as a cheque in many of them. */
	method: z.enum(['check', 'credit_card']).optional(),
	voided: z.boolean().optional(),
	applied: z.array(
		z.object({
			transaction: z.string(),
			type: z.enum(['bill', 'vendor_credit', 'journal_entry']),
			amount: amountSchema,
		}),
	),
});
export type BillPaymentRecord = z.infer<typeof billPaymentRecordSchema>;
