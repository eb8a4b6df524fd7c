import { cents, dollars, total } from './cents';
import { ACCOUNTS, CLASS_IDS, accountOf } from './codes';
import type { PlacedCommitment } from './commitment';
import { COMMITMENTS } from './commitments';
import { PAST_APPLICATIONS, type PlacedApplication, isPaid } from './requisitions';
import { ownerBooks } from './owner-billing';
import { siteCosts } from './site-costs';
import { projectOf } from './us';
import { SECOND_LAKESIDE, VENDORS } from './vendors';

type Row = Record<string, unknown>;

const meta = (date: string): Row => ({
	SyncToken: '0',
	MetaData: { CreateTime: `${date}T10:00:00-07:00`, LastUpdatedTime: `${date}T10:00:00-07:00` },
});

interface BillLine {
	description: string;
	amount: number;
	account: string;
}

interface BillHead {
	id: string;
	number: string;
	date: string;
	commitment: PlacedCommitment;
	memo: string;
	paid: boolean;
	vendorId?: string;
	vendorName?: string;
}

function billRow(head: BillHead, lines: readonly BillLine[]): Row {
	const project = projectOf(head.commitment.project);
	const vendor = VENDORS[head.commitment.vendor];
	const sum = total(lines.map(({ amount }) => amount));
	return {
		Id: head.id,
		...meta(head.date),
		DocNumber: head.number,
		TxnDate: head.date,
		DueDate: head.date,
		PrivateNote: head.memo,
		VendorRef: { value: head.vendorId ?? vendor.booksId, name: head.vendorName ?? vendor.name },
		APAccountRef: { value: ACCOUNTS.payable, name: 'Accounts Payable' },
		CurrencyRef: { value: 'USD', name: 'United States Dollar' },
		TotalAmt: sum,
		Balance: head.paid ? 0 : sum,
		Line: lines.map(({ description, amount, account }, index) => ({
			Id: String(index + 1),
			LineNum: index + 1,
			Description: description,
			Amount: amount,
			DetailType: 'AccountBasedExpenseLineDetail',
			AccountBasedExpenseLineDetail: {
				AccountRef: { value: account },
				CustomerRef: { value: project.job },
				...(account === ACCOUNTS.retainage
					? {}
					: { ClassRef: { value: CLASS_IDS[project.class] } }),
				BillableStatus: 'NotBillable',
			},
		})),
		...(head.paid
			? { LinkedTxn: [{ TxnId: paymentIdOf(head.id), TxnType: 'BillPaymentCheck' }] }
			: {}),
	};
}

const paymentIdOf = (bill: string): string => `9${bill}`;

/** The bill of an application: what each line adds, and what the application adds to retainage. */
function applicationBill(placed: PlacedApplication, costAccount?: string): Row {
	const { commitment, application, sheet, before } = placed;
	const storedBefore = before?.stored ?? [];
	const account = costAccount ?? accountOf(commitment.type);
	const costs = sheet.rows
		.map((row, index) => ({
			description: row.description,
			amount: total([row.thisPeriod, row.stored, -(storedBefore[index] ?? 0)]),
			account,
		}))
		.filter(({ amount }) => amount !== 0);
	const retainage = dollars(
		cents(sheet.currentDue) - cents(total(costs.map(({ amount }) => amount))),
	);
	const head = {
		id: String(placed.requisitionId),
		number: placed.billNumber,
		date: application.periodTo,
		commitment,
		memo: `Project ${commitment.project}, commitment ${commitment.number}, application ${application.number}`,
		paid: isPaid(placed),
	};
	return billRow(head, [
		...costs,
		{ description: 'Retainage withheld', amount: retainage, account: ACCOUNTS.retainage },
	]);
}

