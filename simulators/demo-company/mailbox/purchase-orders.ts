import { type DemoCase, type InvoiceCase, blocked, held, invoiceCase, verified } from './case';

type Own = Pick<InvoiceCase, 'name' | 'shows' | 'number' | 'date' | 'lines' | 'expect'> &
	Partial<InvoiceCase>;
const lumber = (own: Own): DemoCase =>
	invoiceCase({ vendor: 'tricounty', project: '2301', commitment: 'PO-2301-01', ...own });
const decking = (own: Own): DemoCase =>
	invoiceCase({ vendor: 'tricounty', project: '2307', commitment: 'PO-2307-01', ...own });
const concrete = (own: Own): DemoCase =>
	invoiceCase({ vendor: 'readymix', project: '2304', commitment: 'PO-2304-01', ...own });

/** Material invoices against purchase orders. */
export const purchaseOrderCases: DemoCase[] = [
	lumber({
		name: 'lumber-delivery',
		shows: 'Quantities and prices of the order.',
		number: 'TC-90430',
		date: '2026-03-10',
		lines: [
			['2x6 stud 10 ft SPF', 800, 'EA', 4.1],
			['Plywood sheathing 5/8', 150, 'SH', 38.5],
		],
		expect: verified(9_055),
	}),
	lumber({
		name: 'price-above-the-order',
		shows: 'Studs at 4.60 instead of 4.10.',
		number: 'TC-90436',
		date: '2026-03-17',
		lines: [['2x6 stud 10 ft SPF', 500, 'EA', 4.6]],
		expect: { ...held('PO-02'), delta: { rule: 'PO-02', amount: 250 } },
	}),
	lumber({
		name: 'more-than-ordered',
		shows: '150 sheets were billed, 300 more come to 450 of 400.',
		number: 'TC-90437',
		date: '2026-03-18',
		lines: [['Plywood sheathing 5/8', 300, 'SH', 38.5]],
		expect: held('PO-03'),
	}),
	lumber({
		name: 'price-per-thousand-billed-each',
		shows: 'Screws are priced per thousand and billed as if each cost that much.',
		number: 'TC-90438',
		date: '2026-03-19',
		lines: [['Framing screws 3 inch', 30, 'EA', 42]],
		expect: held('PO-05'),
	}),
	decking({
		name: 'freight-not-on-the-order',
		shows: 'Freight of 240 that the order does not carry.',
		number: 'TC-90440',
		date: '2026-03-19',
		lines: [['Composite decking board', 60, 'EA', 30]],
		printed: { freight: 240 },
		expect: held('PO-08'),
	}),
	decking({
		name: 'freight-within-bounds',
		shows: 'Freight of 60 is within bounds.',
		number: 'TC-90441',
		date: '2026-03-23',
		lines: [['Composite decking board', 80, 'EA', 30]],
		printed: { freight: 60 },
		expect: verified(2_460),
	}),
	concrete({
		name: 'concrete-with-tax',
		shows: 'Sales tax on a project that is exempt.',
		number: 'FR-6001',
		date: '2026-03-11',
		lines: [['4000 psi concrete', 40, 'CY', 165]],
		printed: { tax: 528 },
		expect: { ...held('TX-01'), delta: { rule: 'TX-01', amount: 528 } },
	}),
	concrete({
		name: 'concrete-delivery',
		shows: 'The same without tax, under the name the supplier trades under.',
		number: 'FR-6002',
		date: '2026-03-13',
		lines: [['4000 psi concrete', 60, 'CY', 165]],
		expect: verified(9_900),
	}),
	concrete({
		name: 'order-overbilled',
		shows: 'The order of 33,000 would be billed to 37,950.',
		number: 'FR-6010',
		date: '2026-03-27',
		lines: [['4000 psi concrete', 170, 'CY', 165]],
		expect: {
			...blocked('PO-01', 'OB-01', 'OB-06', 'PO-03'),
			delta: { rule: 'PO-01', amount: 4_950 },
		},
	}),
	invoiceCase({
		name: 'lift-rental',
		shows: 'Two months of rental on the order.',
		vendor: 'ironhorse',
		project: '2307',
		commitment: 'PO-2307-02',
		number: 'IR-7790',
		date: '2026-03-30',
		layout: 'grid',
		lines: [['60 ft boom lift monthly rental', 2, 'MO', 2_400]],
		expect: verified(4_800),
	}),
];
