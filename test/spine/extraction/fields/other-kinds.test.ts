import { readDocuments } from '../../../../spine/extraction/fields/read-documents';
import { readPdf } from '../../../../spine/extraction/pdf/read-pdf';
import type { ReadDocument, TextSource } from '../../../../spine/extraction/source';
import { at, paper, upTo } from './paper';
import type { Print } from './paper';

const read = async (page: Print[]): Promise<ReadDocument[]> =>
	readDocuments(await readPdf(await paper([page]), 'file.pdf'));
const text = (lines: string[]): TextSource => ({
	name: '(text body)',
	kind: 'text',
	pages: [],
	text: lines.join('\n'),
	flags: [],
});

const head = (title: string): Print[] => [
	at(40, 36, 'Ridgeline Electric Co.', { size: 16, font: 'Helvetica-Bold' }),
	at(40, 56, '1200 Foundry Road, Tacoma, WA 98402'),
	upTo(570, 36, title, { size: 18 }),
];

describe('documents that are no invoices', () => {
	it('reads a quote with its version and validity', async () => {
		const [quote] = await read([
			...head('QUOTATION'),
			at(400, 70, 'Quote No: Q-118 Rev B'),
			at(400, 84, 'Date: 02/03/2025'),
			at(400, 98, 'Valid until: 03/05/2025'),
			at(40, 110, 'Submitted to:'),
			at(40, 122, 'Harbor Point Builders LLC'),
			at(40, 180, 'Description'),
			upTo(570, 180, 'Amount'),
			at(40, 196, 'Lighting package, all floors'),
			upTo(570, 196, '98,000.00'),
			at(400, 230, 'Total Price'),
			upTo(570, 230, '$98,000.00'),
		]);
		expect(quote).toMatchObject({
			kind: 'quote',
			number: 'Q-118',
			version: 'Rev B',
			date: '2025-02-03',
			dueDate: '2025-03-05',
			total: 98000,
			vendor: 'Ridgeline Electric Co.',
		});
	});

	it('reads a change order with its build-up, its running sums and its signature', async () => {
		const [order] = await read([
			...head('CHANGE ORDER'),
			at(400, 70, 'Change Order No: 3'),
			at(400, 84, 'Date: 03/04/2025'),
			at(400, 98, 'Subcontract No: SC-2301-007'),
			at(400, 112, 'Status: Approved'),
			at(40, 140, 'Add floor outlets in units 201 to 208 as directed by RFI 22.'),
			at(40, 180, 'Labor 24 hrs @ $85.00'),
			upTo(400, 180, '$2,040.00'),
			at(40, 194, 'Material'),
			upTo(400, 194, '$1,500.00'),
			at(40, 208, 'Overhead & Profit 10%'),
			upTo(400, 208, '$354.00'),
			at(40, 222, 'Total Change Order'),
			upTo(400, 222, '$3,894.00'),
			at(40, 260, 'The original Contract Sum was'),
			upTo(400, 260, '$98,000.00'),
			at(40, 274, 'Net change by previously authorized Change Orders'),
			upTo(400, 274, '$6,500.00'),
			at(40, 288, 'The new Contract Sum including this Change Order will be'),
			upTo(400, 288, '$108,394.00'),
			at(40, 340, 'CONTRACTOR'),
			at(40, 360, 'By: Dana Whitfield'),
			at(200, 360, 'Date: 03/10/2025'),
			at(330, 340, 'SUBCONTRACTOR'),
			at(330, 360, 'By:'),
		]);
		expect(order).toMatchObject({
			kind: 'change_order',
			number: '3',
			date: '2025-03-04',
			commitment: 'SC-2301-007',
			total: 3894,
		});
		expect(order?.changeOrder).toEqual({
			status: 'approved',
			labour: 2040,
			labourHours: 24,
			labourRate: 85,
			material: 1500,
			markup: 354,
			markupPercent: 10,
			originalSum: 98000,
			previousChanges: 6500,
			newSum: 108394,
			signatures: [{ name: 'Dana Whitfield', role: 'contractor', date: '2025-03-10' }],
		});
	});

	it('invents no signature on an unsigned change order', async () => {
		const [order] = await read([
			...head('CHANGE ORDER'),
			at(400, 70, 'CO No: 4'),
			at(40, 180, 'Total'),
			upTo(400, 180, '$1,250.00'),
			at(40, 340, 'Approved by: ______________'),
			at(300, 340, 'Date: ________'),
		]);
		expect(order?.changeOrder?.signatures).toEqual([]);
		expect(order?.date).toBeUndefined();
		expect(order?.total).toBe(1250);
	});

	it('reads a credit memo with a positive total and the invoice it credits', async () => {
		const [credit] = await read([
			...head('CREDIT MEMO'),
			at(400, 70, 'Credit Memo No: CM-77'),
			at(400, 84, 'Date: 03/20/2025'),
			at(400, 98, 'Original Invoice: RE-20418'),
			at(40, 150, 'Description'),
			upTo(570, 150, 'Amount'),
			at(40, 166, 'Returned fixtures'),
			upTo(570, 166, '(1,250.00)'),
			at(400, 200, 'Total Credit'),
			upTo(570, 200, '($1,250.00)'),
		]);
		expect(credit).toMatchObject({
			kind: 'credit_memo',
			number: 'CM-77',
			total: 1250,
			originalNumber: 'RE-20418',
		});
		expect(credit?.lines[0]?.amount).toBe(-1250);
	});

	it('lists the numbers of a statement', async () => {
		const [statement] = await read([
			...head('STATEMENT OF ACCOUNT'),
			at(400, 70, 'Statement date: 03/31/2025'),
			at(40, 120, 'Date'),
			at(140, 120, 'Invoice No.'),
			upTo(400, 120, 'Amount'),
			upTo(570, 120, 'Balance'),
			at(40, 136, '01/15/2025'),
			at(140, 136, 'RE-20300'),
			upTo(400, 136, '4,000.00'),
			upTo(570, 136, '4,000.00'),
			at(40, 150, '03/12/2025'),
			at(140, 150, 'RE-20418'),
			upTo(400, 150, '9,000.00'),
			upTo(570, 150, '13,000.00'),
			at(400, 190, 'Total due'),
			upTo(570, 190, '$13,000.00'),
		]);
		expect(statement).toMatchObject({ kind: 'statement', listedNumbers: ['RE-20300', 'RE-20418'] });
	});

	it('knows purchase orders, lien waivers and packing slips', async () => {
		const [order] = await read([
			...head('PURCHASE ORDER'),
			at(400, 70, 'PO Number: PO-1182'),
			at(400, 84, 'Date: 02/01/2025'),
			at(400, 200, 'Total'),
			upTo(570, 200, '$5,000.00'),
		]);
		expect(order).toMatchObject({ kind: 'purchase_order', number: 'PO-1182', total: 5000 });
		const [waiver] = await read([
			at(60, 40, 'CONDITIONAL WAIVER AND RELEASE ON PROGRESS PAYMENT', { size: 13 }),
			at(40, 90, 'Name of Claimant: Ridgeline Electric Co.'),
			at(40, 110, 'Amount of Check: $9,000.00'),
			at(40, 124, 'Through Date: 03/31/2025'),
		]);
		expect(waiver?.kind).toBe('lien_waiver');
		const [slip] = await read([
			...head('PACKING SLIP'),
			at(40, 100, 'Order No: 5512'),
			at(40, 140, 'Description'),
			upTo(570, 140, 'Qty Shipped'),
			at(40, 156, 'Fixtures'),
			upTo(570, 156, '12'),
		]);
		expect(slip?.kind).toBe('other');
	});

	it('finds no document in a letter that sells something', async () => {
		const letter = [
			'Dear Builder,',
			'Spring is here and so are our savings on scaffolding and lifts.',
			'Call us today and ask about our weekly rates, starting at $199.',
			'See you soon,',
			'The Tidewater team',
		];
		expect(await read(letter.map((line, index) => at(60, 80 + index * 16, line)))).toEqual([]);
		expect(readDocuments(text(letter))).toEqual([]);
	});
});

