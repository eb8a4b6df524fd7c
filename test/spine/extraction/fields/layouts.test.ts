import { readDocuments } from '../../../../spine/extraction/fields/read-documents';
import { readPdf } from '../../../../spine/extraction/pdf/read-pdf';
import type { ReadDocument } from '../../../../spine/extraction/source';
import { at, paper, upTo } from './paper';
import type { Print } from './paper';

async function one(page: Print[]): Promise<ReadDocument> {
	const [document] = readDocuments(await readPdf(await paper([page]), 'file.pdf'));
	if (!document) throw new Error('no document was read');
	return document;
}

describe('layouts of many hands', () => {
	it('reads a letter-like invoice with dot leaders and no table heading', async () => {
		const document = await one([
			at(220, 40, 'KEYSTONE DRYWALL LLC', { size: 14, font: 'Times-Bold' }),
			at(230, 58, '55 Gypsum Way, Boise ID 83702'),
			at(280, 90, 'INVOICE', { size: 12 }),
			at(60, 120, 'To: Harbor Point Builders LLC'),
			at(380, 120, 'Invoice: 2301-4'),
			at(60, 134, 'Job: Quayside Apartments'),
			at(380, 134, 'Date: 3/4/25'),
			at(60, 148, 'P.O. #: 2301-017'),
			at(60, 190, 'Hang and finish board, building A .......................... $12,500.00'),
			at(60, 206, 'Additional framing per Mike ................................ $1,850.00'),
			at(60, 240, 'TOTAL AMOUNT DUE: $14,350.00'),
		]);
		expect(document).toMatchObject({
			kind: 'invoice',
			number: '2301-4',
			date: '2025-03-04',
			vendor: 'KEYSTONE DRYWALL LLC',
			projectName: 'Quayside Apartments',
			commitment: '2301-017',
			total: 14350,
		});
		expect(document.lines).toMatchObject([
			{ description: 'Hang and finish board, building A', amount: 12500 },
			{ description: 'Additional framing per Mike', amount: 1850 },
		]);
	});

	it('takes the period column of a progress invoice for what is asked, never the contract totals', async () => {
		const document = await one([
			at(40, 40, 'Apex Steel Erectors, Inc.', { size: 15 }),
			at(40, 58, '4 Beam St, Gary, IN 46402'),
			at(420, 40, 'PROGRESS INVOICE', { size: 14 }),
			at(420, 60, 'No. 1009'),
			at(420, 74, 'March 31, 2025'),
			at(40, 128, 'Contract #: SC-2301-011'),
			at(40, 160, 'Description'),
			upTo(330, 160, 'Contract Amount'),
			upTo(410, 160, 'Prev. Billed'),
			upTo(490, 160, 'This Invoice'),
			upTo(560, 160, 'Balance'),
			at(40, 176, 'Erection'),
			upTo(330, 176, '200,000.00'),
			upTo(410, 176, '50,000.00'),
			upTo(490, 176, '25,000.00'),
			upTo(560, 176, '125,000.00'),
			at(40, 190, 'Decking'),
			upTo(330, 190, '40,000.00'),
			upTo(410, 190, '0.00'),
			upTo(490, 190, '10,000.00'),
			upTo(560, 190, '30,000.00'),
			at(40, 204, 'Totals'),
			upTo(330, 204, '240,000.00'),
			upTo(410, 204, '50,000.00'),
			upTo(490, 204, '35,000.00'),
			upTo(560, 204, '155,000.00'),
			at(330, 240, 'Gross this invoice'),
			upTo(560, 240, '35,000.00'),
			at(330, 254, 'Less retainage (10%)'),
			upTo(560, 254, '-3,500.00'),
			at(330, 268, 'Net amount due'),
			upTo(560, 268, '$31,500.00'),
		]);
		expect(document).toMatchObject({
			number: '1009',
			date: '2025-03-31',
			commitment: 'SC-2301-011',
			subtotal: 35000,
			retainage: 3500,
			retainagePercent: 10,
			total: 31500,
		});
		expect(document.lines).toMatchObject([
			{ description: 'Erection', amount: 25000 },
			{ description: 'Decking', amount: 10000 },
		]);
	});

	it('reads a priced change request with its revision', async () => {
		const document = await one([
			at(40, 40, 'Ridgeline Electric Co.', { size: 15 }),
			at(40, 58, '1200 Foundry Road, Tacoma, WA 98402'),
			at(380, 40, 'Change Order Request', { size: 14 }),
			at(380, 60, 'COR-7 Rev 2'),
			at(380, 74, 'Date: 2025-04-01'),
			at(40, 114, 'Project: Quayside Apartments (2301)'),
			at(40, 150, 'Description'),
			upTo(330, 150, 'Qty'),
			upTo(410, 150, 'Rate'),
			upTo(500, 150, 'Total'),
			at(40, 166, 'Electrician'),
			upTo(330, 166, '16'),
			upTo(410, 166, '85.00'),
			upTo(500, 166, '1,360.00'),
			at(40, 180, 'Conduit and wire'),
			upTo(330, 180, '1'),
			upTo(410, 180, '640.00'),
			upTo(500, 180, '640.00'),
			at(300, 210, 'Subtotal'),
			upTo(500, 210, '2,000.00'),
			at(300, 224, 'Markup 15%'),
			upTo(500, 224, '300.00'),
			at(300, 238, 'Total'),
			upTo(500, 238, '$2,300.00'),
		]);
		expect(document).toMatchObject({
			kind: 'change_order',
			number: 'COR-7',
			version: 'Rev 2',
			project: '2301',
			projectName: 'Quayside Apartments',
			subtotal: 2000,
			total: 2300,
			changeOrder: { markup: 300, markupPercent: 15, signatures: [] },
		});
	});

	it('reads a proposal whose price stands in a sentence, and its own date', async () => {
		const document = await one([
			at(40, 40, 'Bluestone Plumbing', { size: 15 }),
			at(40, 58, '12 Trap Rd, Akron OH 44301'),
			at(400, 40, 'PROPOSAL', { size: 14 }),
			at(400, 58, 'Proposal #24-118'),
			at(400, 72, 'Version: v2'),
			at(400, 86, '02/03/2025'),
			at(
				40,
				120,
				'We propose to furnish labor and material for the plumbing scope at Quayside Apartments',
			),
			at(40, 134, 'for the lump sum of $110,000.00.'),
			at(40, 160, 'This supersedes our proposal 24-118 v1 dated 1/15/2025.'),
			at(40, 174, 'Good for 30 days.'),
		]);
		expect(document).toMatchObject({
			kind: 'quote',
			number: '24-118',
			version: 'v2',
			date: '2025-02-03',
			total: 110000,
			vendor: 'Bluestone Plumbing',
		});
	});

	it('reads days before months where another date of the document tells so', async () => {
		const document = await one([
			at(40, 40, 'Southern Cross Glazing Pty Ltd', { size: 15 }),
			at(40, 58, 'ABN 51 824 753 556'),
			at(440, 40, 'Tax Invoice', { size: 16 }),
			at(400, 60, 'Invoice Number INV-0031'),
			at(400, 74, 'Issue Date 05/06/2025'),
			at(400, 88, 'Due Date 20/06/2025'),
			at(40, 130, 'Description'),
			upTo(300, 130, 'Quantity'),
			upTo(380, 130, 'Unit Price'),
			upTo(440, 130, 'GST'),
			upTo(540, 130, 'Amount AUD'),
			at(40, 146, 'Glazing, north face'),
			upTo(300, 146, '1.00'),
			upTo(380, 146, '8,000.00'),
			upTo(440, 146, '10%'),
			upTo(540, 146, '8,000.00'),
			upTo(440, 180, 'Subtotal'),
			upTo(540, 180, '8,000.00'),
			upTo(440, 194, 'TOTAL GST 10%'),
			upTo(540, 194, '800.00'),
			upTo(440, 208, 'TOTAL AUD'),
			upTo(540, 208, '8,800.00'),
		]);
		expect(document).toMatchObject({
			number: 'INV-0031',
			date: '2025-06-05',
			dueDate: '2025-06-20',
			currency: 'AUD',
			subtotal: 8000,
			tax: 800,
			total: 8800,
			vendorDetails: { taxId: '51 824 753 556' },
		});
	});
});
