import { readDocuments } from '../../../../spine/extraction/fields/read-documents';
import { readPdf } from '../../../../spine/extraction/pdf/read-pdf';
import type { ReadDocument } from '../../../../spine/extraction/source';
import { at, paper, upTo } from './paper';
import type { PaperOptions, Print } from './paper';

async function read(pages: Print[][], options?: PaperOptions): Promise<ReadDocument[]> {
	return readDocuments(await readPdf(await paper(pages, options), 'invoice.pdf'));
}

async function one(pages: Print[][], options?: PaperOptions): Promise<ReadDocument> {
	const [document, ...more] = await read(pages, options);
	expect(more).toHaveLength(0);
	if (!document) throw new Error('no document was read');
	return document;
}

/** Letterhead left, facts right, table with right-aligned figures, retainage under the total. */
const classic = (): Print[] => [
	at(40, 40, 'Ridgeline Electric Co.', { size: 18, font: 'Helvetica-Bold' }),
	at(40, 62, '1200 Foundry Road, Suite 4'),
	at(40, 74, 'Tacoma, WA 98402'),
	at(40, 86, 'Phone: (253) 555-0142   ap@ridgeline-electric.com'),
	upTo(570, 40, 'INVOICE', { size: 22 }),
	at(400, 80, 'Invoice #:'),
	upTo(570, 80, 'RE-20418'),
	at(400, 94, 'Invoice Date:'),
	upTo(570, 94, '03/12/2025'),
	at(400, 108, 'Due Date:'),
	upTo(570, 108, '04/11/2025'),
	at(400, 122, 'Subcontract No.:'),
	upTo(570, 122, 'SC-2301-007'),
	at(40, 130, 'Bill To:', { font: 'Helvetica-Bold' }),
	at(40, 142, 'Harbor Point Builders LLC'),
	at(40, 154, '88 Quay Street'),
	at(40, 166, 'Baltimore, MD 21230'),
	at(300, 150, 'Project:  2301 - Quayside Apartments'),
	at(40, 210, 'Item'),
	at(80, 210, 'Description'),
	upTo(360, 210, 'Qty'),
	at(375, 210, 'Unit'),
	upTo(480, 210, 'Unit Price'),
	upTo(570, 210, 'Amount'),
	at(40, 226, '1'),
	at(80, 226, 'Panel board, 200 A, level 2'),
	upTo(360, 226, '4'),
	at(375, 226, 'EA'),
	upTo(480, 226, '1,250.00'),
	upTo(570, 226, '5,000.00'),
	at(80, 238, 'including labels and directory'),
	at(40, 254, '2'),
	at(80, 254, 'Branch wiring'),
	upTo(360, 254, '1,200'),
	at(375, 254, 'LF'),
	upTo(480, 254, '3.75'),
	upTo(570, 254, '4,500.00'),
	at(40, 270, '3'),
	at(80, 270, 'CO #3 additional outlets'),
	upTo(360, 270, '1'),
	at(375, 270, 'LS'),
	upTo(480, 270, '500.00'),
	upTo(570, 270, '500.00'),
	at(400, 310, 'Subtotal'),
	upTo(570, 310, '$10,000.00'),
	at(400, 324, 'Less 10% Retainage'),
	upTo(570, 324, '($1,000.00)'),
	at(400, 338, 'Total Due This Invoice', { font: 'Helvetica-Bold' }),
	upTo(570, 338, '$9,000.00'),
	at(40, 400, 'Work per your quote Q-118 R3. Installed per Rev C drawings.'),
	at(40, 700, 'Please remit to: Ridgeline Electric Co., PO Box 77, Tacoma, WA 98401'),
	at(40, 712, 'Bank: First Sound Bank   Routing No: 125000024   Account No: 4400 1122 33'),
];