describe('other sources than PDFs', () => {
	it('reads an invoice written as plain text and points into it', () => {
		const source = text([
			'Ridgeline Electric Co.',
			'1200 Foundry Road, Tacoma, WA 98402',
			'',
			'INVOICE',
			'Invoice No: RE-20600        Date: 03/12/2025',
			'',
			'Description                      Qty   Unit Price     Amount',
			'Panel board                        2     1,250.00   2,500.00',
			'Branch wiring                    100         3.75     375.00',
			'',
			'Total                                               2,875.00',
		]);
		const [document] = readDocuments(source);
		expect(document).toMatchObject({
			kind: 'invoice',
			number: 'RE-20600',
			date: '2025-03-12',
			total: 2875,
			vendor: 'Ridgeline Electric Co.',
		});
		expect(document?.lines).toMatchObject([
			{ description: 'Panel board', quantity: 2, unitPrice: 1250, amount: 2500 },
			{ description: 'Branch wiring', amount: 375 },
		]);
		const [from = 0, to = 0] = document?.evidence['total']?.span ?? [];
		expect(source.text.slice(from, to)).toBe('2,875.00');
		expect(document?.evidence['total']?.page).toBeUndefined();
	});

	it('takes a mail that only talks of a quote for none', () => {
		expect(
			readDocuments(
				text([
					'Quote',
					'',
					'Hi Dana, when can we expect your quote for the lighting? Thanks, Mike',
				]),
			),
		).toEqual([]);
	});

	it('never throws on odd input', () => {
		for (const odd of [
			'',
			'\f\f',
			'|||',
			'$$$',
			'Total:',
			'INVOICE',
			'\u0000\u0001',
			'Invoice No:\nDate:\nTotal:',
			'.'.repeat(5000),
		]) {
			expect(() => readDocuments(text([odd]))).not.toThrow();
		}
	});
});
