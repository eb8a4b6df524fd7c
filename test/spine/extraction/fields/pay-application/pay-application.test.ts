import { readDocuments } from '../../../../../spine/extraction/fields/read-documents';
import { readPdf } from '../../../../../spine/extraction/pdf/read-pdf';
import type { ReadDocument } from '../../../../../spine/extraction/source';
import { paper } from '../paper';
import type { PaperOptions, Print } from '../paper';
import { continuation, cover } from './forms';
import type { SheetRow } from './forms';

const values = {
	l1: '98,000.00',
	l2: '6,500.00',
	l3: '104,500.00',
	l4: '60,750.00',
	rateWork: '10',
	l5a: '5,175.00',
	rateStored: '5',
	l5b: '450.00',
	l5: '5,625.00',
	l6: '55,125.00',
	l7: '30,750.00',
	l8: '24,375.00',
	l9: '49,375.00',
};
const rows: SheetRow[] = [
	{
		item: '1',
		work: ['Mobilization'],
		cells: ['8,000.00', '8,000.00', '-', '', '8,000.00', '100%', '0.00', '800.00'],
	},
	{
		item: '2',
		work: ['Underground sanitary and', 'storm piping'],
		cells: [
			'45,000.00',
			'13,500.00',
			'18,000.00',
			'0.00',
			'31,500.00',
			'70%',
			'13,500.00',
			'3,150.00',
		],
	},
	{
		item: '3',
		work: ['Fixtures'],
		cells: [
			'30,000.00',
			'0.00',
			'9,000.00',
			'9,000.00',
			'18,000.00',
			'60%',
			'12,000.00',
			'1,350.00',
		],
	},
	{
		item: '4',
		work: ['Trim'],
		cells: ['15,000.00', '0.00', '0.00', '0.00', '0.00', '0%', '15,000.00', '0.00'],
	},
	{
		item: '5',
		work: ['CO #1 Added floor drains'],
		cells: ['6,500.00', '0.00', '3,250.00', '0.00', '3,250.00', '50%', '3,250.00', '325.00'],
	},
];
const total: SheetRow['cells'] = [
	'104,500.00',
	'21,500.00',
	'30,250.00',
	'9,000.00',
	'60,750.00',
	'58.1%',
	'43,750.00',
	'5,625.00',
];

async function one(pages: Print[][], options?: PaperOptions): Promise<ReadDocument> {
	const [document, ...more] = readDocuments(
		await readPdf(await paper(pages, options), 'application.pdf'),
	);
	expect(more).toHaveLength(0);
	if (!document) throw new Error('no document was read');
	return document;
}

const wide: PaperOptions = { size: [792, 612] };

describe('a pay application', () => {
	it('gives every line of the cover by its label, past the certification text beside it', async () => {
		const document = await one([cover(values)]);
		expect(document).toMatchObject({
			kind: 'pay_application',
			vendor: 'Meridian Plumbing & Heating, Inc.',
			commitment: 'SC-2301-04',
			project: '2301',
			projectName: 'Quayside Apartments',
			date: '2025-04-02',
			total: 24375,
		});
		expect(document.payApplication).toEqual({
			applicationNumber: '2',
			periodTo: '2025-03-31',
			originalContractSum: 98000,
			netChangeByChangeOrders: 6500,
			contractSumToDate: 104500,
			totalCompletedAndStored: 60750,
			retainageOnWork: 5175,
			retainageOnWorkPercent: 10,
			retainageOnStored: 450,
			retainageOnStoredPercent: 5,
			totalRetainage: 5625,
			totalEarnedLessRetainage: 55125,
			lessPreviousCertificates: 30750,
			currentPaymentDue: 24375,
			balanceToFinish: 49375,
			lines: [],
			signed: true,
		});
		expect(document.evidence['payApplication.currentPaymentDue']?.text).toMatch(/24,375\.00$/);
		expect(
			document.evidence['payApplication.currentPaymentDue']?.confidence,
		).toBeGreaterThanOrEqual(0.95);
	});

	it('says that nobody signed where the line is empty', async () => {
		expect((await one([cover(values, ' ')])).payApplication?.signed).toBe(false);
	});

	it('leaves out cover lines that are not filled in, and repairs none that are wrong', async () => {
		const { payApplication } = await one([cover({ ...values, l5b: '', l7: '33,500.00' })]);
		expect(payApplication?.retainageOnStored).toBeUndefined();
		expect(payApplication?.lessPreviousCertificates).toBe(33500);
		expect(payApplication?.currentPaymentDue).toBe(24375);
	});

	it('gives every cell of the continuation sheet and the grand total', async () => {
		const { payApplication } = await one([continuation(rows, total)], wide);
		expect(payApplication?.lines).toEqual([
			{
				item: '1',
				description: 'Mobilization',
				scheduledValue: 8000,
				previous: 8000,
				thisPeriod: 0,
				completed: 8000,
				percent: 100,
				balance: 0,
				retainage: 800,
			},
			{
				item: '2',
				description: 'Underground sanitary and storm piping',
				scheduledValue: 45000,
				previous: 13500,
				thisPeriod: 18000,
				stored: 0,
				completed: 31500,
				percent: 70,
				balance: 13500,
				retainage: 3150,
			},
			{
				item: '3',
				description: 'Fixtures',
				scheduledValue: 30000,
				previous: 0,
				thisPeriod: 9000,
				stored: 9000,
				completed: 18000,
				percent: 60,
				balance: 12000,
				retainage: 1350,
			},
			{
				item: '4',
				description: 'Trim',
				scheduledValue: 15000,
				previous: 0,
				thisPeriod: 0,
				stored: 0,
				completed: 0,
				percent: 0,
				balance: 15000,
				retainage: 0,
			},
			{
				item: '5',
				description: 'CO #1 Added floor drains',
				scheduledValue: 6500,
				previous: 0,
				thisPeriod: 3250,
				stored: 0,
				completed: 3250,
				percent: 50,
				balance: 3250,
				retainage: 325,
				changeOrder: 'CO #1',
			},
		]);
		expect(payApplication?.totals).toEqual({
			scheduledValue: 104500,
			previous: 21500,
			thisPeriod: 30250,
			stored: 9000,
			completed: 60750,
			percent: 58.1,
			balance: 43750,
			retainage: 5625,
		});
	});

	it('keeps cover and continuation sheets of one file together, with page totals apart', async () => {
		const page: SheetRow['cells'] = [
			'53,000.00',
			'21,500.00',
			'18,000.00',
			'0.00',
			'39,500.00',
			'74.5%',
			'13,500.00',
			'3,950.00',
		];
		const document = await one(
			[
				cover(values),
				continuation(rows.slice(0, 2), page, 'PAGE TOTAL'),
				continuation(rows.slice(2), total),
			],
			{ size: [792, 792] },
		);
		expect(document.payApplication?.currentPaymentDue).toBe(24375);
		expect(document.payApplication?.lines).toHaveLength(5);
		expect(document.payApplication?.pageTotals).toMatchObject([
			{ scheduledValue: 53000, completed: 39500 },
		]);
		expect(document.payApplication?.totals).toMatchObject({ scheduledValue: 104500 });
		expect(document.evidence['payApplication.lines.4.completed']?.page).toBe(3);
		expect(document.vendor).toBe('Meridian Plumbing & Heating, Inc.');
		expect(document.changeOrders).toEqual(['CO #1']);
	});
});
