import { z } from 'zod';
import { dateSchema, instantSchema } from './dates';
import { amountSchema } from './money';

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

/** Where a value was read and how sure the reader is. */
export const evidenceSchema = z.object({
	/** Attachment file name, `outer.eml/inner.pdf`, `(html body)`, `(text body)`, or `mail header`. */
	source: z.string(),
	/** 1-based page of a PDF. */
	page: z.number().int().positive().optional(),
	/** Left, top, right, bottom in PDF points from the page's top left corner. */
	box: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
	/** Start and end offset in the source's plain text. */
	span: z.tuple([z.number().int(), z.number().int()]).optional(),
	/** Workbook cell, `G703!E14`. */
	cell: z.string().optional(),
	/** Line of a record of the project system, by the id of the SOV or change-order line. */
	line: z.string().optional(),
	/** The text as printed, at most 200 characters. */
	text: z.string().max(200).optional(),
	/** 0 to 1. */
	confidence: z.number().min(0).max(1),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** Outcome of one method in an Authentication-Results header (RFC 8601 result keywords). */
export const authResultSchema = z.enum([
	'pass',
	'fail',
	'softfail',
	'neutral',
	'none',
	'temperror',
	'permerror',
	'policy',
]);

/** The topmost Authentication-Results header of a message; whether its server is ours the gate decides. */
export const authenticationSchema = z.object({
	authservId: z.string().optional(),
	spf: authResultSchema.optional(),
	dkim: authResultSchema.optional(),
	dmarc: authResultSchema.optional(),
	/** Domain of the envelope sender that `spf` is about (smtp.mailfrom). */
	spfDomain: z.string().optional(),
	/** Domains of the DKIM signatures that passed (header.d, else that of header.i). */
	dkimDomains: z.array(z.string()).optional(),
	/** Domain of the From header that `dmarc` is about (header.from). */
	dmarcDomain: z.string().optional(),
});
export type Authentication = z.infer<typeof authenticationSchema>;

export const senderSchema = z.object({
	/** Bare lower-case address of the From header. */
	address: z.string(),
	name: z.string().optional(),
	replyTo: z.string().optional(),
	returnPath: z.string().optional(),
	/** Innermost original sender of a forwarded chain, as the forwarded header block prints it. */
	original: z.object({ address: z.string(), name: z.string().optional() }).optional(),
});
export type Sender = z.infer<typeof senderSchema>;

export const documentSourceSchema = z.object({
	channel: z.enum(['email', 'projects', 'books']),
	/** Stable identity of this sighting: the same document seen again in the same place has the same key. */
	key: z.string(),
	/** Message-ID without angle brackets; a hash of the raw message where it has none. */
	messageId: z.string().optional(),
	/** File name of the message where it came as a file. */
	email: z.string().optional(),
	attachment: z.string().optional(),
	subject: z.string().optional(),
	/** Id of the requisition, bill, ... for the channels `projects` and `books`. */
	recordId: z.string().optional(),
	/** What that record of the project system names by its ids, which no reading can mistake. */
	names: z
		.object({
			project: z.string().optional(),
			commitment: z.string().optional(),
			vendor: z.string().optional(),
		})
		.optional(),
	/** Status of that record in the project system (`under_review`, `approved`): only what is approved there is posted. */
	status: z.string().optional(),
	/** When our own mail server received it: date of the topmost Received header. */
	receivedAt: instantSchema.optional(),
	sender: senderSchema.optional(),
	authentication: authenticationSchema.optional(),
	/** SHA-256 of the attachment (or body) the document was read from. */
	fileHash: z.string().optional(),
	/** SHA-256 of the stored raw message. */
	messageHash: z.string().optional(),
	/** Number of documents that were read from the message. */
	documents: z.number().int().positive().optional(),
});
export type DocumentSource = z.infer<typeof documentSourceSchema>;

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

/** One row of a G703 continuation sheet. Column letters are those of the AIA form. */
export const payApplicationLineSchema = z.object({
	/** A. */
	item: z.string().optional(),
	/** B. */
	description: z.string(),
	/** C: scheduled value. */
	scheduledValue: amountSchema.optional(),
	/** D: work completed from previous applications. */
	previous: amountSchema.optional(),
	/** E: work completed this period. */
	thisPeriod: amountSchema.optional(),
	/** F: materials presently stored. */
	stored: amountSchema.optional(),
	/** G: total completed and stored to date. */
	completed: amountSchema.optional(),
	/** G / C as printed, in percent. */
	percent: z.number().optional(),
	/** H: balance to finish. */
	balance: amountSchema.optional(),
	/** I: retainage. */
	retainage: amountSchema.optional(),
	costCode: z.string().optional(),
	costType: z.string().optional(),
	changeOrder: z.string().optional(),
	/** Id of the SOV or change-order line, known for records only. */
	recordId: z.string().optional(),
});
export type PayApplicationLine = z.infer<typeof payApplicationLineSchema>;

/** Cover sheet of a pay application, by label (forms renumber their lines), as printed. */
export const payApplicationSchema = z.object({
	applicationNumber: z.string().optional(),
	periodFrom: dateSchema.optional(),
	periodTo: dateSchema.optional(),
	/** L1. */
	originalContractSum: amountSchema.optional(),
	/** L2. */
	netChangeByChangeOrders: amountSchema.optional(),
	/** L3. */
	contractSumToDate: amountSchema.optional(),
	/** L4. */
	totalCompletedAndStored: amountSchema.optional(),
	/** L5a and its rate in percent. */
	retainageOnWork: amountSchema.optional(),
	retainageOnWorkPercent: z.number().optional(),
	/** L5b and its rate in percent. */
	retainageOnStored: amountSchema.optional(),
	retainageOnStoredPercent: z.number().optional(),
	/** L5. */
	totalRetainage: amountSchema.optional(),
	/** L6. */
	totalEarnedLessRetainage: amountSchema.optional(),
	/** L7. */
	lessPreviousCertificates: amountSchema.optional(),
	/** L8. */
	currentPaymentDue: amountSchema.optional(),
	/** L9. */
	balanceToFinish: amountSchema.optional(),
	lines: z.array(payApplicationLineSchema),
	/** Grand total row of the continuation sheet as printed. */
	totals: payApplicationLineSchema.omit({ description: true }).partial().optional(),
	/** Printed page totals, in page order, for rule PA-05. */
	pageTotals: z.array(payApplicationLineSchema.omit({ description: true }).partial()).optional(),
	/** Whether a contractor signature (name, mark or e-signature) was found. */
	signed: z.boolean().optional(),
});
export type PayApplication = z.infer<typeof payApplicationSchema>;

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

/** What makes a document suspicious or incomplete, found while reading it. */
export const readingFlagSchema = z.object({
	flag: z.enum([
		'encrypted',
		'unreadable',
		'executable',
		'macro',
		'too_large',
		'no_text',
		'several_documents',
		'missing_page',
		'missing_attachment',
		'instruction_text',
		'hidden_text',
		'body_conflict',
		'bank_details_changed',
		'arithmetic_conflict',
	]),
	message: z.string(),
	evidence: evidenceSchema.optional(),
});
export type ReadingFlag = z.infer<typeof readingFlagSchema>;

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
