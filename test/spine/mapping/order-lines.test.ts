import type { ChangeOrderRecord } from '../../../spine/documents/records';
import { carriedChanges, notYetMoney } from '../../../spine/mapping/order-lines';
import { changeOrder, line } from './books';

const proposal = (over: Partial<ChangeOrderRecord>): ChangeOrderRecord =>
	changeOrder({
		tier: 'potential',
		id: 'potential:1',
		number: '001',
		title: 'Pier',
		lines: [line('701', '1', 'Pier', '03-300', 6500)],
		...over,
	});
const executed = changeOrder({ id: '9' });

test('only approved change orders of the executed tier are carried, in order of their numbers', () => {
	const ten = changeOrder({ id: '10', number: '010' });
	const two = changeOrder({ id: '2', number: '2' });
	expect(
		carriedChanges(
			[
				ten,
				two,
				proposal({}),
				changeOrder({ id: '3', status: 'pending' }),
				changeOrder({ id: '4', deleted: true }),
				changeOrder({ id: '5', commitment: 'c2' }),
			],
			'c1',
		),
	).toEqual([two, ten]);
});

test('an approved proposal that no change order contains waits, with its name, amount and remedy', () => {
	expect(notYetMoney([executed, proposal({})], 'c1')).toEqual([
		'Potential change order 001 Pier ($6,500.00) is approved, but no approved change order of the commitment contains it, so it is not money yet. Have the change order made and approved.',
	]);
});

test.each([
	['with two tiers', [executed, proposal({ parent: '9' })]],
	[
		'with three tiers',
		[
			executed,
			proposal({ tier: 'request', id: 'request:1', parent: '9' }),
			proposal({ parent: 'request:1' }),
		],
	],
	['with a line of an executed change order', [executed, proposal({ lines: executed.lines })]],
	[
		'with title and amount of an executed change order',
		[changeOrder({ id: '9', title: 'Pier' }), proposal({})],
	],
	['that is pending', [proposal({ status: 'pending' })]],
	['of another commitment', [proposal({ commitment: 'c2' })]],
])('a proposal %s that is executed, or not approved, does not wait', (_, changes) => {
	expect(notYetMoney(changes, 'c1')).toEqual([]);
});

test('a proposal in a change order that is pending itself still waits', () => {
	const pending = changeOrder({ id: '9', status: 'pending' });
	const other = changeOrder({ id: '8', title: 'Pier' });
	expect(notYetMoney([pending, other, proposal({ parent: '9' })], 'c1')).toHaveLength(1);
});

test('proposals that name each other as parent end in an answer', () => {
	const circle = [
		proposal({ id: 'potential:1', parent: 'request:1' }),
		proposal({ tier: 'request', id: 'request:1', parent: 'potential:1' }),
	];
	expect(notYetMoney(circle, 'c1')).toHaveLength(2);
});
