import { toDocument } from '../../../../spine/quickbooks/online/to-document';
import { documentSchema } from '../../../../spine/documents/document';
import { booksRecord, translate } from '../../../../spine/quickbooks/online/to-records';

const BILL = {
	Id: '151',
	SyncToken: '2',
	domain: 'QBO',
	DocNumber: 'SC-0042-01',
	TxnDate: '2026-02-28',
	DueDate: '2026-03-30',
	TotalAmt: 9000,
	Balance: 450.5,
	VendorRef: { value: '77', name: 'Kessler Concrete' },
	APAccountRef: { value: '33' },
	CurrencyRef: { value: 'USD' },
	PrivateNote: 'note',
	MetaData: {
		CreateTime: '2026-02-28T10:00:00-08:00',
		LastUpdatedTime: '2026-03-02T08:15:22-08:00',
	},
	Line: [
		{
			Id: '1',
			Description: 'Footings',
			Amount: 10000,
			DetailType: 'ItemBasedExpenseLineDetail',
			LinkedTxn: [{ TxnId: '145', TxnType: 'PurchaseOrder', TxnLineId: '1' }],
			ItemBasedExpenseLineDetail: {
				ItemRef: { value: '21' },
				Qty: 1,
				UnitPrice: 10000,
				CustomerRef: { value: '64' },
				ClassRef: { value: '200' },
			},
		},
		{
			Id: '2',
			Description: 'Less retainage',
			Amount: -1000,
			DetailType: 'AccountBasedExpenseLineDetail',
			AccountBasedExpenseLineDetail: { AccountRef: { value: '91' }, CustomerRef: {} },
		},
	],
};

