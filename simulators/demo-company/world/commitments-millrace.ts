import type { ChangeOrder, Commitment, PastApplication } from './commitment';
import type { VendorKey } from './vendors';

/** A line of a schedule of values with what was billed of it in January, February and March. */
type BilledLine = readonly [
	description: string,
	amount: number,
	code: string,
	january: number,
	february: number,
	march: number,
];

interface Buyout {
	number: string;
	vendor: VendorKey;
	title: string;
	lines: readonly BilledLine[];
	/** How far the application of March is: approved and not in the books yet, or under review. */
	march: 'approved' | 'under_review';
	changes?: ChangeOrder[];
	/** What March bills of each approved change order. */
	marchOnChanges?: readonly number[];
	executed?: boolean;
}

const workOf = ([, , , january, february, march]: BilledLine, month: number): number =>
	[january, february, march][month] ?? 0;

const MONTHS = ['2026-01-31', '2026-02-28', '2026-03-31'] as const;

/** A subcontract that was billed every month of the quarter, ten percent of it retained. */
function billedMonthly(buyout: Buyout): Commitment {
	const { lines, march, marchOnChanges = [], ...head } = buyout;
	const applications = MONTHS.map((periodTo, month): PastApplication => {
		const isLast = month === 2;
		return {
			number: month + 1,
			periodTo,
			work: [...lines.map((line) => workOf(line, month)), ...(isLast ? marchOnChanges : [])],
			...(isLast ? { unbilled: true } : {}),
			...(isLast && march === 'under_review' ? { status: march } : {}),
		};
	});
	return {
		...head,
		kind: 'subcontract',
		type: 'S',
		project: '2312',
		retainage: 10,
		lines: lines.map(([description, amount, code]) => ({ description, amount, code })),
		applications,
	};
}

/** Commitments of the distribution center: a whole quarter of billing through Procore alone. */
export const WAREHOUSE_COMMITMENTS: Commitment[] = [
	billedMonthly({
		number: 'SC-2312-01',
		vendor: 'bedrock',
		title: 'Earthwork and utilities',
		lines: [
			['Strip and grade', 64_000, '02-300', 30_000, 24_000, 10_000],
			['Building pad', 58_000, '02-300', 12_000, 28_000, 18_000],
			['Storm and sanitary piping', 71_000, '02-300', 0, 20_000, 31_000],
		],
		changes: [
			{
				number: 'CO-001',
				title: 'Rock excavation at the north dock',
				amount: 8_400,
				status: 'approved',
				approvedOn: '2026-02-18',
			},
		],
		marchOnChanges: [8_400],
		march: 'approved',
	}),
	billedMonthly({
		number: 'SC-2312-02',
		vendor: 'hartwell',
		title: 'Tilt-up walls and slab',
		lines: [
			['Footings', 82_000, '03-300', 41_000, 41_000, 0],
			['Slab on grade', 148_000, '03-300', 0, 37_000, 55_500],
			['Tilt-up wall panels', 196_000, '03-300', 0, 0, 39_200],
		],
		march: 'approved',
	}),
	billedMonthly({
		number: 'SC-2312-03',
		vendor: 'vanguard',
		title: 'Steel erection',
		lines: [
			['Columns and girders', 92_000, '05-100', 9_200, 27_600, 36_800],
			['Joists and deck', 76_000, '05-100', 0, 7_600, 22_800],
		],
		changes: [
			{
				number: 'CO-001',
				title: 'Mezzanine stair framing',
				amount: 11_200,
				status: 'approved',
				approvedOn: '2026-03-04',
			},
		],
		marchOnChanges: [0],
		march: 'under_review',
	}),
	billedMonthly({
		number: 'SC-2312-04',
		vendor: 'juniper',
		title: 'Electrical',
		lines: [
			['Underground conduit', 38_000, '16-100', 15_200, 15_200, 7_600],
			['Switchgear', 64_000, '16-100', 0, 12_800, 19_200],
			['Site lighting', 27_000, '16-100', 0, 0, 8_100],
		],
		march: 'under_review',
	}),
	billedMonthly({
		number: 'SC-2312-05',
		vendor: 'windsor',
		title: 'Fire sprinklers',
		lines: [
			['Underground main', 22_000, '13-900', 11_000, 11_000, 5_000],
			['Overhead mains', 54_000, '13-900', 0, 10_800, 16_200],
		],
		march: 'under_review',
	}),
	billedMonthly({
		number: 'SC-2312-06',
		vendor: 'overland',
		title: 'Loading dock equipment',
		lines: [
			['Dock levelers', 128_000, '11-160', 8_800, 17_600, 83_200],
			['Dock seals and bumpers', 21_000, '11-160', 0, 0, 6_300],
		],
		march: 'approved',
	}),
	billedMonthly({
		number: 'SC-2312-07',
		vendor: 'arrowhead',
		title: 'Insulated panels',
		lines: [
			['Panel fabrication', 67_000, '07-400', 13_400, 20_100, 26_800],
			['Panel installation', 33_000, '07-400', 0, 0, 6_600],
		],
		march: 'under_review',
	}),
	billedMonthly({
		number: 'SC-2312-08',
		vendor: 'quarry',
		title: 'Office masonry',
		lines: [
			['Block walls', 29_000, '04-200', 5_800, 8_700, 8_700],
			['Entrance veneer', 18_000, '04-200', 0, 1_800, 5_400],
		],
		march: 'approved',
	}),
	billedMonthly({
		number: 'SC-2312-09',
		vendor: 'bluestem',
		title: 'Fences and gates',
		lines: [
			['Perimeter fence', 31_000, '32-310', 6_200, 9_300, 6_200],
			['Gate operators and readers', 17_000, '28-100', 0, 0, 5_100],
		],
		march: 'under_review',
	}),
	billedMonthly({
		number: 'SC-2312-10',
		vendor: 'tallgrass',
		title: 'Paving',
		lines: [
			['Subgrade preparation', 34_000, '32-120', 3_400, 10_200, 13_600],
			['Truck court paving', 97_000, '32-120', 0, 0, 19_400],
		],
		march: 'under_review',
	}),
	{
		number: 'SC-2312-11',
		kind: 'subcontract',
		type: 'S',
		project: '2312',
		vendor: 'granite',
		title: 'Membrane roofing',
		retainage: 10,
		lines: [
			{ description: 'Insulation and cover board', amount: 58_000, code: '07-500' },
			{ description: 'Membrane', amount: 74_000, code: '07-500' },
		],
		changes: [{ number: 'CO-001', title: 'Skylight curbs', amount: 3_900, status: 'pending' }],
	},
	{
		number: 'SC-2312-12',
		kind: 'subcontract',
		type: 'S',
		project: '2312',
		vendor: 'larkspur',
		title: 'Signage',
		lines: [{ description: 'Site and dock signage', amount: 14_500, code: '10-140' }],
	},
];
