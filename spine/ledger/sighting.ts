import Decimal from 'decimal.js';
import { z } from 'zod';

const demandLine = z.object({
	line: z.string().optional(),
	changeOrder: z.string().optional(),
	gross: z.number().int(),
	/** Millionths of the line's unit. */
	quantity: z.number().int(),
});

/**
 * What one sighting of a claim says about it: an e-mailed document, a requisition, or a bill.
 * Amounts in minor units; a vendor credit's are negative.
 */
export const sightingSchema = z.object({
	/**
	 * Whether it counts by itself, only waits (a requisition under review), or was replaced by a
	 * revision and only names the claim still.
	 */
	status: z.enum(['counted', 'held', 'superseded']),
	credit: z.boolean(),
	/** Gross demand before retainage and tax. */
	gross: z.number().int(),
	/** Net demand: the bill's total. */
	net: z.number().int(),
	retainage: z.number().int(),
	released: z.number().int(),
	lines: z.array(demandLine),
	kind: z.string(),
	isRelease: z.boolean(),
	books: z.string().optional(),
	/** Key the vendor is counted under. */
	vendor: z.string().optional(),
	commitment: z.string().optional(),
	project: z.string().optional(),
	number: z.string().optional(),
	application: z.string().optional(),
	date: z.string().optional(),
	periodFrom: z.string().optional(),
	periodTo: z.string().optional(),
	balance: z.number().int().optional(),
	fileHash: z.string().optional(),
	lineFingerprint: z.string().optional(),
	/** Number that the bill carries or will carry. */
	booksNumber: z.string().optional(),
	/** Subject and date of the mail, or the record, for messages. */
	seenIn: z.string(),
});
export type Sighting = z.infer<typeof sightingSchema>;
export type SightingLine = z.infer<typeof demandLine>;

/** A sighting with what kind of thing it is and its id there. */
export interface PlacedSighting {
	kind: 'document' | 'requisition' | 'bill';
	/** Company file of a bill, else empty. */
	books: string;
	/** Key of the document's sighting, or the record's id. */
	id: string;
	sighting: Sighting;
}

/** Ten million units; sums of hundreds of them still are exact integers. */
const MOST_MILLIONTHS = 1e13;

/**
 * A quantity as whole millionths, so that sums of quantities are exact. One beyond ten million units
 * counts as that: a misread or absurd one must not spoil the totals it goes into.
 */
export function toMillionths(quantity: number): number {
	const exact = new Decimal(quantity).times(1_000_000).toDecimalPlaces(0);
	return Decimal.max(-MOST_MILLIONTHS, Decimal.min(MOST_MILLIONTHS, exact)).toNumber();
}

export function fromMillionths(millionths: number): number {
	return new Decimal(millionths).div(1_000_000).toNumber();
}
