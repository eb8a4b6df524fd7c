import { LONG_NUMBER } from '../world/long-number';
import { type DemoCase, type InvoiceCase, blocked, held, invoiceCase } from './case';

const drywall = (
	own: Pick<InvoiceCase, 'name' | 'shows' | 'number' | 'date' | 'lines' | 'expect'> &
		Partial<InvoiceCase>,
): DemoCase => invoiceCase({ vendor: 'delta', project: '2304', commitment: 'SC-2304-08', ...own });

/** Invoices that do not come out, and where they would be charged. */
export const arithmeticCases: DemoCase[] = [
	drywall({
		name: 'extension-wrong',
		shows: '24 at 90.00 are printed as 2,610.',
		number: 'DE-720',
		date: '2026-03-16',
		lines: [['Power for door hardware', 24, 'EA', 90]],
		printed: {
			lines: [
				{
					description: 'Power for door hardware',
					quantity: 24,
					unit: 'EA',
					unitPrice: 90,
					amount: 2_610,
				},
			],
			subtotal: 2_610,
			total: 2_610,
		},
		expect: blocked('MA-01'),
	}),
	drywall({
		name: 'subtotal-wrong',
		shows: 'The lines come to 2,000, the subtotal says 2,300.',
		number: 'DE-721',
		date: '2026-03-17',
		lines: [
			['Power for door hardware', 1_400],
			['Power for door hardware, level 2', 600],
		],
		printed: { subtotal: 2_300, total: 2_300 },
		expect: blocked('MA-02', 'GL-13'),
	}),
	drywall({
		name: 'total-wrong',
		shows: 'The total is 180 more than its parts.',
		number: 'DE-722',
		date: '2026-03-18',
		lines: [['Power for door hardware', 1_700]],
		printed: { total: 1_880 },
		expect: blocked('MA-03', 'GL-13'),
	}),
	drywall({
		name: 'payments-wrong',
		shows: 'What is due does not follow from total and payments.',
		number: 'DE-723',
		date: '2026-03-19',
		lines: [['Power for door hardware', 1_750]],
		layout: 'plain',
		printed: { payments: 500, total: 1_250, amountDue: 1_600 },
		expect: blocked('MA-04'),
	}),
	drywall({
		name: 'previous-balance-billed-again',
		shows: 'A previous balance of 3,200 is part of the total.',
		number: 'DE-724',
		date: '2026-03-20',
		lines: [['Power for door hardware', 1_900]],
		layout: 'plain',
		printed: { previousBalance: 3_200, total: 5_100 },
		expect: blocked('MA-05'),
	}),
	drywall({
		name: 'no-mapping',
		shows: 'Nobody has said yet where access control is charged.',
		number: 'DE-730',
		date: '2026-03-23',
		lines: [['Door access control', 4_000]],
		expect: held('GL-03'),
	}),
	drywall({
		name: 'account-closed',
		shows: 'Lockers are charged to an account that was made inactive.',
		number: 'DE-731',
		date: '2026-03-24',
		lines: [['Corridor lockers', 5_000]],
		expect: blocked('GL-04'),
	}),
	drywall({
		name: 'period-closed',
		shows: 'An invoice of December; the books are closed through the year end.',
		number: 'DE-690',
		date: '2025-12-22',
		lines: [['Power for door hardware', 1_100]],
		expect: blocked('GL-06'),
	}),
	invoiceCase({
		name: 'abridged-number-taken',
		shows: 'The number is too long for the books, and abridged it stands on another bill.',
		vendor: 'delta',
		project: '2304',
		commitment: 'SC-2304-08',
		number: LONG_NUMBER,
		date: '2026-03-26',
		layout: 'plain',
		lines: [['Power for door hardware', 1_200]],
		expect: blocked('GL-14'),
	}),
];
