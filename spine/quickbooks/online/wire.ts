import { z } from 'zod';

/**
 * QuickBooks Online's wire shapes (API v3, minor version 75), as far as the spine reads them:
 * unknown members are kept. Amounts are JSON numbers; some clients and exports write them as text.
 */
const id = z.union([z.string(), z.number().transform(String)]);
const amount = z.union([
	z.number().finite(),
	z
		.string()
		.regex(/^-?\d+(\.\d+)?$/)
		.transform(Number),
]);
const text = z
	.string()
	.nullish()
	.transform((value) => value ?? undefined);
const flag = z
	.boolean()
	.nullish()
	.transform((value) => value ?? undefined);
const optionalAmount = amount.nullish().transform((value) => value ?? undefined);

const referenceShape = z.object({ value: id, name: text, type: text }).passthrough();
/** A reference; QuickBooks writes an empty object for one that was cleared. */
const reference = z
	.union([
		referenceShape,
		z
			.object({})
			.passthrough()
			.transform(() => undefined),
		z.null().transform(() => undefined),
	])
	.optional();
export type WireReference = z.infer<typeof referenceShape>;

const common = {
	Id: id,
	SyncToken: text,
	/** `Deleted` in change data capture. */
	status: text,
	MetaData: z.object({ CreateTime: text, LastUpdatedTime: text }).passthrough().optional(),
};

const linkedTxn = z
	.object({ TxnId: id, TxnType: z.string(), TxnLineId: id.optional() })
	.passthrough();

const expenseDetail = {
	CustomerRef: reference,
	ClassRef: reference,
	BillableStatus: text,
	TaxCodeRef: reference,
};
/** A line of a purchase transaction; which detail it has, `DetailType` says. */
export const wireLineSchema = z
	.object({
		Id: id.optional(),
		LineNum: z.number().optional(),
		Description: text,
		Amount: optionalAmount,
		DetailType: text,
		LinkedTxn: z.array(linkedTxn).optional(),
		/** What bills took from a purchase order line. */
		Received: optionalAmount,
		ProjectRef: reference,
		AccountBasedExpenseLineDetail: z
			.object({ AccountRef: reference, ...expenseDetail })
			.passthrough()
			.optional(),
		ItemBasedExpenseLineDetail: z
			.object({
				ItemRef: reference,
				Qty: optionalAmount,
				UnitPrice: optionalAmount,
				...expenseDetail,
			})
			.passthrough()
			.optional(),
		SalesItemLineDetail: z
			.object({
				ItemRef: reference,
				ClassRef: reference,
				Qty: optionalAmount,
				UnitPrice: optionalAmount,
			})
			.passthrough()
			.optional(),
		JournalEntryLineDetail: z
			.object({
				PostingType: text,
				AccountRef: reference,
				ClassRef: reference,
				Entity: z.object({ Type: text, EntityRef: reference }).passthrough().optional(),
			})
			.passthrough()
			.optional(),
	})
	.passthrough();
export type WireLine = z.infer<typeof wireLineSchema>;

const address = z
	.object({
		Line1: text,
		Line2: text,
		Line3: text,
		City: text,
		CountrySubDivisionCode: text,
		PostalCode: text,
		Country: text,
	})
	.passthrough()
	.optional();
const names = {
	...common,
	DisplayName: text,
	CompanyName: text,
	PrintOnCheckName: text,
	Active: flag,
	PrimaryEmailAddr: z.object({ Address: text }).passthrough().nullish(),
	PrimaryPhone: z.object({ FreeFormNumber: text }).passthrough().nullish(),
	WebAddr: z.object({ URI: text }).passthrough().nullish(),
	BillAddr: address,
};
const listEntry = {
	...common,
	Name: text,
	FullyQualifiedName: text,
	ParentRef: reference,
	Active: flag,
};

const transaction = {
	...common,
	DocNumber: text,
	TxnDate: text,
	TotalAmt: optionalAmount,
	PrivateNote: text,
	CurrencyRef: reference,
	LinkedTxn: z.array(linkedTxn).optional(),
	Line: z.array(wireLineSchema).default([]),
};
const payable = {
	...transaction,
	VendorRef: reference,
	APAccountRef: reference,
	Balance: optionalAmount,
};

