import { readDocuments } from '../../../../spine/extraction/fields/read-documents';
import type { ReadDocument, TextSource } from '../../../../spine/extraction/source';

type Printed = readonly [left: number, top: number, text: string, height?: number];

/** A page with texts at places, words set as wide as a proportional font sets them. */
function page(printed: readonly Printed[]): TextSource {
	const words = printed.flatMap(([left, top, text, height = 10]) => {
		let x = left;
		return text.split(' ').map((word) => {
			const box: [number, number, number, number] = [x, top, x + word.length * 5, top + height];
			x = box[2] + 3;
			return { text: word, box };
		});
	});
	return {
		name: 'a.pdf',
		kind: 'pdf',
		pages: [{ number: 1, width: 612, height: 792, words, lines: [], hidden: [] }],
		text: '',
		flags: [],
	};
}

function read(printed: readonly Printed[]): ReadDocument {
	const [document] = readDocuments(page(printed));
	if (document === undefined) throw new Error('nothing was read');
	return document;
}

const letterhead: Printed[] = [
	[40, 40, 'Harbor Plumbing Inc', 16],
	[40, 60, '12 Pier Street'],
	[40, 74, 'Boise, ID 83702'],
	[470, 40, 'INVOICE', 20],
];
const items: Printed[] = [
	[40, 300, 'Description'],
	[500, 300, 'Amount'],
	[40, 318, 'Rough-in, first floor'],
	[500, 318, '5,400.00'],
	[400, 350, 'Total'],
	[500, 350, '5,400.00'],
];

describe('a grid whose cells wrap', () => {
	const document = read([
		...letterhead,
		[40, 120, 'Bill To'],
		[40, 134, 'Northline Builders Inc'],
		[340, 120, 'Invoice No.'],
		[420, 120, 'HP-88'],
		[340, 140, 'Invoice'],
		[420, 147, '03/04/2026'],
		[340, 154, 'Date'],
		[340, 174, 'Contract'],
		[420, 174, 'Agreement SC-2301-'],
		[340, 188, 'No.'],
		[420, 188, '004'],
		[340, 215, 'Job'],
		[420, 208, '2301 Harbor View'],
		[420, 222, 'Clinic'],
		...items,
	]);

	it('gives a label over two lines the value between them', () => {
		expect(document).toMatchObject({ number: 'HP-88', date: '2026-03-04' });
		expect(document.evidence.date?.confidence).toBeGreaterThanOrEqual(0.9);
	});

	it('joins a value over two lines beside a centred label', () => {
		expect(document).toMatchObject({ project: '2301', projectName: 'Harbor View Clinic' });
	});

	it('joins label and value that both wrap, a number broken at its hyphen too', () => {
		expect(document.commitment).toBe('SC-2301-004');
	});
});

describe('labels that mislead', () => {
	it('reads a project that ends in Office, which is no telephone label there', () => {
		const document = read([
			...letterhead,
			[40, 120, 'Invoice #: 7740'],
			[40, 134, 'Project: 4410 Alder Creek Medical Office'],
			...items,
		]);
		expect(document).toMatchObject({ project: '4410', projectName: 'Alder Creek Medical Office' });
	});

	it('takes the number beside "Invoice:" and not the size of a bar', () => {
		const document = read([
			...letterhead,
			[400, 90, 'Invoice:'],
			[500, 90, 'P-8811'],
			[40, 300, 'Description'],
			[500, 300, 'Amount'],
			[40, 318, '#5 rebar'],
			[500, 318, '5,400.00'],
			[400, 350, 'Total'],
			[500, 350, '5,400.00'],
		]);
		expect(document.number).toBe('P-8811');
	});

	it('takes the column "Item" for the description where "#" counts the lines', () => {
		const document = read([
			...letterhead,
			[40, 120, 'Invoice #: 7740'],
			[40, 300, '#'],
			[80, 300, 'Item'],
			[500, 300, 'Amount'],
			[40, 318, '1'],
			[80, 318, 'Metal framing'],
			[500, 318, '5,400.00'],
			[400, 350, 'Total'],
			[500, 350, '5,400.00'],
		]);
		expect(document.lines).toMatchObject([{ description: 'Metal framing', amount: 5400 }]);
	});

	it('cuts the address off an addressee on one line', () => {
		const document = read([
			...letterhead,
			[40, 120, 'Invoice #: 7740'],
			[40, 134, 'To: Northline Builders Inc, 9 Main Street, Boise, ID 83702'],
			...items,
		]);
		expect(document.billTo?.name).toBe('Northline Builders Inc');
	});

	it('takes the work total for a subtotal where tax and freight still come to it', () => {
		const document = read([
			...letterhead,
			[40, 120, 'Invoice #: 7740'],
			[40, 300, 'Description'],
			[500, 300, 'Amount'],
			[40, 318, 'Plywood'],
			[500, 318, '4,100.00'],
			[380, 350, 'Work total'],
			[500, 350, '4,100.00'],
			[380, 366, 'Sales tax'],
			[500, 366, '246.00'],
			[380, 382, 'Freight'],
			[500, 382, '60.00'],
			[380, 398, 'Please pay this amount'],
			[520, 398, '$4,406.00'],
		]);
		expect(document).toMatchObject({ subtotal: 4100, tax: 246, freight: 60, total: 4406 });
	});

	it('does not take a department behind "Submitted by" for the vendor', () => {
		const document = read([
			[40, 40, 'Juniper Hollow Electric', 16],
			[40, 60, '12 Pier Street'],
			[40, 74, 'Boise, ID 83702'],
			[470, 40, 'QUOTATION', 20],
			[470, 70, 'Quote # Q-118'],
			[40, 300, 'Description'],
			[500, 300, 'Amount'],
			[40, 318, 'Lighting package'],
			[500, 318, '98,000.00'],
			[400, 350, 'Total'],
			[500, 350, '98,000.00'],
			[40, 420, 'Submitted by: Estimating'],
		]);
		expect(document.vendor).toBe('Juniper Hollow Electric');
	});

	it('takes the subcontractor of a change-order form for its vendor, the contractor for its buyer', () => {
		const document = read([
			[40, 40, 'SUBCONTRACT CHANGE ORDER', 16],
			[40, 70, 'Contractor: Northline Builders Inc'],
			[40, 84, 'Subcontractor: Hawkeye Cameras'],
			[400, 70, 'Change Order No. 001'],
			[400, 84, 'Subcontract No. SC-2301-004'],
			[40, 150, 'Add four cameras'],
			[500, 150, '$3,600.00'],
			[40, 170, 'Total this change order'],
			[500, 170, '$3,600.00'],
		]);
		expect(document).toMatchObject({
			vendor: 'Hawkeye Cameras',
			billTo: { name: 'Northline Builders Inc' },
		});
	});
});

describe('a change-order request', () => {
	it('is a proposal, whoever signed it', () => {
		const document = read([
			[40, 40, 'CHANGE ORDER REQUEST', 16],
			[40, 70, 'Subcontractor: Hawkeye Cameras'],
			[400, 70, 'Change Order No. 002'],
			[40, 150, 'Add four cameras'],
			[500, 150, '$3,600.00'],
			[40, 170, 'Total requested'],
			[500, 170, '$3,600.00'],
			[40, 260, 'By: J. Ermine'],
		]);
		expect(document.changeOrder?.status).toBe('proposed');
	});
});
