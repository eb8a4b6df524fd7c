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
	['SC-2301-20', 'DP-2311', '23', 'classic', [['Medical gas rough-in', 3_960]], 3_960],
	['SC-2301-20', 'DP-2312', '24', 'grid', [['Outlets and alarm panels', 2_275.5]], 2_275.5],
	['SC-2301-20', 'DP-2313', '25', 'plain', [['Medical gas rough-in', 7_120]], 7_120],
	['SC-2301-20', 'DP-2314', '26', 'classic', [['Outlets and alarm panels', 5_840]], 5_840],
	['SC-2301-20', 'DP-2315', '27', 'grid', [['Medical gas rough-in', 6_390]], 6_390],
	['SC-2304-20', 'MT-541', '23', 'plain', [['Corridor floor tile', 4_150]], 4_150],
	['SC-2304-20', 'MT-542', '24', 'classic', [['Corridor floor tile', 3_725]], 3_725],
	['SC-2304-20', 'MT-543', '25', 'grid', [['Corridor floor tile', 6_480.25]], 6_480.25],
	['SC-2304-20', 'MT-544', '26', 'plain', [['Corridor floor tile', 5_015]], 5_015],
	['SC-2304-20', 'MT-545', '27', 'classic', [['Corridor floor tile', 2_890]], 2_890],
	['SC-2304-21', 'ND-291', '23', 'grid', [['Framing and board', 7_905]], 7_905],
	['SC-2304-21', 'ND-292', '24', 'plain', [['Taping and finish', 2_310]], 2_310],
	['SC-2304-21', 'ND-293', '25', 'classic', [['Framing and board', 9_120]], 9_120],
	['SC-2304-21', 'ND-294', '26', 'grid', [['Taping and finish', 3_475]], 3_475],
	['SC-2304-21', 'ND-295', '27', 'plain', [['Framing and board', 6_760]], 6_760],
	['SC-2304-05', 'INV-00474', '23', 'classic', [['Fabrication', 2_640]], 2_640],
	['SC-2304-05', 'INV-00475', '24', 'grid', [['Fabrication', 3_135]], 3_135],
	['SC-2304-05', 'INV-00476', '25', 'plain', [['Fabrication', 1_480]], 1_480],
	['SC-2307-04', 'SFP-152', '23', 'classic', [['Fire alarm devices and wiring', 2_180]], 2_180],
	['SC-2307-04', 'SFP-153', '24', 'grid', [['Fire alarm devices and wiring', 1_945]], 1_945],
	[
		'PO-2301-20',
		'IR-7811',
		'24',
		'plain',
		[['26 ft scissor lift weekly rental', 5, 'WK', 300]],
		1_500,
	],
	['PO-2301-20', 'IR-7812', '26', 'classic', [['Light tower weekly rental', 6, 'WK', 175]], 1_050],
	[
		'PO-2301-20',
		'IR-7813',
		'30',
		'grid',
		[['26 ft scissor lift weekly rental', 7, 'WK', 300]],
		2_100,
	],
	['PO-2301-20', 'IR-7814', '30', 'plain', [['Light tower weekly rental', 5, 'WK', 175]], 875],
	['PO-2307-01', 'TC-90454', '27', 'classic', [['Composite decking board', 25, 'EA', 30]], 750],
	['PO-2307-01', 'TC-90455', '30', 'grid', [['Composite decking board', 44, 'EA', 30]], 1_320],
	['PO-2304-01', 'FR-6007', '26', 'plain', [['4000 psi concrete', 12, 'CY', 165]], 1_980],
	['PO-2304-01', 'FR-6008', '27', 'classic', [['4000 psi concrete', 9, 'CY', 165]], 1_485],
	['PO-2304-01', 'FR-6009', '30', 'plain', [['4000 psi concrete', 7, 'CY', 165]], 1_155],
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
