import Decimal from 'decimal.js';
import fc from 'fast-check';
import {
	allocate,
	formatAmount,
	fromMinor,
	minorDigits,
	multiply,
	sumAmounts,
	toMinor,
} from '../../../spine/documents/money';

describe('money', () => {
	it('knows the decimal places of a currency', () => {
		expect([minorDigits(), minorDigits('JPY'), minorDigits('KWD')]).toEqual([2, 0, 3]);
	});

	it('rounds half away from zero to the minor unit', () => {
		expect([1.005, -1.005, 1.004, '2.675'].map((amount) => toMinor(amount))).toEqual([
			101, -101, 100, 268,
		]);
		expect(toMinor(1.5, 'JPY')).toBe(2);
	});

	it('comes to the same minor units as decimal arithmetic, whatever the amount', () => {
		const byDecimal = (amount: number, digits: number): number =>
			new Decimal(amount)
				.times(new Decimal(10).pow(digits))
				.toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
				.toNumber();
		const cents = fc.integer({ min: -1e12, max: 1e12 }).map((whole) => whole / 100);
		const halves = fc.integer({ min: -1e10, max: 1e10 }).map((whole) => whole / 1000);
		const nearHalves = fc
			.tuple(fc.integer({ min: -1e8, max: 1e8 }), fc.constantFrom(1e-6, -1e-6, 1e-8, -1e-8, 1e-9))
			.map(([whole, off]) => whole / 100 + 0.005 + off);
		const amount = fc.oneof(
			cents,
			halves,
			nearHalves,
			fc.double({ min: -1e10, max: 1e10, noNaN: true }),
		);
		fc.assert(
			fc.property(amount, fc.constantFrom('USD', 'JPY', 'KWD'), (given, currency) => {
				expect(toMinor(given, currency)).toBe(byDecimal(given, minorDigits(currency)) + 0);
			}),
			{ numRuns: 5000 },
		);
	});

	it('never answers a negative zero', () => {
		expect(Object.is(toMinor(-0.001), 0)).toBe(true);
	});

	it('refuses what cannot be kept exactly', () => {
		expect(() => toMinor(1e15)).toThrow(RangeError);
		expect(() => toMinor(Number.NaN)).toThrow(RangeError);
	});

	it('adds exactly, counting absent amounts as nothing', () => {
		expect(sumAmounts([0.1, undefined, 0.2])).toBe(0.3);
		expect(sumAmounts([])).toBe(0);
		expect(sumAmounts([1, 2], 'JPY')).toBe(3);
	});

	it('multiplies unrounded factors and rounds once', () => {
		expect(multiply(3, 33.335)).toBe(100.01);
		expect(multiply('0.5', '0.01')).toBe(0.01);
	});

	it('gives what is left of a division to the largest remainders, then to the earlier parts', () => {
		expect(allocate(100, [1, 1, 1])).toEqual([33.34, 33.33, 33.33]);
		expect(allocate(0.05, [1, 2, 2])).toEqual([0.01, 0.02, 0.02]);
		expect(allocate(1, [1, 1, 4])).toEqual([0.17, 0.17, 0.66]);
		expect(allocate(0.02, [1, 5, 6])).toEqual([0, 0.01, 0.01]);
	});

	it('gives everything to the first part where nothing weighs, and nothing to no parts', () => {
		expect(allocate(12.5, [0, 0])).toEqual([12.5, 0]);
		expect(allocate(12.5, [])).toEqual([]);
	});

	it('allocates parts that add up to the amount', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -1_000_000, max: 1_000_000 }),
				fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 }),
				(minor, weights) => {
					expect(sumAmounts(allocate(fromMinor(minor), weights))).toBe(fromMinor(minor));
				},
			),
		);
	});

	it('reads as a controller writes it', () => {
		expect([formatAmount(1234.5), formatAmount(-12)]).toEqual(['$1,234.50', '-$12.00']);
	});
});
