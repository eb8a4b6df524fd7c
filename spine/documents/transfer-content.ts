import { z } from 'zod';
import { dateSchema } from './dates';
import { amountSchema } from './money';
import { referenceSchema } from './coding';

/** A payment on a contract: issued to a subcontractor, or received from the owner. */
export const paymentContentSchema = z.object({
	kind: z.enum(['payment_issued', 'payment_received']),
	/** Positive. */
	amount: amountSchema,
	date: dateSchema,
	method: z.enum(['check', 'credit_card', 'electronic']).optional(),
	/** Cheque or payment number. */
	number: z.string().optional(),
	/** Invoice that it pays, by the number of the sub or of ourselves. */
	invoiceNumber: z.string().optional(),
	/** Requisition or owner invoice of the project system that it pays. */
	invoice: z.string().optional(),
	notes: z.string().optional(),
});
export type PaymentContent = z.infer<typeof paymentContentSchema>;

/** What the gate says of an invoice that waits in the project system. */
export const verdictContentSchema = z.object({
	kind: z.literal('verdict'),
	outcome: z.enum(['verified', 'held', 'blocked', 'recorded']),
	/** Plain text, for the people who review the invoice there; empty: none. Lines are parted by a line break. */
	comment: z.string(),
	/** What is said of single lines, by the id of the SOV or change-order line; in the order of the ids. */
	lines: z.array(z.object({ line: z.string(), comment: z.string() })).optional(),
	/** Status it is to be given; absent: only the comment is written. */
	status: z
		.enum(['under_review', 'revise_and_resubmit', 'approved', 'approved_as_noted'])
		.optional(),
});

const costLineSchema = z.object({
	description: z.string().optional(),
	amount: amountSchema,
	quantity: z.number().optional(),
	unitPrice: z.number().optional(),
	unit: z.string().optional(),
	costCode: referenceSchema.optional(),
	costType: referenceSchema.optional(),
	/** Budget code of the project system, where it is known by its id. */
	budgetCode: z.string().optional(),
});

/** A cost that belongs to no commitment. Credits are negative. */
export const directCostContentSchema = z.object({
	kind: z.literal('direct_cost'),
	type: z.enum(['invoice', 'expense', 'payroll', 'subcontractor_invoice']),
	/** Vendor in the project system. */
	vendor: referenceSchema.optional(),
	number: z.string().optional(),
	date: dateSchema,
	description: z.string().optional(),
	status: z.enum(['draft', 'pending', 'revise_and_resubmit', 'approved']),
	lines: z.array(costLineSchema).min(1),
});

/** A company that sells to us. Neither bank details nor remit-to are ever carried. */
export const vendorContentSchema = z.object({
	kind: z.literal('vendor'),
	name: z.string(),
	legalName: z.string().optional(),
	street: z.string().optional(),
	city: z.string().optional(),
	state: z.string().optional(),
	postalCode: z.string().optional(),
	country: z.string().optional(),
	phone: z.string().optional(),
	email: z.string().optional(),
	website: z.string().optional(),
});

/** A customer's job, or the customer itself. */
export const jobContentSchema = z.object({
	kind: z.literal('job'),
	name: z.string(),
	/** Customer it belongs to; absent: it is a customer. */
	parent: referenceSchema.optional(),
	street: z.string().optional(),
	city: z.string().optional(),
	state: z.string().optional(),
	postalCode: z.string().optional(),
	country: z.string().optional(),
});

/** An invoice to the owner. Its total is the sum of its lines; retainage withheld is a negative line. */
export const ownerInvoiceContentSchema = z.object({
	kind: z.literal('owner_invoice'),
	/** A credit memo: its amounts are what is given back. */
	credit: z.boolean().optional(),
	customerJob: referenceSchema,
	number: z.string(),
	date: dateSchema,
	dueDate: dateSchema.optional(),
	memo: z.string().optional(),
	lines: z
		.array(
			z.object({
				role: z.enum(['work', 'retainage', 'retainage_release']),
				description: z.string(),
				amount: amountSchema,
				item: referenceSchema,
				class: referenceSchema.optional(),
			}),
		)
		.min(1),
});

/** Labour of a period as a journal entry: debits equal credits. No person is named. */
export const labourContentSchema = z.object({
	kind: z.literal('labour'),
	number: z.string(),
	date: dateSchema,
	memo: z.string().optional(),
	lines: z
		.array(
			z.object({
				posting: z.enum(['debit', 'credit']),
				/** Positive. */
				amount: amountSchema,
				account: referenceSchema,
				customerJob: referenceSchema.optional(),
				class: referenceSchema.optional(),
				description: z.string().optional(),
			}),
		)
		.min(2),
});

/** A bill or vendor credit that was posted; only ever taken back, never written, by a transfer. */
export const postedBillContentSchema = z.object({
	kind: z.literal('posted_bill'),
	entity: z.enum(['Bill', 'VendorCredit']),
	claim: z.string(),
	total: amountSchema,
	number: z.string().optional(),
	/** Request id that its memo carries. */
	requestId: z.string(),
	/** Vendor in the books. */
	vendor: z.string().optional(),
	date: dateSchema.optional(),
	/** Amounts as the books write them, with what they are charged to (`item:21`, `account:80`). */
	lines: z
		.array(z.object({ amount: amountSchema, charge: z.string(), job: z.string().optional() }))
		.default([]),
});

/** An entry of a list or an order as the books' own API writes it; only ever set back or taken back. */
export const booksRowContentSchema = z.object({
	kind: z.literal('books_row'),
	/** Name of the entity in the books' API (`PurchaseOrder`, `Vendor`). */
	entity: z.string(),
	/** The row without what the books keep themselves (revision, times, totals). */
	row: z.record(z.unknown()),
});

/** What a transfer says, in words of neither system, by its kind. Amounts in the transfer's currency. */
export const transferContentSchema = z.discriminatedUnion('kind', [
	paymentContentSchema,
	verdictContentSchema,
	directCostContentSchema,
	vendorContentSchema,
	jobContentSchema,
	ownerInvoiceContentSchema,
	labourContentSchema,
	postedBillContentSchema,
	booksRowContentSchema,
]);
export type TransferContent = z.infer<typeof transferContentSchema>;
export type TransferKind = TransferContent['kind'];
export type ContentOf<K extends TransferKind> = Extract<TransferContent, { kind: K }>;
