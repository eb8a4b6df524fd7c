import type { Row } from './rows';

/**
 * Company and preference rows for a company that came without them: every company has both. Nothing
 * is switched off in them but multicurrency and a closing date. They are served, not exported.
 */
export function impliedCompanyRows(realmId: string): Array<[string, Row]> {
	return [
		[
			'CompanyInfo',
			{
				Id: '1',
				SyncToken: '0',
				domain: 'QBO',
				sparse: false,
				CompanyName: `Company ${realmId}`,
				LegalName: `Company ${realmId}`,
				CompanyAddr: { Line1: '1 Main St', City: 'Toledo', CountrySubDivisionCode: 'OH' },
				Country: 'US',
				FiscalYearStartMonth: 'January',
				NameValue: [{ Name: 'OfferingSku', Value: 'QuickBooks Online Plus' }],
			},
		],
		[
			'Preferences',
			{
				Id: '1',
				SyncToken: '0',
				domain: 'QBO',
				sparse: false,
				AccountingInfoPrefs: {
					FirstMonthOfFiscalYear: 'January',
					UseAccountNumbers: true,
					ClassTrackingPerTxn: false,
					ClassTrackingPerTxnLine: true,
					TrackDepartments: true,
				},
				VendorAndPurchasesPrefs: {
					EnableBills: true,
					TrackingByCustomer: true,
					BillableExpenseTracking: true,
				},
				CurrencyPrefs: { MultiCurrencyEnabled: false, HomeCurrency: { value: 'USD' } },
				OtherPrefs: {
					NameValue: [{ Name: 'VendorAndPurchasesPrefs.UseCustomTxnNumbers', Value: 'true' }],
				},
			},
		],
	];
}
