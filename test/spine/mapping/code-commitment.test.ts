import fc from 'fast-check';
import { toMinor } from '../../../spine/documents/money';
import type { ChangeOrderRecord, CommitmentRecord } from '../../../spine/documents/records';
import {
	codeCommitment,
	type CommitmentCodingOptions,
} from '../../../spine/mapping/code-commitment';
import { booksVendor, directory, vendor } from '../identity/directory';
import { changeOrder, chart, company, electrical, line, rules } from './books';

const people = directory({
	vendors: [
		vendor({ id: 'v1', name: 'Hallam Electric' }),
		booksVendor({ id: '58', name: 'Hallam Electric' }),
	],
	commitments: [electrical],
});

const coded = (
	over: Partial<CommitmentRecord> = {},
	changeOrders: ChangeOrderRecord[] = [],
	options: Partial<CommitmentCodingOptions> = {},
) =>
	codeCommitment(
		{ ...electrical, revised: undefined, ...over },
		{ directory: people, settings: company(), rules, books: chart, changeOrders, ...options },
	);

test('an approved subcontract becomes an order with a line for every SOV line, coded by the mapping', () => {
	const { order, problems } = coded();
	expect(problems).toEqual([]);
	expect(order).toMatchObject({ number: 'SC-2301-04', vendor: '58', total: 98000, status: 'Open' });
	expect(order?.lines).toMatchObject([
		{ description: '03-100 Mobilisation', amount: 8000, account: '61', rule: 'gl-mapping.csv:2' },
		{ description: '26-100 Rough-in', amount: 45000, account: '62', class: '3' },
		{ description: '26-100 Fixtures', amount: 30000 },
		{ description: '26-100 Trim and test', amount: 15000 },
	]);
	expect(new Set(order?.lines.map(({ job }) => job)).size).toBe(1);
});

test('every approved change order is a line of its own below the SOV, in order of its number', () => {
	const { order } = coded({ approvedChanges: 5500 }, [
		changeOrder({
			id: '10',
			number: '010',
			title: 'Credit',
			amount: -1000,
			lines: [line('x', '1', 'Credit', '26-100', -1000)],
		}),
		changeOrder({ title: 'Outlets' }),
	]);
	expect(order?.lines.slice(-2)).toMatchObject([
		{ description: 'CO 001 Outlets', amount: 6500 },
		{ description: 'CO 010 Credit', amount: -1000 },
	]);
	expect(order?.total).toBe(103500);
});

test('a change order whose lines are charged to several accounts is a line for each of them', () => {
	const { order } = coded({ approvedChanges: 300 }, [
		changeOrder({
			amount: 300,
			title: 'Pads',
			lines: [
				line('a', '1', 'Pad', '03-300', 100),
				line('b', '2', 'Wiring', '26-100', 150),
				line('c', '3', 'Wiring', '26-100', 50),
			],
		}),
	]);
	expect(order?.lines.slice(-2)).toMatchObject([
		{ description: 'CO 001 Pads 03-300', amount: 100, account: '61' },
		{ description: 'CO 001 Pads 26-100', amount: 200, account: '62' },
	]);
});

test.each([
	['a pending change order', changeOrder({ status: 'pending' })],
	['a potential change order', changeOrder({ tier: 'potential' })],
	['a change order of another commitment', changeOrder({ commitment: 'c2' })],
	['a deleted change order', changeOrder({ deleted: true })],
])('%s changes nothing', (_, change) => {
	expect(coded({}, [change])).toEqual(coded());
});

test.each(['draft', 'out_for_signature', 'void', 'terminated', 'closed'] as const)(
	'a commitment in state %s becomes no order',
	(status) => {
		const { order, problems } = coded({ status });
		expect(order).toBeUndefined();
		expect(problems).toEqual([
			`Commitment SC-2301-04 is ${status.replaceAll('_', ' ')}. Only approved commitments become purchase orders; approve it first.`,
		]);
	},
);

test('lines that do not add up to the revised amount stop the order', () => {
	const { order, problems } = coded({ revised: 104500 });
	expect(order).toBeUndefined();
	expect(problems).toEqual([
		'The lines and approved change orders of Commitment SC-2301-04 add up to $98,000.00, its revised amount is $104,500.00. Read the project system again, then check its schedule of values.',
	]);
});

test('what is missing is named, each with its remedy', () => {
	const { order, problems } = coded({}, [], {
		directory: { ...people, vendors: [vendor({ id: 'v1', name: 'Hallam Electric' })], jobs: [] },
		rules: [],
		settings: company({ accounts: {} }),
	});
	expect(order).toBeUndefined();
	expect(problems).toEqual(
		expect.arrayContaining([
			expect.stringContaining('The vendor Hallam Electric of Commitment SC-2301-04 is not known'),
			expect.stringContaining('The customer:job of project 2301 is not in the books'),
			expect.stringContaining('No mapping rule fits the line "26-100 Rough-in"'),
			expect.stringContaining('No payable account is set'),
		]),
	);
});

test('the lines of an order always add up to its total, to the cent', () => {
	fc.assert(
		fc.property(
			fc.array(fc.integer({ min: -1_000_000, max: 9_999_999 }), { minLength: 1, maxLength: 20 }),
			fc.array(fc.integer({ min: -100_000, max: 100_000 }), { maxLength: 5 }),
			(sov, changes) => {
				const lines = sov.map((minor, index) =>
					line(String(index), String(index), 'Work', '26-100', minor / 100),
				);
				const orders = changes.map((minor, index) =>
					changeOrder({
						id: String(index),
						number: String(index),
						lines: [line(`c${String(index)}`, '1', 'Change', '26-100', minor / 100)],
					}),
				);
				const sum = [...sov, ...changes].reduce((a, b) => a + b, 0);
				const { order } = coded({ lines, revised: sum / 100 }, orders);
				const isEmpty = [...sov, ...changes].every((minor) => minor === 0);
				expect(order === undefined).toBe(isEmpty);
				if (order === undefined) return;
				expect(toMinor(order.total)).toBe(sum);
				expect(order.lines.reduce((total, { amount }) => total + toMinor(amount), 0)).toBe(sum);
			},
		),
	);
});
