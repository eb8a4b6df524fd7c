import { readDocuments } from '../../../../spine/extraction/fields/read-documents';
import { textSource } from '../../../../spine/extraction/mail/body';
import { readPdf } from '../../../../spine/extraction/pdf/read-pdf';
import type { ReadDocument, TextSource } from '../../../../spine/extraction/source';
import { at, paper, upTo } from './paper';
import type { Print } from './paper';

function one(source: TextSource): ReadDocument {
	const [document, ...more] = readDocuments(source);
	expect(more).toHaveLength(0);
	if (!document) throw new Error('no document was read');
	return document;
}

const printed = async (...pages: Print[][]): Promise<ReadDocument> =>
	one(await readPdf(await paper(pages), 'paper.pdf'));

const text = (...lines: string[]): ReadDocument =>
	one(textSource('(text body)', lines.join('\n'), 'text'));

const letterhead = [
	at(40, 40, 'Ridgeback Electric LLC', { size: 12 }),
	at(40, 56, '18 Tannery Rd'),
	at(40, 68, 'Loveland, CO 80537'),
];

describe('an invoice as bookkeeping programs print it', () => {
	it('has its total beside a line of thanks, and the thanks are no item', async () => {
		const document = await printed([
			...letterhead,
			at(40, 100, 'INVOICE', { size: 16 }),
			at(40, 130, 'Invoice #: 7731'),
			at(40, 144, 'Date: 03/18/2026'),
			at(40, 200, 'DESCRIPTION'),
			upTo(360, 200, 'QTY'),
			upTo(450, 200, 'RATE'),
			upTo(560, 200, 'AMOUNT'),
			at(40, 216, 'Rough-in wiring'),
			upTo(360, 216, '1'),
			upTo(450, 216, '9,840.00'),
			upTo(560, 216, '9,840.00'),
			at(40, 250, 'Thank you for your business!'),
			at(380, 250, 'BALANCE DUE'),
			upTo(560, 250, '$9,840.00'),
		]);
		expect(document).toMatchObject({
			total: 9840,
			lines: [{ description: 'Rough-in wiring', amount: 9840 }],
		});
		expect(document.lines).toHaveLength(1);
	});

	it('may print the amounts before their texts, close beside the number of the line', async () => {
		const document = await printed([
			...letterhead,
			at(40, 90, 'Inv. #: TR 0912'),
			at(200, 90, 'Inv. Dt.: 03-Mar-2026'),
			at(40, 104, 'GC:'),
			at(90, 104, 'Harbor Point Builders LLC'),
			at(40, 118, 'Proj #: 4421'),
			at(40, 140, 'Line'),
			at(64, 140, 'Amount'),
			at(130, 140, 'Scope of work'),
			at(40, 154, '1'),
			upTo(124, 154, '$22,150.00'),
			at(130, 154, 'Framing levels 1-3'),
			at(40, 168, '2'),
			upTo(124, 168, '$4,120.00'),
			at(130, 168, 'Board and tape'),
			upTo(124, 200, '$26,270.00'),
			at(130, 200, 'Total this billing'),
			upTo(124, 214, '$(1,313.50)'),
			at(130, 214, 'Less 5% retainage'),
			upTo(124, 228, '$24,956.50'),
			at(130, 228, 'Net amount due this invoice'),
		]);
		expect(document).toMatchObject({
			kind: 'invoice',
			number: 'TR 0912',
			date: '2026-03-03',
			project: '4421',
			billTo: { name: 'Harbor Point Builders LLC' },
			lines: [
				{ description: 'Framing levels 1-3', amount: 22150 },
				{ description: 'Board and tape', amount: 4120 },
			],
			retainage: 1313.5,
			retainagePercent: 5,
			total: 24956.5,
		});
	});
});

