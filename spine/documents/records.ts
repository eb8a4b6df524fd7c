import { z } from 'zod';
import {
	directCostRecordSchema,
	paymentRecordSchema,
	requisitionRecordSchema,
} from './billing-records';
import {
	accountRecordSchema,
	billPaymentRecordSchema,
	booksRecordSchema,
	booksTransactionRecordSchema,
	classRecordSchema,
	itemRecordSchema,
	jobRecordSchema,
} from './books-records';
import { changeOrderRecordSchema, commitmentRecordSchema } from './commitment-records';
import {
	customerPaymentRecordSchema,
	invoiceRecordSchema,
	ownerInvoiceRecordSchema,
	primeChangeOrderRecordSchema,
	primeContractRecordSchema,
} from './owner-records';
import {
	costCodeRecordSchema,
	costTypeRecordSchema,
	fieldDataRecordSchema,
	projectRecordSchema,
	quoteRecordSchema,
} from './project-records';
import { postalSchema } from './postal';
import { base } from './record-base';
import { timecardRecordSchema } from './timecard-records';

export * from './billing-records';
export * from './books-records';
export * from './commitment-records';
export * from './owner-records';
export * from './project-records';
export * from './timecard-records';

export const vendorRecordSchema = z.object({
	...base,
	type: z.literal('vendor'),
	side: z.enum(['projects', 'books']),
	books: z.string().optional(),
	name: z.string(),
	/** Legal, trade and cheque names beside `name`. */
	aliases: z.array(z.string()),
	taxId: z.string().optional(),
	emails: z.array(z.string()),
	phone: z.string().optional(),
	website: z.string().optional(),
	address: z.string().optional(),
	/** The same in its parts, where the system states them. */
	postal: postalSchema.optional(),
	active: z.boolean(),
	onPaymentHold: z.boolean().optional(),
	/** Id of the same vendor on the other side where a link is stored. */
	linkedId: z.string().optional(),
});
export type VendorRecord = z.infer<typeof vendorRecordSchema>;

/**
 * What the two systems hold about the world. Every record names its side, so that ids of one
 * system are never taken for ids of the other: `projects` is the project system, `books` the
 * accounting system (with `books` as the id of the company file).
 */
export const recordSchema = z.discriminatedUnion('type', [
	vendorRecordSchema,
	projectRecordSchema,
	commitmentRecordSchema,
	changeOrderRecordSchema,
	requisitionRecordSchema,
	paymentRecordSchema,
	directCostRecordSchema,
	costCodeRecordSchema,
	costTypeRecordSchema,
	accountRecordSchema,
	itemRecordSchema,
	classRecordSchema,
	jobRecordSchema,
	booksRecordSchema,
	booksTransactionRecordSchema,
	billPaymentRecordSchema,
	quoteRecordSchema,
	fieldDataRecordSchema,
	primeContractRecordSchema,
	primeChangeOrderRecordSchema,
	ownerInvoiceRecordSchema,
	invoiceRecordSchema,
	customerPaymentRecordSchema,
	timecardRecordSchema,
]);
export type LedgerRecord = z.infer<typeof recordSchema>;
export type RecordType = LedgerRecord['type'];
/** The record of a type; several types (bills, vendor credits) are of one shape. */
export type RecordOf<T extends RecordType> = ShapeOf<LedgerRecord, T>;
type ShapeOf<R extends LedgerRecord, T extends RecordType> = R extends unknown
	? T extends R['type']
		? R
		: never
	: never;
