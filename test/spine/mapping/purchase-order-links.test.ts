import type { BooksTransactionRecord } from '../../../spine/documents/records';
import { changeOrder, code, electrical, line } from './books';

type Order = BooksTransactionRecord;
type OrderLine = Order['lines'][number];

const JOB = code({ lines: [{ description: 'Rough-in', amount: 1 }] }).lines[0]?.customerJob?.id;

const orderLine = (
	id: string,
	description: string,
	amount: number,
	over: Partial<OrderLine> = {},
): OrderLine => ({ id, description, amount, account: '62', job: JOB, ...over });

const order = (over: Partial<Order> = {}): Order => ({
	type: 'purchase_order',
	side: 'books',
	books: '900',
	id: '145',
	number: 'SC-2301-04',
	vendor: '58',
	date: '2026-01-05',
	total: 98000,
	lines: [
		orderLine('1', '03-100 Mobilisation', 8000, { account: '61' }),
		orderLine('2', '26-100 Rough-in', 45000),
		orderLine('3', '26-100 Fixtures', 30000),
		orderLine('4', '26-100 Trim and test', 15000),
	],
	...over,
});

const bill = (
	purchaseOrders: Order[],
	over: Parameters<typeof code>[0] = {},
	options: Parameters<typeof code>[1] = {},
	works = [electrical],
) =>
	code(
		{
			lines: [
				{ description: 'Rough-in', amount: 10000 },
				{ description: 'Fixtures', amount: 5000 },
			],
			subtotal: 15000,
			retainage: 1500,
			total: 13500,
			...over,
		},
		{ purchaseOrders, ...options },
		works,
	);

test('every cost line names the order of its commitment and the line that it bills; retainage names none', () => {
	const { lines, problems } = bill([order()]);
	expect(lines.map(({ role, purchaseOrder }) => [role, purchaseOrder])).toEqual([
		['cost', { id: '145', number: 'SC-2301-04', line: '2' }],
		['cost', { id: '145', number: 'SC-2301-04', line: '3' }],
		['retainage', undefined],
	]);
	expect(lines.some(({ unlinked }) => unlinked !== undefined)).toBe(false);
	expect(problems).toEqual([]);
});

test.each([
	['no order at all', []],
	['an order of another number', [order({ number: 'SC-2301-05' })]],
	['an order that was deleted', [order({ deleted: true })]],
	['an order of other books', [order({ books: '901' })]],
	['another kind of transaction with that number', [order({ type: 'bill' })]],
])('with %s the bill is coded as without orders, and nothing is said', (_, orders) => {
	expect(bill(orders)).toEqual(bill([]));
});

test.each([
	['the order of another vendor', [order({ vendor: '77' })], /belongs to another vendor/],
	[
		'two orders of one number',
		[order(), order({ id: '146' })],
		/hold 2 purchase orders SC-2301-04/,
	],
	['an order without the line', [order({ lines: [] })], /bills no line that stands on/],
	[
		'an order that is kept by item',
		[
			order({
				lines: [orderLine('1', '26-100 Rough-in', 45000, { account: undefined, item: '7' })],
			}),
		],
		/is kept by item, the bill by account/,
	],
	[
		'lines that cannot be told apart',
		[order({ lines: ['1', '2'].map((id) => orderLine(id, '26-100 Rough-in', 22500)) })],
		/may bill more than one line/,
	],
])('%s leaves the line without a link, says why, and still makes a bill', (_, orders, why) => {
	const { lines, problems, total } = bill(orders);
	expect(lines[0]).toMatchObject({ amount: 10000, unlinked: expect.stringMatching(why) });
	expect(lines[0]?.purchaseOrder).toBeUndefined();
	expect({ problems, total }).toEqual({ problems: [], total: 13500 });
});

test('an order that people described in their own words is told by what its lines are charged to', () => {
	const own = order({
		lines: [orderLine('7', 'Concrete', 8000, { account: '61' }), orderLine('8', 'Electric', 90000)],
	});
	expect(bill([own]).lines.map(({ purchaseOrder }) => purchaseOrder?.line)).toEqual([
		'8',
		'8',
		undefined,
	]);
});

