import { type Pdf, money, plain, put, rule, slashDate } from './canvas';
import type { PayApplicationPaper, PayApplicationRow, PayApplicationTotals } from './truth';

/** Cover with two columns: the sums left, the contractor's certification right. */
export function payApplicationCover(pdf: Pdf, paper: PayApplicationPaper): void {
	put(pdf, 'APPLICATION AND CERTIFICATE FOR PAYMENT', 54, 48, { size: 14, bold: true, width: 600 });
	const left = [`TO CONTRACTOR: ${paper.to.name}`, ...paper.to.address];
	left.forEach((line, index) => put(pdf, line, 54, 76 + index * 13, { size: 9 }));
	[`FROM SUBCONTRACTOR: ${paper.from.name}`, ...paper.from.address].forEach((line, index) =>
		put(pdf, line, 54, 122 + index * 13, { size: 9 }),
	);
	const facts = [
		`PROJECT: ${paper.project.number} ${paper.project.name}`,
		`APPLICATION NO: ${paper.application}`,
		`PERIOD TO: ${slashDate(paper.periodTo)}`,
		`CONTRACT NO: ${paper.commitment ?? ''}`,
		...(paper.invoiceNumber === undefined ? [] : [`INVOICE NO: ${paper.invoiceNumber}`]),
		`APPLICATION DATE: ${slashDate(paper.date)}`,
	];
	facts.forEach((line, index) => put(pdf, line, 430, 76 + index * 14, { size: 9, width: 310 }));
	rule(pdf, 54, 738, 178);
	const rows: Array<[string, number]> = [
		['1. ORIGINAL CONTRACT SUM', paper.originalSum],
		['2. NET CHANGE BY CHANGE ORDERS', paper.netChanges],
		['3. CONTRACT SUM TO DATE (Line 1 + 2)', paper.sumToDate],
		['4. TOTAL COMPLETED AND STORED TO DATE', paper.completedAndStored],
		[`5a. ${paper.retainagePercent}% OF COMPLETED WORK`, paper.retainageOnWork],
		['5b. RETAINAGE ON STORED MATERIAL', paper.retainageOnStored],
		['TOTAL RETAINAGE (Lines 5a + 5b)', paper.totalRetainage],
		['6. TOTAL EARNED LESS RETAINAGE', paper.earnedLessRetainage],
		['7. LESS PREVIOUS CERTIFICATES FOR PAYMENT', paper.previousCertificates],
		['8. CURRENT PAYMENT DUE', paper.currentDue],
		['9. BALANCE TO FINISH, INCLUDING RETAINAGE', paper.balanceToFinish],
	];
	rows.forEach(([label, amount], index) => {
		const y = 196 + index * 20;
		put(pdf, label, 54, y, { size: 9, width: 250, bold: label.startsWith('8.') });
		put(pdf, money(amount), 400, y, {
			size: 9,
			right: true,
			width: 95,
			bold: label.startsWith('8.'),
		});
	});
	const certification = [
		'The undersigned certifies that to the best of their knowledge the work covered',
		'by this application has been completed in accordance with the contract.',
		...(paper.signedBy === undefined
			? ['SUBCONTRACTOR: ____________________', 'By: ____________________']
			: [
					`SUBCONTRACTOR: ${paper.from.name}`,
					`By: /s/ ${paper.signedBy}   Date: ${slashDate(paper.date)}`,
				]),
	];
	certification.forEach((line, index) =>
		put(pdf, line, 430, 196 + index * 18, { size: 8, width: 310 }),
	);
	(paper.notes ?? []).forEach((note, index) =>
		put(pdf, note, 54, 440 + index * 14, { size: 9, width: 640 }),
	);
}

const COLUMNS: Array<[string, number, number]> = [
	['A\nItem', 54, 34],
	['B\nDescription of Work', 88, 170],
	['C\nScheduled Value', 325, 68],
	['D\nFrom Previous Application', 395, 68],
	['E\nThis Period', 460, 62],
	['F\nMaterials Presently Stored', 525, 62],
	['G\nTotal Completed and Stored', 595, 68],
	['%\n(G/C)', 632, 36],
	['H\nBalance to Finish', 688, 55],
	['I\nRetainage', 740, 52],
];

function cells(row: PayApplicationTotals): string[] {
	const figures = [row.scheduled, row.previous, row.thisPeriod, row.stored, row.completed].map(
		plain,
	);
	return [...figures, row.percent, plain(row.balance), plain(row.retainage)];
}

/** One continuation sheet with the columns A to I of the form. */
function sheetPage(
	pdf: Pdf,
	paper: PayApplicationPaper,
	rows: readonly PayApplicationRow[],
	closing: ReadonlyArray<[label: string, totals: PayApplicationTotals]>,
): void {
	put(pdf, 'CONTINUATION SHEET', 54, 44, { size: 12, bold: true });
	put(pdf, `APPLICATION NO: ${paper.application}`, 738, 44, { size: 9, right: true });
	put(pdf, `PERIOD TO: ${slashDate(paper.periodTo)}`, 738, 58, { size: 9, right: true });
	COLUMNS.forEach(([label, x, width], index) => {
		pdf.font('Helvetica-Bold').fontSize(7).fillColor('black');
		pdf.text(label, index < 2 ? x : x - width, 82, { width, align: index < 2 ? 'left' : 'right' });
	});
	rule(pdf, 54, 740, 118);
	let y = 124;
	const figures = (row: PayApplicationTotals, bold: boolean) => {
		cells(row).forEach((text, index) => {
			const [, x = 0] = COLUMNS[index + 2] ?? [];
			put(pdf, text, x, y, { size: 8, right: true, width: 66, bold });
		});
	};
	for (const row of rows) {
		put(pdf, row.item, 54, y, { size: 8, width: 32 });
		put(pdf, row.description, 88, y, { size: 8, width: 168 });
		const below = Math.max(pdf.y, y + 12);
		figures(row, false);
		y = below + 3;
	}
	for (const [label, totals] of closing) {
		rule(pdf, 54, 740, y);
		y += 5;
		put(pdf, label, 88, y, { size: 8, bold: true });
		figures(totals, true);
		y += 17;
	}
}

/** The continuation sheets, each on a page of its own; the last one closes with the grand total. */
export function continuationSheets(pdf: Pdf, paper: PayApplicationPaper): void {
	const grand: [string, PayApplicationTotals] = ['GRAND TOTAL', paper.totals];
	if (paper.sheets === undefined) {
		pdf.addPage();
		sheetPage(pdf, paper, paper.rows, [grand]);
		return;
	}
	let from = 0;
	for (const [index, sheet] of paper.sheets.entries()) {
		const isLast = index === paper.sheets.length - 1;
		pdf.addPage();
		sheetPage(pdf, paper, paper.rows.slice(from, from + sheet.rows), [
			['PAGE TOTAL', sheet.totals],
			...(isLast ? [grand] : []),
		]);
		from += sheet.rows;
	}
}
