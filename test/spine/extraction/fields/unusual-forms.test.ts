import { sheetColumn } from '../../../../spine/extraction/fields/columns';
import { lineKindOf } from '../../../../spine/extraction/fields/line-kinds';
import { readDocuments } from '../../../../spine/extraction/fields/read-documents';
import { textSource } from '../../../../spine/extraction/mail/body';
import type { ReadDocument, TextSource } from '../../../../spine/extraction/source';
import { readPdf } from '../../../../spine/extraction/pdf/read-pdf';
import { at, paper, upTo } from './paper';
import type { Print } from './paper';

function one(source: TextSource): ReadDocument {
	const [document, ...more] = readDocuments(source);
	expect(more).toHaveLength(0);
	if (!document) throw new Error('no document was read');
	return document;
}

const text = (lines: string[]): ReadDocument =>
	one(textSource('(text body)', lines.join('\n'), 'text'));

const head = [
	'Garrison Supply Corp.',
	'709 Pine Bluff Dr',
	'Loveland, CO 80537',
	'',
	'INVOICE',
	'Invoice No: 3491',
	'Invoice Date: 03/18/2026',
	'Bill To: Harbor Point Builders LLC',
	'P.O. No: PO-88',
	'Project: 2301 Quayside Apartments',
	'',
];

describe('a table of items', () => {
	const supply = (heading: [string, string]): Promise<Uint8Array> =>
		paper([
			[
				...head.map((line, index) => at(40, 40 + index * 14, line)),
				at(40, 220, 'DESCRIPTION'),
				upTo(300, 220, heading[0]),
				upTo(380, 220, heading[1]),
				at(400, 220, 'UM'),
				upTo(480, 220, 'PRICE'),
				upTo(570, 220, 'EXTENSION'),
				at(40, 236, 'Spruce stud 2x6x16'),
				upTo(300, 236, '240'),
				upTo(380, 236, '200'),
				at(400, 236, 'EA'),
				upTo(480, 236, '11.85'),
				upTo(570, 236, '2,370.00'),
				upTo(480, 270, 'TOTAL'),
				upTo(570, 270, '2,370.00'),
			],
		]);

	it.each<[string, string]>([
		['QTY ORD', 'QTY SHIP'],
		['ORDERED', 'SHIPPED'],
		['Qty Ordered', 'Qty Shipped'],
	])('takes the quantity that is charged: %s, %s', async (ordered, shipped) => {
		const document = one(await readPdf(await supply([ordered, shipped]), 'invoice.pdf'));
		expect(document.lines).toMatchObject([
			{ quantity: 200, unit: 'EA', unitPrice: 11.85, amount: 2370 },
		]);
	});

	it('is read from cells joined by bars, blank lines between the rows or not', () => {
		const rows = [
			'Description | Qty | Unit | Rate | Amount',
			'',
			'Spruce stud 2x6x16 (lot 487) | 200 | EA | 11.85 | $2,370.00',
			'',
			'5/8 plywood 4x8 | 110 | SH | 33.40 | $3,674.00',
			'',
			'Total | $6,044.00',
		];
		for (const table of [rows, rows.filter((line) => line !== '')]) {
			expect(text([...head, ...table])).toMatchObject({
				lines: [
					{ description: 'Spruce stud 2x6x16 (lot 487)', quantity: 200, unitPrice: 11.85 },
					{ description: '5/8 plywood 4x8', quantity: 110, unitPrice: 33.4, amount: 3674 },
				],
				total: 6044,
			});
		}
	});

	it('points into the text where cells are joined by bars', () => {
		const lines = [...head, 'Description | Qty | Rate | Amount', 'Nails | 2 | 4.00 | $8.00'];
		const document = text([...lines, 'Total | $8.00']);
		const [start = 0, end = 0] = document.evidence['lines.0.unitPrice']?.span ?? [];
		expect([...lines, ''].join('\n').slice(start, end)).toBe('4.00');
	});

	it('gives quantity and price of a line without columns, instead of hiding them in its words', () => {
		const document = text([
			...head,
			'Framing lumber 200 EA 11.85          $2,570.00',
			'Total: $2,570.00',
		]);
		expect(document.lines).toMatchObject([
			{ description: 'Framing lumber', quantity: 200, unit: 'EA', unitPrice: 11.85, amount: 2570 },
		]);
	});

	it('takes a city tax for tax', () => {
		const document = text([
			...head,
			'Description                 Amount',
			'Framing lumber              $100.00',
			'Subtotal                    $100.00',
			'City tax                    $4.50',
			'Total                       $104.50',
		]);
		expect(document).toMatchObject({ subtotal: 100, tax: 4.5, total: 104.5 });
	});

	it('takes a released retention for what is asked for, not for what is withheld', () => {
		expect(lineKindOf('Retention release per subcontract, project complete')).toBe('work');
		expect(lineKindOf('Retainage billing, final')).toBe('work');
		expect(lineKindOf('Less retention 10%')).toBe('retainage');
		expect(lineKindOf('Retainage withheld')).toBe('retainage');
	});
});

