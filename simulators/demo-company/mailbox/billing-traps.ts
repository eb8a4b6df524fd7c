import type { InvoicePaper } from '../paper/truth';
import {
	type DemoCase,
	blocked,
	invoiceCase,
	invoicePaper,
	held,
	senderOf,
	verified,
} from './case';
import { payApplicationCase } from './pay-application';

const credit: InvoicePaper = {
	...invoicePaper({
		vendor: 'tricounty',
		project: '2301',
		commitment: 'PO-2301-01',
		number: 'CM-3301',
		date: '2026-03-27',
		lines: [['2x6 stud 10 ft SPF', 50, 'EA', 4.1]],
	}),
	kind: 'credit_memo',
};

const first = {
	commitment: 'SC-2304-01',
	number: 1,
	periodTo: '2026-03-31',
	date: '2026-03-25',
	work: [12_000, 6_000],
};

/** What looks like an error and is none, and pay applications that do not come out. */
export const trapCases: DemoCase[] = [
	invoiceCase({
		name: 'equal-monthly-billing',
		shows: 'The same amount every month, as the policy lists it.',
		vendor: 'sentry',
		project: '2301',
		commitment: 'SC-2301-03',
		number: 'SFP-144',
		date: '2026-03-30',
		lines: [['Monthly fire watch and monitoring', 3_500]],
		expect: verified(3_500),
	}),
	payApplicationCase({
		name: 'application-approved-in-the-system',
		shows:
			'The requisition is approved already and shows its change order twice, once as an empty line.',
		commitment: 'SC-2301-09',
		number: 2,
		periodTo: '2026-03-31',
		date: '2026-03-31',
		before: [{ work: [12_000, 0, 2_000] }],
		work: [6_000, 18_000, 1_000],
		expect: verified(22_500),
	}),
	{
		name: 'credit-memo',
		shows: 'A credit for returned studs becomes a vendor credit.',
		message: {
			from: senderOf('tricounty'),
			subject: 'Credit memo CM-3301',
			receivedAt: '2026-03-27T16:00:00Z',
			text: 'Our credit memo is attached.\n',
		},
		parts: [{ file: 'CM-3301.pdf', paper: credit }],
		expect: verified(205),
	},
	payApplicationCase({
		...first,
		name: 'sheet-does-not-add-up',
		shows: 'Row and column sums of the continuation sheet do not come out.',
		rows: (rows) =>
			rows.map((row, index) =>
				index === 0 ? { ...row, completed: 14_000, balance: 13_000, percent: '75.0%' } : row,
			),
		printed: {
			totals: {
				scheduled: 60_000,
				previous: 0,
				thisPeriod: 18_000,
				stored: 0,
				completed: 19_000,
				percent: '31.7%',
				balance: 43_000,
				retainage: 1_800,
			},
		},
		expect: blocked('PA-01', 'PA-02', 'PA-03', 'PA-04'),
	}),
	payApplicationCase({
		name: 'sheets-do-not-add-up',
		shows: 'The total of the second sheet is 6,000 less than its rows, in columns E and G.',
		commitment: 'SC-2307-11',
		number: 1,
		periodTo: '2026-03-31',
		date: '2026-03-25',
		work: [16_000, 9_000, 11_000, 4_000],
		sheetRows: [2, 2],
		sheetTotal: (totals, sheet) =>
			sheet === 1 ? { ...totals, thisPeriod: 9_000, completed: 9_000 } : totals,
		expect: { ...blocked('PA-05'), delta: { rule: 'PA-05', amount: 6_000 } },
	}),
	payApplicationCase({
		...first,
		name: 'cover-does-not-add-up',
		shows: 'The sums of the cover do not follow from each other, and the contract sum is not ours.',
		printed: {
			originalSum: 62_000,
			netChanges: 1_500,
			sumToDate: 64_000,
			completedAndStored: 18_500,
			retainageOnWork: 1_800,
			totalRetainage: 1_900,
			earnedLessRetainage: 16_800,
			currentDue: 17_000,
			balanceToFinish: 40_000,
		},
		expect: blocked(
			'PA-06',
			'PA-07',
			'PA-08',
			'PA-09',
			'PA-10',
			'PA-11',
			'PA-12',
			'PA-13',
			'PA-14',
		),
	}),
	payApplicationCase({
		...first,
		name: 'application-out-of-order',
		shows: 'Application 3 comes first, and nobody signed it.',
		number: 3,
		signedBy: null,
		expect: held('PA-20', 'ID-09'),
	}),
	payApplicationCase({
		commitment: 'SC-2301-04',
		number: 2,
		periodTo: '2026-03-31',
		date: '2026-03-30',
		work: [0, 20_000, 9_000, 0, 3_250],
		stored: [0, 0, 9_000, 0, 0],
		name: 'application-two-again',
		shows: 'Application 2, which was billed, with another amount.',
		expect: blocked('DU-09', 'PA-20'),
	}),
	payApplicationCase({
		commitment: 'SC-2301-05',
		number: 2,
		periodTo: '2026-03-31',
		date: '2026-03-31',
		work: [0, 10_000, 0, 0, 0],
		stored: [0, 0, 12_000, 0, 0],
		name: 'pending-change-order-in-contract-sum',
		shows: 'Line 2 counts a pending change order of 3,250 beside the approved 6,500.',
		printed: { netChanges: 9_750, sumToDate: 107_750, balanceToFinish: 68_000 },
		expect: { ...blocked('PA-14'), delta: { rule: 'PA-14', amount: 3_250 } },
	}),
];