describe('rows of QuickBooks as records', () => {
	it('takes a bill over with its lines, links, revision and age', () => {
		expect(translate('Bill', [BILL], '4620')).toEqual({
			refused: [],
			records: [
				{
					type: 'bill',
					side: 'books',
					books: '4620',
					id: '151',
					updatedAt: '2026-03-02T08:15:22-08:00',
					number: 'SC-0042-01',
					vendor: '77',
					date: '2026-02-28',
					dueDate: '2026-03-30',
					total: 9000,
					balance: 450.5,
					currency: 'USD',
					memo: 'note',
					revision: '2',
					lines: [
						{
							id: '1',
							description: 'Footings',
							amount: 10000,
							item: '21',
							class: '200',
							job: '64',
							quantity: 1,
							unitPrice: 10000,
							purchaseOrder: '145',
							purchaseOrderLine: '1',
						},
						{ id: '2', description: 'Less retainage', amount: -1000, account: '91' },
					],
				},
			],
		});
	});

	it('refuses a row that cannot be read, by its id, and takes the others', () => {
		const broken = { ...BILL, Id: '152', TotalAmt: 'nine' };
		const { records, refused } = translate('Bill', [broken, BILL, 'nonsense'], '4620');
		expect(records.map((record) => record.id)).toEqual(['151']);
		expect(refused).toMatchObject([
			{ entity: 'Bill', id: '152', why: expect.stringContaining('TotalAmt') },
			{ entity: 'Bill' },
		]);
	});

	it('marks rows that change data capture calls deleted', () => {
		const deleted = {
			domain: 'QBO',
			status: 'Deleted',
			Id: '108',
			MetaData: { LastUpdatedTime: '2026-03-02T08:15:22-08:00' },
		};
		expect(translate('Bill', [deleted], '4620').records).toMatchObject([
			{ id: '108', deleted: true, total: 0 },
		]);
		expect(translate('Vendor', [deleted], '4620').records).toMatchObject([
			{ id: '108', deleted: true, active: false },
		]);
	});

	it('counts a card refund negative, debits positive, and payments by what they settle', () => {
		const line = {
			Amount: 120,
			DetailType: 'AccountBasedExpenseLineDetail',
			AccountBasedExpenseLineDetail: { AccountRef: { value: '80' } },
		};
		const refund = {
			Id: '9',
			TxnDate: '2026-03-01',
			TotalAmt: 120,
			Credit: true,
			PaymentType: 'CreditCard',
			EntityRef: { value: '77', type: 'Vendor' },
			Line: [line],
		};
		expect(translate('Purchase', [refund], '4620').records).toMatchObject([
			{ type: 'expense', total: -120, vendor: '77', lines: [{ amount: -120, account: '80' }] },
		]);
		const journal = {
			Id: '17',
			TxnDate: '2026-03-31',
			TotalAmt: 0,
			Line: [
				{
					Amount: 1000,
					DetailType: 'JournalEntryLineDetail',
					JournalEntryLineDetail: {
						PostingType: 'Debit',
						AccountRef: { value: '33' },
						Entity: { Type: 'Vendor', EntityRef: { value: '77' } },
					},
				},
				{
					Amount: 1000,
					DetailType: 'JournalEntryLineDetail',
					JournalEntryLineDetail: { PostingType: 'Credit', AccountRef: { value: '91' } },
				},
			],
		};
		expect(translate('JournalEntry', [journal], '4620').records).toMatchObject([
			{
				type: 'journal_entry',
				total: 1000,
				vendor: '77',
				lines: [{ amount: 1000 }, { amount: -1000 }],
			},
		]);
		const payment = {
			Id: '200',
			TxnDate: '2026-03-30',
			TotalAmt: 8550,
			VendorRef: { value: '77' },
			Line: [
				{ Amount: 9000, LinkedTxn: [{ TxnId: '151', TxnType: 'Bill' }] },
				{ Amount: 450, LinkedTxn: [{ TxnId: '160', TxnType: 'VendorCredit' }] },
			],
		};
		const voided = {
			...payment,
			Id: '201',
			TotalAmt: 0,
			PrivateNote: 'Voided - wrong check',
			Line: [],
		};
		expect(translate('BillPayment', [payment, voided], '4620').records).toMatchObject([
			{
				total: 8550,
				applied: [
					{ transaction: '151', type: 'bill', amount: 9000 },
					{ transaction: '160', type: 'vendor_credit', amount: 450 },
				],
			},
			{ voided: true, applied: [] },
		]);
	});

	it('knows a vendor by all its names and e-mail addresses', () => {
		const vendor = {
			Id: '77',
			DisplayName: 'Kessler',
			CompanyName: 'Kessler Concrete LLC',
			PrintOnCheckName: 'Kessler Concrete LLC',
			PrimaryEmailAddr: { Address: 'AP@kessler.example, jo@kessler.example' },
			AcctNum: 'PCV-1',
			BillAddr: { Line1: '18 Quarry Rd', City: 'Dayton' },
		};
		expect(translate('Vendor', [vendor], '4620').records).toMatchObject([
			{
				name: 'Kessler',
				aliases: ['Kessler Concrete LLC'],
				emails: ['ap@kessler.example', 'jo@kessler.example'],
				linkedId: 'PCV-1',
				address: '18 Quarry Rd, Dayton',
				active: true,
			},
		]);
	});

	it('says what the company file allows', () => {
		const company = {
			Id: '1',
			CompanyName: 'Harbor Builders',
			NameValue: [{ Name: 'OfferingSku', Value: 'QuickBooks Online Plus' }],
		};
		const wishes = {
			AccountingInfoPrefs: { BookCloseDate: '2025-12-31', ClassTrackingPerTxnLine: true },
			CurrencyPrefs: { MultiCurrencyEnabled: false, HomeCurrency: { value: 'USD' } },
		};
		expect(booksRecord(company, wishes, '4620')).toMatchObject({
			id: '4620',
			name: 'Harbor Builders',
			closingDate: '2025-12-31',
			tracksClasses: true,
			currency: 'USD',
			multiCurrency: false,
			edition: 'QuickBooks Online Plus',
		});
	});

	it('makes a document of a bill', () => {
		const document = toDocument('Bill', BILL, '4620', { vendor: 'Kessler Concrete' });
		expect(documentSchema.parse(document)).toMatchObject({
			kind: 'invoice',
			source: { channel: 'books', key: 'books:4620:Bill:151', recordId: '151' },
			number: 'SC-0042-01',
			vendor: 'Kessler Concrete',
			total: 9000,
			lines: [{ amount: 10000 }, { amount: -1000 }],
		});
		expect(() => toDocument('Bill', { nothing: true }, '4620')).toThrow('could not be read');
	});
});
