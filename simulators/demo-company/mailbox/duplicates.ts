import {
	type DemoCase,
	type InvoiceCase,
	blocked,
	held,
	invoiceCase,
	invoicePaper,
	senderOf,
	verified,
} from './case';
import { renderPaper } from '../paper/render-paper';

const steel = (
	own: Pick<InvoiceCase, 'name' | 'shows' | 'number' | 'date' | 'lines' | 'expect'> &
		Partial<InvoiceCase>,
): DemoCase =>
	invoiceCase({ vendor: 'pioneer', project: '2304', commitment: 'SC-2304-05', ...own });

const FIRST = {
	vendor: 'pioneer',
	project: '2304',
	commitment: 'SC-2304-05',
	number: 'INV-00452',
	date: '2026-03-05',
	lines: [['Fabrication', 14_000] satisfies [string, number]],
} as const;

/** The same demand twice, in the ways in which that happens. */
export const duplicateCases: DemoCase[] = [
	steel({
		name: 'fabrication-invoice',
		shows: 'An invoice that comes for the first time.',
		...FIRST,
		lines: [...FIRST.lines],
		expect: verified(14_000),
	}),
	{
		name: 'same-message-again',
		shows: 'The trigger delivers the very same message a second time.',
		message: {
			from: senderOf('pioneer'),
			subject: '',
			receivedAt: '2026-03-05T15:20:00Z',
			text: '',
		},
		again: 'fabrication-invoice',
		parts: [],
		expect: { outcome: 'verified', rules: [], repeats: 'fabrication-invoice' },
	},
	{
		name: 'same-file-in-another-message',
		shows: 'The same file arrives by a reminder from the same vendor.',
		message: {
			from: senderOf('pioneer'),
			subject: 'Second notice: INV-00452',
			receivedAt: '2026-03-12T15:00:00Z',
			text: 'Hello,\n\nplease see our invoice again.\n\nLena Ortiz\n',
		},
		parts: [
			{
				file: 'INV-00452.pdf',
				contentType: 'application/pdf',
				bytes: async () => await renderPaper(invoicePaper({ ...FIRST, lines: [...FIRST.lines] })),
			},
		],
		expect: blocked('DU-01', 'DU-07'),
	},
	steel({
		name: 'number-without-prefix',
		shows: 'INV-00452 again as 452.',
		number: '452',
		date: '2026-03-13',
		layout: 'plain',
		lines: [['Fabrication of stair stringers', 14_000]],
		expect: blocked('DU-02'),
	}),
	steel({
		name: 'bill-of-last-month-again',
		shows: 'A bill that has stood in the books since February.',
		number: 'INV-00451',
		date: '2026-02-20',
		lines: [['Shop drawings', 12_000]],
		expect: blocked('DU-01', 'DU-10'),
	}),
	steel({
		name: 'erection-invoice',
		shows: 'An ordinary invoice for erection.',
		number: 'INV-00460',
		date: '2026-03-23',
		lines: [['Steel erection', 9_800]],
		expect: verified(9_800),
	}),
	steel({
		name: 'same-amount-same-date',
		shows: 'The same amount on the same day under the next number.',
		number: 'INV-00461',
		date: '2026-03-23',
		lines: [['Steel erection, crew B', 9_800]],
		expect: held('DU-03'),
	}),
	steel({
		name: 'same-amount-in-another-week',
		shows: 'The same amount some days later is worth a remark, no more.',
		number: 'INV-00466',
		date: '2026-03-27',
		layout: 'grid',
		lines: [['Steel erection, north stair', 9_800]],
		expect: verified(9_800, ['DU-04']),
	}),
	steel({
		name: 'revised-number',
		shows: '1001R for 8,900 beside the unpaid 1001 for 8,000.',
		number: '1001R',
		date: '2026-03-19',
		lines: [['Fabrication, stair B', 8_900]],
		expect: held('DU-05'),
	}),
	invoiceCase({
		name: 'second-vendor-record',
		shows:
			'The painter stands twice in the books, and the invoice was entered under the other record.',
		vendor: 'lakeside',
		project: '2301',
		commitment: 'SC-2301-10',
		number: 'LP-2231',
		date: '2026-03-12',
		lines: [['Interior painting, level 1', 6_200]],
		expect: held('DU-06', 'ID-02'),
	}),
	invoiceCase({
		name: 'paid-by-card-already',
		shows: 'The superintendent paid the lumber yard by card.',
		vendor: 'tricounty',
		project: '2301',
		commitment: 'PO-2301-01',
		number: 'TC-90417',
		date: '2026-03-17',
		lines: [['2x6 stud 10 ft SPF', 100, 'EA', 4.1]],
		expect: blocked('DU-10'),
	}),
	invoiceCase({
		name: 'entered-as-direct-cost',
		shows: 'The rental stands as a direct cost in the project system already.',
		vendor: 'ironhorse',
		project: '2307',
		commitment: 'PO-2307-02',
		number: 'IR-7781',
		date: '2026-03-18',
		lines: [['60 ft boom lift monthly rental', 1, 'MO', 2_400]],
		expect: blocked('DU-11'),
	}),
];