describe('an invoice with a letterhead, a table and retainage', () => {
	it('gives every header value as printed', async () => {
		const document = await one([classic()]);
		expect(document).toMatchObject({
			kind: 'invoice',
			number: 'RE-20418',
			date: '2025-03-12',
			dueDate: '2025-04-11',
			vendor: 'Ridgeline Electric Co.',
			commitment: 'SC-2301-007',
			project: '2301',
			projectName: 'Quayside Apartments',
			subtotal: 10000,
			retainage: 1000,
			retainagePercent: 10,
			total: 9000,
			quoteReference: { number: 'Q-118', version: 'R3' },
			changeOrders: ['CO #3'],
		});
		expect(document.billTo).toMatchObject({
			name: 'Harbor Point Builders LLC',
			address: '88 Quay Street, Baltimore, MD 21230',
		});
		expect(document.vendorDetails).toMatchObject({
			phone: '(253) 555-0142',
			email: 'ap@ridgeline-electric.com',
		});
		expect(document.remitTo?.name).toMatch(/^Ridgeline Electric Co/);
		expect(document.bankFingerprint).toMatch(/^[0-9a-f]{64}$/);
		expect(document.version).toBeUndefined();
		expect(document.tax).toBeUndefined();
		expect(document.flags).toEqual([]);
	});

	it('gives every line with its columns and its wrapped description', async () => {
		const document = await one([classic()]);
		expect(document.lines).toEqual([
			{
				number: '1',
				description: 'Panel board, 200 A, level 2 including labels and directory',
				quantity: 4,
				unit: 'EA',
				unitPrice: 1250,
				amount: 5000,
				kind: 'work',
			},
			{
				number: '2',
				description: 'Branch wiring',
				quantity: 1200,
				unit: 'LF',
				unitPrice: 3.75,
				amount: 4500,
				kind: 'work',
			},
			{
				number: '3',
				description: 'CO #3 additional outlets',
				quantity: 1,
				unit: 'LS',
				unitPrice: 500,
				amount: 500,
				changeOrder: 'CO #3',
				kind: 'work',
			},
		]);
	});

	it('says where the total stands and how sure it is', async () => {
		const { evidence } = await one([classic()]);
		const total = evidence['total'];
		expect(total).toMatchObject({ source: 'invoice.pdf', page: 1, text: '$9,000.00' });
		expect(total?.confidence).toBeGreaterThanOrEqual(0.9);
		const [left = 0, top = 0, right = 0, bottom = 0] = total?.box ?? [];
		expect(right).toBeCloseTo(570, -0.5);
		expect(left).toBeGreaterThan(515);
		expect(top).toBeGreaterThan(334);
		expect(bottom).toBeLessThan(352);
	});

	it('reads the same when the page is turned', async () => {
		const upright = await one([classic()]);
		const turned = (await readPdf(await paper([classic()]), 'invoice.pdf')).pages;
		expect(turned).toHaveLength(1);
		expect((await one([classic()], { font: 'Courier' })).number).toBe(upright.number);
	});
});

