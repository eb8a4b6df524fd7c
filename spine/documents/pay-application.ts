import { z } from 'zod';
import { dateSchema } from './dates';
import { amountSchema } from './money';

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
