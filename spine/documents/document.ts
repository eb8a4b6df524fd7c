import { z } from 'zod';
import { approvalSchema, changeOrderSheetSchema } from './change-order-sheet';
import { dateSchema } from './dates';
import { evidenceSchema } from './evidence';
import { amountSchema } from './money';
import { payApplicationSchema } from './pay-application';
import { readingFlagSchema } from './reading-flag';
import { documentSourceSchema } from './source';

export * from './change-order-sheet';
export * from './evidence';
export * from './pay-application';
export * from './reading-flag';
export * from './source';

/** What somebody sent. `none` marks an e-mail that holds no document. */
export const documentKindSchema = z.enum([
	'quote',
	'change_order',
	'invoice',
	'pay_application',
	'credit_memo',
	'purchase_order',
	'statement',
	'lien_waiver',
	'approval',
	'other',
	'none',
]);
export type DocumentKind = z.infer<typeof documentKindSchema>;

/** What a line of an invoice, quote or change order asks money for. */
export const lineKindSchema = z.enum([
	'work',
	'tax',
	'freight',
	'retainage',
	'discount',
	'deposit',
	'previous_balance',
]);

export const documentLineSchema = z.object({
	/** Item number as printed (`3`, `03-300`). */
	number: z.string().optional(),
	description: z.string(),
	quantity: z.number().optional(),
	unit: z.string().optional(),
	/** Price per unit; up to 4 decimals. */
	unitPrice: z.number().optional(),
	/** Signed amount as printed. */
	amount: amountSchema.optional(),
	costCode: z.string().optional(),
	costType: z.string().optional(),
	/** Change-order reference as printed on this line (`CO #3`, `PCO 12`). */
	changeOrder: z.string().optional(),
	/** Id of the commitment or change-order line, known for records only. */
	recordId: z.string().optional(),
	kind: lineKindSchema.optional(),
});
export type DocumentLine = z.infer<typeof documentLineSchema>;

/** A company and its ways to be reached, as printed. */
export const partySchema = z.object({
	name: z.string().optional(),
	address: z.string().optional(),
	phone: z.string().optional(),
	email: z.string().optional(),
	taxId: z.string().optional(),
});
export type Party = z.infer<typeof partySchema>;

/**
 * A document of one shape whether it came by e-mail, from the project system or from the books.
 * Values stand as printed: nothing is computed, absent is absent. Amounts are in `currency`.
 */
export const documentSchema = z.object({
	kind: documentKindSchema,
	/** How sure the reader is of `kind`, 0 to 1 (rule ID-01). */
	kindConfidence: z.number().min(0).max(1),
	source: documentSourceSchema,

	number: z.string().optional(),
	date: dateSchema.optional(),
	dueDate: dateSchema.optional(),
	/** Vendor's name as printed. */
	vendor: z.string().optional(),
	/** Project number, or name where no number is printed. */
	project: z.string().optional(),
	/** Commitment (subcontract or purchase order) number as printed. */
	commitment: z.string().optional(),
	/**
	 * What the document asks for: the invoice total after tax, retainage and deposits; L8 of a pay
	 * application; the price of a quote; the change of a change order; positive for a credit memo.
	 */
	total: amountSchema.optional(),
	/** ISO 4217, absent where the document names none. */
	currency: z.string().length(3).optional(),

	vendorDetails: partySchema.optional(),
	/** Where payment is to be sent, where it is printed apart from the vendor. */
	remitTo: partySchema.optional(),
	/** Fingerprint (SHA-256) of account and routing numbers; the numbers themselves are never kept. */
	bankFingerprint: z.string().optional(),
	billTo: partySchema.optional(),
	projectName: z.string().optional(),
	projectAddress: z.string().optional(),

	/** Version label of a quote (`v3`, `Rev B`), or a revision label of any document. */
	version: z.string().optional(),
	/** Quote that the document says it is built on. */
	quoteReference: z
		.object({ number: z.string().optional(), version: z.string().optional() })
		.optional(),
	/** Number of the document this one replaces or credits. */
	originalNumber: z.string().optional(),
	/** Every change-order reference in header, lines and notes, as printed. */
	changeOrders: z.array(z.string()),
	/** Sentences that speak of extra work without being a line (`incl. additional outlets per Mike`). */
	remarks: z.array(z.string()),
	/** Numbers that a statement lists. */
	listedNumbers: z.array(z.string()).optional(),

	lines: z.array(documentLineSchema),
	subtotal: amountSchema.optional(),
	discount: amountSchema.optional(),
	tax: amountSchema.optional(),
	freight: amountSchema.optional(),
	/** Retainage withheld on this document, positive. */
	retainage: amountSchema.optional(),
	retainagePercent: z.number().optional(),
	deposit: amountSchema.optional(),
	payments: amountSchema.optional(),
	previousBalance: amountSchema.optional(),
	amountDue: amountSchema.optional(),
	/** True when the document asks for retainage held earlier. */
	retainageRelease: z.boolean().optional(),
	/** Part of the total that is a retainage release, where it is printed apart from new work. */
	retainageReleased: amountSchema.optional(),
	servicePeriod: z.object({ from: dateSchema.optional(), to: dateSchema.optional() }).optional(),
	/** Progress in percent that one of our own people states in the mail (rule OB-08). */
	statedProgress: z
		.object({ percent: z.number(), by: z.string(), line: z.string().optional() })
		.optional(),

	payApplication: payApplicationSchema.optional(),
	changeOrder: changeOrderSheetSchema.optional(),
	approval: approvalSchema.optional(),

	flags: z.array(readingFlagSchema),
	/** SHA-256 over the sorted (description, quantity, price, amount) of the lines (rule DU-07). */
	lineFingerprint: z.string().optional(),
	/** Evidence by field path (`total`, `lines.0.amount`, `payApplication.lines.2.completed`). */
	evidence: z.record(evidenceSchema),
});
export type Document = z.infer<typeof documentSchema>;
