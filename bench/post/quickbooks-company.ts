/** The lists of the company file that the released invoices are coded to, in the API's wire shapes. */
export function quickBooksCompany(): Record<string, unknown[]> {
	const row = (Id: string, Name: string, more: Record<string, unknown> = {}) => ({
		Id,
		SyncToken: '0',
		Name,
		FullyQualifiedName: Name,
		Active: true,
		...more,
	});
	return {
		CompanyInfo: [{ Id: '1', SyncToken: '0', CompanyName: 'Harbor Builders', Country: 'US' }],
		Preferences: [
			{
				Id: '1',
				SyncToken: '0',
				AccountingInfoPrefs: { ClassTrackingPerTxnLine: true, ClassTrackingPerTxn: false },
				VendorAndPurchasesPrefs: { EnableBills: true, TrackingByCustomer: true },
				CurrencyPrefs: { MultiCurrencyEnabled: false, HomeCurrency: { value: 'USD' } },
			},
		],
		Account: [
			row('33', 'Accounts Payable', {
				AccountType: 'Accounts Payable',
				AccountSubType: 'AccountsPayable',
			}),
			row('80', 'Subcontracts', {
				AccountType: 'Cost of Goods Sold',
				AccountSubType: 'CostOfLaborCos',
			}),
			row('79', 'Construction Income', {
				AccountType: 'Income',
				AccountSubType: 'ServiceFeeIncome',
			}),
			row('91', 'Retainage Payable', {
				AccountType: 'Other Current Liability',
				AccountSubType: 'OtherCurrentLiabilities',
			}),
		],
		Item: [
			row('21', '03-300 Concrete', {
				Type: 'Service',
				ExpenseAccountRef: { value: '80' },
				IncomeAccountRef: { value: '79' },
			}),
		],
		Class: [row('200', 'Subcontract')],
		Vendor: [{ Id: '77', SyncToken: '0', DisplayName: 'Kessler Concrete LLC', Active: true }],
		Customer: [
			{
				Id: '58',
				SyncToken: '0',
				DisplayName: 'Harbor View',
				FullyQualifiedName: 'Harbor View',
				Job: false,
				Active: true,
			},
			{
				Id: '64',
				SyncToken: '0',
				DisplayName: 'Clinic',
				FullyQualifiedName: 'Harbor View:Clinic',
				Job: true,
				ParentRef: { value: '58' },
				Active: true,
			},
		],
	};
}
