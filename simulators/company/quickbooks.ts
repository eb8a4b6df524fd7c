import { z } from 'zod';
import { optionalDate, optionalFigure, optionalFlag, optionalText, textId } from './shapes';

const reference = z.object({ value: textId }).passthrough().nullish();

const address = z.object({}).passthrough().nullish();

const lineDetail = z
	.object({
		AccountRef: reference,
		ItemRef: reference,
		ClassRef: reference,
		CustomerRef: reference,
		Qty: optionalFigure,
		UnitPrice: optionalFigure,
	})
	.passthrough()
	.optional();

const linkedTransaction = z.object({ TxnId: textId, TxnType: z.string() }).passthrough();

const line = z
	.object({
		Id: textId.optional(),
		Amount: optionalFigure,
		Description: optionalText,
		DetailType: optionalText,
		AccountBasedExpenseLineDetail: lineDetail,
		ItemBasedExpenseLineDetail: lineDetail,
		LinkedTxn: z.array(linkedTransaction).optional(),
	})
	.passthrough();

const base = {
	Id: textId,
	SyncToken: z.union([z.string(), z.number().transform(String)]).optional(),
	MetaData: z
		.object({ CreateTime: optionalDate, LastUpdatedTime: optionalDate })
		.passthrough()
		.optional(),
};

const transaction = z
	.object({
		...base,
		DocNumber: optionalText,
		TxnDate: optionalDate,
		DueDate: optionalDate,
		TotalAmt: optionalFigure,
		Balance: optionalFigure,
		PrivateNote: optionalText,
		VendorRef: reference,
		CustomerRef: reference,
		APAccountRef: reference,
		CurrencyRef: reference,
		Line: z.array(line).optional(),
		LinkedTxn: z.array(linkedTransaction).optional(),
	})
	.passthrough();

const name = z
	.object({
		...base,
		Active: optionalFlag,
		DisplayName: optionalText,
		CompanyName: optionalText,
		Balance: optionalFigure,
		BillAddr: address,
		ParentRef: reference,
	})
	.passthrough();

const listEntry = z
	.object({
		...base,
		Name: optionalText,
		FullyQualifiedName: optionalText,
		Active: optionalFlag,
		ParentRef: reference,
	})
	.passthrough();

const account = listEntry.extend({ AccountType: optionalText, CurrentBalance: optionalFigure });
const item = listEntry.extend({
	UnitPrice: optionalFigure,
	PurchaseCost: optionalFigure,
	ExpenseAccountRef: reference,
	IncomeAccountRef: reference,
});

/** CompanyInfo and Preferences stand alone in a company file; their ids may be left out. */
const single = z.object({ Id: textId.default('1') }).passthrough();

/**
 * Entities of `quickbooks.json` in the wire shapes of the Accounting API v3. Rows may carry more
 * members than are named here, entities not named here are lists of rows with an `Id`.
 * https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/account
 */
export const quickBooksEntitySchemas: Record<string, z.ZodTypeAny> = {
	CompanyInfo: single,
	Preferences: single,
	Account: account,
	Item: item,
	Class: listEntry,
	Department: listEntry,
	Term: listEntry,
	Vendor: name,
	Customer: name,
	Employee: name,
	PurchaseOrder: transaction,
	Bill: transaction,
	VendorCredit: transaction,
	BillPayment: transaction,
	Purchase: transaction,
	JournalEntry: transaction,
	Invoice: transaction,
	Payment: transaction,
};
export const otherEntitySchema = z.object(base).passthrough();

/** One row of an entity: its `Id` and whatever else stands in the file. */
export const quickBooksRowSchema = z.object({ Id: z.string() }).passthrough();
export type QuickBooksRow = z.infer<typeof quickBooksRowSchema>;

/** One QuickBooks company file. */
export interface QuickBooksBooks {
	realmId: string;
	entities: Record<string, QuickBooksRow[]>;
}
