const dates = ['MetaData.CreateTime', 'MetaData.LastUpdatedTime'] as const;

/**
 * Fields that a query may filter by, as Intuit's API reference marks them per entity
 * (https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/account).
 * QuickBooks answers 4001 for any other.
 */
export const FILTERABLE = {
	Account: [
		'Id',
		'Name',
		'FullyQualifiedName',
		'AcctNum',
		'AccountType',
		'AccountSubType',
		'Classification',
		'Active',
		...dates,
	],
	Attachable: [
		'Id',
		'AttachableRef.EntityRef.Type',
		'AttachableRef.EntityRef.value',
		'FileName',
		...dates,
	],
	Bill: [
		'Id',
		'VendorRef',
		'TxnDate',
		'APAccountRef',
		'SalesTermRef',
		'TotalAmt',
		'DueDate',
		'DocNumber',
		'Balance',
		...dates,
	],
	BillPayment: [
		'Id',
		'VendorRef',
		'TotalAmt',
		'DocNumber',
		'TxnDate',
		'APAccountRef',
		'CheckPayment.BankAccountRef',
		'CreditCardPayment.CCAccountRef',
		...dates,
	],
	Class: ['Id', 'Name', 'FullyQualifiedName', 'Active', ...dates],
	CompanyInfo: ['Id', ...dates],
	CreditMemo: ['Id', 'DocNumber', 'TxnDate', ...dates],
	Customer: [
		'Id',
		'DisplayName',
		'FullyQualifiedName',
		'GivenName',
		'FamilyName',
		'CompanyName',
		'Active',
		'Job',
		...dates,
	],
	Invoice: [
		'Id',
		'DocNumber',
		'TxnDate',
		'DueDate',
		'CustomerRef',
		'TotalAmt',
		'Balance',
		...dates,
	],
	Item: ['Id', 'Name', 'FullyQualifiedName', 'Type', 'Sku', 'Active', ...dates],
	JournalEntry: ['Id', 'DocNumber', 'TxnDate', ...dates],
	Payment: ['Id', 'CustomerRef', 'TxnDate', 'TotalAmt', 'PaymentRefNum', ...dates],
	Preferences: ['Id', ...dates],
	Purchase: ['Id', 'DocNumber', 'TxnDate', 'TotalAmt', 'PaymentType', ...dates],
	PurchaseOrder: ['Id', 'TxnDate', 'DueDate', 'DocNumber', ...dates],
	Term: ['Id', 'Name', 'Active', ...dates],
	Vendor: [
		'Id',
		'GivenName',
		'MiddleName',
		'Suffix',
		'FamilyName',
		'DisplayName',
		'CompanyName',
		'PrintOnCheckName',
		'Active',
		'Balance',
		...dates,
	],
	VendorCredit: ['Id', 'DocNumber', 'APAccountRef', 'TxnDate', 'TotalAmt', ...dates],
} as const;

/** Entities of QuickBooks Online that the spine reads. */
export type OnlineEntity = keyof typeof FILTERABLE;

export type FilterField<E extends OnlineEntity> = (typeof FILTERABLE)[E][number];

/** Whether rows can be made inactive; inactive ones are hidden unless a query asks for them. */
export function canBeInactive(entity: OnlineEntity): boolean {
	const fields: readonly string[] = FILTERABLE[entity];
	return fields.includes('Active');
}

/** Whether a name is an entity the spine reads. */
export function isOnlineEntity(name: string): name is OnlineEntity {
	return Object.hasOwn(FILTERABLE, name);
}

/** The field of an entity by its name, where a query may filter by it. */
export function filterField(
	entity: OnlineEntity,
	name: string,
): FilterField<OnlineEntity> | undefined {
	const fields: ReadonlyArray<FilterField<OnlineEntity>> = FILTERABLE[entity];
	return fields.find((field) => field === name);
}
