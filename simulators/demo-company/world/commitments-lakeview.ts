import type { Commitment } from './commitment';
import { ABRIDGED_NUMBER } from './long-number';

const project = '2304';
const subcontract = { kind: 'subcontract', type: 'S', project } as const;

/** Commitments of the school renovation, and one of the library that is in warranty. */
export const SCHOOL_COMMITMENTS: Commitment[] = [
	{
		...subcontract,
		number: 'SC-2304-01',
		vendor: 'kestrel',
		title: 'Site concrete',
		retainage: 10,
		lines: [
			{ description: 'Sidewalks and ramps', amount: 24_000, code: '03-300' },
			{ description: 'Loading dock slab', amount: 36_000, code: '03-300' },
		],
	},
	{
		...subcontract,
		number: 'SC-2304-02',
		vendor: 'marlowe',
		title: 'Restroom tile',
		lines: [{ description: 'Restroom floor and wall tile', amount: 11_500, code: '09-300' }],
		changes: [
			{
				number: 'CO-001',
				title: 'Janitor closet tile',
				amount: 1_200,
				status: 'approved',
				approvedOn: '2026-02-18',
			},
		],
		bills: [{ number: 'MT-508', date: '2026-02-20', amount: 5_400, paid: true }],
	},
	{
		...subcontract,
		number: 'SC-2304-03',
		vendor: 'northgate',
		title: 'Corridor drywall repairs',
		lines: [{ description: 'Corridor drywall repairs', amount: 9_400, code: '09-250' }],
	},
	{
		...subcontract,
		number: 'SC-2304-04',
		vendor: 'hollis',
		title: 'Gymnasium roofing',
		lines: [
			{ description: 'Tear-off and deck repair', amount: 30_000, code: '07-500' },
			{ description: 'Membrane roofing', amount: 50_000, code: '07-500' },
		],
	},
	{
		...subcontract,
		number: 'SC-2304-05',
		vendor: 'pioneer',
		title: 'Stair and canopy steel',
		lines: [
			{ description: 'Shop drawings', amount: 20_000, code: '05-100' },
			{ description: 'Fabrication', amount: 180_000, code: '05-100' },
			{ description: 'Steel erection', amount: 100_000, code: '05-100' },
		],
		bills: [
			{ number: 'INV-00451', date: '2026-02-20', amount: 12_000, line: 0, paid: true },
			{ number: '1001', date: '2026-02-27', amount: 8_000, line: 1 },
		],
	},
	{
		...subcontract,
		number: 'SC-2304-06',
		vendor: 'apex',
		title: 'Classroom unit ventilators',
		lines: [{ description: 'Unit ventilators', amount: 64_000, code: '15-500' }],
		changes: [{ number: 'CO-003', title: 'Condensate pumps', amount: 3_800, status: 'pending' }],
	},
	{
		...subcontract,
		number: 'SC-2304-07',
		vendor: 'greenfield',
		title: 'Playground planting',
		status: 'Draft',
		executed: false,
		lines: [{ description: 'Playground planting', amount: 14_000, code: '32-900' }],
	},
	{
		...subcontract,
		number: 'SC-2304-08',
		vendor: 'delta',
		title: 'Access control and lockers',
		lines: [
			{ description: 'Corridor lockers', amount: 16_000, code: '10-500' },
			{ description: 'Door access control', amount: 22_000, code: '28-100' },
			{ description: 'Power for door hardware', amount: 12_000, code: '16-100' },
		],
		bills: [{ number: ABRIDGED_NUMBER, date: '2026-02-26', amount: 3_300, line: 0 }],
	},
	{
		number: 'PO-2304-01',
		kind: 'purchase_order',
		type: 'M',
		project,
		vendor: 'readymix',
		title: 'Ready mixed concrete',
		lines: [
			{
				description: '4000 psi concrete',
				amount: 33_000,
				code: '03-300',
				quantity: 200,
				unit: 'CY',
				unitPrice: 165,
			},
		],
		bills: [],
	},
	{
		...subcontract,
		number: 'SC-2210-01',
		project: '2210',
		vendor: 'hollis',
		title: 'Library roofing',
		lines: [{ description: 'Library roofing', amount: 70_000, code: '07-500' }],
		bills: [{ number: 'HR-0911', date: '2025-11-14', amount: 40_000, paid: true }],
	},
];