export const vendorWire = z
	.object({
		...names,
		AcctNum: text,
		TaxIdentifier: text,
		Balance: optionalAmount,
		TermRef: reference,
		APAccountRef: reference,
	})
	.passthrough();
export const customerWire = z
	.object({ ...names, FullyQualifiedName: text, ParentRef: reference, Job: flag, IsProject: flag })
	.passthrough();
export const accountWire = z
	.object({
		...listEntry,
		AcctNum: text,
		AccountType: text,
		AccountSubType: text,
		CurrentBalance: optionalAmount,
	})
	.passthrough();
export const itemWire = z
	.object({
		...listEntry,
		Type: text,
		Sku: text,
		ExpenseAccountRef: reference,
		IncomeAccountRef: reference,
	})
	.passthrough();
export const classWire = z.object(listEntry).passthrough();
export const termWire = z
	.object({ ...common, Name: text, DueDays: z.number().optional(), Active: flag })
	.passthrough();
export const purchaseOrderWire = z
	.object({ ...payable, POStatus: text, DueDate: text, Memo: text })
	.passthrough();
export const billWire = z
	.object({ ...payable, DueDate: text, SalesTermRef: reference })
	.passthrough();
export const vendorCreditWire = z.object(payable).passthrough();
export const purchaseWire = z
	.object({
		...transaction,
		PaymentType: text,
		Credit: flag,
		EntityRef: reference,
		AccountRef: reference,
	})
	.passthrough();
export const journalEntryWire = z.object(transaction).passthrough();
export const billPaymentWire = z.object({ ...payable, PayType: text }).passthrough();
/** What customers are sent and what they pay. */
export const invoiceWire = z
	.object({ ...transaction, CustomerRef: reference, DueDate: text, Balance: optionalAmount })
	.passthrough();
export const paymentWire = z
	.object({
		...transaction,
		CustomerRef: reference,
		PaymentRefNum: text,
		PaymentMethodRef: reference,
		UnappliedAmt: optionalAmount,
	})
	.passthrough();
const nameValues = z.array(z.object({ Name: z.string(), Value: text }).passthrough()).optional();
export const companyInfoWire = z
	.object({ ...common, CompanyName: text, LegalName: text, Country: text, NameValue: nameValues })
	.passthrough();
export const preferencesWire = z
	.object({
		...common,
		Id: id.optional(),
		AccountingInfoPrefs: z
			.object({
				BookCloseDate: text,
				ClassTrackingPerTxn: flag,
				ClassTrackingPerTxnLine: flag,
				TrackDepartments: flag,
			})
			.passthrough()
			.optional(),
		VendorAndPurchasesPrefs: z
			.object({ EnableBills: flag, TrackingByCustomer: flag })
			.passthrough()
			.optional(),
		CurrencyPrefs: z
			.object({ MultiCurrencyEnabled: flag, HomeCurrency: reference })
			.passthrough()
			.optional(),
		OtherPrefs: z.object({ NameValue: nameValues }).passthrough().optional(),
	})
	.passthrough();
export const attachableWire = z
	.object({
		...common,
		FileName: text,
		AttachableRef: z.array(z.object({ EntityRef: reference }).passthrough()).optional(),
	})
	.passthrough();

/** Wire schema of every entity, by its name in the API. */
export const WIRE = {
	Account: accountWire,
	Attachable: attachableWire,
	Bill: billWire,
	BillPayment: billPaymentWire,
	Class: classWire,
	CompanyInfo: companyInfoWire,
	CreditMemo: invoiceWire,
	Customer: customerWire,
	Invoice: invoiceWire,
	Item: itemWire,
	JournalEntry: journalEntryWire,
	Payment: paymentWire,
	Preferences: preferencesWire,
	Purchase: purchaseWire,
	PurchaseOrder: purchaseOrderWire,
	Term: termWire,
	Vendor: vendorWire,
	VendorCredit: vendorCreditWire,
} as const;

export type Wire<E extends keyof typeof WIRE> = z.output<(typeof WIRE)[E]>;
export type BillWire = z.output<typeof billWire>;
export type VendorCreditWire = z.output<typeof vendorCreditWire>;
