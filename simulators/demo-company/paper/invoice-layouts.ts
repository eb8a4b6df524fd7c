import { type Pdf, longDate, money, plain, put, rule, slashDate } from './canvas';
import type { InvoicePaper, PaperLine } from './truth';

const quantityOf = (line: PaperLine): string =>
	line.quantity === undefined
		? ''
		: `${line.quantity}${line.unit === undefined ? '' : ` ${line.unit}`}`;

const priceOf = (line: PaperLine): string =>
	line.unitPrice === undefined ? '' : plain(line.unitPrice);

function summary(paper: InvoicePaper): Array<[string, number]> {
	return [
		['Subtotal', paper.subtotal],
		...(paper.freight === undefined ? [] : [['Freight', paper.freight] satisfies [string, number]]),
		...(paper.tax === undefined ? [] : [['Sales Tax', paper.tax] satisfies [string, number]]),
		...(paper.retainage === undefined
			? []
			: [
					[
						`Less Retainage${paper.retainagePercent === undefined ? '' : ` (${paper.retainagePercent}%)`}`,
						-paper.retainage,
					] satisfies [string, number],
				]),
		...(paper.previousBalance === undefined
			? []
			: [['Previous Balance', paper.previousBalance] satisfies [string, number]]),
		...(paper.payments === undefined
			? []
			: [['Less Payments Received', -paper.payments] satisfies [string, number]]),
	];
}

const title = (paper: InvoicePaper): string =>
	paper.heading ?? (paper.kind === 'credit_memo' ? 'CREDIT MEMO' : 'INVOICE');

const totalLabel = (paper: InvoicePaper): string =>
	paper.kind === 'credit_memo' ? 'Total Credit' : 'Total Due';

/** Letterhead left, facts in a column right, ruled table. */
export function classicInvoice(pdf: Pdf, paper: InvoicePaper): void {
	put(pdf, paper.from.name, 54, 54, { size: 16, bold: true });
	paper.from.address.forEach((line, index) => put(pdf, line, 54, 76 + index * 13, { size: 9 }));
	put(pdf, title(paper), 558, 54, { size: 20, bold: true, right: true });
	const facts: Array<[string, string]> = [
		[paper.kind === 'credit_memo' ? 'Credit No.' : 'Invoice No.', paper.number],
		['Date', slashDate(paper.date)],
		...(paper.dueDate === undefined
			? []
			: [['Due Date', slashDate(paper.dueDate)] satisfies [string, string]]),
		['Job No.', paper.project.number],
		...(paper.commitment === undefined
			? []
			: [['Subcontract / PO', paper.commitment] satisfies [string, string]]),
	];
	facts.forEach(([label, value], index) => {
		put(pdf, `${label}:`, 380, 90 + index * 15, { bold: true, width: 100 });
		put(pdf, value, 558, 90 + index * 15, { right: true, width: 110 });
	});
	put(pdf, 'Bill To:', 54, 150, { bold: true });
	[paper.to.name, ...paper.to.address].forEach((line, index) =>
		put(pdf, line, 54, 165 + index * 13),
	);
	put(pdf, `Project: ${paper.project.name}`, 54, 215, { width: 400 });
	let y = 245;
	put(pdf, 'Description', 54, y, { bold: true });
	put(pdf, 'Qty', 370, y, { bold: true, right: true });
	put(pdf, 'Unit Price', 460, y, { bold: true, right: true });
	put(pdf, 'Amount', 558, y, { bold: true, right: true });
	rule(pdf, 54, 558, y + 14);
	y += 22;
	for (const line of paper.lines) {
		put(pdf, line.description, 54, y, { width: 250 });
		put(pdf, quantityOf(line), 370, y, { right: true, width: 80 });
		put(pdf, priceOf(line), 460, y, { right: true, width: 80 });
		put(pdf, money(line.amount), 558, y, { right: true, width: 100 });
		y = Math.max(pdf.y, y + 14) + 4;
	}
	rule(pdf, 330, 558, y + 2);
	y += 12;
	for (const [label, amount] of summary(paper)) {
		put(pdf, label, 340, y);
		put(pdf, money(amount), 558, y, { right: true });
		y += 16;
	}
	put(pdf, totalLabel(paper), 340, y, { bold: true, size: 12 });
	put(pdf, money(paper.total), 558, y, { bold: true, size: 12, right: true });
	footer(pdf, paper, y + 40);
}