describe('a letter', () => {
	const letter = (extra: string[]): ReadDocument =>
		text([
			'Garrison Supply Corp.',
			'',
			'March 20, 2026',
			'',
			'To: Harbor Point Builders LLC',
			'Invoice No. 3491',
			'Subcontract: SC-2301-04',
			...extra,
			'Footings             $6,000.00',
			'Total                $6,000.00',
		]);

	it('is surely of the date that stands alone at its head', () => {
		const document = letter([]);
		expect(document.date).toBe('2026-03-20');
		expect(document.evidence['date']?.confidence).toBeGreaterThanOrEqual(0.85);
	});

	it('is not so sure where another date rivals it', () => {
		expect(letter(['March 2, 2026']).evidence['date']?.confidence).toBeLessThan(0.85);
	});
});

const coverLines: Array<[string, string]> = [
	['1. Original Contract Amount', '$120,000.00'],
	['2. Change Orders Approved', '$0.00'],
	['3. Adjusted Contract Amount', '$120,000.00'],
	['4. Total Completed and Stored to Date', '$53,300.00'],
	['6. Retainage', '$5,330.00'],
	['7. Earned Less Retainage', '$47,970.00'],
	['8. Previous Applications', '$24,840.00'],
	['9. Amount Due This Application', '$23,130.00'],
	['10. Balance to Finish incl. Retainage', '$72,030.00'],
];
const amounts = {
	originalContractSum: 120000,
	netChangeByChangeOrders: 0,
	contractSumToDate: 120000,
	totalCompletedAndStored: 53300,
	totalRetainage: 5330,
	totalEarnedLessRetainage: 47970,
	lessPreviousCertificates: 24840,
	currentPaymentDue: 23130,
	balanceToFinish: 72030,
};
const columns = [
	'#',
	'Work item',
	'Schedule of Values',
	'Previously Completed',
	'Completed This Period',
	'Stored',
	'Total Completed and Stored to Date',
	'Pct',
	'Balance to Finish',
	'Retainage',
];
const sheetRows = [
	[
		'1',
		'Rough-in',
		'120,000.00',
		'27,600.00',
		'25,700.00',
		'0.00',
		'53,300.00',
		'44.4%',
		'66,700.00',
		'5,330.00',
	],
];
const totalRow = [
	'120,000.00',
	'27,600.00',
	'25,700.00',
	'0.00',
	'53,300.00',
	'44.4%',
	'66,700.00',
	'5,330.00',
];
const EDGES = [40, 60, 240, 320, 400, 480, 540, 680, 740, 820];

