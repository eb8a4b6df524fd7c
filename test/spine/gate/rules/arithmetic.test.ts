import type { Document, DocumentLine } from '../../../../spine/documents/document';
import { invoice } from '../builders';
import { failures, lacks, verdictOf } from '../judged';

const bill = (lines: Array<Partial<DocumentLine>>, change: Partial<Document> = {}) =>
	invoice({ lines: lines.map((line) => ({ description: 'Rough-in piping', ...line })), ...change });
const work = (amount: number) => ({ amount });

describe('MA-01', () => {
	const line = (quantity: number, unitPrice: number, amount: number, unit?: string) =>
		failures('MA-01', bill([{ quantity, unitPrice, amount, unit }]));

	it('lets a cent pass, and no more', () => {
		expect(line(3, 33.33, 99.99)).toEqual([]);
		expect(line(3, 33.33, 100)).toEqual([]);
		expect(line(3, 33.33, 100.01)).toEqual([['HOLD', 0.02]]);
		expect(line(3, 33.33, 99.97)).toEqual([['HOLD', -0.02]]);
	});

	it('blocks what is over 1.00 and over half a percent', () => {
		expect(line(10, 10, 101)).toEqual([['HOLD', 1]]);
		expect(line(10, 10, 101.01)).toEqual([['BLOCK', 1.01]]);
		expect(line(10, 100, 1005)).toEqual([['HOLD', 5]]);
		expect(line(10, 100, 1005.01)).toEqual([['BLOCK', 5.01]]);
	});

	it('takes prices per hundred and per thousand, and credits', () => {
		expect(line(500, 412, 206, 'M')).toEqual([]);
		expect(line(500, 412, 2060, 'C')).toEqual([]);
		expect(line(-2, 50, -100)).toEqual([]);
	});
});

describe('MA-02', () => {
	const subtotal = (figure: number, ...lines: Array<Partial<DocumentLine>>) =>
		failures('MA-02', bill(lines, { subtotal: figure, total: figure }));

	it('lets half a cent a line pass, at most five', () => {
		expect(subtotal(100.01, work(100))).toEqual([]);
		expect(subtotal(100.02, work(100))).toEqual([['HOLD', 0.02]]);
		const four = [work(25), work(25), work(25), work(25)];
		expect(subtotal(100.02, ...four)).toEqual([]);
		expect(subtotal(100.03, ...four)).toEqual([['HOLD', 0.03]]);
		const twenty = Array.from({ length: 20 }, () => work(5));
		expect(subtotal(100.05, ...twenty)).toEqual([]);
		expect(subtotal(100.06, ...twenty)).toEqual([['HOLD', 0.06]]);
	});

	it('may mean the lines with or without freight, tax and discount', () => {
		const lines = [
			work(100),
			{ amount: 10, kind: 'freight' as const },
			{ amount: -5, kind: 'discount' as const },
		];
		expect(subtotal(100, ...lines)).toEqual([]);
		expect(subtotal(110, ...lines)).toEqual([]);
		expect(subtotal(95, ...lines)).toEqual([]);
		expect(subtotal(105, ...lines)).toEqual([]);
		expect(subtotal(115, ...lines)).toEqual([['BLOCK', 15]]);
	});

	it('multiplies a line out whose amount is not printed', () => {
		expect(subtotal(150, work(100), { quantity: 5, unitPrice: 10 })).toEqual([]);
	});
});

