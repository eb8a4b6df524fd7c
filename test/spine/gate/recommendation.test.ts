import { unsupportedNet } from '../../../spine/gate/recommendation';
import type { Demand } from '../../../spine/ledger/ledger';

const demand = (change: Partial<Demand> = {}): Demand => ({
	asksForMoney: true,
	gross: 100000,
	net: 90000,
	retainage: 10000,
	retainageReleased: 0,
	lines: [],
	...change,
});

describe('the net amount that nothing supports', () => {
	it('is nothing without an unsupported part', () => {
		expect(unsupportedNet([], demand())).toBe(0);
	});

	it('leaves out the retainage that is kept back anyway', () => {
		expect(unsupportedNet([{ part: 'lines.0', amount: 50000 }], demand())).toBe(45000);
		const whole = demand({ net: 100000, retainage: 0 });
		expect(unsupportedNet([{ part: 'lines.0', amount: 50000 }], whole)).toBe(50000);
		const kept = demand({ retainage: 100000 });
		expect(unsupportedNet([{ part: 'lines.0', amount: 50000 }], kept)).toBe(50000);
	});

	it('counts the largest amount of a part once, and adds up the lines', () => {
		const parts = [
			{ part: 'lines.0', amount: 10000 },
			{ part: 'lines.0', amount: 20000 },
			{ part: 'lines.1', amount: 30000 },
		];
		expect(unsupportedNet(parts, demand())).toBe(45000);
	});

	it('is the document or the sum of its lines, whichever is more', () => {
		const line = { part: 'lines.0', amount: 20000 };
		expect(unsupportedNet([line, { part: '*', amount: 30000 }], demand())).toBe(27000);
		expect(unsupportedNet([line, { part: '*', amount: 10000 }], demand())).toBe(18000);
	});

	it('adds tax and freight in full, as no retainage is kept back of them', () => {
		const parts = [
			{ part: 'lines.0', amount: 10000 },
			{ part: 'tax', amount: 1000 },
			{ part: 'freight', amount: 500 },
		];
		expect(unsupportedNet(parts, demand())).toBe(10500);
	});

	it('is between nothing and the net demand', () => {
		expect(unsupportedNet([{ part: 'lines.0', amount: 500000 }], demand())).toBe(90000);
		expect(unsupportedNet([{ part: 'lines.0', amount: -500 }], demand())).toBe(0);
		expect(unsupportedNet([{ part: 'all', amount: 1 }], demand())).toBe(90000);
		expect(unsupportedNet([{ part: 'all', amount: 1 }], demand({ net: -5 }))).toBe(0);
	});
});
