import { type DemoCase, type InvoiceCase, invoiceCase, verified } from './case';
import { payApplicationCase } from './pay-application';

type Own = Pick<InvoiceCase, 'name' | 'shows' | 'number' | 'date' | 'lines' | 'expect'> &
	Partial<InvoiceCase>;
const piping = (own: Own): DemoCase =>
	invoiceCase({ vendor: 'delmar', project: '2301', commitment: 'SC-2301-20', ...own });
const partitions = (own: Own): DemoCase =>
	invoiceCase({ vendor: 'cascade', project: '2301', commitment: 'SC-2301-21', ...own });
const board = (own: Own): DemoCase =>
	invoiceCase({ vendor: 'northgate', project: '2304', commitment: 'SC-2304-21', ...own });
const lifts = (own: Own): DemoCase =>
	invoiceCase({ vendor: 'ironhorse', project: '2301', commitment: 'PO-2301-20', ...own });

/** The right form of what is stopped elsewhere in this mailbox. */
export const cleanTwinCases: DemoCase[] = [
	payApplicationCase({
		name: 'two-continuation-sheets',
		shows: 'Twelve lines on two sheets; the totals of the sheets come to the grand total.',
		commitment: 'SC-2307-10',
		number: 2,
		periodTo: '2026-03-31',
		date: '2026-03-26',
		work: [0, 8_000, 23_000, 18_000, 9_500],
		sheetRows: [7, 5],
		expect: verified(52_650),
	}),
	piping({
		name: 'extension-right',
		shows: 'Quantity times price comes to the amount of each line.',
		number: 'DP-2301',
		date: '2026-03-16',
		lines: [
			['Medical gas rough-in', 12, 'EA', 385],
			['Outlets and alarm panels', 4, 'EA', 1_240],
		],
		expect: verified(9_580),
	}),
	piping({
		name: 'amount-due-is-the-total',
		shows: 'Nothing was paid yet: the amount due is the total.',
		number: 'DP-2302',
		date: '2026-03-17',
		layout: 'plain',
		lines: [['Medical gas rough-in', 5_300]],
		printed: { amountDue: 5_300 },
		expect: verified(5_300),
	}),
	piping({
		name: 'sum-named-in-the-mail',
		shows: 'Mail and invoice speak of the same amount.',
		number: 'DP-2303',
		date: '2026-03-18',
		layout: 'grid',
		lines: [['Medical gas rough-in', 4_870]],
		text: 'Attached is invoice DP-2303 for $4,870.00.\n',
		expect: verified(4_870),
	}),
	piping({
		name: 'all-pages-there',
		shows: 'Page 1 of 1.',
		number: 'DP-2304',
		date: '2026-03-19',
		lines: [['Outlets and alarm panels', 6_415]],
		printed: { pageNote: 'Page 1 of 1' },
		expect: verified(6_415),
	}),
	partitions({
		name: 'retainage-as-agreed',
		shows: '10 % is held back as the subcontract says.',
		number: 'CG-611',
		date: '2026-03-17',
		lines: [['Partition framing', 9_000]],
		printed: { retainage: 900, retainagePercent: 10, total: 8_100 },
		expect: verified(8_100),
	}),
	partitions({
		name: 'retainage-on-two-lines',
		shows: 'Retainage on framing and glass together.',
		number: 'CG-612',
		date: '2026-03-24',
		layout: 'grid',
		lines: [
			['Partition framing', 7_250],
			['Glass and film', 12_400],
		],
		printed: { retainage: 1_965, retainagePercent: 10, total: 17_685 },
		expect: verified(17_685),
	}),
	board({
		name: 'subtotal-right',
		shows: 'The subtotal is the sum of its lines.',
		number: 'ND-281',
		date: '2026-03-16',
		layout: 'plain',
		lines: [
			['Framing and board', 6_200],
			['Taping and finish', 1_150],
		],
		expect: verified(7_350),
	}),
	board({
		name: 'due-in-thirty-days',
		shows: 'An invoice with its due date.',
		number: 'ND-282',
		date: '2026-03-18',
		lines: [['Framing and board', 8_640]],
		printed: { dueDate: '2026-04-17' },
		expect: verified(8_640),
	}),
	board({
		name: 'sixty-cents-to-a-line',
		shows: 'Amounts with cents foot to the cent.',
		number: 'ND-283',
		date: '2026-03-20',
		layout: 'grid',
		lines: [
			['Framing and board', 3_333.33],
			['Taping and finish', 1_666.67],
			['Framing and board', 410.6],
		],
		expect: verified(5_410.6),
	}),
	lifts({
		name: 'rental-at-the-agreed-rate',
		shows: 'Weeks and rates of the order.',
		number: 'IR-7801',
		date: '2026-03-17',
		lines: [
			['26 ft scissor lift weekly rental', 8, 'WK', 300],
			['Light tower weekly rental', 4, 'WK', 175],
		],
		expect: verified(3_100),
	}),
	lifts({
		name: 'rental-with-delivery',
		shows: 'A delivery charge of 70 is within bounds.',
		number: 'IR-7802',
		date: '2026-03-23',
		layout: 'grid',
		lines: [['26 ft scissor lift weekly rental', 6, 'WK', 300]],
		printed: { freight: 70 },
		expect: verified(1_870),
	}),
];