describe('MA-03', () => {
	const total = (figure: number, change: Partial<Document>) =>
		failures('MA-03', bill([work(1000)], { total: figure, ...change }));

	it('adds tax and freight and takes discount, retainage and deposits off', () => {
		// 1,000 - 20 + 60 + 40 - 100 - 30 = 950.
		const parts = { discount: 20, tax: 60, freight: 40, retainage: 100, deposit: 30 };
		expect(total(950, parts)).toEqual([]);
		expect(total(950.01, parts)).toEqual([]);
		expect(total(950.02, parts)).toEqual([['HOLD', 0.02]]);
		expect(total(990, parts)).toEqual([['BLOCK', 40]]);
		expect(total(900, parts)).toEqual([['BLOCK', -50]]);
	});

	it('may hold retainage that is released', () => {
		expect(total(1200, { retainageReleased: 200 })).toEqual([]);
		expect(total(1300, { retainageReleased: 200 })).toEqual([['BLOCK', 300]]);
	});

	it('leaves a previous balance to MA-05', () => {
		expect(total(1250, { previousBalance: 250 })).toEqual([]);
		expect(total(1251, { previousBalance: 250 })).toEqual([['BLOCK', 251]]);
	});

	it('reads the total of a credit memo by its size', () => {
		expect(total(-1000, { kind: 'credit_memo' })).toEqual([]);
		expect(total(-1100, { kind: 'credit_memo' })).toEqual([['BLOCK', 100]]);
	});

	it('takes a tax that stands as a line into account once', () => {
		const lines = [work(1000), { amount: 60, kind: 'tax' as const }];
		expect(failures('MA-03', bill(lines, { total: 1060 }))).toEqual([]);
		expect(failures('MA-03', bill(lines, { subtotal: 1060, total: 1060 }))).toEqual([]);
		expect(failures('MA-03', bill(lines, { subtotal: 1000, total: 1060 }))).toEqual([]);
		expect(failures('MA-03', bill(lines, { subtotal: 1060, total: 1120 }))).toEqual([
			['BLOCK', 60],
		]);
	});

	it('does not support what the parts do not come to', () => {
		expect(verdictOf(bill([work(1000)], { total: 1100 })).recommendedAmount).toBe(1000);
	});
});

describe('MA-04', () => {
	const due = (amountDue: number, change: Partial<Document> = {}) =>
		failures('MA-04', bill([work(1000)], { total: 1000, amountDue, ...change }));

	it('is the total less payments', () => {
		expect(due(1000)).toEqual([]);
		expect(due(1000.01)).toEqual([]);
		expect(due(1000.02)).toEqual([['HOLD', 0.02]]);
		expect(due(700, { payments: 300 })).toEqual([]);
		expect(due(1300, { payments: 300 })).toEqual([['BLOCK', 600]]);
		expect(due(1000, { payments: 300 })).toEqual([['BLOCK', 300]]);
	});

	it('may hold a previous balance', () => {
		expect(due(1200, { previousBalance: 200 })).toEqual([]);
		expect(due(900, { previousBalance: 200, payments: 300 })).toEqual([]);
		expect(due(800, { previousBalance: 200 })).toEqual([['BLOCK', -200]]);
	});
});

describe('MA-05', () => {
	const total = (
		figure: number,
		change: Partial<Document>,
		...more: Array<Partial<DocumentLine>>
	) => failures('MA-05', bill([work(1000), ...more], { total: figure, ...change }));

	it('holds a total that contains the balance, and passes one that does not', () => {
		expect(total(1250, { previousBalance: 250 })).toEqual([['BLOCK', 250]]);
		expect(total(1004, { previousBalance: 4 })).toEqual([['HOLD', 4]]);
		expect(total(1000, { previousBalance: 250 })).toEqual([]);
		expect(total(1250, { previousBalance: 0 })).toEqual([]);
		expect(total(900, { previousBalance: -100 })).toEqual([]);
	});

	it('finds the balance on a line', () => {
		expect(total(1250, {}, { amount: 250, kind: 'previous_balance' })).toEqual([['BLOCK', 250]]);
		expect(total(1000, {}, { amount: 250, kind: 'previous_balance' })).toEqual([]);
	});

	it('cannot be told without lines or subtotal', () => {
		expect(lacks('MA-05', invoice({ lines: [], total: 1250, previousBalance: 250 }))).toBe(true);
	});
});