describe('a letter', () => {
	const letter = (subject: string[], body: string[]): Print[] => [
		...letterhead,
		at(40, 100, 'March 18, 2026'),
		at(40, 130, 'Harbor Point Builders LLC'),
		at(40, 143, '40 Mason Ave'),
		at(40, 156, 'Loveland, CO 80538'),
		...subject.map((line, index) => at(40, 190 + index * 12, line)),
		at(40, 230, 'Gentlemen:'),
		...body.map((line, index) => at(40, 250 + index * 20, line)),
	];

	it('is written to whom its address names, and bills lines after dashes', async () => {
		const document = await printed(
			letter(
				['Re: Invoice No. 26-0387, Subcontract SC-4421-04'],
				[
					'Please accept this letter as our invoice for the following work:',
					'Prime and two coats, corridors \u2013 $5,295.00',
					'Doors and frames \u2013 $1,240.00',
					'Total due: $6,535.00',
				],
			),
		);
		expect(document).toMatchObject({
			kind: 'invoice',
			number: '26-0387',
			vendor: 'Ridgeback Electric LLC',
			billTo: { name: 'Harbor Point Builders LLC' },
			lines: [{ amount: 5295 }, { amount: 1240 }],
			total: 6535,
		});
		expect(document.lines).toHaveLength(2);
	});

	it('is a change order where its subject says so, over two rows if need be', async () => {
		const document = await printed(
			letter(
				['RE: Dunmore Middle School (4417), Subcontract SC-4417-43, Change', 'Order CO-005'],
				[
					'You are directed to add two overflow drains. The subcontract price is',
					'adjusted by the lump sum of $2,980.00.',
				],
			),
		);
		expect(document).toMatchObject({
			kind: 'change_order',
			number: 'CO-005',
			total: 2980,
		});
	});
});

describe('an invoice typed into a mail', () => {
	it('takes no salutation for its vendor, and work at a site for no project', () => {
		const document = text(
			'Hi Tess,',
			'',
			'Invoice # 4417-2',
			'Date 3/18/26',
			'Job: 4417',
			'',
			'Mass excavation  $12,600.00',
			'Site utilities  $3,050.00',
			'',
			'Total $15,650.00',
			'',
			'Thanks,',
			'Jo Lattimer',
		);
		expect(document.vendor ?? '').not.toMatch(/tess/i);
		expect(document).toMatchObject({
			project: '4417',
			lines: [
				{ description: 'Mass excavation', amount: 12600 },
				{ description: 'Site utilities', amount: 3050 },
			],
			total: 15650,
		});
	});
});

describe('a continuation sheet', () => {
	const sums = (y: number, ...figures: string[]): Print[] =>
		figures.map((figure, index) => upTo([250, 330, 395, 510][index] ?? 0, y, figure));

	it('is read under headings of one and of two rows that are centred beside each other', async () => {
		const document = await printed([
			at(40, 40, 'APPLICATION AND CERTIFICATE FOR PAYMENT', { size: 13 }),
			at(40, 70, 'APPLICATION NO: 2'),
			at(40, 84, 'PERIOD TO: 03/31/2026'),
			at(60, 120, 'Description of'),
			upTo(250, 120, 'Scheduled'),
			upTo(330, 120, 'From Previous'),
			upTo(395, 120, 'This'),
			upTo(510, 120, 'Total Completed and'),
			at(40, 126, 'Item'),
			upTo(590, 126, 'Retainage'),
			at(60, 132, 'Work'),
			upTo(250, 132, 'Value'),
			upTo(330, 132, 'Application'),
			upTo(395, 132, 'Period'),
			upTo(510, 132, 'Stored to Date'),
			at(40, 150, '1'),
			at(60, 150, 'Ductwork'),
			...sums(150, '42,000.00', '12,600.00', '16,800.00', '29,400.00'),
			upTo(590, 150, '2,940.00'),
			at(60, 166, 'GRAND TOTAL'),
			...sums(166, '42,000.00', '12,600.00', '16,800.00', '29,400.00'),
			upTo(590, 166, '2,940.00'),
			at(40, 200, 'A. Original subcontract amount'),
			upTo(330, 200, '42,000.00'),
		]);
		expect(document.payApplication).toMatchObject({
			lines: [
				{
					description: 'Ductwork',
					scheduledValue: 42000,
					previous: 12600,
					thisPeriod: 16800,
					completed: 29400,
					retainage: 2940,
				},
			],
			originalContractSum: 42000,
		});
		expect(document.payApplication?.lines).toHaveLength(1);
	});
});
