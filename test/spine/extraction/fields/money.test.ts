import fc from 'fast-check';
import {
	amountOfCell,
	amountsIn,
	decimalMarkOf,
	percentIn,
} from '../../../../spine/extraction/fields/money';

describe('printed amounts', () => {
	it.each([
		['$1,234.50', 1234.5],
		['1,234', 1234],
		['(1,250.00)', -1250],
		['$(1,250.00)', -1250],
		['($1,250.00)', -1250],
		['1,250.00-', -1250],
		['-1,250.00', -1250],
		['1,250 CR', -1250],
		['$12.4K', 12400],
		['1234.5', 1234.5],
		['$ 0.90', 0.9],
		['USD 3,000,000.00', 3000000],
		["1'234.50", 1234.5],
		['$ -', 0],
		['-0-', 0],
		['18.4025', 18.4025],
	])('reads %s in a document with decimal points', (text, value) => {
		expect(amountOfCell(text, 'point')).toBe(value);
	});

	it.each([
		['1.234,50 \u20ac', 1234.5],
		['1 234,50', 1234.5],
		['\u20ac 2.321,00', 2321],
		['1.234', 1234],
		['-9,32', -9.32],
		['34,73 EUR', 34.73],
	])('reads %s in a document with decimal commas', (text, value) => {
		expect(amountOfCell(text, 'comma')).toBe(value);
	});

	it.each(['8.25%', 'INV-1001', '03/04/2025', '12 x 4', 'G703', '', 'n/a', '(425) 555-0199'])(
		'finds no amount in %s',
		(text) => {
			expect(amountOfCell(text)).toBeUndefined();
		},
	);

	it('names the currency that stands beside a number', () => {
		expect(amountsIn('Total \u20ac 10,00', 'comma')[0]?.currency).toBe('EUR');
		expect(amountsIn('CAD 10.00')[0]?.currency).toBe('CAD');
		expect(amountsIn('C$10.00')[0]?.currency).toBe('CAD');
		expect(amountsIn('10.00')[0]?.currency).toBeUndefined();
	});

	it('tells how a document writes decimals', () => {
		expect(decimalMarkOf('12,50 and 1.200,00')).toBe('comma');
		expect(decimalMarkOf('12.50 and 1,200.00')).toBe('point');
		expect(decimalMarkOf('no amounts')).toBe('point');
	});

	it('reads percentages', () => {
		expect(percentIn('Less 7.5% retainage')).toBe(7.5);
		expect(percentIn('10 % of Completed Work')).toBe(10);
		expect(percentIn('ten')).toBeUndefined();
	});

	it('reads back every amount that is printed in the American way', () => {
		fc.assert(
			fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), (cents) => {
				const amount = cents / 100;
				const printed = new Intl.NumberFormat('en-US', {
					style: 'currency',
					currency: 'USD',
					currencySign: 'accounting',
				}).format(amount);
				expect(amountOfCell(printed)).toBe(amount === 0 ? 0 : amount);
			}),
		);
	});

	it('reads back every amount that is printed in the German way', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 999_999_999 }), (cents) => {
				const amount = cents / 100;
				const printed = new Intl.NumberFormat('de-DE', {
					style: 'currency',
					currency: 'EUR',
				}).format(amount);
				expect(amountOfCell(printed, 'comma')).toBe(amount);
			}),
		);
	});
});
