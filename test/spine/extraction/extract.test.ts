import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { documentSchema, type Document } from '../../../spine/documents/document';
import { extractMessage } from '../../../spine/extraction/extract';
import { eml, type MessageOf } from './mail/eml';
import { xlsx } from './mail/xlsx';

const LINES: ReadonlyArray<[string, string]> = [
	['Rough-in, second floor', '$9,200.00'],
	['Fixtures', '$1,300.00'],
];

/** An invoice as a subcontractor prints it. */
async function invoicePdf(number: string, total = '$10,500.00'): Promise<Uint8Array> {
	const document = new PDFDocument({ size: 'LETTER', margin: 50 });
	const chunks: Buffer[] = [];
	document.on('data', (chunk: Buffer) => chunks.push(chunk));
	const done = new Promise<void>((resolve) => document.on('end', resolve));
	document.fontSize(16).text('Vale Electric LLC', 50, 50);
	document.fontSize(10).text('12 Mill Road, Salem, OR 97301', 50, 72);
	document.fontSize(18).text('INVOICE', 420, 50);
	document.fontSize(10);
	document.text(`Invoice No: ${number}`, 420, 80).text('Invoice Date: 03/28/2026', 420, 95);
	document.text('Bill To:', 50, 130).text('Reyes Builders Inc', 50, 145);
	document.text('Project: 2301 Maple Street', 50, 175).text('Subcontract: SC-2301-004', 50, 190);
	document.text('Description', 50, 230).text('Amount', 480, 230, { width: 80, align: 'right' });
	for (const [index, [description, amount]] of LINES.entries()) {
		const y = 250 + index * 16;
		document.text(description, 50, y).text(amount, 480, y, { width: 80, align: 'right' });
	}
	document.text('Total', 400, 300).text(total, 480, 300, { width: 80, align: 'right' });
	document.end();
	await done;
	return Buffer.concat(chunks);
}

async function extract(message: MessageOf): Promise<Document[]> {
	const { documents } = await extractMessage({ kind: 'raw', bytes: eml(message) });
	for (const document of documents) expect(documentSchema.safeParse(document).success).toBe(true);
	return documents;
}

describe('extractMessage', () => {
	it('reads the invoice of a forwarded mail with its evidence', async () => {
		const content = await invoicePdf('4471');
		const [document, ...others] = await extract({
			from: 'Dana Reyes <dana@builder.example>',
			subject: 'FW: Invoice 4471',
			text: 'They are about 35 % done with rough-in.\n\n---------- Forwarded message ---------\nFrom: Kim Vale <kim@vale.example>\nDate: Mon, Mar 30, 2026 at 4:00 PM\nSubject: Invoice 4471\nTo: Dana Reyes <dana@builder.example>\n\nHi Dana, attached is invoice 4471 for $10,500.00.\n',
			parts: [{ name: 'invoice 4471.pdf', type: 'application/pdf', content }],
		});
		expect(others).toEqual([]);
		expect(document).toMatchObject({
			kind: 'invoice',
			number: '4471',
			date: '2026-03-28',
			total: 10500,
		});
		expect(document?.flags).toEqual([]);
		expect(document?.evidence['total']).toMatchObject({ source: 'invoice 4471.pdf', page: 1 });
		expect(document?.evidence['total']?.box).toHaveLength(4);
		expect(document?.source.sender?.original?.address).toBe('kim@vale.example');
		expect(document?.statedProgress?.percent).toBe(35);
	});

	it('holds up a mail whose words and file disagree', async () => {
		const content = await invoicePdf('4471');
		const [document] = await extract({
			text: 'Attached is invoice 4471 for $12,500.00.',
			parts: [{ name: 'a.pdf', type: 'application/pdf', content }],
		});
		expect(document?.total).toBe(10500);
		expect(document?.flags.map(({ flag }) => flag)).toEqual(['body_conflict']);
	});

	it('reads the cells of a workbook', async () => {
		const content = xlsx('Invoice', [
			['INVOICE'],
			['Invoice No', '88'],
			['Invoice Date', '03/28/2026'],
			['Description', 'Amount'],
			['Conduit', 1200],
			['Total', 1200],
		]);
		const [document] = await extract({ text: 'x', parts: [{ name: 'inv.xlsx', content }] });
		expect(document).toMatchObject({ kind: 'invoice', total: 1200 });
		expect(document?.source.attachment).toBe('inv.xlsx');
	});

	it('goes on beside a damaged PDF', async () => {
		const good = await invoicePdf('4472');
		const documents = await extract({
			text: 'x',
			parts: [
				{ name: 'broken.pdf', type: 'application/pdf', content: good.slice(0, 300) },
				{ name: 'good.pdf', type: 'application/pdf', content: good },
			],
		});
		const [broken, whole] = documents;
		expect(broken).toMatchObject({ kind: 'other' });
		expect(broken?.flags.length).toBeGreaterThan(0);
		expect(whole).toMatchObject({ kind: 'invoice', number: '4472', total: 10500 });
	});

	it('gives the same documents every time', async () => {
		const content = await invoicePdf('4473');
		const message = { text: 'x', parts: [{ name: 'a.pdf', type: 'application/pdf', content }] };
		expect(await extract(message)).toEqual(await extract(message));
	});
});

const corpora = process.env.CORPORA_DIR;
if (corpora !== undefined) {
	const filesIn = (folder: string): string[] =>
		readdirSync(folder).flatMap((name) => {
			const path = join(folder, name);
			return statSync(path).isDirectory() ? filesIn(path) : [path];
		});

	describe('ordinary mails of the corpora', () => {
		it('ask for no money and decide nothing', async () => {
			const files = ['email-mime', 'email-replies', 'email-forwarded']
				.flatMap((folder) => filesIn(join(corpora, folder)))
				.filter((path) => !/\.(?:json|md)$/.test(path));
			expect(files.length).toBeGreaterThan(250);
			const wrong: string[] = [];
			for (const path of files) {
				const content = readFileSync(path);
				const text = content.toString('utf8');
				const body = path.endsWith('.html') ? { html: text } : { text };
				const bytes = path.endsWith('.eml') ? content : eml({ subject: 'Re: hello', ...body });
				const { documents } = await extractMessage({ kind: 'raw', bytes });
				if (documents.some(({ kind }) => kind !== 'none' && kind !== 'other')) wrong.push(path);
			}
			expect(wrong).toEqual([]);
		}, 60_000);

		it('wrapped real invoices are read as one invoice each', async () => {
			const files = filesIn(join(corpora, 'invoice2data')).filter((path) => path.endsWith('.pdf'));
			expect(files.length).toBeGreaterThan(10);
			for (const path of files) {
				const parts = [
					{ name: 'invoice.pdf', type: 'application/pdf', content: readFileSync(path) },
				];
				const documents = await extract({ text: 'Please see attached invoice.', parts });
				expect(documents.map(({ kind }) => kind)).toEqual(['invoice']);
				expect(documents[0]?.total).toBeDefined();
			}
		}, 60_000);
	});
}
