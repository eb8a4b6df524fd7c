import { type Pdf, longDate, money, plain, put, rule, slashDate } from './canvas';
import type { ChangeOrderPaper, QuotePaper, StatementPaper } from './truth';

function head(pdf: Pdf, name: string, address: readonly string[], title: string): void {
	put(pdf, name, 54, 54, { size: 15, bold: true });
	put(pdf, address.join(', '), 54, 74, { size: 9, width: 400 });
	put(pdf, title, 54, 104, { size: 17, bold: true, width: 500 });
}

export function quotePage(pdf: Pdf, paper: QuotePaper): void {
	head(pdf, paper.from.name, paper.from.address, 'QUOTATION');
	const facts = [
		`Quote No.: ${paper.number}`,
		`Revision: ${paper.version}`,
		`Date: ${longDate(paper.date)}`,
		`Submitted to: ${paper.to.name}`,
		`Project: ${paper.project.number} ${paper.project.name}`,
	];
	facts.forEach((line, index) => put(pdf, line, 54, 134 + index * 16, { width: 400 }));
	const isPriced = paper.lines.some(({ unitPrice }) => unitPrice !== undefined);
	put(pdf, 'Description', 54, 222, { bold: true });
	if (isPriced) {
		put(pdf, 'Qty', 370, 222, { bold: true, right: true });
		put(pdf, 'Unit Price', 460, 222, { bold: true, right: true });
	}
	put(pdf, 'Amount', 558, 222, { bold: true, right: true });
	let y = 244;
	for (const line of paper.lines) {
		put(pdf, line.description, 54, y, { width: 250 });
		if (line.quantity !== undefined && line.unitPrice !== undefined) {
			put(pdf, `${line.quantity} ${line.unit ?? ''}`.trim(), 370, y, { right: true, width: 80 });
			put(pdf, plain(line.unitPrice), 460, y, { right: true, width: 80 });
		}
		put(pdf, money(line.amount), 558, y, { right: true });
		y = Math.max(pdf.y, y + 14) + 4;
	}
	rule(pdf, 54, 558, y + 2);
	put(pdf, 'Total Price', 340, y + 12, { bold: true });
	put(pdf, money(paper.total), 558, y + 12, { bold: true, right: true });
	(paper.notes ?? []).forEach((note, index) =>
		put(pdf, note, 54, y + 50 + index * 14, { size: 9, width: 500 }),
	);
}

export function changeOrderPage(pdf: Pdf, paper: ChangeOrderPaper): void {
	head(pdf, paper.from.name, paper.from.address, 'CHANGE ORDER');
	const facts = [
		`Change Order No.: ${paper.number}`,
		`Date: ${slashDate(paper.date)}`,
		`Project: ${paper.project.number} ${paper.project.name}`,
		`Subcontract No.: ${paper.commitment ?? ''}`,
		`Subject: ${paper.title}`,
	];
	facts.forEach((line, index) => put(pdf, line, 54, 134 + index * 16, { width: 450 }));
	let y = 226;
	for (const line of paper.lines) {
		put(pdf, line.description, 54, y, { width: 360 });
		put(pdf, plain(line.amount), 558, y, { right: true });
		y = Math.max(pdf.y, y + 14) + 4;
	}
	rule(pdf, 54, 558, y);
	const sums: Array<[string, number | undefined]> = [
		['Amount of this Change Order', paper.total],
		['Original Contract Sum', paper.originalSum],
		['Net Change by Previous Change Orders', paper.previousChanges],
		['New Contract Sum', paper.newSum],
	];
	y += 12;
	for (const [label, amount] of sums) {
		if (amount === undefined) continue;
		put(pdf, label, 250, y, { bold: label.startsWith('Amount') });
		put(pdf, money(amount), 558, y, { right: true, bold: label.startsWith('Amount') });
		y += 16;
	}
	y += 30;
	for (const { role, name, date } of paper.signatures) {
		put(pdf, `${role}:`, 54, y, { bold: true, width: 120 });
		put(pdf, name === undefined ? '______________________' : `/s/ ${name}`, 180, y, { width: 180 });
		put(pdf, `Date: ${date === undefined ? '____________' : slashDate(date)}`, 380, y, {
			width: 170,
		});
		y += 24;
	}
}

export function statementPage(pdf: Pdf, paper: StatementPaper): void {
	head(pdf, paper.from.name, paper.from.address, 'STATEMENT OF ACCOUNT');
	put(pdf, `Statement Date: ${slashDate(paper.date)}`, 54, 134, { width: 400 });
	put(pdf, `Account: ${paper.to.name}`, 54, 150, { width: 400 });
	let y = 186;
	put(pdf, 'Invoice', 54, y, { bold: true });
	put(pdf, 'Date', 200, y, { bold: true });
	put(pdf, 'Open Amount', 558, y, { bold: true, right: true });
	for (const entry of paper.entries) {
		y += 18;
		put(pdf, entry.number, 54, y);
		put(pdf, slashDate(entry.date), 200, y);
		put(pdf, plain(entry.amount), 558, y, { right: true });
	}
	put(pdf, 'Total Outstanding', 340, y + 30, { bold: true });
	put(pdf, money(paper.total), 558, y + 30, { bold: true, right: true });
}
