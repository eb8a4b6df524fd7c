/** How an entity may be used, after the operations the API reference lists for it. */
export interface EntityInfo {
	/** Lower-case name in the URL. */
	url: string;
	/** Name lists are deactivated; transactions and attachables are deleted. */
	family: 'list' | 'transaction' | 'attachable' | 'company';
	create: boolean;
	update: boolean;
	delete: boolean;
	void: boolean;
	/** The reference documents sparse updates for it. */
	sparse: boolean;
	/** Change data capture knows it. */
	cdc: boolean;
	/** Properties a create must bring. */
	required: readonly string[];
	/** Properties the server owns; what a client sends for them is ignored. */
	readOnly: readonly string[];
}

const list: Omit<EntityInfo, 'url' | 'required' | 'readOnly'> = {
	family: 'list',
	create: true,
	update: true,
	delete: false,
	void: false,
	sparse: false,
	cdc: true,
};
const transaction: Omit<EntityInfo, 'url' | 'required' | 'readOnly'> = {
	...list,
	family: 'transaction',
	delete: true,
};
const ofSystem = ['Id', 'SyncToken', 'MetaData', 'domain', 'sparse', 'status'];

/** Every entity the simulator serves, by its name in bodies. */
export const catalogue: Record<string, EntityInfo> = {
	Vendor: { ...list, url: 'vendor', required: [], readOnly: ['Balance'] },
	Customer: {
		...list,
		url: 'customer',
		sparse: true,
		required: [],
		readOnly: ['Balance', 'BalanceWithJobs', 'IsProject', 'FullyQualifiedName', 'Level'],
	},
	Employee: { ...list, url: 'employee', required: [], readOnly: [] },
	Account: {
		...list,
		url: 'account',
		required: ['Name'],
		readOnly: [
			'Classification',
			'FullyQualifiedName',
			'CurrentBalance',
			'CurrentBalanceWithSubAccounts',
		],
	},
	Item: { ...list, url: 'item', required: ['Name'], readOnly: ['FullyQualifiedName', 'Level'] },
	Class: { ...list, url: 'class', required: ['Name'], readOnly: ['FullyQualifiedName'] },
	Department: {
		...list,
		url: 'department',
		required: ['Name'],
		readOnly: ['FullyQualifiedName', 'SubDepartment'],
	},
	Term: { ...list, url: 'term', required: ['Name'], readOnly: [] },
	TaxCode: {
		...list,
		url: 'taxcode',
		create: false,
		update: false,
		cdc: false,
		required: [],
		readOnly: [],
	},
	CompanyInfo: {
		...list,
		url: 'companyinfo',
		family: 'company',
		create: false,
		sparse: true,
		required: [],
		readOnly: ['CompanyStartDate'],
	},
	Preferences: {
		...list,
		url: 'preferences',
		family: 'company',
		create: false,
		required: [],
		readOnly: [],
	},
	PurchaseOrder: {
		...transaction,
		url: 'purchaseorder',
		required: ['VendorRef', 'Line'],
		readOnly: ['TotalAmt', 'LinkedTxn', 'RecurDataRef'],
	},
	Bill: {
		...transaction,
		url: 'bill',
		required: ['VendorRef', 'Line'],
		readOnly: ['TotalAmt', 'Balance', 'HomeBalance', 'RecurDataRef'],
	},
	VendorCredit: {
		...transaction,
		url: 'vendorcredit',
		required: ['VendorRef', 'Line'],
		readOnly: ['TotalAmt', 'Balance', 'RecurDataRef', 'LinkedTxn'],
	},
	BillPayment: {
		...transaction,
		url: 'billpayment',
		void: true,
		required: ['VendorRef', 'Line', 'TotalAmt', 'PayType'],
		readOnly: [],
	},
	Purchase: {
		...transaction,
		url: 'purchase',
		required: ['Line', 'PaymentType', 'AccountRef'],
		readOnly: ['TotalAmt', 'RemitToAddr', 'RecurDataRef'],
	},
	JournalEntry: {
		...transaction,
		url: 'journalentry',
		sparse: true,
		required: ['Line'],
		readOnly: ['TotalAmt', 'HomeTotalAmt', 'RecurDataRef'],
	},
	Invoice: {
		...transaction,
		url: 'invoice',
		void: true,
		sparse: true,
		required: ['Line', 'CustomerRef'],
		readOnly: ['TotalAmt', 'Balance', 'HomeBalance', 'HomeTotalAmt', 'RecurDataRef', 'InvoiceLink'],
	},
	Estimate: {
		...transaction,
		url: 'estimate',
		sparse: true,
		required: ['Line', 'CustomerRef'],
		readOnly: ['TotalAmt', 'RecurDataRef'],
	},
	CreditMemo: {
		...transaction,
		url: 'creditmemo',
		required: ['Line', 'CustomerRef'],
		readOnly: ['TotalAmt', 'Balance', 'RemainingCredit', 'HomeBalance', 'RecurDataRef'],
	},
	Payment: {
		...transaction,
		url: 'payment',
		void: true,
		required: ['TotalAmt', 'CustomerRef'],
		readOnly: ['UnappliedAmt'],
	},
	Attachable: {
		...transaction,
		url: 'attachable',
		family: 'attachable',
		required: [],
		readOnly: [
			'Size',
			'FileAccessUri',
			'TempDownloadUri',
			'ThumbnailFileAccessUri',
			'ThumbnailTempDownloadUri',
		],
	},
};

const byUrl = new Map(Object.entries(catalogue).map(([name, info]) => [info.url, name]));

/** The entity's name in bodies, from its lower-case name in a URL. */
export function entityOfUrl(url: string): string | undefined {
	return byUrl.get(url);
}

/** The entity's name in bodies, whatever the case it is written in (the query language takes any). */
export function entityOfName(name: string): string | undefined {
	return byUrl.get(name.toLowerCase());
}

/** Whether the server owns this property of the entity. */
export function isReadOnly(entity: string, property: string): boolean {
	return ofSystem.includes(property) || (catalogue[entity]?.readOnly.includes(property) ?? false);
}
