import { ACCOUNTS, CLASS_IDS, COST_CODES, ITEMS } from './codes';
import { PROJECTS, US } from './us';
import type { Vendor } from './vendor';
import { SECOND_LAKESIDE, VENDORS } from './vendors';
import { MERGED_BLUESTEM } from './vendors-millrace';

type Row = Record<string, unknown>;

const base = {
	SyncToken: '0',
	MetaData: {
		CreateTime: '2025-11-03T09:00:00-07:00',
		LastUpdatedTime: '2026-02-02T09:00:00-07:00',
	},
};

const account = (
	Id: string,
	Name: string,
	AcctNum: string,
	AccountType: string,
	AccountSubType: string,
	Active = true,
): Row => ({
	Id,
	...base,
	Name,
	FullyQualifiedName: Name,
	AcctNum,
	AccountType,
	AccountSubType,
	Active,
	CurrentBalance: 0,
});

const COSTS = 'Cost of Goods Sold';

const ACCOUNT_ROWS: Row[] = [
	account(ACCOUNTS.payable, 'Accounts Payable', '2000', 'Accounts Payable', 'AccountsPayable'),
	account(
		ACCOUNTS.retainage,
		'Retainage Payable',
		'2150',
		'Other Current Liability',
		'OtherCurrentLiabilities',
	),
	account(ACCOUNTS.checking, 'Operating Checking', '1010', 'Bank', 'Checking'),
	account(ACCOUNTS.card, 'Company Card', '2050', 'Credit Card', 'CreditCard'),
	account(ACCOUNTS.income, 'Construction Income', '4000', 'Income', 'ServiceFeeIncome'),
	account(
		ACCOUNTS.receivable,
		'Accounts Receivable',
		'1200',
		'Accounts Receivable',
		'AccountsReceivable',
	),
	account(
		ACCOUNTS.retainageReceivable,
		'Retainage Receivable',
		'1250',
		'Other Current Asset',
		'OtherCurrentAssets',
	),
	account(ACCOUNTS.subcontractors, 'Subcontractors', '5100', COSTS, 'CostOfLaborCos'),
	account(ACCOUNTS.materials, 'Materials', '5200', COSTS, 'SuppliesMaterialsCogs'),
	account(ACCOUNTS.equipment, 'Equipment Rental', '5300', COSTS, 'EquipmentRentalCos'),
	account(ACCOUNTS.freight, 'Freight and Delivery', '5400', COSTS, 'ShippingFreightDeliveryCos'),
	account(ACCOUNTS.furnishings, 'Furnishings', '5900', COSTS, 'OtherCostsOfServiceCos', false),
];

const vendorRow = (vendor: Vendor): Row => ({
	Id: vendor.booksId,
	...base,
	DisplayName: vendor.booksName ?? vendor.name,
	CompanyName: vendor.booksName ?? vendor.name,
	PrintOnCheckName: vendor.booksName ?? vendor.name,
	PrimaryEmailAddr: { Address: `${vendor.mailbox}@${vendor.domain}` },
	PrimaryPhone: { FreeFormNumber: vendor.phone },
	BillAddr: {
		Line1: vendor.street,
		City: vendor.city,
		CountrySubDivisionCode: 'CO',
		PostalCode: vendor.zip,
	},
	...(vendor.taxId === undefined ? {} : { TaxIdentifier: vendor.taxId }),
	Active: true,
	Balance: 0,
});

const SECOND_LAKESIDE_ROW: Row = {
	Id: SECOND_LAKESIDE.booksId,
	...base,
	DisplayName: SECOND_LAKESIDE.name,
	CompanyName: SECOND_LAKESIDE.name,
	Active: true,
	Balance: 0,
};

const MERGED_BLUESTEM_ROW: Row = {
	Id: MERGED_BLUESTEM.booksId,
	...base,
	DisplayName: MERGED_BLUESTEM.name,
	Active: false,
	Balance: 0,
};

const ownerItem = (Id: string, Name: string, account: string): Row => ({
	Id,
	...base,
	Name,
	FullyQualifiedName: Name,
	Type: 'Service',
	IncomeAccountRef: { value: account },
	Active: true,
});

function customers(): Row[] {
	return PROJECTS.flatMap((project) => [
		{
			Id: project.customer,
			...base,
			DisplayName: project.customerName,
			FullyQualifiedName: project.customerName,
			Job: false,
			Active: true,
		},
		{
			Id: project.job,
			...base,
			DisplayName: `${project.number} ${project.name}`,
			FullyQualifiedName: jobName(project),
			ParentRef: { value: project.customer },
			Job: true,
			Level: 1,
			Active: true,
		},
	]);
}

/** Customer:job of a project as the books write it in full. */
export const jobName = (project: (typeof PROJECTS)[number]): string =>
	`${project.customerName}:${project.number} ${project.name}`;

/** The company file itself and its lists. */
export function booksLists(): Record<string, Row[]> {
	return {
		CompanyInfo: [
			{
				Id: '1',
				...base,
				realmId: US.realmId,
				CompanyName: US.name,
				LegalName: US.name,
				Country: 'US',
				NameValue: [{ Name: 'OfferingSku', Value: 'QuickBooks Online Plus' }],
			},
		],
		Preferences: [
			{
				Id: '1',
				...base,
				AccountingInfoPrefs: {
					UseAccountNumbers: true,
					ClassTrackingPerTxnLine: true,
					ClassTrackingPerTxn: false,
					TrackDepartments: false,
					BookCloseDate: '2025-12-31',
				},
				VendorAndPurchasesPrefs: { EnableBills: true, TrackingByCustomer: true },
				CurrencyPrefs: { MultiCurrencyEnabled: false, HomeCurrency: { value: 'USD' } },
				OtherPrefs: {
					NameValue: [{ Name: 'VendorAndPurchasesPrefs.UseCustomTxnNumbers', Value: 'true' }],
				},
			},
		],
		Account: ACCOUNT_ROWS,
		Class: Object.entries(CLASS_IDS).map(([Name, Id]) => ({
			Id,
			...base,
			Name,
			FullyQualifiedName: Name,
			Active: true,
		})),
		Item: [
			...COST_CODES.map(({ code, name }, index) => ({
				Id: String(5601 + index),
				...base,
				Name: `${code} ${name}`,
				FullyQualifiedName: `${code} ${name}`,
				Type: 'Service',
				ExpenseAccountRef: { value: ACCOUNTS.subcontractors, name: 'Subcontractors' },
				IncomeAccountRef: { value: ACCOUNTS.income, name: 'Construction Income' },
				Active: true,
			})),
			ownerItem(ITEMS.progressBilling, 'Progress billing', ACCOUNTS.income),
			ownerItem(ITEMS.retainageReceivable, 'Retainage receivable', ACCOUNTS.retainageReceivable),
		],
		Vendor: [
			...Object.values<Vendor>(VENDORS)
				.filter(({ only }) => only !== 'projects')
				.map(vendorRow),
			SECOND_LAKESIDE_ROW,
			MERGED_BLUESTEM_ROW,
		],
		Customer: customers(),
	};
}
