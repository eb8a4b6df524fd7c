import {
	figureOf,
	minorOf,
	moneyOf,
	percentOf,
	percentText,
	productOf,
	sum,
	usableCurrency,
} from '../../../spine/gate/amounts';
import { unsupportedNet } from '../../../spine/gate/recommendation';

describe('amounts of the gate', () => {
	it('are in the minor unit of the currency', () => {
		expect(minorOf(12.34, 'USD')).toBe(1234);
		expect(minorOf(1234, 'JPY')).toBe(1234);
		expect(minorOf(1.234, 'KWD')).toBe(1234);
		expect(moneyOf(1020000, 'USD')).toBe('$10,200.00');
		expect(figureOf(1020000, 'USD')).toBe('10,200.00');
		expect(figureOf(10200, 'JPY')).toBe('10,200');
	});

	it('end at 1e14 minor units on either side', () => {
		expect(minorOf(1e12, 'USD')).toBe(1e14);
		expect(minorOf(1e13, 'USD')).toBe(1e14);
		expect(minorOf(-1e13, 'USD')).toBe(-1e14);
		expect(productOf(1e9, 1e9, 'USD')).toBe(1e14);
		expect(productOf(-1e9, 1e9, 'USD')).toBe(-1e14);
		expect(percentOf(500, 1e14)).toBe(1e14);
		expect(percentOf(-500, 1e14)).toBe(-1e14);
	});

	it('round half away from zero, once', () => {
		expect(productOf(3, 0.335, 'USD')).toBe(101);
		expect(productOf(1, 0.005, 'USD')).toBe(1);
		expect(productOf(-1, 0.005, 'USD')).toBe(-1);
		expect(productOf(500, 412, 'USD', 1000)).toBe(20600);
		expect(percentOf(10, 105)).toBe(11);
		expect(percentOf(7.5, 1000)).toBe(75);
		expect(percentOf(10, -105)).toBe(-11);
	});

	it('add up, and compare in percent', () => {
		expect(sum([])).toBe(0);
		expect(sum([100, -30, 5])).toBe(75);
		expect(percentText(1520000, 1270000)).toBe('119.7 %');
		expect(percentText(5, 0)).toBe('no percentage');
		expect(percentText(0, 5)).toBe('0.0 %');
	});

	it('use the first currency that is one', () => {
		expect(usableCurrency(undefined, '$1A', 'CAD', 'EUR')).toBe('CAD');
		expect(usableCurrency(undefined, '??')).toBe('USD');
	});
});

describe('what is not supported of a demand', () => {
	const demand = (gross: number, retainage: number, net = gross - retainage) => ({
		asksForMoney: true,
		gross,
		net,
		retainage,
		retainageReleased: 0,
		lines: [],
	});

	it('is less what retainage keeps back anyway', () => {
		expect(unsupportedNet([{ part: 'lines.0', amount: 50000 }], demand(500000, 50000))).toBe(45000);
		expect(unsupportedNet([{ part: 'retainage', amount: 50000 }], demand(500000, 50000))).toBe(
			50000,
		);
		expect(unsupportedNet([{ part: 'lines.0', amount: 500 }], demand(1000, 1000))).toBe(0);
		expect(unsupportedNet([{ part: 'lines.0', amount: 500 }], demand(1000, 1, 900))).toBe(500);
	});

	it('lies between nothing and what is asked for', () => {
		expect(unsupportedNet([{ part: '*', amount: 9999 }], demand(1000, 0))).toBe(1000);
		expect(unsupportedNet([{ part: '*', amount: -5 }], demand(1000, 0))).toBe(0);
		expect(unsupportedNet([{ part: 'all', amount: 0 }], demand(1000, 0))).toBe(1000);
		expect(unsupportedNet([{ part: 'all', amount: 0 }], demand(0, 0, -1000))).toBe(0);
		expect(unsupportedNet([], demand(1000, 0))).toBe(0);
	});

	it('counts each part once, and the whole never on top of its lines', () => {
		const parts = [
			{ part: 'lines.0', amount: 100 },
			{ part: 'lines.0', amount: 300 },
			{ part: 'lines.1', amount: 50 },
			{ part: '*', amount: 200 },
			{ part: 'tax', amount: 7 },
			{ part: 'freight', amount: 5 },
		];
		expect(unsupportedNet(parts, demand(1000, 0))).toBe(362);
		expect(unsupportedNet([...parts, { part: '*', amount: 800 }], demand(1000, 0))).toBe(812);
	});
});
