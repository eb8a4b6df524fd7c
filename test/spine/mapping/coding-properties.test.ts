import fc from 'fast-check';
import type { DocumentLine } from '../../../spine/documents/document';
import { fromMinor } from '../../../spine/documents/money';
import { changeOrder, code, electrical } from './books';

const work = (
	description: string,
	amount: number,
	over: Partial<DocumentLine> = {},
): DocumentLine => ({ description, amount, ...over });

describe('whatever the document', () => {
	const cents = (max: number) => fc.integer({ min: 0, max }).map((minor) => fromMinor(minor));
	const name = fc.constantFrom(
		'Rough-in',
		'Fixtures',
		'Mobilisation',
		'Trim and test',
		'Something else',
		'Extra outlets',
	);
	const sum = (...amounts: number[]) =>
		fromMinor(amounts.reduce((total, amount) => total + Math.round(amount * 100), 0));

	it('the coding of an invoice that foots adds up to its net to the cent', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.record({
						description: name,
						amount: fc.integer({ min: -50_000, max: 5_000_000 }).map((minor) => fromMinor(minor)),
					}),
					{ minLength: 1, maxLength: 12 },
				),
				fc.record({
					tax: cents(100_000),
					freight: cents(50_000),
					discount: cents(20_000),
					retainage: cents(90_000),
					retainageReleased: cents(90_000),
				}),
				(lines, beside) => {
					const subtotal = sum(...lines.map(({ amount }) => amount));
					const total = sum(
						subtotal,
						beside.tax,
						beside.freight,
						-beside.discount,
						-beside.retainage,
						beside.retainageReleased,
					);
					const coding = code({ lines, ...beside, total });
					expect(coding.total).toBe(total);
					expect(sum(...coding.lines.map(({ amount }) => amount))).toBe(total);
					expect(coding.gross).toBe(sum(subtotal, -beside.discount));
					expect(coding.problems.filter((problem) => problem.includes('add up'))).toEqual([]);
				},
			),
		);
	});

	it('the coding of a pay application comes to its payment due to the cent', () => {
		const rows = fc.array(
			fc.record({
				item: fc.constantFrom('1', '2', '3', '4', '9'),
				description: name,
				previous: cents(1_000_000),
				thisPeriod: cents(1_000_000),
				stored: cents(100_000),
				before: fc.option(cents(100_000), { nil: undefined }),
			}),
			{ minLength: 1, maxLength: 10 },
		);
		fc.assert(
			fc.property(rows, cents(500_000), (lines, total) => {
				const coding = code(
					{
						kind: 'pay_application',
						total,
						payApplication: {
							applicationNumber: '2',
							currentPaymentDue: total,
							lines: lines.map(({ item, description, previous, thisPeriod, stored }) => ({
								item,
								description,
								previous,
								thisPeriod,
								stored,
							})),
						},
					},
					{ previousStored: lines.map(({ before }) => before) },
				);
				expect(coding.total).toBe(total);
				expect(coding.gross).toBe(
					sum(
						...lines.map(({ thisPeriod, stored, before }) =>
							sum(thisPeriod, stored, -(before ?? 0)),
						),
					),
				);
				const held = coding.lines.filter(
					({ role }) => role === 'retainage' || role === 'retainage_release',
				);
				expect(sum(...held.map(({ amount }) => amount))).toBe(sum(total, -coding.gross));
			}),
		);
	});

	it('the same document is coded the same', () => {
		const given = { lines: [work('Rough-in', 5), work('Fixtures', 7)], tax: 1, total: 13 };
		expect(code(given, { changeOrders: [changeOrder({})] })).toEqual(
			code(given, { changeOrders: [changeOrder({})] }),
		);
		expect(electrical.lines).toHaveLength(4);
	});
});