const outlets = changeOrder({ title: 'Outlets' });
const extra = {
	lines: [{ description: 'Added outlets', amount: 6500, changeOrder: 'CO 001' }],
	subtotal: 6500,
	retainage: undefined,
	total: 6500,
};

test('a line of a change order names the line of that change order, and only once it is on the order', () => {
	const options = { changeOrders: [outlets] };
	const revised = order({
		lines: [...order().lines, orderLine('5', 'CO 001 Outlets', 6500)],
	});
	expect(bill([revised], extra, options).lines[0]?.purchaseOrder).toMatchObject({ line: '5' });
	const before = bill([order()], extra, options).lines[0];
	expect(before?.purchaseOrder).toBeUndefined();
	expect(before?.unlinked).toMatch(/Bring the order up to date/);
});

test('of a change order that is charged to two accounts the line of the same account is named', () => {
	const both = changeOrder({
		title: 'Pads',
		amount: 300,
		lines: [line('a', '1', 'Pad', '03-300', 100), line('b', '2', 'Wiring', '26-100', 200)],
	});
	const revised = order({
		lines: [
			orderLine('5', 'CO 001 Pads 03-300', 100, { account: '61' }),
			orderLine('6', 'CO 001 Pads 26-100', 200),
		],
	});
	const { lines } = bill(
		[revised],
		{
			...extra,
			lines: [
				{ description: 'Wiring', amount: 200, changeOrder: 'CO 001' },
				{ description: 'Pad', amount: 100, changeOrder: 'CO 001' },
			],
			subtotal: 300,
			total: 300,
		},
		{ changeOrders: [both] },
	);
	expect(lines.map(({ purchaseOrder }) => purchaseOrder?.line)).toEqual(['6', '5']);
});

test('a potential change order has no line on the order, approved or not', () => {
	const potential = changeOrder({ tier: 'potential', title: 'Outlets' });
	const revised = order({ lines: [orderLine('5', 'CO 001 Outlets', 6500)] });
	const [first] = bill([revised], extra, { changeOrders: [potential] }).lines;
	expect(first?.purchaseOrder).toBeUndefined();
});

test('a zero-dollar line that stands for a change order leads to the line of that change order', () => {
	const twin = {
		...electrical,
		lines: [...electrical.lines, line('12', '5', 'Added outlets', '26-100', 0)],
	};
	const revised = order({ lines: [...order().lines, orderLine('5', 'CO 001 Outlets', 6500)] });
	const { lines } = bill(
		[revised],
		{ ...extra, lines: [{ description: 'Added outlets', amount: 6500 }] },
		{ changeOrders: [outlets] },
		[twin],
	);
	expect(lines[0]).toMatchObject({ commitmentLine: '12', purchaseOrder: { line: '5' } });
});

test('lines of the schedule of values that read alike stand on the order in its order', () => {
	const alike = {
		...electrical,
		lines: [line('1', '1', 'Floor', '26-100', 10000), line('2', '2', 'Floor', '26-100', 20000)],
	};
	const twice = order({
		lines: [orderLine('1', '26-100 Floor', 10000), orderLine('2', '26-100 Floor', 20000)],
	});
	const { lines } = bill(
		[twice],
		{
			lines: [
				{ description: 'Floor', number: '2', amount: 5000 },
				{ description: 'Floor', number: '1', amount: 1000 },
			],
			subtotal: 6000,
			retainage: undefined,
			total: 6000,
		},
		{},
		[alike],
	);
	expect(lines.map(({ purchaseOrder }) => purchaseOrder?.line)).toEqual(['2', '1']);
});

test('a credit memo is linked to no order', () => {
	const { entity, lines } = bill([order()], {
		kind: 'credit_memo',
		lines: [{ description: 'Rough-in', amount: 500 }],
		subtotal: 500,
		retainage: undefined,
		total: 500,
	});
	expect(entity).toBe('VendorCredit');
	expect(lines[0]?.purchaseOrder).toBeUndefined();
});
