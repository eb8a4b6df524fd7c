/**
 * Lines, line details, addresses and other parts of the accounting entities, from the same
 * sources and in the same notation as `entities.ts`.
 */
import type { ShapeText } from './shape';

export const partShapes: Record<string, ShapeText> = {
	Line: {
		fields: `Id:s LineNum:i Description:s4000 Amount:n Received:n LinkedTxn:@LinkedTxn*
			DetailType:eLineDetailTypeEnum PaymentLineDetail:@PaymentLineDetail
			DiscountLineDetail:@DiscountLineDetail TaxLineDetail:@TaxLineDetail
			SalesItemLineDetail:@SalesItemLineDetail DescriptionLineDetail:@DescriptionLineDetail
			ItemBasedExpenseLineDetail:@ItemBasedExpenseLineDetail
			AccountBasedExpenseLineDetail:@AccountBasedExpenseLineDetail ReimburseLineDetail:o
			DepositLineDetail:o PurchaseOrderItemLineDetail:o SalesOrderItemLineDetail:o
			ItemReceiptLineDetail:o JournalEntryLineDetail:@JournalEntryLineDetail GroupLineDetail:o
			SubTotalLineDetail:@SubTotalLineDetail TDSLineDetail:o ItemAdjustmentLineDetail:o
			CustomField:@CustomField* ProjectRef:r CostAmount:n HomeCostAmount:n`,
	},
	ItemLineDetail: {
		fields: `ItemRef:r ClassRef:r UnitPrice:n UnitCostPrice:n RatePercent:n PriceLevelRef:r
			MarkupInfo:@MarkupInfo Qty:n UOMRef:o ItemAccountRef:r InventorySiteRef:r TaxCodeRef:r
			TaxClassificationRef:r`,
	},
	ItemBasedExpenseLineDetail: {
		extends: 'ItemLineDetail',
		fields: `CustomerRef:r BillableStatus:eBillableStatusEnum TaxInclusiveAmt:n`,
	},
	AccountBasedExpenseLineDetail: {
		fields: `CustomerRef:r ClassRef:r AccountRef:r BillableStatus:eBillableStatusEnum
			MarkupInfo:@MarkupInfo TaxAmount:n TaxCodeRef:r TaxInclusiveAmt:n`,
	},
	JournalEntryLineDetail: {
		fields: `PostingType:ePostingTypeEnum Entity:@EntityTypeRef AccountRef:r ClassRef:r DepartmentRef:r
			TaxCodeRef:r TaxRateRef:r TaxApplicableOn:s TaxAmount:n TaxInclusiveAmt:n
			BillableStatus:eBillableStatusEnum JournalCodeRef:r`,
	},
	SalesItemLineDetail: {
		extends: 'ItemLineDetail',
		fields: `ServiceDate:d TaxInclusiveAmt:n DiscountRate:n DiscountAmt:n DeferredRevenue:b
			RetainageAmount:n`,
	},
	ModificationMetaData: {
		fields: `CreatedByRef:r CreateTime:z LastModifiedByRef:r LastUpdatedTime:z LastChangedInQB:z
			Synchronized:b`,
	},
	CustomField: {
		fields: `DefinitionId:s Name:s Type:eCustomFieldTypeEnum StringValue:s BooleanValue:b DateValue:d
			NumberValue:n`,
	},
	AttachableRef: {
		fields: `EntityRef:r LineInfo:s IncludeOnSend:b CustomField:@CustomField* NoRefOnly:b Inactive:b`,
	},
	TelephoneNumber: {
		fields: `Id:s DeviceType:s CountryCode:s AreaCode:s ExchangeCode:s Extension:s FreeFormNumber:s30
			Default:b Tag:s`,
	},
	EmailAddress: {
		fields: `Id:s Address:s100 Default:b Tag:s`,
	},
	WebSiteAddress: {
		fields: `Id:s URI:s1000 Default:b Tag:s`,
	},
	ContactInfo: {
		fields: `Type:s Telephone:@TelephoneNumber Email:@EmailAddress WebSite:@WebSiteAddress OtherContact:o`,
	},
	LinkedTxn: {
		fields: `TxnId:s TxnType:s TxnLineId:s`,
	},
	TxnTaxDetail: {
		fields: `DefaultTaxCodeRef:r TxnTaxCodeRef:r TotalTax:n TaxReviewStatus:s TaxLine:@Line*
			UseAutomatedSalesTax:b`,
	},
	MemoRef: {
		fields: `value:s1000 id:s`,
	},
	PhysicalAddress: {
		fields: `Id:s Line1:s500 Line2:s500 Line3:s500 Line4:s500 Line5:s500 City:s255 Country:s255
			CountryCode:s County:s CountrySubDivisionCode:s255 PostalCode:s30 PostalCodeSuffix:s Lat:s
			Long:s Tag:s Note:s`,
	},
	CheckPayment: {
		fields: `CheckNum:s Status:s NameOnAcct:s AcctNum:s BankName:s`,
	},
	VendorBankAccountDetail: {
		fields: `BankBranchIdentifier:s BankAccountNumber:s BankAccountName:s StatementText:s18`,
	},
	TaxRateList: {
		fields: `TaxRateDetail:@TaxRateDetail* originatingGroupId:s`,
	},
	NameValue: {
		fields: `Name:s Value:s`,
	},
	BillPaymentCheck: {
		fields: `BankAccountRef:r PrintStatus:ePrintStatusEnum CheckDetail:@CheckPayment
			PayeeAddr:@PhysicalAddress`,
	},
	BillPaymentCreditCard: {
		fields: `CCAccountRef:r CCDetail:o`,
	},
	TxnRetainageDetail: {
		fields: `RetainageAmount:n RetainageOpenBalance:n`,
	},
	PaymentLineDetail: {
		fields: `ItemRef:r ServiceDate:d ClassRef:r Balance:n HomeBalance:n Discount:o`,
	},
	DiscountLineDetail: {
		fields: `PercentBased:b DiscountPercent:n DiscountAccountRef:r DiscountRef:r ServiceDate:d ClassRef:r
			TaxCodeRef:r`,
	},
	TaxLineDetail: {
		fields: `TaxRateRef:r PercentBased:b TaxPercent:n NetAmountTaxable:n TaxInclusiveAmount:n
			OverrideDeltaAmount:n ServiceDate:d`,
	},
	DescriptionLineDetail: {
		fields: `ServiceDate:d TaxCodeRef:r`,
	},
	SubTotalLineDetail: {
		fields: `ItemRef:r ServiceDate:d`,
	},
	MarkupInfo: {
		fields: `PercentBased:b Value:n Percent:n PriceLevelRef:r MarkUpIncomeAccountRef:r`,
	},
	EntityTypeRef: {
		fields: `Type:eEntityTypeEnum EntityRef:r`,
	},
	TaxRateDetail: {
		fields: `TaxRateRef:r TaxTypeApplicable:s TaxOrder:i TaxOnTaxOrder:i`,
	},
};