describe('a pay application under another title', () => {
	const cover = (): Print[] => [
		at(36, 36, 'PROGRESS BILLING', { size: 16, font: 'Helvetica-Bold' }),
		at(36, 70, 'From: Dunmore Plumbing Corp.'),
		at(400, 70, 'To: Harbor Point Builders LLC'),
		at(36, 100, 'Application number'),
		at(250, 100, '2'),
		at(36, 114, 'Period to'),
		at(250, 114, '03/31/2026'),
		at(36, 128, 'Project'),
		at(130, 128, '2301 Quayside Apartments'),
		at(36, 142, 'Subcontract No.'),
		at(250, 142, 'SC-2301-04'),
		...coverLines.flatMap(([label, value], index) => [
			at(36, 180 + index * 16, label),
			upTo(480, 180 + index * 16, value),
		]),
		at(36, 400, 'Signed: /s/ Dana Marsh'),
		at(300, 400, 'Title: Project Manager'),
		at(600, 400, 'Date: 03/31/2026'),
	];
	const sheet = (total: Print[]): Print[] => [
		at(36, 36, 'Schedule of Values'),
		...columns.map((heading, index) => at(EDGES[index] ?? 0, 80, heading, { size: 6 })),
		...sheetRows.flatMap((row, line) =>
			row.map((cell, index) => at(EDGES[index] ?? 0, 100 + line * 24, cell, { size: 8 })),
		),
		...total,
	];
	const figures = (y: number): Print[] =>
		totalRow.map((cell, index) => at(EDGES[index + 2] ?? 0, y, cell, { size: 8 }));

	it('knows stored materials under a heading of their own to date', () => {
		expect(sheetColumn('Stored to Date')).toBe('stored');
		expect(sheetColumn('Materials stored to date')).toBe('stored');
		expect(sheetColumn('Total Completed & Stored to Date')).toBe('completed');
	});

	it('is one document by the lines of its cover', async () => {
		const pages = [cover(), sheet([at(60, 124, 'Totals', { size: 8 }), ...figures(124)])];
		const document = one(await readPdf(await paper(pages, { size: [900, 612] }), 'billing.pdf'));
		expect(document).toMatchObject({ kind: 'pay_application', total: 23130, project: '2301' });
		expect(document.payApplication).toMatchObject({ ...amounts, applicationNumber: '2' });
		expect(document.payApplication?.lines).toMatchObject([{ percent: 44.4, completed: 53300 }]);
	});

	it('knows a total whose label is wrapped in its cell', async () => {
		const wrapped = [
			at(60, 124, 'GRAND', { size: 8, font: 'Helvetica-Bold' }),
			at(60, 133, 'TOTAL', { size: 8, font: 'Helvetica-Bold' }),
			...figures(124),
		];
		const document = one(
			await readPdf(await paper([cover(), sheet(wrapped)], { size: [900, 612] }), 'billing.pdf'),
		);
		expect(document.payApplication?.lines).toHaveLength(1);
		expect(document.payApplication?.totals).toMatchObject({ completed: 53300, retainage: 5330 });
	});

	it('is read from a workbook whose long labels run over the cells at their right', () => {
		const long = coverLines.map(([label, value]): [string, string] => [
			`${label.replace('Previous Applications', 'Less previous certificates for payment')} (see the continuation sheet of this application)`,
			value.replace(/[$,]/g, ''),
		]);
		const cells: NonNullable<TextSource['cells']> = [];
		const put = (sheet: string, row: number, column: number, value: string): void => {
			cells.push({
				sheet,
				cell: `${'ABCDEFGHIJ'.charAt(column)}${row + 1}`,
				text: value,
				row,
				column,
			});
		};
		put('Cover', 0, 0, 'Application and Certificate for Payment');
		for (const [row, [label, value]] of (
			[
				['To:', 'Harbor Point Builders LLC'],
				['From:', 'Dunmore Plumbing Corp.'],
				['Project:', '2301 Quayside Apartments'],
				['Contract No:', 'SC-2301-04'],
				['Application No:', '2'],
				['Period To:', '03/31/2026'],
				['Contractor signature:', '/s/ Dana Marsh'],
			] as const
		).entries()) {
			put('Cover', row + 1, 0, label);
			put('Cover', row + 1, 1, value);
		}
		for (const [row, [label, value]] of long.entries()) {
			put('Cover', row + 10, 0, label);
			put('Cover', row + 10, 3, value);
		}
		const wide = columns.map((heading) =>
			heading.replace(/^Stored$/, 'Materials Presently Stored (not in D or E)'),
		);
		for (const [column, heading] of wide.entries()) put('Sheet', 0, column, heading);
		for (const [column, cell] of (sheetRows[0] ?? []).entries()) {
			put('Sheet', 1, column, cell.replace(/,/g, ''));
		}
		const document = one({ name: 'app.xlsx', kind: 'xlsx', pages: [], text: '', flags: [], cells });
		expect(document).toMatchObject({
			kind: 'pay_application',
			billTo: { name: 'Harbor Point Builders LLC' },
		});
		expect(document.payApplication).toMatchObject({ ...amounts, signed: true });
		expect(document.payApplication?.lines).toHaveLength(1);
	});
});
