import { at, upTo } from '../paper';
import type { Print } from '../paper';

/** One row of a continuation sheet as it is to be printed; an empty string prints nothing. */
export interface SheetRow {
	item: string;
	/** Lines of the description. */
	work: string[];
	cells: [
		c: string,
		d: string,
		e: string,
		f: string,
		g: string,
		percent: string,
		h: string,
		i: string,
	];
}

const EDGES = [318, 378, 438, 492, 556, 592, 652, 716] as const;

/** A two-column cover: amounts at the left, the certification text at the right on its own baselines. */
export function cover(values: Record<string, string>, signature = 'Dana Whitfield'): Print[] {
	const left: Print[] = [];
	const line = (y: number, text: string, value: string): void => {
		left.push(at(36, y, text, { size: 8 }));
		if (value !== '') left.push(at(232, y, '$', { size: 8 }), upTo(300, y, value, { size: 8 }));
	};
	line(250, '1. ORIGINAL CONTRACT SUM', values['l1'] ?? '');
	line(266, '2. Net change by Change Orders', values['l2'] ?? '');
	line(282, '3. CONTRACT SUM TO DATE (Line 1 \u00b1 2)', values['l3'] ?? '');
	line(298, '4. TOTAL COMPLETED & STORED TO DATE', values['l4'] ?? '');
	left.push(at(48, 307, '(Column G on G703)', { size: 7 }));
	left.push(at(36, 320, '5. RETAINAGE:', { size: 8 }));
	line(334, `    a.   ${values['rateWork'] ?? ''} % of Completed Work`, values['l5a'] ?? '');
	left.push(at(60, 343, '(Column D + E on G703)', { size: 7 }));
	line(356, `    b.   ${values['rateStored'] ?? ''} % of Stored Material`, values['l5b'] ?? '');
	left.push(at(60, 365, '(Column F on G703)', { size: 7 }));
	left.push(at(36, 378, 'Total Retainage (Lines 5a + 5b or', { size: 8 }));
	line(388, 'Total in Column I of G703)', values['l5'] ?? '');
	line(404, '6. TOTAL EARNED LESS RETAINAGE', values['l6'] ?? '');
	left.push(at(48, 413, '(Line 4 Less Line 5 Total)', { size: 7 }));
	left.push(at(36, 426, '7. LESS PREVIOUS CERTIFICATES FOR', { size: 8 }));
	line(436, '    PAYMENT (Line 6 from prior Certificate)', values['l7'] ?? '');
	line(452, '8. CURRENT PAYMENT DUE', values['l8'] ?? '');
	line(468, '9. BALANCE TO FINISH, INCLUDING RETAINAGE', values['l9'] ?? '');
	left.push(at(48, 477, '(Line 3 less Line 6)', { size: 7 }));
	const certificate = [
		'The undersigned Contractor certifies that to the best of the Contractor\u2019s knowledge,',
		'information and belief the Work covered by this Application for Payment has been',
		'completed in accordance with the Contract Documents, that all amounts have been',
		'paid by the Contractor for Work for which previous Certificates for Payment were',
		'issued and payments received from the Owner, and that current payment shown',
		'herein is now due.',
	];
	const right = certificate.map((text, index) => at(322, 247 + index * 11, text, { size: 7.5 }));
	right.push(at(322, 330, 'CONTRACTOR:', { size: 8 }));
	right.push(
		at(322, 352, 'By:', { size: 8 }),
		at(345, 352, signature, { size: 9, font: 'Times-Italic' }),
		at(480, 352, 'Date: 03/31/2025', { size: 8 }),
	);
	right.push(at(322, 400, 'ARCHITECT\u2019S CERTIFICATE FOR PAYMENT', { size: 9 }));
	right.push(at(322, 452, 'AMOUNT CERTIFIED', { size: 8 }), at(430, 452, '$', { size: 8 }));
	right.push(
		at(322, 490, 'ARCHITECT:', { size: 8 }),
		at(322, 506, 'By:', { size: 8 }),
		at(480, 506, 'Date:', { size: 8 }),
	);
	const head = [
		at(36, 36, 'APPLICATION AND CERTIFICATE FOR PAYMENT', { size: 13, font: 'Helvetica-Bold' }),
		at(36, 70, 'TO CONTRACTOR:', { size: 7 }),
		at(36, 80, 'Harbor Point Builders LLC', { size: 9 }),
		at(36, 91, '88 Quay Street, Baltimore, MD 21230', { size: 8 }),
		at(36, 120, 'FROM SUBCONTRACTOR:', { size: 7 }),
		at(36, 130, 'Meridian Plumbing & Heating, Inc.', { size: 9 }),
		at(36, 141, '410 Foundry Road, Towson, MD 21204', { size: 8 }),
		at(230, 70, 'PROJECT:', { size: 7 }),
		at(230, 80, 'Quayside Apartments', { size: 9 }),
		at(420, 70, 'APPLICATION NO:', { size: 7 }),
		at(510, 70, values['number'] ?? '2', { size: 9 }),
		at(420, 84, 'PERIOD TO:', { size: 7 }),
		at(510, 84, '03/31/2025', { size: 9 }),
		at(420, 98, 'APPLICATION DATE:', { size: 7 }),
		at(510, 98, '04/02/2025', { size: 9 }),
		at(420, 112, 'PROJECT NO:', { size: 7 }),
		at(510, 112, '2301', { size: 9 }),
		at(420, 126, 'SUBCONTRACT NO:', { size: 7 }),
		at(510, 126, 'SC-2301-04', { size: 9 }),
		at(36, 228, 'CONTRACTOR\u2019S APPLICATION FOR PAYMENT', { size: 9, font: 'Helvetica-Bold' }),
		at(36, 540, 'CHANGE ORDER SUMMARY', { size: 8 }),
		at(180, 540, 'ADDITIONS', { size: 8 }),
		at(250, 540, 'DEDUCTIONS', { size: 8 }),
		at(36, 556, 'TOTALS', { size: 8 }),
		upTo(225, 556, values['l2'] ?? '', { size: 8 }),
		at(36, 572, 'NET CHANGES by Change Order', { size: 8 }),
		upTo(225, 572, values['l2'] ?? '', { size: 8 }),
	];
	return [...head, ...left, ...right];
}

