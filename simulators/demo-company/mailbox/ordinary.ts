import type { InvoiceLayout } from '../paper/render-paper';
import { commitmentOf } from '../world/commitments';
import { type DemoCase, type LineTruth, invoiceCase, verified } from './case';

type Ordinary = [
	commitment: string,
	number: string,
	day: string,
	layout: InvoiceLayout,
	lines: LineTruth[],
	net: number,
];

/** What most of the mail is: an invoice for agreed work at agreed prices. */
const ORDINARY: Ordinary[] = [
	['SC-2301-02', 'BE-3330', '26', 'classic', [['Electrical rough-in', 6_150]], 6_150],
	[
		'SC-2301-02',
		'BE-3331',
		'27',
		'grid',
		[
			['Electrical rough-in', 4_320],
			['Lighting fixtures and trim', 5_080],
		],
		9_400,
	],
	['SC-2301-02', 'BE-3332', '30', 'plain', [['Lighting fixtures and trim', 3_760.5]], 3_760.5],
	['SC-2304-05', 'INV-00470', '24', 'plain', [['Fabrication', 11_250]], 11_250],
	['SC-2304-05', 'INV-00471', '25', 'classic', [['Steel erection', 7_340]], 7_340],
	[
		'SC-2304-05',
		'INV-00472',
		'26',
		'grid',
		[
			['Fabrication', 8_815.25],
			['Steel erection', 2_184.75],
		],
		11_000,
	],
	['SC-2304-05', 'INV-00473', '30', 'plain', [['Fabrication', 5_060]], 5_060],
	['SC-2307-01', 'AM-8840', '26', 'plain', [['Ductwork', 2_450]], 2_450],
	['SC-2307-01', 'AM-8841', '27', 'classic', [['Heat pumps', 3_130]], 3_130],
	['SC-2304-08', 'DE-740', '27', 'plain', [['Power for door hardware', 1_410]], 1_410],
	['SC-2307-04', 'SFP-150', '26', 'classic', [['Fire alarm devices and wiring', 7_700]], 7_700],
	['SC-2307-04', 'SFP-151', '30', 'grid', [['Fire alarm devices and wiring', 4_650]], 4_650],
	['PO-2307-01', 'TC-90450', '24', 'grid', [['Composite decking board', 35, 'EA', 30]], 1_050],
	['PO-2307-01', 'TC-90451', '26', 'plain', [['Composite decking board', 40, 'EA', 30]], 1_200],
	['PO-2307-01', 'TC-90452', '27', 'classic', [['Joist hanger LUS28', 300, 'EA', 1.5]], 450],
	[
		'PO-2307-01',
		'TC-90453',
		'30',
		'grid',
		[
			['Composite decking board', 90, 'EA', 30],
			['Joist hanger LUS28', 120, 'EA', 1.5],
		],
		2_880,
	],
	['PO-2304-01', 'FR-6005', '24', 'plain', [['4000 psi concrete', 22, 'CY', 165]], 3_630],
	['PO-2304-01', 'FR-6006', '25', 'grid', [['4000 psi concrete', 18, 'CY', 165]], 2_970],
];

export const ordinaryCases: DemoCase[] = ORDINARY.map(
	([commitment, number, day, layout, lines, net]) => {
		const { vendor, project } = commitmentOf(commitment);
		return invoiceCase({
			name: `ordinary-${number.toLowerCase()}`,
			shows: `An ordinary invoice on ${commitment}.`,
			vendor,
			project,
			commitment,
			number,
			date: `2026-03-${day}`,
			layout,
			lines,
			expect: verified(net),
		});
	},
);
