type Row = Record<string, unknown>;

/** A good create request, with the places where it can be spoiled. Paths are dotted. */
export interface Message {
	entity: string;
	body: Row;
	/** Without one of these the request is refused. */
	required: string[];
	/** Texts with a published longest length. */
	texts: Array<[path: string, longest: number]>;
	/** Values of an enumeration. */
	enums: string[];
}

const accountLine = (Amount: number): Row => ({
	Description: 'Pay application 1',
	Amount,
	DetailType: 'AccountBasedExpenseLineDetail',
	AccountBasedExpenseLineDetail: {
		AccountRef: { value: '80' },
		CustomerRef: { value: '64' },
		ClassRef: { value: '200' },
		BillableStatus: 'NotBillable',
		TaxCodeRef: { value: 'NON' },
	},
});
const itemLine = (Amount: number): Row => ({
	Description: '03-300 Footings',
	Amount,
	DetailType: 'ItemBasedExpenseLineDetail',
	ItemBasedExpenseLineDetail: {
		ItemRef: { value: '21' },
		Qty: 1,
		UnitPrice: Amount,
		CustomerRef: { value: '64' },
		BillableStatus: 'NotBillable',
	},
});
const expense = {
	required: ['VendorRef', 'Line', 'Line.0.Amount', 'Line.0.DetailType'],
	texts: [
		['DocNumber', 21],
		['PrivateNote', 4000],
		['Line.0.Description', 4000],
	] satisfies Message['texts'],
	enums: ['Line.0.DetailType'],
};
const journalLine = (PostingType: string, account: string): Row => ({
	Amount: 1000,
	DetailType: 'JournalEntryLineDetail',
	JournalEntryLineDetail: { PostingType, AccountRef: { value: account } },
});

