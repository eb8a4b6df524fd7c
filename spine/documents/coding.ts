import { z } from 'zod';
import { dateSchema } from './dates';
import { amountSchema } from './money';

/** A record of the books or of the project system: its id there, and its name for people. */
export const referenceSchema = z.object({ id: z.string(), name: z.string().optional() });
export type Reference = z.infer<typeof referenceSchema>;

/** One line of the bill or vendor credit to be, with what it is charged to. */
export const codingLineSchema = z.object({
	/** Field path of the document's line it came from (`lines.0`, `payApplication.lines.2`), absent for retainage. */
	from: z.string().optional(),
	role: z.enum(['cost', 'tax', 'freight', 'discount', 'retainage', 'retainage_release']),
	description: z.string(),
	/** Signed; the retainage withheld is negative. */
	amount: amountSchema,
	costCode: z.string().optional(),
	costType: z.string().optional(),
	/** SOV line of the commitment that this line bills. */
	commitmentLine: z.string().optional(),
	/** Change order that this line bills. */
	changeOrder: z.string().optional(),
	account: referenceSchema.optional(),
	item: referenceSchema.optional(),
	class: referenceSchema.optional(),
	customerJob: referenceSchema.optional(),
	/** Purchase order of the books, and its line there, that this line bills and is to be linked to. */
	purchaseOrder: z
		.object({ id: z.string(), number: z.string().optional(), line: z.string() })
		.optional(),
	/** Why the line is linked to none although the books hold an order of its commitment, in a sentence. */
	unlinked: z.string().optional(),
	/** Line of the mapping table that chose account, item and class (`gl-mapping.csv:4`). */
	rule: z.string().optional(),
	/** Why no account or item was found, in a sentence with the remedy. */
	unmapped: z.string().optional(),
});
export type CodingLine = z.infer<typeof codingLineSchema>;

/**
 * What a document becomes in the books. Complete enough to write the bill from; the gate decides
 * whether it may be written. `total` is the sum of `lines`, in the document's currency.
 */
export const codingSchema = z.object({
	/** The books (QuickBooks company) the bill belongs to. */
	books: z.string().optional(),
	entity: z.enum(['Bill', 'VendorCredit']).optional(),
	/** Vendor in the books. */
	vendor: referenceSchema.optional(),
	/** Project and commitment in the project system. */
	project: referenceSchema.optional(),
	commitment: referenceSchema.optional(),
	payableAccount: referenceSchema.optional(),
	/** Number the bill will carry. */
	number: z.string().optional(),
	date: dateSchema.optional(),
	dueDate: dateSchema.optional(),
	memo: z.string().optional(),
	currency: z.string().length(3),
	lines: z.array(codingLineSchema),
	/** Net amount of the bill: sum of the lines. */
	total: amountSchema,
	/** Gross demand before retainage and tax, which counts against the commitment. */
	gross: amountSchema,
	/** Sentences naming what keeps the coding from being complete. */
	problems: z.array(z.string()),
});
export type Coding = z.infer<typeof codingSchema>;
