import { changesBetween } from '../../../simulators/demo/state-changes';

const rows = (ids: Record<string, string>) => new Map(Object.entries(ids));

describe('what a step of the demo changed', () => {
	it('counts rows by kind: new, changed and removed ones, and names no kind without any', () => {
		const before = new Map([
			['QuickBooks bill', rows({ 1: 'a', 2: 'b', 3: 'c' })],
			['QuickBooks vendor', rows({ 1: 'a' })],
		]);
		const after = new Map([
			['QuickBooks bill', rows({ 1: 'a', 2: 'B', 4: 'd', 5: 'e' })],
			['QuickBooks vendor', rows({ 1: 'a' })],
			['Procore contract payments', rows({ 9: 'p' })],
		]);
		expect(changesBetween(before, after)).toEqual([
			{ what: 'QuickBooks bill', created: 2, changed: 1, removed: 1 },
			{ what: 'Procore contract payments', created: 1, changed: 0, removed: 0 },
		]);
	});
});
