import { translate } from '../../../../spine/quickbooks/online/to-records';

const invoice = {
	Id: '505',
	SyncToken: '3',
	DocNumber: 'OWN-1',
	TxnDate: '2026-02-28',
	DueDate: '2026-03-30',
	TotalAmt: 900,
	Balance: 400.5,
	PrivateNote: 'Application 1',
	CustomerRef: { value: '64' },
	Line: [
		{
			Id: '1',
			Description: 'Concrete',
			Amount: 1000,
			DetailType: 'SalesItemLineDetail',
			SalesItemLineDetail: { ItemRef: { value: '21' }, ClassRef: { value: '9' } },
		},
		{
			Id: '2',
			Description: 'Retainage',
			Amount: -100,
			DetailType: 'SalesItemLineDetail',
			SalesItemLineDetail: { ItemRef: { value: '22' } },
		},
		{ Amount: 900, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
	],
};
const payment = {
	Id: '506',
	TxnDate: '2026-03-20',
	TotalAmt: 700,
	UnappliedAmt: 50,
	PaymentRefNum: '2201',
	CustomerRef: { value: '64' },
	Line: [
		{ Amount: 500, LinkedTxn: [{ TxnId: '505', TxnType: 'Invoice' }] },
		{ Amount: 150, LinkedTxn: [{ TxnId: '507', TxnType: 'Invoice' }] },
		{ Amount: 25, LinkedTxn: [{ TxnId: '508', TxnType: 'CreditMemo' }] },
	],
};

describe('what customers are billed and pay', () => {
	it('is an invoice with its lines, without sub-totals', () => {
		expect(translate('Invoice', [invoice], '900').records).toEqual([
			{
				type: 'invoice',
				side: 'books',
				books: '900',
				id: '505',
				number: 'OWN-1',
				customer: '64',
				date: '2026-02-28',
				dueDate: '2026-03-30',
				total: 900,
				balance: 400.5,
				memo: 'Application 1',
				revision: '3',
				lines: [
					{ id: '1', description: 'Concrete', amount: 1000, item: '21', class: '9' },
					{ id: '2', description: 'Retainage', amount: -100, item: '22' },
				],
			},
		]);
	});

	it('tells of a payment line that names several transactions for one amount', () => {
		const links = [
			{ TxnId: '505', TxnType: 'Invoice' },
			{ TxnId: '507', TxnType: 'Invoice' },
		];
		const shared = { ...payment, Line: [{ Amount: 650, LinkedTxn: links }] };
		expect(translate('Payment', [shared], '900').records).toMatchObject([
			{
				applied: [
					{ transaction: '505', amount: 650, shared: true },
					{ transaction: '507', amount: 650, shared: true },
				],
			},
		]);
	});

	it('is a payment with each invoice that it was applied to', () => {
		expect(translate('Payment', [payment], '900').records).toMatchObject([
			{
				type: 'customer_payment',
				customer: '64',
				number: '2201',
				total: 700,
				applied: [
					{ transaction: '505', type: 'invoice', amount: 500 },
					{ transaction: '507', type: 'invoice', amount: 150 },
					{ transaction: '508', type: 'credit_memo', amount: 25 },
				],
			},
		]);
	});

	it('tells what was voided, and what was deleted', () => {
		const voided = { ...payment, TotalAmt: 0, Line: [], PrivateNote: 'Voided - bounced' };
		const { records } = translate('Payment', [voided, { Id: '9', status: 'Deleted' }], '900');
		expect(records).toMatchObject([
			{ id: '506', voided: true, applied: [] },
			{ id: '9', deleted: true },
		]);
		const { records: invoices } = translate(
			'Invoice',
			[{ ...invoice, TotalAmt: 0, PrivateNote: 'Voided' }],
			'900',
		);
		expect(invoices).toMatchObject([{ voided: true }]);
	});
});