/** Good create requests of every entity that clients of these books write, for the test company. */
export const messages: Message[] = [
	{
		entity: 'Vendor',
		body: {
			DisplayName: 'Quarry Road Masonry',
			CompanyName: 'Quarry Road Masonry LLC',
			PrintOnCheckName: 'Quarry Road Masonry LLC',
			AcctNum: 'PCV-90412',
			PrimaryEmailAddr: { Address: 'ap@quarry.example' },
			PrimaryPhone: { FreeFormNumber: '(555) 010-4412' },
			WebAddr: { URI: 'https://quarry.example' },
			BillAddr: { Line1: '18 Quarry Rd', City: 'Dayton', CountrySubDivisionCode: 'OH' },
			TaxIdentifier: '12-3456789',
			Vendor1099: true,
		},
		required: ['DisplayName'],
		texts: [
			['DisplayName', 500],
			['AcctNum', 100],
			['TaxIdentifier', 20],
			['BillAddr.City', 255],
			['PrimaryPhone.FreeFormNumber', 30],
		],
		enums: [],
	},
	{
		entity: 'Customer',
		body: { DisplayName: '2417 Pier Clinic', Job: true, ParentRef: { value: '58' }, Notes: 'job' },
		required: ['DisplayName'],
		texts: [
			['DisplayName', 500],
			['Notes', 2000],
		],
		enums: [],
	},
	{
		entity: 'Account',
		body: {
			Name: 'Retainage Payable 2',
			AcctNum: '2150',
			AccountType: 'Other Current Liability',
			AccountSubType: 'OtherCurrentLiabilities',
			Description: 'Amounts held from subcontractors',
		},
		required: ['Name'],
		texts: [
			['Name', 100],
			['Description', 100],
		],
		enums: ['AccountType'],
	},
	{
		entity: 'Item',
		body: {
			Name: '03-350 Concrete finishing',
			Type: 'Service',
			PurchaseDesc: 'Cost code 03-350',
			ExpenseAccountRef: { value: '80' },
			IncomeAccountRef: { value: '79' },
		},
		required: ['Name'],
		texts: [
			['Name', 100],
			['PurchaseDesc', 1000],
		],
		enums: ['Type'],
	},
	{
		entity: 'Class',
		body: { Name: 'Material', SubClass: false },
		required: ['Name'],
		texts: [['Name', 100]],
		enums: [],
	},
	{
		entity: 'Department',
		body: { Name: 'Dayton' },
		required: ['Name'],
		texts: [['Name', 100]],
		enums: [],
	},
	{
		entity: 'Term',
		body: { Name: 'Net 45', DueDays: 45 },
		required: ['Name'],
		texts: [['Name', 31]],
		enums: [],
	},
	{
		entity: 'PurchaseOrder',
		body: {
			VendorRef: { value: '77' },
			APAccountRef: { value: '33' },
			DocNumber: 'SC-0099',
			TxnDate: '2026-02-10',
			POStatus: 'Open',
			PrivateNote: 'Subcontract SC-0099',
			Memo: 'Per subcontract',
			Line: [itemLine(60000), itemLine(7500)],
		},
		...expense,
		enums: ['Line.0.DetailType', 'POStatus', 'Line.0.ItemBasedExpenseLineDetail.BillableStatus'],
	},
	{
		entity: 'Bill',
		body: {
			VendorRef: { value: '77' },
			DocNumber: 'SC-0042-01',
			TxnDate: '2026-02-28',
			DueDate: '2026-03-30',
			SalesTermRef: { value: '3' },
			APAccountRef: { value: '33' },
			PrivateNote: 'Requisition 991',
			DepartmentRef: { value: '1' },
			Line: [accountLine(10000), itemLine(500), accountLine(-1000)],
		},
		...expense,
		required: [...expense.required, 'Line.0.AccountBasedExpenseLineDetail.AccountRef'],
		enums: ['Line.0.DetailType', 'Line.0.AccountBasedExpenseLineDetail.BillableStatus'],
	},
	{
		entity: 'VendorCredit',
		body: {
			VendorRef: { value: '77' },
			DocNumber: 'BC-0007',
			TxnDate: '2026-03-05',
			PrivateNote: 'Back-charge',
			Line: [accountLine(450)],
		},
		...expense,
	},
	{
		entity: 'BillPayment',
		body: {
			VendorRef: { value: '77' },
			PayType: 'Check',
			TotalAmt: 100,
			TxnDate: '2026-03-02',
			DocNumber: '10231',
			PrivateNote: 'Check run',
			CheckPayment: { BankAccountRef: { value: '35' }, PrintStatus: 'NotSet' },
			Line: [{ Amount: 100, LinkedTxn: [{ TxnId: '151', TxnType: 'Bill' }] }],
		},
		required: ['VendorRef', 'PayType', 'TotalAmt', 'Line', 'Line.0.Amount', 'Line.0.LinkedTxn'],
		texts: [
			['DocNumber', 21],
			['PrivateNote', 4000],
		],
		enums: ['PayType', 'CheckPayment.PrintStatus'],
	},
	{
		entity: 'Purchase',
		body: {
			PaymentType: 'Check',
			AccountRef: { value: '35' },
			EntityRef: { value: '77', type: 'Vendor' },
			TxnDate: '2026-03-01',
			DocNumber: '10200',
			Line: [accountLine(120)],
		},
		required: ['PaymentType', 'AccountRef', 'Line', 'Line.0.Amount'],
		texts: [['DocNumber', 21]],
		enums: ['PaymentType'],
	},
	{
		entity: 'JournalEntry',
		body: {
			DocNumber: 'JE-17',
			TxnDate: '2026-03-31',
			PrivateNote: 'Retainage reclass',
			Line: [journalLine('Debit', '80'), journalLine('Credit', '91')],
		},
		required: ['Line', 'Line.0.DetailType'],
		texts: [['PrivateNote', 4000]],
		enums: ['Line.0.JournalEntryLineDetail.PostingType'],
	},
	{
		entity: 'Invoice',
		body: {
			CustomerRef: { value: '64' },
			DocNumber: 'INV-3001',
			TxnDate: '2026-03-01',
			CustomerMemo: { value: 'Thank you' },
			Line: [
				{
					Amount: 50000,
					DetailType: 'SalesItemLineDetail',
					SalesItemLineDetail: { ItemRef: { value: '21' }, Qty: 1, UnitPrice: 50000 },
				},
			],
		},
		required: ['CustomerRef', 'Line', 'Line.0.Amount'],
		texts: [['DocNumber', 21]],
		enums: ['Line.0.DetailType'],
	},
	{
		entity: 'Payment',
		body: { CustomerRef: { value: '64' }, TotalAmt: 500, TxnDate: '2026-03-01' },
		required: ['CustomerRef', 'TotalAmt'],
		texts: [],
		enums: [],
	},
	{
		entity: 'Attachable',
		body: {
			AttachableRef: [{ EntityRef: { type: 'Bill', value: '151' }, IncludeOnSend: false }],
			FileName: 'SC-0042-01.pdf',
			ContentType: 'application/pdf',
			Note: 'Invoice PDF',
			Category: 'Document',
		},
		required: [],
		texts: [
			['FileName', 1000],
			['Note', 2000],
		],
		enums: [],
	},
];
