import { code } from './books';

const amounts = (coding: ReturnType<typeof code>) =>
	coding.lines.map(({ role, amount }) => [role, amount]);

describe('the amount of an invoice line', () => {
	it('is quantity times price where no amount is printed', () => {
		const coding = code({
			lines: [
				{ description: 'Rough-in', quantity: 3, unitPrice: 33.335 },
				{ description: 'Fixtures', quantity: 2 },
				{ description: 'Mobilisation', unitPrice: 5 },
			],
			total: 100.01,
		});
		expect(amounts(coding)).toEqual([['cost', 100.01]]);
	});

	it('of a release without total is the amount due', () => {
		const release = { retainageRelease: true, lines: [], total: undefined };
		expect(amounts(code({ ...release, amountDue: 40 }))).toEqual([['retainage_release', 40]]);
		expect(amounts(code(release))).toEqual([]);
	});
});

describe('the amount of a pay application row', () => {
	const application = (
		payApplication: NonNullable<Parameters<typeof code>[0]>['payApplication'],
		change: Parameters<typeof code>[0] = {},
	) => code({ kind: 'pay_application', number: undefined, payApplication, ...change });
	const rough = { item: '2', description: 'Rough-in', thisPeriod: 1000 };

	it('is completed less previous where that is all a row prints', () => {
		const coding = application(
			{
				applicationNumber: '1',
				currentPaymentDue: 800,
				lines: [
					{ item: '2', description: 'Rough-in', completed: 500 },
					{ item: '3', description: 'Fixtures', completed: 500, previous: 200 },
				],
			},
			{ total: 800 },
		);
		expect(amounts(coding)).toEqual([
			['cost', 500],
			['cost', 300],
		]);
	});

	it('is the total of the form where no row was read', () => {
		const coding = application(
			{ applicationNumber: '1', currentPaymentDue: 900, totals: { thisPeriod: 1000 }, lines: [] },
			{ total: 900 },
		);
		expect(amounts(coding)).toEqual([
			['cost', 1000],
			['retainage', -100],
		]);
	});

	it('does not take tax that stands beside the payment due for retainage', () => {
		const coding = application(
			{ applicationNumber: '1', currentPaymentDue: 900, lines: [rough] },
			{ total: 980, tax: 80 },
		);
		expect(amounts(coding)).toEqual([
			['cost', 1000],
			['tax', 80],
			['retainage', -100],
		]);
	});

	it('leaves tax alone that the payment due contains', () => {
		const coding = application(
			{ applicationNumber: '1', currentPaymentDue: 900, lines: [rough] },
			{ total: 900, tax: 80 },
		);
		expect(amounts(coding)).toEqual([
			['cost', 1000],
			['retainage', -100],
		]);
	});

	it('has the printed rate withheld where nothing is asked for', () => {
		const form = { applicationNumber: '1', retainageOnWorkPercent: 10, lines: [rough] };
		expect(amounts(application(form, { total: undefined }))).toEqual([
			['cost', 1000],
			['retainage', -100],
		]);
	});
});

describe('a credit memo', () => {
	const credit = (lines: number[], total: number) =>
		amounts(
			code({
				kind: 'credit_memo',
				lines: lines.map((amount) => ({ description: 'Rough-in', amount })),
				total,
			}),
		);

	it('is positive whichever sign it is printed with', () => {
		expect(credit([-500], -500)).toEqual([['cost', 500]]);
		expect(credit([500], 500)).toEqual([['cost', 500]]);
	});

	it('keeps a line that takes some of the credit back', () => {
		expect(credit([-500, 100], -400)).toEqual([
			['cost', 500],
			['cost', -100],
		]);
		expect(credit([500, -100], 400)).toEqual([
			['cost', 500],
			['cost', -100],
		]);
	});
});

describe('an invoice without lines', () => {
	it('is a line for the whole, less what stands beside the work', () => {
		expect(amounts(code({ lines: [], total: 1000 }))).toEqual([['cost', 1000]]);
		expect(amounts(code({ lines: [], total: 900, retainage: 100 }))).toEqual([
			['cost', 1000],
			['retainage', -100],
		]);
		expect(amounts(code({ lines: [], total: 0 }))).toEqual([]);
	});
});
