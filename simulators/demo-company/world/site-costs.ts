import { dollars } from './cents';
import { ACCOUNTS, CLASS_IDS } from './codes';
import { projectOf } from './us';
import { VENDORS, type VendorKey } from './vendors';

type Row = Record<string, unknown>;

interface SiteCost {
	/** What the bookkeeper enters: a bill to be paid, or what was paid by card at the counter. */
	kind: 'bill' | 'card';
	vendor: VendorKey;
	project: string;
	number: string;
	date: string;
	/** Begins with the cost code where the bookkeeper wrote it down. */
	description: string;
	account: string;
	cents: number;
	paid?: boolean;
}

/** Every Friday of the quarter. */
const FRIDAYS = [
	'2026-01-09',
	'2026-01-16',
	'2026-01-23',
	'2026-01-30',
	'2026-02-06',
	'2026-02-13',
	'2026-02-20',
	'2026-02-27',
	'2026-03-06',
	'2026-03-13',
	'2026-03-20',
	'2026-03-27',
] as const;

const MONTH_ENDS = ['2026-01-31', '2026-02-28', '2026-03-31'] as const;

/** The company card at the pump and the hardware counter, a week at a time. */
const cardCosts = (): SiteCost[] =>
	FRIDAYS.flatMap((date, week): SiteCost[] => [
		{
			kind: 'card',
			vendor: 'fuel',
			project: '2312',
			number: `HPF-${4101 + week * 7}`,
			date,
			description: '01-540 Diesel for lifts and light towers',
			account: ACCOUNTS.equipment,
			cents: 31_240 + week * 1_735,
		},
		{
			kind: 'card',
			vendor: 'hardware',
			project: week % 2 === 0 ? '2301' : '2304',
			number: `AH-${71_820 + week * 13}`,
			date,
			description: '06-100 Anchors, blocking and fasteners',
			account: ACCOUNTS.materials,
			cents: 8_615 + week * 942,
		},
	]);

/** Bills without a commitment: toilets by the month on every site, and a crane by the day. */
const billedCosts = (): SiteCost[] => [
	...MONTH_ENDS.flatMap((date, month) =>
		['2301', '2304', '2307', '2312'].map((project, site): SiteCost => ({
			kind: 'bill',
			vendor: 'sanitation',
			project,
			number: `CSS-${2600 + month * 10 + site}`,
			date,
			description: '01-540 Portable toilets and fence panels',
			account: ACCOUNTS.equipment,
			cents: 48_500 + site * 6_000,
			paid: month === 0,
		})),
	),
	...['2026-02-11', '2026-03-18'].map((date, index): SiteCost => ({
		kind: 'bill',
		vendor: 'crane',
		project: '2312',
		number: `MC-${880 + index}`,
		date,
		description: '05-100 Crane with operator, one day',
		account: ACCOUNTS.subcontractors,
		cents: 286_000 + index * 41_500,
	})),
	{
		kind: 'bill',
		vendor: 'hardware',
		project: '2312',
		number: 'AH-72990',
		date: '2026-03-24',
		description: 'Temporary doors for the office',
		account: ACCOUNTS.materials,
		cents: 118_400,
	},
];

const meta = (date: string): Row => ({
	SyncToken: '0',
	MetaData: { CreateTime: `${date}T10:00:00-07:00`, LastUpdatedTime: `${date}T10:00:00-07:00` },
});

function lineOf({ project, description, account, cents }: SiteCost): Row {
	const { job, class: className } = projectOf(project);
	return {
		Id: '1',
		LineNum: 1,
		Amount: dollars(cents),
		Description: description,
		DetailType: 'AccountBasedExpenseLineDetail',
		AccountBasedExpenseLineDetail: {
			AccountRef: { value: account },
			CustomerRef: { value: job },
			ClassRef: { value: CLASS_IDS[className] },
			BillableStatus: 'NotBillable',
		},
	};
}

function purchaseRow(cost: SiteCost, index: number): Row {
	const { booksId, name } = VENDORS[cost.vendor];
	return {
		Id: String(4_481_001 + index),
		...meta(cost.date),
		DocNumber: cost.number,
		TxnDate: cost.date,
		PaymentType: 'CreditCard',
		EntityRef: { value: booksId, name, type: 'Vendor' },
		AccountRef: { value: ACCOUNTS.card, name: 'Company Card' },
		TotalAmt: dollars(cost.cents),
		Line: [lineOf(cost)],
	};
}

function billRow(cost: SiteCost, index: number): Row {
	const { booksId, name } = VENDORS[cost.vendor];
	const id = String(4_491_001 + index);
	return {
		Id: id,
		...meta(cost.date),
		DocNumber: cost.number,
		TxnDate: cost.date,
		DueDate: cost.date,
		VendorRef: { value: booksId, name },
		APAccountRef: { value: ACCOUNTS.payable, name: 'Accounts Payable' },
		CurrencyRef: { value: 'USD', name: 'United States Dollar' },
		TotalAmt: dollars(cost.cents),
		Balance: cost.paid === true ? 0 : dollars(cost.cents),
		Line: [lineOf(cost)],
		...(cost.paid === true
			? { LinkedTxn: [{ TxnId: `9${id}`, TxnType: 'BillPaymentCheck' }] }
			: {}),
	};
}

/** Costs of the quarter that no commitment stands behind. */
export const siteCosts = (): { bills: Row[]; purchases: Row[] } => ({
	bills: billedCosts().map(billRow),
	purchases: cardCosts().map(purchaseRow),
});
