import fc from 'fast-check';
import { splitPayment, type AppliedPart } from '../../../spine/transfers/payment-split';

const owed = (id: string, amount: number, commitment?: string): AppliedPart => ({
	id,
	role: 'owed',
	amount,
	...(commitment === undefined ? {} : { commitment }),
});
const credit = (id: string, amount: number, commitment?: string): AppliedPart => ({
	...owed(id, amount, commitment),
	role: 'credit',
});

describe('a bill payment', () => {
	it('pays each of its bills what was applied to it', () => {
		expect(splitPayment(900, [owed('a', 300), owed('b', 600)], 'USD')).toEqual([
			{ id: 'a', cash: 300, credited: 0 },
			{ id: 'b', cash: 600, credited: 0 },
		]);
	});

	it('takes the credit of a commitment from that commitment’s bills first', () => {
		const parts = [owed('a', 300, 'C1'), owed('b', 600, 'C2'), credit('x', 100, 'C2')];
		expect(splitPayment(800, parts, 'USD')).toEqual([
			{ id: 'a', cash: 300, credited: 0 },
			{ id: 'b', cash: 500, credited: 100 },
		]);
	});

	it('spreads what a commitment’s bills cannot take over the others', () => {
		const parts = [owed('a', 300, 'C1'), owed('b', 60, 'C2'), credit('x', 100, 'C2')];
		expect(splitPayment(260, parts, 'USD')).toEqual([
			{ id: 'a', cash: 260, credited: 40 },
			{ id: 'b', cash: 0, credited: 60 },
		]);
	});

	it('spreads a credit of nobody in proportion, to the cent', () => {
		const parts = [owed('a', 100), owed('b', 100), owed('c', 100), credit('x', 100)];
		expect(splitPayment(200, parts, 'USD')).toEqual([
			{ id: 'a', cash: 66, credited: 34 },
			{ id: 'b', cash: 67, credited: 33 },
			{ id: 'c', cash: 67, credited: 33 },
		]);
	});

	it('without money pays nothing', () => {
		expect(splitPayment(0, [owed('a', 100), credit('x', 100)], 'USD')).toEqual([
			{ id: 'a', cash: 0, credited: 100 },
		]);
	});

	it('counts a journal entry against the bank as money', () => {
		const parts: AppliedPart[] = [owed('a', 100), { id: 'j', role: 'paid', amount: 100 }];
		expect(splitPayment(0, parts, 'USD')).toEqual([{ id: 'a', cash: 100, credited: 0 }]);
	});

	it('that was overpaid pays no bill more than was applied to it', () => {
		expect(splitPayment(150, [owed('a', 100)], 'USD')).toEqual([
			{ id: 'a', cash: 100, credited: 0 },
		]);
	});

	it('whose parts are more than its total says nothing', () => {
		expect(splitPayment(90, [owed('a', 100)], 'USD')).toBeUndefined();
	});

	it('is split exactly, whatever it settles', () => {
		const amounts = fc.array(
			fc.record({
				amount: fc.integer({ min: 1, max: 5_000_000 }),
				commitment: fc.constantFrom('C1', 'C2', 'C3', undefined),
			}),
			{ minLength: 1, maxLength: 8 },
		);
		fc.assert(
			fc.property(amounts, amounts, fc.nat(1000), (bills, credits, over) => {
				const parts = [
					...bills.map(({ amount, commitment }, index) => owed(`b${index}`, amount, commitment)),
					...credits.map(({ amount, commitment }, index) =>
						credit(`c${index}`, amount, commitment),
					),
				];
				const due = bills.reduce((sum, { amount }) => sum + amount, 0);
				const given = credits.reduce((sum, { amount }) => sum + amount, 0);
				const money = Math.max(0, due - given);
				const settled = splitPayment(money + over, parts, 'USD') ?? [];
				expect(settled.reduce((sum, { cash }) => sum + cash, 0)).toBe(money);
				for (const [index, { cash, credited }] of settled.entries()) {
					expect(cash).toBeGreaterThanOrEqual(0);
					expect(cash + credited).toBe(bills[index]?.amount);
				}
			}),
		);
	});
});