/** A landscape continuation sheet with its heading over several lines, page total or grand total at the end. */
export function continuation(
	rows: SheetRow[],
	total: SheetRow['cells'],
	label = 'GRAND TOTAL',
): Print[] {
	const small = { size: 7 };
	const prints: Print[] = [
		at(36, 30, 'CONTINUATION SHEET', { size: 12, font: 'Helvetica-Bold' }),
		at(540, 30, 'APPLICATION NO:', small),
		at(640, 30, '2', small),
		at(40, 80, 'A', small),
		at(120, 80, 'B', small),
		...['C', 'D', 'E', 'F', 'G', '', 'H', 'I'].map((letter, index) =>
			upTo((EDGES[index] ?? 0) - 20, 80, letter, small),
		),
		at(385 - 40, 92, 'WORK COMPLETED', small),
		at(36, 104, 'ITEM', small),
		at(80, 104, 'DESCRIPTION OF WORK', small),
		...[
			'SCHEDULED',
			'FROM PREVIOUS',
			'THIS',
			'MATERIALS',
			'TOTAL',
			'%',
			'BALANCE',
			'RETAINAGE',
		].map((text, index) => upTo(EDGES[index] ?? 0, 104, text, { size: 6 })),
		at(38, 113, 'NO.', small),
		...[
			'VALUE',
			'APPLICATION',
			'PERIOD',
			'PRESENTLY',
			'COMPLETED',
			'(G \u00f7 C)',
			'TO FINISH',
			'(IF VARIABLE',
		].map((text, index) => upTo(EDGES[index] ?? 0, 113, text, { size: 6 })),
		...['', '(D + E)', '', 'STORED', 'AND STORED', '', '(C - G)', 'RATE)'].map((text, index) =>
			upTo(EDGES[index] ?? 0, 122, text, { size: 6 }),
		),
	].filter((print) => print.text !== '');
	let y = 142;
	for (const row of rows) {
		prints.push(at(40, y, row.item, { size: 8 }));
		row.work.forEach((text, index) => prints.push(at(80, y + index * 10, text, { size: 8 })));
		row.cells.forEach((text, index) => {
			if (text !== '') prints.push(upTo(EDGES[index] ?? 0, y, text, { size: 8 }));
		});
		y += 10 * row.work.length + 6;
	}
	prints.push(at(80, y + 6, label, { size: 8, font: 'Helvetica-Bold' }));
	total.forEach((text, index) => {
		if (text !== '') prints.push(upTo(EDGES[index] ?? 0, y + 6, text, { size: 8 }));
	});
	return prints.filter((print) => print.text !== '');
}
