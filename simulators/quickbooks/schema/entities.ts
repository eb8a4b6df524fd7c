/**
 * Properties of the accounting entities, as Intuit's published v3 XML schema names them
 * (QuickBooks-V3-PHP-SDK, src/XSD, Apache-2.0); string lengths as the API reference states them.
 * A word is `name:code`; see {@link ShapeText} for the codes.
 */
import type { ShapeText } from './shape';

export const entityShapes: Record<string, ShapeText> = {
	IntuitEntity: {
		fields: `Id:s SyncToken:s MetaData:@ModificationMetaData CustomField:@CustomField*
			AttachableRef:@AttachableRef* domain:s status:s sparse:b`,
	},
	NameBase: {
		extends: 'IntuitEntity',
		fields: `IntuitId:s Organization:b Title:s16 GivenName:s100 MiddleName:s100 FamilyName:s100
			Suffix:s16 FullyQualifiedName:s CompanyName:s100 DisplayName:s500 PrintOnCheckName:s110
			UserId:s Active:b V4IDPseudonym:s PrimaryPhone:@TelephoneNumber
			AlternatePhone:@TelephoneNumber Mobile:@TelephoneNumber Fax:@TelephoneNumber
			PrimaryEmailAddr:@EmailAddress WebAddr:@WebSiteAddress OtherContactInfo:@ContactInfo*
			DefaultTaxCodeRef:r`,
	},
	Transaction: {
		extends: 'IntuitEntity',
		fields: `DocNumber:s21 TxnDate:d TxnSubType:s DepartmentRef:r CurrencyRef:r ExchangeRate:n
			PrivateNote:s4000 TxnStatus:s LinkedTxn:@LinkedTxn* Line:@Line* TxnTaxDetail:@TxnTaxDetail
			TxnSource:s TaxFormType:s TaxFormNum:s TransactionLocationType:s Tag:o* TxnApprovalInfo:o
			RecurDataRef:r RecurringInfo:o ProjectRef:r TotalCostAmount:n HomeTotalCostAmount:n`,
	},
	PurchaseByVendor: {
		extends: 'Transaction',
		fields: `VendorRef:r APAccountRef:r TotalAmt:n BillEmail:@EmailAddress ReplyEmail:@EmailAddress
			Memo:s4000 GlobalTaxCalculation:eGlobalTaxCalculationEnum`,
	},
	SalesTransaction: {
		extends: 'Transaction',
		fields: `AutoDocNumber:b CustomerRef:r CustomerMemo:@MemoRef BillAddr:@PhysicalAddress
			ShipAddr:@PhysicalAddress FreeFormAddress:b ShipFromAddr:@PhysicalAddress RemitToRef:r
			ClassRef:r SalesTermRef:r DueDate:d SalesRepRef:r PONumber:s FOB:s ShipMethodRef:r
			ShipDate:d TrackingNum:s GlobalTaxCalculation:eGlobalTaxCalculationEnum TotalAmt:n
			HomeTotalAmt:n ApplyTaxAfterDiscount:b ShippingTaxIncludedInTotalTax:b TemplateRef:r
			PrintStatus:ePrintStatusEnum EmailStatus:eEmailStatusEnum BillEmail:@EmailAddress
			BillEmailCc:@EmailAddress BillEmailBcc:@EmailAddress ARAccountRef:r Balance:n HomeBalance:n
			FinanceCharge:b PaymentMethodRef:r PaymentRefNum:s PaymentType:ePaymentTypeEnum
			CheckPayment:@CheckPayment CreditCardPayment:o DepositToAccountRef:r DeliveryInfo:o
			DiscountRate:n DiscountAmt:n GovtTxnRefIdentifier:s TaxExemptionRef:r`,
	},
	Vendor: {
		extends: 'NameBase',
		fields: `PrintOnCheckName:s100 ContactName:s AltContactName:s Notes:s BillAddr:@PhysicalAddress ShipAddr:@PhysicalAddress
			OtherAddr:@PhysicalAddress* TaxCountry:s TaxIdentifier:s20 TaxIdEffectiveDate:d
			BusinessNumber:s10 ParentRef:r VendorTypeRef:r TermRef:r PrefillAccountRef:r Balance:n
			BillRate:n OpenBalanceDate:d CreditLimit:n AcctNum:s100 Vendor1099:b T4AEligible:b
			T5018Eligible:b CurrencyRef:r TDSEnabled:b TDSEntityTypeId:i TDSSectionTypeId:i
			TDSOverrideThreshold:b TaxReportingBasis:s APAccountRef:r GSTIN:s15 GSTRegistrationType:s15
			IsSubContractor:b SubcontractorType:s CISRate:s HasTPAR:b
			VendorPaymentBankDetail:@VendorBankAccountDetail Source:s CostRate:n
			AgencyVerificationStatus:s AgencyVerificationStatusMsg:s AgencyVerificationTSUTC:z
			CompanyRegistrationNumber:s`,
	},
	Customer: {
		extends: 'NameBase',
		fields: `Taxable:b BillAddr:@PhysicalAddress ShipAddr:@PhysicalAddress OtherAddr:@PhysicalAddress*
			ContactName:s AltContactName:s Notes:s2000 Job:b BillWithParent:b RootCustomerRef:r
			ParentRef:r Level:i CustomerTypeRef:r SalesTermRef:r SalesRepRef:r TaxGroupCodeRef:r
			TaxRateRef:r PaymentMethodRef:r CCDetail:o PriceLevelRef:r Balance:n OpenBalanceDate:d
			BalanceWithJobs:n CreditLimit:n AcctNum:s CurrencyRef:r OverDueBalance:n TotalRevenue:n
			TotalExpense:n PreferredDeliveryMethod:s ResaleNum:s16 JobInfo:o TDSEnabled:b
			SecondaryTaxIdentifier:s ARAccountRef:r PrimaryTaxIdentifier:s TaxExemptionReasonId:s
			IsProject:b BusinessNumber:s10 GSTIN:s15 GSTRegistrationType:s15 IsCISContractor:b
			ClientCompanyId:s ClientEntityId:s Source:s TaxRegime:s`,
	},
	Employee: {
		extends: 'NameBase',
		fields: `EmployeeType:s EmployeeNumber:s SSN:s PrimaryAddr:@PhysicalAddress
			OtherAddr:@PhysicalAddress* BillableTime:b BillRate:n BirthDate:d Gender:s HiredDate:d
			ReleasedDate:d UseTimeEntry:s CostRate:n Notes:s`,
	},
	Account: {
		extends: 'IntuitEntity',
		fields: `Name:s100 SubAccount:b ParentRef:r Description:s100 FullyQualifiedName:s AccountAlias:s
			TxnLocationType:s Active:b Classification:eAccountClassificationEnum
			AccountType:eAccountTypeEnum AccountSubType:s AccountPurposes:r* AcctNum:s7 AcctNumExtn:s
			BankNum:s OpeningBalance:n OpeningBalanceDate:d CurrentBalance:n
			CurrentBalanceWithSubAccounts:n CurrencyRef:r TaxAccount:b TaxCodeRef:r
			OnlineBankingEnabled:b FIName:s JournalCodeRef:r`,
	},
	Item: {
		extends: 'IntuitEntity',
		fields: `Name:s100 Sku:s100 Description:s4000 Active:b SubItem:b ParentRef:r Level:i
			FullyQualifiedName:s Taxable:b SalesTaxIncluded:b PercentBased:b UnitPrice:n RatePercent:n
			Type:eItemTypeEnum PaymentMethodRef:r UOMSetRef:r IncomeAccountRef:r PurchaseDesc:s1000
			PurchaseTaxIncluded:b PurchaseCost:n ExpenseAccountRef:r COGSAccountRef:r AssetAccountRef:r
			PrefVendorRef:r AvgCost:n TrackQtyOnHand:b QtyOnHand:n QtyOnPurchaseOrder:n
			QtyOnSalesOrder:n ReorderPoint:n ManPartNum:s DepositToAccountRef:r SalesTaxCodeRef:r
			PurchaseTaxCodeRef:r InvStartDate:d BuildPoint:n PrintGroupedItems:b SpecialItem:b
			SpecialItemType:s ItemGroupDetail:o ItemAssemblyDetail:o AbatementRate:n ReverseChargeRate:n
			ServiceType:s ItemCategoryType:s TaxClassificationRef:r UQCDisplayText:s25 UQCId:s
			ClassRef:r Source:s DeferredRevenue:b CustomExtensions:o*`,
	},
	Class: {
		extends: 'IntuitEntity',
		fields: `Name:s100 SubClass:b ParentRef:r FullyQualifiedName:s Active:b`,
	},
	Department: {
		extends: 'IntuitEntity',
		fields: `Name:s100 SubDepartment:b ParentRef:r FullyQualifiedName:s Active:b Address:@PhysicalAddress`,
	},
	Term: {
		extends: 'IntuitEntity',
		fields: `Name:s31 Active:b Type:s DiscountPercent:n DueDays:i DiscountDays:i DayOfMonthDue:i
			DueNextMonthDays:i DiscountDayOfMonth:i`,
	},
	TaxCode: {
		extends: 'IntuitEntity',
		fields: `Name:s100 Description:s100 Active:b Hidden:b Taxable:b TaxGroup:b
			SalesTaxRateList:@TaxRateList PurchaseTaxRateList:@TaxRateList
			AdjustmentTaxRateList:@TaxRateList TaxCodeConfigType:s`,
	},
	CompanyInfo: {
		extends: 'IntuitEntity',
		fields: `CompanyName:s1024 LegalName:s1024 CompanyAddr:@PhysicalAddress
			CustomerCommunicationAddr:@PhysicalAddress LegalAddr:@PhysicalAddress
			CompanyEmailAddr:@EmailAddress CustomerCommunicationEmailAddr:@EmailAddress
			CompanyURL:@WebSiteAddress PrimaryPhone:@TelephoneNumber OtherContactInfo:@ContactInfo*
			CompanyFileName:s FlavorStratum:s SampleFile:b CompanyUserId:s CompanyUserAdminEmail:s
			CompanyStartDate:d EmployerId:s FiscalYearStartMonth:eMonthEnum TaxYearStartMonth:eMonthEnum
			QBVersion:s Country:s ShipAddr:@PhysicalAddress OtherAddr:@PhysicalAddress*
			Mobile:@TelephoneNumber Fax:@TelephoneNumber Email:@EmailAddress WebAddr:@WebSiteAddress
			LastImportedTime:z LastSyncTime:z SupportedLanguages:s DefaultTimeZone:s
			MultiByteCharsSupported:b NameValue:@NameValue* FifoCalculationStatus:s`,
	},
	PurchaseOrder: {
		extends: 'PurchaseByVendor',
		fields: `TaxCodeRef:r ClassRef:r ReimbursableInfoRef:r SalesTermRef:r DueDate:d ExpectedDate:d
			VendorAddr:@PhysicalAddress ShipTo:r DropShipToEntity:r InventorySiteRef:r
			ShipAddr:@PhysicalAddress ShipMethodRef:r FOB:s POEmail:@EmailAddress TemplateRef:r
			PrintStatus:ePrintStatusEnum EmailStatus:eEmailStatusEnum ManuallyClosed:b
			POStatus:ePurchaseOrderStatusEnum`,
	},
	Bill: {
		extends: 'PurchaseByVendor',
		fields: `PayerRef:r SalesTermRef:r DueDate:d RemitToAddr:@PhysicalAddress ShipAddr:@PhysicalAddress
			VendorAddr:@PhysicalAddress Balance:n HomeBalance:n LessCIS:n IncludeInAnnualTPAR:b`,
	},
	VendorCredit: {
		extends: 'PurchaseByVendor',
		fields: `VendorAddr:@PhysicalAddress Balance:n IncludeInAnnualTPAR:b`,
	},
	BillPayment: {
		extends: 'Transaction',
		fields: `VendorRef:r VendorAddr:@PhysicalAddress APAccountRef:r PayType:eBillPaymentTypeEnum
			CheckPayment:@BillPaymentCheck CreditCardPayment:@BillPaymentCreditCard TotalAmt:n`,
	},
	Purchase: {
		extends: 'Transaction',
		fields: `AccountRef:r PaymentMethodRef:r PaymentRefNum:s PaymentType:ePaymentTypeEnum
			CheckPayment:@CheckPayment CreditCardPayment:o EntityRef:r Credit:b
			RemitToAddr:@PhysicalAddress TotalAmt:n Memo:s PrintStatus:ePrintStatusEnum
			GlobalTaxCalculation:eGlobalTaxCalculationEnum LessCIS:n IncludeInAnnualTPAR:b`,
	},
	JournalEntry: {
		extends: 'Transaction',
		fields: `Adjustment:b HomeCurrencyAdjustment:b EnteredInHomeCurrency:b
			GlobalTaxCalculation:eGlobalTaxCalculationEnum TotalAmt:n HomeTotalAmt:n`,
	},
	Invoice: {
		extends: 'SalesTransaction',
		fields: `Deposit:n AllowIPNPayment:b AllowOnlinePayment:b AllowOnlineCreditCardPayment:b
			AllowOnlineACHPayment:b AllowOnlinePayPalPayment:b AllowOnlineAffirmPayment:b
			EInvoiceStatus:s ECloudStatusTimeStamp:z CfdiUse:i Exportation:s GlobalInfo:o
			invoiceStatus:s callToAction:s invoiceStatusLog:o* LessCIS:n InvoiceLink:s
			PaymentDetailsMessage:s ConvenienceFeeDetail:o EnabledSurchargeInfo:o
			InvoiceLinkSecurityCode:s InvoiceLinkExpiryDate:d AutoPayEligible:b SchedulePayEligible:b
			ScheduledPaymentId:s GratuityEnabled:b FinancingProductType:s SubscriptionPaymentsSetting:s
			TxnRetainageDetail:@TxnRetainageDetail`,
	},
	CreditMemo: {
		extends: 'SalesTransaction',
		fields: 'RemainingCredit:n InvoiceRef:r',
	},
	Payment: {
		extends: 'Transaction',
		fields: `CustomerRef:r RemitToRef:r ARAccountRef:r DepositToAccountRef:r PaymentMethodRef:r
			PaymentRefNum:s PaymentType:ePaymentTypeEnum CheckPayment:@CheckPayment CreditCardPayment:o
			TotalAmt:n UnappliedAmt:n ProcessPayment:b PaymentExtendedType:s`,
	},
	Attachable: {
		extends: 'IntuitEntity',
		fields: `FileName:s1000 FileAccessUri:s TempDownloadUri:s Size:i ContentType:s100
			Category:eAttachableCategoryEnum Lat:s100 Long:s100 PlaceName:s2000 Note:s2000 Tag:s2000
			ThumbnailFileAccessUri:s ThumbnailTempDownloadUri:s documentId:s`,
	},
};
