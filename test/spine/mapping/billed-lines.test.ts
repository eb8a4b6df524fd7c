import { commitment } from '../identity/directory';
import type { DocumentLine } from '../../../spine/documents/document';
import { changeOrder, code, line } from './books';

const work = (
	description: string,
	amount: number,
	over: Partial<DocumentLine> = {},
): DocumentLine => ({ description, amount, ...over });

describe('the line that is billed', () => {
	it.each([
		[{ description: 'Light fixtures', number: '3' }, '3'],
		[{ description: 'Fixtures', number: '03' }, '3'],
		[{ description: 'Trim & test' }, '4'],
		[{ description: 'unclear', costCode: '03-100' }, '1'],
		[{ description: 'whatever', recordId: '2' }, '2'],
	])('of %j is SOV line %s', (printed, id) => {
		expect(code({ lines: [{ amount: 5, ...printed }], total: 5 }).lines[0]?.commitmentLine).toBe(
			id,
		);
	});

	it('is none for unknown work, but a code printed on the line counts', () => {
		const [coded] = code({
			lines: [work('Core drilling', 5, { costCode: '03-300', costType: 'M' })],
			total: 5,
		}).lines;
		expect(coded).toMatchObject({ costCode: '03-300', costType: 'M', account: { id: '61' } });
		expect(coded?.commitmentLine).toBeUndefined();
	});

	it('is the only one of a commitment with a single line', () => {
		const lone = commitment({
			id: 'c1',
			number: 'SC-2301-04',
			lines: [line('1', '1', 'All work', '26-100', 5000)],
		});
		expect(
			code({ lines: [work('March progress', 5)], total: 5 }, {}, [lone]).lines[0],
		).toMatchObject({ commitmentLine: '1', costCode: '26-100' });
	});

	it('takes the commitment’s only code where no line fits', () => {
		const two = commitment({
			id: 'c1',
			number: 'SC-2301-04',
			lines: [line('1', '1', 'North', '26-100', 5), line('2', '2', 'South', '26-100', 5)],
		});
		const [coded] = code({ lines: [work('March progress', 5)], total: 5 }, {}, [two]).lines;
		expect(coded).toMatchObject({ costCode: '26-100' });
		expect(coded?.commitmentLine).toBeUndefined();
	});

	it.each(['CO #1', 'CO-001', 'C.O. No. 1', 'CCO-001'])(
		'%s is a line of that change order',
		(reference) => {
			const potential = changeOrder({
				id: 'potential:4',
				tier: 'potential',
				number: '1',
				parent: '9',
			});
			const [coded] = code(
				{ lines: [work('extra', 6500, { changeOrder: reference })], total: 6500 },
				{ changeOrders: [changeOrder({}), potential] },
			).lines;
			expect(coded).toMatchObject({ changeOrder: '9', costCode: '26-100' });
			expect(coded?.commitmentLine).toBeUndefined();
		},
	);

	it('of a proposal counts for the package that contains it', () => {
		const potential = changeOrder({
			id: 'potential:4',
			tier: 'potential',
			number: '12',
			parent: '9',
			lines: [],
		});
		const [coded] = code(
			{ lines: [work('extra', 5, { changeOrder: 'PCO 12' })], total: 5 },
			{ changeOrders: [changeOrder({}), potential] },
		).lines;
		expect(coded?.changeOrder).toBe('9');
	});

	it('with an unknown change order is not given to the base contract', () => {
		const [coded] = code(
			{ lines: [work('Rough-in', 5, { changeOrder: 'CO 77' })], total: 5 },
			{ changeOrders: [changeOrder({})] },
		).lines;
		expect(coded?.commitmentLine).toBeUndefined();
		expect(coded?.changeOrder).toBeUndefined();
	});
});