describe('other layouts', () => {
	it('reads labels above their values and amounts before descriptions', async () => {
		const document = await one(
			[
				[
					upTo(560, 40, 'Northgate Masonry Supply, Inc.', { size: 14, font: 'Times-Bold' }),
					upTo(560, 58, '77 Kiln Lane, Reno, NV 89501'),
					at(40, 40, 'Invoice', { size: 16, font: 'Times-Roman' }),
					at(40, 100, 'DATE'),
					at(160, 100, 'INVOICE NO.'),
					at(300, 100, 'P.O. NUMBER'),
					at(440, 100, 'TERMS'),
					at(40, 114, 'April 3, 2025'),
					at(160, 114, '00451'),
					at(300, 114, 'PO-1182'),
					at(440, 114, 'Net 30'),
					at(40, 140, 'SOLD TO'),
					at(40, 152, 'Harbor Point Builders LLC'),
					at(40, 164, '88 Quay Street, Baltimore, MD 21230'),
					upTo(90, 200, 'AMOUNT'),
					upTo(150, 200, 'PRICE'),
					upTo(200, 200, 'QTY'),
					at(220, 200, 'U/M'),
					at(270, 200, 'DESCRIPTION'),
					upTo(90, 216, '736.00'),
					upTo(150, 216, '18.40'),
					upTo(200, 216, '40'),
					at(220, 216, 'FT'),
					at(270, 216, 'Limestone coping 12 in'),
					upTo(90, 232, '95.00'),
					upTo(150, 232, '95.00'),
					upTo(200, 232, '1'),
					at(220, 232, 'EA'),
					at(270, 232, 'Pallet charge'),
					at(300, 300, 'Merchandise total'),
					upTo(560, 300, '831.00'),
					at(300, 314, 'Freight'),
					upTo(560, 314, '75.00'),
					at(300, 328, 'Sales Tax 8.25%'),
					upTo(560, 328, '68.56'),
					at(300, 342, 'Invoice Total'),
					upTo(560, 342, 'USD 974.56'),
					at(300, 356, 'Payments received'),
					upTo(560, 356, '-100.00'),
					at(300, 370, 'Balance Due'),
					upTo(560, 370, 'USD 874.56'),
				],
			],
			{ font: 'Times-Roman' },
		);
		expect(document).toMatchObject({
			kind: 'invoice',
			number: '00451',
			date: '2025-04-03',
			commitment: 'PO-1182',
			vendor: 'Northgate Masonry Supply, Inc.',
			subtotal: 831,
			freight: 75,
			tax: 68.56,
			total: 974.56,
			payments: 100,
			amountDue: 874.56,
			currency: 'USD',
		});
		expect(document.lines).toMatchObject([
			{
				description: 'Limestone coping 12 in',
				quantity: 40,
				unit: 'FT',
				unitPrice: 18.4,
				amount: 736,
			},
			{ description: 'Pallet charge', quantity: 1, amount: 95 },
		]);
	});

	it('returns a wrong printed total as it is printed', async () => {
		const page = classic().map((print) =>
			print.text === '$9,000.00' ? { ...print, text: '$9,900.00' } : print,
		);
		expect((await one([page])).total).toBe(9900);
	});

	it('invents no total, date or number where none is printed', async () => {
		const page = classic().filter(
			(print) => !/9,000\.00|Total Due|Invoice #|RE-20418|Date|03\/12|04\/11/.test(print.text),
		);
		const document = await one([page]);
		expect(document.total).toBeUndefined();
		expect(document.number).toBeUndefined();
		expect(document.date).toBeUndefined();
		expect(document.dueDate).toBeUndefined();
	});

	it('joins a table that runs over two pages with a repeated heading', async () => {
		const heading = (y: number): Print[] => [
			at(40, y, 'Description'),
			upTo(400, y, 'Hours'),
			upTo(480, y, 'Rate'),
			upTo(570, y, 'Amount'),
		];
		const row = (y: number, text: string, hours: string, amount: string): Print[] => [
			at(40, y, text),
			upTo(400, y, hours),
			upTo(480, y, '95.00'),
			upTo(570, y, amount),
		];
		const document = await one([
			[
				at(40, 40, 'Calder Mechanical LLC', { size: 16 }),
				at(40, 60, '5 Mill Court, Dover, DE 19901'),
				at(400, 40, 'INVOICE 7731', { size: 12 }),
				at(400, 60, 'Date: 2025-05-02'),
				at(480, 760, 'Page 1 of 2'),
				...heading(120),
				...row(136, 'Foreman', '10', '950.00'),
				...row(150, 'Journeyman', '20', '1,900.00'),
				at(40, 170, 'continued on next page'),
			],
			[
				at(400, 40, 'INVOICE 7731', { size: 12 }),
				at(480, 760, 'Page 2 of 2'),
				...heading(120),
				...row(136, 'Apprentice', '8', '760.00'),
				at(400, 180, 'Total'),
				upTo(570, 180, '$3,610.00'),
			],
		]);
		expect(document.lines.map((line) => line.amount)).toEqual([950, 1900, 760]);
		expect(document).toMatchObject({
			number: '7731',
			total: 3610,
			vendor: 'Calder Mechanical LLC',
		});
		expect(document.flags).toEqual([]);
	});

	it('flags a page that the count says should be there', async () => {
		const page = [...classic(), at(480, 770, 'Page 1 of 3')];
		expect((await one([page])).flags.map((flag) => flag.flag)).toEqual(['missing_page']);
	});

	it('parts a file with two invoices and says so', async () => {
		const second = classic().map((print) =>
			print.text === 'RE-20418' ? { ...print, text: 'RE-20419' } : print,
		);
		const documents = await read([classic(), second]);
		expect(documents.map((document) => document.number)).toEqual(['RE-20418', 'RE-20419']);
		expect(
			documents.every((document) =>
				document.flags.some((flag) => flag.flag === 'several_documents'),
			),
		).toBe(true);
		expect(documents[1]?.evidence['total']?.page).toBe(2);
	});

	it('marks a release of retainage', async () => {
		const document = await one([
			[
				at(40, 40, 'Ridgeline Electric Co.', { size: 16 }),
				at(40, 60, '1200 Foundry Road, Tacoma, WA 98402'),
				at(400, 40, 'INVOICE', { size: 16 }),
				at(400, 60, 'Invoice No: RE-20500'),
				at(400, 74, 'Date: 06/30/2025'),
				at(40, 120, 'Description'),
				upTo(570, 120, 'Amount'),
				at(40, 136, 'Release of retainage, Subcontract SC-2301-007'),
				upTo(570, 136, '5,625.00'),
				at(400, 170, 'Total'),
				upTo(570, 170, '5,625.00'),
			],
		]);
		expect(document).toMatchObject({
			retainageRelease: true,
			total: 5625,
			commitment: 'SC-2301-007',
		});
		expect(document.retainage).toBeUndefined();
	});

	it('flags words that say the bank details changed, never the mere details', async () => {
		const page = [...classic(), at(40, 724, 'Please note: our banking information has changed.')];
		expect((await one([page])).flags.map((flag) => flag.flag)).toEqual(['bank_details_changed']);
		expect(JSON.stringify(await one([page]))).not.toContain('125000024');
	});

	it('takes a previous balance for no part of the total', async () => {
		const document = await one([
			[
				at(40, 40, 'Tidewater Rentals', { size: 16 }),
				at(40, 60, '9 Dock Road, Norfolk, VA 23510'),
				at(400, 40, 'INVOICE', { size: 16 }),
				at(400, 60, 'Invoice No: 88120'),
				at(400, 74, 'Date: 06/30/2025'),
				at(40, 120, 'Description'),
				upTo(570, 120, 'Amount'),
				at(40, 136, 'Scissor lift, 4 weeks'),
				upTo(570, 136, '1,400.00'),
				at(380, 170, 'Invoice total'),
				upTo(570, 170, '1,400.00'),
				at(380, 184, 'Previous balance'),
				upTo(570, 184, '600.00'),
				at(380, 198, 'Total amount due'),
				upTo(570, 198, '2,000.00'),
			],
		]);
		expect(document).toMatchObject({ total: 1400, previousBalance: 600, amountDue: 2000 });
	});
});
