import type { Commitment } from './commitment';
import { workedExample } from './worked-example';

const project = '2307';
const subcontract = { kind: 'subcontract', type: 'S', project } as const;

/** Commitments of the apartment building. */
export const HOUSING_COMMITMENTS: Commitment[] = [
	{
		...subcontract,
		number: 'SC-2307-01',
		vendor: 'apex',
		title: 'Heating and cooling',
		lines: [
			{ description: 'Ductwork', amount: 58_000, code: '15-500' },
			{ description: 'Heat pumps', amount: 40_000, code: '15-500' },
		],
	},
	{
		...subcontract,
		number: 'SC-2307-02',
		vendor: 'brightline',
		title: 'Apartment electrical',
		lines: [{ description: 'Apartment wiring', amount: 98_000, code: '16-100' }],
		changes: [
			{
				number: 'CO-001',
				title: 'Car charger circuits',
				amount: 6_500,
				status: 'approved',
				approvedOn: '2026-02-24',
			},
		],
		revisedAs: 98_000,
	},
	{
		...subcontract,
		number: 'SC-2307-03',
		vendor: 'northgate',
		title: 'Apartment drywall',
		lines: [{ description: 'Hang and finish drywall', amount: 75_000, code: '09-250' }],
		changes: [
			{
				number: 'CO-001',
				title: 'Sound isolation at party walls',
				amount: 5_000,
				status: 'approved',
				approvedOn: '2026-02-24',
				withoutLine: true,
			},
		],
	},
	{
		...subcontract,
		number: 'SC-2307-04',
		vendor: 'sentry',
		title: 'Corridor fire alarm',
		lines: [{ description: 'Fire alarm devices and wiring', amount: 28_000, code: '13-900' }],
		changes: [
			{
				number: 'PCO-002',
				title: 'Elevator lobby smoke detectors',
				amount: 2_000,
				status: 'approved',
				tier: 'proposal',
				approvedOn: '2026-03-02',
			},
		],
	},
	workedExample({
		number: 'SC-2307-05',
		project,
		vendor: 'cascade',
		title: 'Windows',
		code: '08-800',
		descriptions: ['Shop drawings', 'Window frames', 'Glass units', 'Sealants and closeout'],
		change: 'Larger lobby window',
	}),
	workedExample({
		number: 'SC-2307-06',
		project,
		vendor: 'marlowe',
		title: 'Kitchen and bath tile',
		code: '09-300',
		descriptions: ['Submittals', 'Bathroom tile', 'Stone counters', 'Grout and sealing'],
		change: 'Tile at laundry alcoves',
	}),
	{
		...subcontract,
		number: 'SC-2307-07',
		vendor: 'pioneer',
		title: 'Balcony steel',
		retainage: 10,
		lines: [
			{ description: 'Balcony frames', amount: 120_000, code: '05-100' },
			{ description: 'Guardrails', amount: 60_000, code: '05-100' },
		],
		applications: [
			{ number: 1, periodTo: '2026-01-31', work: [60_000, 0] },
			{ number: 2, periodTo: '2026-02-28', work: [40_000, 10_000] },
		],
	},
	{
		...subcontract,
		number: 'SC-2307-08',
		vendor: 'greenfield',
		title: 'Courtyard edging',
		lines: [
			{
				description: 'Steel landscape edging',
				amount: 16_750,
				code: '32-900',
				quantity: 1_000,
				unit: 'LF',
				unitPrice: 16.75,
			},
		],
	},
	{
		...subcontract,
		number: 'SC-2307-09',
		vendor: 'hollis',
		title: 'Roof deck coating',
		lines: [{ description: 'Roof deck coating', amount: 20_000, code: '07-500' }],
		changes: [{ number: 'CO-001', title: 'Stair tower coating', amount: 6_500, status: 'pending' }],
		bills: [{ number: 'HR-1020', date: '2026-02-24', amount: 15_000 }],
	},
	{
		number: 'PO-2307-01',
		kind: 'purchase_order',
		type: 'M',
		project,
		vendor: 'tricounty',
		title: 'Decking and trim lumber',
		lines: [
			{
				description: 'Composite decking board',
				amount: 12_600,
				code: '06-100',
				quantity: 420,
				unit: 'EA',
				unitPrice: 30,
			},
			{
				description: 'Joist hanger LUS28',
				amount: 900,
				code: '06-100',
				quantity: 600,
				unit: 'EA',
				unitPrice: 1.5,
			},
		],
		bills: [],
	},
	{
		number: 'PO-2307-02',
		kind: 'purchase_order',
		type: 'E',
		project,
		vendor: 'ironhorse',
		title: 'Boom lift rental',
		lines: [
			{
				description: '60 ft boom lift monthly rental',
				amount: 14_400,
				code: '01-540',
				quantity: 6,
				unit: 'MO',
				unitPrice: 2_400,
			},
		],
		bills: [],
	},
];