function otherBills(commitment: PlacedCommitment): Row[] {
	return (commitment.bills ?? []).map((bill, index) =>
		billRow(
			{
				id: String(commitment.id * 10 + index),
				number: bill.number,
				date: bill.date,
				commitment,
				memo: `Project ${commitment.project}, commitment ${commitment.number}`,
				paid: bill.paid === true,
			},
			[
				{
					description: commitment.lines[bill.line ?? 0]?.description ?? commitment.title,
					amount: bill.amount,
					account: accountOf(commitment.type),
				},
			],
		),
	);
}

function lakesideBill(): Row {
	const commitment = COMMITMENTS.find(({ vendor }) => vendor === 'lakeside');
	if (commitment === undefined) throw new Error('The demo has no painter.');
	return billRow(
		{
			id: '4471001',
			number: 'LP-2231',
			date: '2026-03-12',
			commitment,
			memo: 'Entered under the second vendor record',
			paid: false,
			vendorId: SECOND_LAKESIDE.booksId,
			vendorName: SECOND_LAKESIDE.name,
		},
		[
			{
				description: 'Interior painting, level 1',
				amount: 6_200,
				account: ACCOUNTS.subcontractors,
			},
		],
	);
}

const bills = (): Row[] => [
	...PAST_APPLICATIONS.filter(({ application }) => application.unbilled !== true).map((placed) =>
		applicationBill(placed),
	),
	...COMMITMENTS.flatMap(otherBills),
	lakesideBill(),
	...siteCosts().bills,
];

function paymentRow(bill: Row): Row {
	return {
		Id: paymentIdOf(String(bill.Id)),
		...meta('2026-03-02'),
		DocNumber: `C${String(bill.Id).slice(-5)}`,
		TxnDate: '2026-03-02',
		PayType: 'Check',
		VendorRef: bill.VendorRef,
		CheckPayment: { BankAccountRef: { value: ACCOUNTS.checking, name: 'Operating Checking' } },
		TotalAmt: bill.TotalAmt,
		Line: [{ Amount: bill.TotalAmt, LinkedTxn: [{ TxnId: bill.Id, TxnType: 'Bill' }] }],
	};
}

/**
 * A bill as the bookkeeper keys it from a subcontractor invoice that is approved in the project system.
 *
 * @param account of its costs, where she takes another than that of the commitment.
 */
export function keyedBill(number: string, account?: string): Row {
	const placed = PAST_APPLICATIONS.find(({ billNumber }) => billNumber === number);
	if (placed === undefined) throw new Error(`The demo has no subcontractor invoice ${number}.`);
	const { Id, SyncToken, MetaData, LinkedTxn, Balance, ...keyed } = applicationBill(
		placed,
		account,
	);
	return keyed;
}

/** The superintendent paid the lumber yard's counter by card. */
const CARD_PURCHASE: Row = {
	Id: '4480001',
	...meta('2026-03-17'),
	DocNumber: 'TC-90417',
	TxnDate: '2026-03-17',
	PaymentType: 'CreditCard',
	EntityRef: { value: VENDORS.tricounty.booksId, name: VENDORS.tricounty.name, type: 'Vendor' },
	AccountRef: { value: ACCOUNTS.card, name: 'Company Card' },
	TotalAmt: 410,
	Line: [
		{
			Id: '1',
			Amount: 410,
			Description: 'Studs, picked up',
			DetailType: 'AccountBasedExpenseLineDetail',
			AccountBasedExpenseLineDetail: {
				AccountRef: { value: ACCOUNTS.materials },
				CustomerRef: { value: projectOf('2301').job },
			},
		},
	],
};

/** Bills, their payments, and an expense of earlier weeks. */
export function booksTransactions(): Record<string, Row[]> {
	const all = bills();
	return {
		Bill: all,
		BillPayment: all.filter(({ Balance }) => Balance === 0).map(paymentRow),
		Purchase: [CARD_PURCHASE, ...siteCosts().purchases],
		VendorCredit: [],
		PurchaseOrder: [],
		Invoice: ownerBooks().invoices,
		Payment: ownerBooks().payments,
	};
}
