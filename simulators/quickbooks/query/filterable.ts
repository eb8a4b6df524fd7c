/** Properties every entity can be filtered by. */
const common = ['Id', 'MetaData.CreateTime', 'MetaData.LastUpdatedTime'];
const personNames = [
	'GivenName',
	'MiddleName',
	'FamilyName',
	'Suffix',
	'DisplayName',
	'CompanyName',
	'PrintOnCheckName',
	'Active',
	'Balance',
];

/**
 * Properties a WHERE or ORDERBY may name, by entity, as the API reference marks them filterable.
 * Purchase orders and vendor credits are not filterable by vendor, nothing is by line or private note.
 */
const marked: Record<string, readonly string[]> = {
	Bill: [
		'VendorRef',
		'TxnDate',
		'APAccountRef',
		'SalesTermRef',
		'TotalAmt',
		'DueDate',
		'DocNumber',
		'Balance',
	],
	PurchaseOrder: ['TxnDate', 'DueDate', 'DocNumber'],
	BillPayment: [
		'VendorRef',
		'TotalAmt',
		'DocNumber',
		'TxnDate',
		'APAccountRef',
		'CheckPayment.BankAccountRef',
		'CreditCardPayment.CCAccountRef',
	],
	VendorCredit: ['DocNumber', 'APAccountRef', 'TxnDate', 'TotalAmt'],
	Vendor: personNames,
	Customer: [...personNames, 'FullyQualifiedName', 'Job', 'ParentRef'],
	Employee: personNames,
	Account: [
		'Name',
		'SubAccount',
		'FullyQualifiedName',
		'Active',
		'Classification',
		'AccountType',
		'AccountSubType',
		'AcctNum',
		'CurrentBalance',
	],
	Item: ['Name', 'FullyQualifiedName', 'Active', 'Type', 'Sku', 'UnitPrice'],
	Class: ['Name', 'SubClass', 'FullyQualifiedName', 'Active'],
	Department: ['Name', 'SubDepartment', 'FullyQualifiedName', 'Active'],
	Term: ['Name', 'Active', 'Type', 'DueDays'],
	TaxCode: ['Name', 'Active'],
	Purchase: ['TxnDate', 'DocNumber', 'PaymentType', 'TotalAmt'],
	JournalEntry: ['TxnDate', 'DocNumber'],
	Invoice: [
		'TxnDate',
		'DueDate',
		'DocNumber',
		'CustomerRef',
		'TotalAmt',
		'Balance',
		'ProjectRef',
		'SalesTermRef',
	],
	Estimate: ['TxnDate', 'DocNumber', 'CustomerRef', 'TotalAmt', 'ProjectRef'],
	CreditMemo: ['TxnDate', 'DocNumber', 'CustomerRef', 'TotalAmt', 'Balance'],
	Payment: ['TxnDate', 'CustomerRef', 'TotalAmt', 'PaymentRefNum', 'ProjectRef'],
	Attachable: [
		'FileName',
		'Note',
		'Category',
		'AttachableRef.EntityRef.Type',
		'AttachableRef.EntityRef.value',
	],
};

/** The filterable properties of an entity, with those a switch adds. */
export function filterable(entity: string, extra: readonly string[] = []): string[] {
	return [...common, ...(marked[entity] ?? []), ...extra];
}
