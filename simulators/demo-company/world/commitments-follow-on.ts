import type { Commitment } from './commitment';

const subcontract = { kind: 'subcontract', type: 'S' } as const;

const podium: ReadonlyArray<readonly [description: string, amount: number]> = [
	['Mobilization and layout', 12_000],
	['Excavation for footings', 24_000],
	['Footings, grid A to D', 46_000],
	['Footings, grid E to H', 46_000],
	['Grade beams', 38_000],
	['Foundation walls, north', 52_000],
	['Foundation walls, south', 52_000],
	['Slab on grade, east bay', 34_000],
	['Slab on grade, west bay', 34_000],
	['Podium columns', 41_000],
	['Podium deck', 96_000],
	['Curing, sawcutting and sealing', 15_000],
];

/** Commitments of the second buy-out, on which nothing was billed before. */
export const FOLLOW_ON_COMMITMENTS: Commitment[] = [
	{
		...subcontract,
		number: 'SC-2307-10',
		project: '2307',
		vendor: 'kestrel',
		title: 'Parking podium',
		retainage: 10,
		lines: podium.map(([description, amount]) => ({ description, amount, code: '03-300' })),
		applications: [
			{ number: 1, periodTo: '2026-02-28', work: [12_000, 16_000, 23_000, 0, 0, 0, 0, 0, 0, 0, 0] },
		],
	},
	{
		...subcontract,
		number: 'SC-2307-11',
		project: '2307',
		vendor: 'kestrel',
		title: 'Site walls and stairs',
		retainage: 10,
		lines: [
			{ description: 'Retaining wall, north', amount: 48_000, code: '03-300' },
			{ description: 'Retaining wall, east', amount: 36_000, code: '03-300' },
			{ description: 'Entry stairs', amount: 22_000, code: '03-300' },
			{ description: 'Planter walls', amount: 18_000, code: '03-300' },
		],
	},
	{
		...subcontract,
		number: 'SC-2301-20',
		project: '2301',
		vendor: 'delmar',
		title: 'Medical gas piping',
		lines: [
			{ description: 'Medical gas rough-in', amount: 64_000, code: '15-400' },
			{ description: 'Outlets and alarm panels', amount: 36_000, code: '15-400' },
		],
	},
	{
		...subcontract,
		number: 'SC-2301-21',
		project: '2301',
		vendor: 'cascade',
		title: 'Interior glass partitions',
		retainage: 10,
		lines: [
			{ description: 'Partition framing', amount: 28_000, code: '08-800' },
			{ description: 'Glass and film', amount: 44_000, code: '08-800' },
		],
	},
	{
		...subcontract,
		number: 'SC-2304-20',
		project: '2304',
		vendor: 'marlowe',
		title: 'Corridor tile',
		lines: [{ description: 'Corridor floor tile', amount: 58_000, code: '09-300' }],
	},
	{
		...subcontract,
		number: 'SC-2304-21',
		project: '2304',
		vendor: 'northgate',
		title: 'Classroom partitions',
		lines: [
			{ description: 'Framing and board', amount: 52_000, code: '09-250' },
			{ description: 'Taping and finish', amount: 26_000, code: '09-250' },
		],
	},
	{
		number: 'PO-2301-20',
		kind: 'purchase_order',
		type: 'E',
		project: '2301',
		vendor: 'ironhorse',
		title: 'Scissor lifts and light towers',
		lines: [
			{
				description: '26 ft scissor lift weekly rental',
				amount: 14_400,
				code: '01-540',
				quantity: 48,
				unit: 'WK',
				unitPrice: 300,
			},
			{
				description: 'Light tower weekly rental',
				amount: 4_200,
				code: '01-540',
				quantity: 24,
				unit: 'WK',
				unitPrice: 175,
			},
		],
		bills: [],
	},
];
