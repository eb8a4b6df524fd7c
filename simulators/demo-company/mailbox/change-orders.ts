import type { ChangeOrderPaper } from '../paper/truth';
import { PEOPLE, projectOf } from '../world/us';
import type { VendorKey } from '../world/vendors';
import {
	type DemoCase,
	type Expectation,
	type InvoiceCase,
	OUR_PARTY,
	blocked,
	held,
	invoiceCase,
	partyOf,
	senderOf,
	verified,
} from './case';

const electrical = (
	own: Pick<InvoiceCase, 'name' | 'shows' | 'number' | 'date' | 'lines' | 'expect'>,
): DemoCase =>
	invoiceCase({ vendor: 'brightline', project: '2301', commitment: 'SC-2301-02', ...own });

function changeOrderCase(own: {
	name: string;
	shows: string;
	vendor: VendorKey;
	paper: Pick<ChangeOrderPaper, 'number' | 'date' | 'title' | 'lines' | 'total' | 'signatures'> & {
		project: string;
		commitment: string;
	};
	expect: Expectation;
}): DemoCase {
	const { number, name } = projectOf(own.paper.project);
	return {
		name: own.name,
		shows: own.shows,
		message: {
			from: senderOf(own.vendor),
			subject: `Change order ${own.paper.number}`,
			receivedAt: `${own.paper.date}T18:00:00Z`,
			text: `Please find change order ${own.paper.number} attached.\n`,
		},
		parts: [
			{
				file: `${own.paper.number}.pdf`,
				paper: {
					...own.paper,
					kind: 'change_order',
					from: partyOf(own.vendor),
					to: OUR_PARTY,
					project: { number, name },
				},
			},
		],
		expect: own.expect,
	};
}

/** Change orders and what is billed on them. */
export const changeOrderCases: DemoCase[] = [
	electrical({
		name: 'change-order-billed-as-signed',
		shows: 'A change order billed at its signed amount.',
		number: 'BE-3315',
		date: '2026-03-12',
		lines: [['CO-003 Exam room receptacles', 2_600]],
		expect: verified(2_600),
	}),
	electrical({
		name: 'change-order-billed-again',
		shows: 'The same change order once more under a new number.',
		number: 'BE-3322',
		date: '2026-03-24',
		lines: [['CO-003 Exam room receptacles, balance', 900]],
		expect: blocked('CO-06', 'CO-07'),
	}),
	electrical({
		name: 'change-order-first-part',
		shows: 'A change order billed in part.',
		number: 'BE-3316',
		date: '2026-03-13',
		lines: [['CO-006 Generator tap box', 3_000]],
		expect: verified(3_000),
	}),
	electrical({
		name: 'change-order-exceeded-in-parts',
		shows: 'The second part brings the change order to 5,500 of 5,000.',
		number: 'BE-3323',
		date: '2026-03-25',
		lines: [['CO-006 Generator tap box', 2_500]],
		expect: { ...blocked('CO-07'), delta: { rule: 'CO-07', amount: 500 } },
	}),
	electrical({
		name: 'unknown-change-order',
		shows: 'A change order that nobody knows.',
		number: 'BE-3317',
		date: '2026-03-14',
		lines: [['CO-021 Additional floor boxes', 1_200]],
		expect: blocked('CO-02'),
	}),
	electrical({
		name: 'ambiguous-change-order',
		shows: '"CO 7" fits a change order and a pending proposal with different amounts.',
		number: 'BE-3318',
		date: '2026-03-15',
		lines: [['CO 7 conduit', 3_000]],
		expect: held('CO-03'),
	}),
	electrical({
		name: 'change-order-not-executed',
		shows: 'Approved in the project system, but nobody signed it.',
		number: 'BE-3319',
		date: '2026-03-16',
		lines: [['CO-008 Site lighting controls', 1_800]],
		expect: blocked('CO-13'),
	}),
	invoiceCase({
		name: 'change-order-of-another-commitment',
		shows: 'The vendor bills a change order of its other subcontract.',
		vendor: 'apex',
		project: '2307',
		commitment: 'SC-2307-01',
		number: 'AM-8801',
		date: '2026-03-11',
		lines: [['CO-003 Condensate pumps', 3_800]],
		expect: blocked('CO-05'),
	}),
	invoiceCase({
		name: 'approved-proposal-without-change-order',
		shows: 'The proposal is approved, but no commitment change order contains it.',
		vendor: 'sentry',
		project: '2307',
		commitment: 'SC-2307-04',
		number: 'SFP-140',
		date: '2026-03-12',
		lines: [['PCO-002 Elevator lobby smoke detectors', 2_000]],
		expect: held('SC-02'),
	}),
	invoiceCase({
		name: 'revised-amount-behind',
		shows: '6,500 is approved, the revised amount still says 98,000.',
		vendor: 'brightline',
		project: '2307',
		commitment: 'SC-2307-02',
		number: 'BE-3320',
		date: '2026-03-17',
		lines: [['Apartment wiring', 14_000]],
		expect: { ...held('SC-01'), delta: { rule: 'SC-01', amount: 6_500 } },
	}),
	invoiceCase({
		name: 'schedule-of-values-not-expanded',
		shows: 'The revised amount is up to date, but no line carries the change order.',
		vendor: 'northgate',
		project: '2307',
		commitment: 'SC-2307-03',
		number: 'ND-266',
		date: '2026-03-18',
		lines: [['Hang and finish drywall', 15_000]],
		expect: { ...held('SC-03'), delta: { rule: 'SC-03', amount: 5_000 } },
	}),
	changeOrderCase({
		name: 'signed-ahead-of-the-system',
		shows: 'A signed change order arrives that is still pending in the project system.',
		vendor: 'apex',
		paper: {
			project: '2304',
			commitment: 'SC-2304-06',
			number: 'CO-003',
			date: '2026-03-10',
			title: 'Condensate pumps',
			lines: [{ description: 'Condensate pumps, furnished and installed', amount: 3_800 }],
			total: 3_800,
			signatures: [
				{ role: 'Subcontractor', name: 'Victor Lang', date: '2026-03-09' },
				{ role: 'Contractor', name: PEOPLE.executive.name, date: '2026-03-10' },
			],
		},
		expect: held('SC-04'),
	}),
	invoiceCase({
		name: 'billed-ahead-of-the-system',
		shows: 'And is billed before anybody has entered it.',
		vendor: 'apex',
		project: '2304',
		commitment: 'SC-2304-06',
		number: 'AM-8805',
		date: '2026-03-20',
		lines: [['CO-003 Condensate pumps', 3_800]],
		expect: held('SC-04'),
	}),
	changeOrderCase({
		name: 'change-order-does-not-add-up',
		shows: 'Labor, material and markup do not come to the total.',
		vendor: 'delta',
		paper: {
			project: '2304',
			commitment: 'SC-2304-08',
			number: 'CO-011',
			date: '2026-03-12',
			title: 'Relocate door power supplies',
			lines: [
				{ description: 'Labor 40 hrs @ $85.00', amount: 3_400 },
				{ description: 'Material', amount: 1_500 },
				{ description: 'Overhead and profit 10%', amount: 490 },
			],
			total: 5_890,
			signatures: [{ role: 'Subcontractor' }, { role: 'Contractor' }],
		},
		expect: held('CO-10'),
	}),
];