/** Facts in a boxed grid under a centred head, serif type. */
export function gridInvoice(pdf: Pdf, paper: InvoicePaper): void {
	const font = 'Times-Roman';
	pdf
		.font('Times-Bold')
		.fontSize(18)
		.text(paper.from.name, 54, 50, { width: 504, align: 'center' });
	pdf
		.font(font)
		.fontSize(9)
		.text(paper.from.address.join(' | '), 54, 72, { width: 504, align: 'center' });
	pdf.font('Times-Bold').fontSize(14).text(title(paper), 54, 96, { width: 504, align: 'center' });
	const cells: Array<[string, string]> = [
		[paper.kind === 'credit_memo' ? 'CREDIT #' : 'INVOICE #', paper.number],
		['DATE', longDate(paper.date)],
		['JOB', paper.project.number],
		['CONTRACT', paper.commitment ?? ''],
	];
	cells.forEach(([label, value], index) => {
		const x = 54 + index * 126;
		pdf.rect(x, 122, 126, 34).stroke('#444444');
		put(pdf, label, x + 6, 126, { font, size: 8, bold: true, width: 114 });
		put(pdf, value, x + 6, 139, { font, size: 10, width: 114 });
	});
	put(pdf, 'Sold to', 54, 172, { font, bold: true });
	[paper.to.name, ...paper.to.address].forEach((line, index) =>
		put(pdf, line, 54, 186 + index * 12, { font }),
	);
	put(pdf, paper.project.name, 330, 186, { font, width: 220 });
	let y = 244;
	for (const [label, x] of [
		['Qty', 110],
		['Rate', 458],
		['Extension', 558],
	] satisfies Array<[string, number]>) {
		put(pdf, label, x, y, { font, bold: true, right: true, width: 80 });
	}
	put(pdf, 'Work performed', 125, y, { font, bold: true });
	y += 18;
	for (const line of paper.lines) {
		put(pdf, quantityOf(line), 110, y, { font, right: true, width: 56 });
		put(pdf, line.description, 125, y, { font, width: 250 });
		put(pdf, priceOf(line), 458, y, { font, right: true, width: 70 });
		put(pdf, plain(line.amount), 558, y, { font, right: true, width: 90 });
		y = Math.max(pdf.y, y + 13) + 4;
	}
	rule(pdf, 54, 558, y);
	y += 10;
	for (const [label, amount] of summary(paper)) {
		put(pdf, `${label}:`, 458, y, { font, right: true, width: 150 });
		put(pdf, plain(amount), 558, y, { font, right: true, width: 90 });
		y += 15;
	}
	put(pdf, 'AMOUNT DUE:', 458, y, { font, bold: true, right: true, width: 150 });
	put(pdf, money(paper.total), 558, y, { font, bold: true, right: true, width: 95 });
	footer(pdf, paper, y + 36);
}

/** Typewriter style, label and value on one line, as small trades print it. */
export function plainInvoice(pdf: Pdf, paper: InvoicePaper): void {
	const font = 'Courier';
	let y = 54;
	const row = (text: string, bold = false) => {
		put(pdf, text, 54, y, { font, bold, width: 504 });
		y += 15;
	};
	row(paper.from.name, true);
	for (const line of paper.from.address) row(line);
	y += 10;
	row(`${title(paper)} NUMBER: ${paper.number}`, true);
	row(`${paper.kind === 'credit_memo' ? 'CREDIT' : 'INVOICE'} DATE: ${slashDate(paper.date)}`);
	row(`BILL TO: ${paper.to.name}`);
	row(`PROJECT NO: ${paper.project.number} ${paper.project.name}`);
	if (paper.commitment !== undefined) row(`CONTRACT NO: ${paper.commitment}`);
	y += 10;
	for (const line of paper.lines) {
		const quantity = line.quantity === undefined ? '' : `${quantityOf(line)} @ ${priceOf(line)}`;
		put(pdf, line.description, 54, y, { font, width: 250 });
		const below = Math.max(pdf.y, y + 13);
		put(pdf, quantity, 440, y, { font, right: true, width: 150 });
		put(pdf, plain(line.amount), 558, y, { font, right: true, width: 110 });
		y = below + 3;
	}
	y += 8;
	for (const [label, amount] of [
		...summary(paper),
		['TOTAL', paper.total] satisfies [string, number],
		...(paper.amountDue === undefined
			? []
			: [['Amount Due', paper.amountDue] satisfies [string, number]]),
	]) {
		put(pdf, label.toUpperCase(), 330, y, { font, bold: label === 'TOTAL' });
		put(pdf, plain(amount), 558, y, { font, right: true, bold: label === 'TOTAL', width: 120 });
		y += 15;
	}
	footer(pdf, paper, y + 24);
}

function footer(pdf: Pdf, paper: InvoicePaper, top: number): void {
	let y = top;
	for (const note of paper.notes ?? []) {
		put(pdf, note, 54, y, { size: 9, width: 500 });
		y = pdf.y + 4;
	}
	if (paper.remitTo !== undefined) {
		put(pdf, 'Remit To:', 54, y + 6, { size: 9, bold: true });
		paper.remitTo.forEach((line, index) => put(pdf, line, 54, y + 19 + index * 12, { size: 9 }));
		y += 22 + paper.remitTo.length * 12;
	}
	if (paper.pageNote !== undefined) put(pdf, paper.pageNote, 558, 712, { size: 8, right: true });
	if (paper.hidden !== undefined)
		put(pdf, paper.hidden, 54, y + 12, { size: 8, color: 'white', width: 500 });
}

export const INVOICE_LAYOUTS = { classic: classicInvoice, grid: gridInvoice, plain: plainInvoice };
