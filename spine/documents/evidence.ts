import { z } from 'zod';

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
