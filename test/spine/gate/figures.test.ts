import { facts, invoice } from './builders';
import { cases } from './cases';
import { verdictOf } from './judged';

/** Tolerances that the findings of the cases state; every other rule has none. */
const STATED: Record<string, ReadonlyArray<string | number>> = {
	'OB-08': ['10 points'],
	'CO-10': [0.02, 0.05],
	'SC-02': ['5 days'],
	'PA-01': [0.01],
	'PA-02': [0.01],
	'PA-03': ['0.5 points'],
	'PA-04': [0.03],
	'PA-05': [0.01],
	'PA-06': [0.03],
	'PA-07': [0.01],
	'PA-08': [0.03],
	'PA-09': [0.01],
	'PA-10': [0.01],
	'PA-11': [0.01],
	'PA-12': [0.01],
	// Five rows of the continuation sheet, one line of an invoice.
	'RT-01': [0.05, 0.01],
	'RT-09': [0.05],
	'DU-04': ['90 days'],
	'DU-10': ['10 days', 0],
	'ID-01': [0.9],
	'ID-02': [0.92],
	'ID-03': ['legal-form words', 0],
	'ID-04': ['legal-form words'],
	'MA-01': [0.01],
	'MA-02': [0.01],
	'MA-03': [0.01],
	'MA-04': [0.01],
	'MA-05': [0.01],
	// 2 % of the order in the cases, which is less than 100, and of its line, less than 50.
	'PO-01': [81.2],
	'PO-02': [8],
	'PO-05': [0.01],
	'PO-08': [75],
	'TX-02': ['15 %'],
	'EX-01': ['0.95 critical, 0.85 other'],
	'QV-02': [0.01],
};

/** Rules whose expected and observed are prices, and whose amount is quantity times difference. */
const PRICES = new Set(['PO-02', 'QV-04']);

const cents = (amount: number): number => Math.round(amount * 100);

describe.each(cases)('the figures of $rule on $name', ({ rule, fails }) => {
	const found = verdictOf(
		fails.document ?? invoice(),
		fails.facts ?? facts(),
		fails.coding,
	).findings.filter((one) => one.rule === rule && one.result === 'fail');

	it('state the tolerance', () => {
		for (const { tolerance } of found) {
			if (tolerance !== undefined) expect(STATED[rule] ?? [0]).toContain(tolerance);
		}
	});

	it('differ by the amount that is named', () => {
		for (const { expected, observed, delta } of found) {
			if (typeof expected !== 'number' || typeof observed !== 'number') continue;
			if (delta === undefined || PRICES.has(rule)) continue;
			expect(Math.abs(cents(observed) - cents(expected))).toBe(Math.abs(cents(delta)));
		}
	});
});
