import type { PayApplicationLine } from '../../../spine/documents/document';
import { changeOrder, code, company } from './books';

const row = (
	item: string,
	description: string,
	d: number,
	e: number,
	f: number,
	c: number,
): PayApplicationLine => ({
	item,
	description,
	scheduledValue: c,
	previous: d,
	thisPeriod: e,
	stored: f,
	completed: d + e + f,
});

describe('a pay application', () => {
	const second = {
		kind: 'pay_application' as const,
		number: undefined,
		total: 24375,
		payApplication: {
			applicationNumber: '2',
			periodTo: '2026-02-28',
			retainageOnWorkPercent: 10,
			totalEarnedLessRetainage: 55125,
			lessPreviousCertificates: 30750,
			currentPaymentDue: 24375,
			lines: [
				row('1', 'Mobilisation', 8000, 0, 0, 8000),
				row('2', 'Rough-in', 13500, 18000, 0, 45000),
				row('3', 'Fixtures', 0, 9000, 9000, 30000),
				row('4', 'Trim and test', 0, 0, 0, 15000),
				{ ...row('5', 'CO 1 added outlets', 0, 3250, 0, 6500), changeOrder: 'CO 1' },
			],
		},
	};

	it('becomes a line for what each row bills this period, and the retainage of the period', () => {
		const coding = code(second, {
			previousStored: [0, 0, 12000, 0, undefined],
			changeOrders: [changeOrder({})],
		});
		expect(
			coding.lines.map(({ role, amount, commitmentLine, changeOrder: by }) => [
				role,
				amount,
				commitmentLine ?? by,
			]),
		).toEqual([
			['cost', 18000, '2'],
			['cost', 6000, '3'],
			['cost', 3250, '9'],
			['retainage', -2875, undefined],
		]);
		expect(coding).toMatchObject({
			total: 24375,
			gross: 27250,
			number: 'SC-2301-04-02',
			date: '2026-02-25',
			problems: [],
		});
		expect(coding.lines.every(({ customerJob }) => customerJob?.id === 'j1')).toBe(true);
	});

	it('says that stored materials of the application before are not known', () => {
		expect(code(second, { changeOrders: [changeOrder({})] }).problems).toEqual([
			expect.stringContaining('was for stored materials that are not known by line'),
		]);
		const first = {
			...second.payApplication,
			lessPreviousCertificates: 0,
			lines: [row('2', 'Rough-in', 0, 1000, 0, 45000)],
		};
		expect(code({ ...second, payApplication: first, total: 900 }).problems).toEqual([]);
	});

	it('that releases retainage has a positive line for it', () => {
		const release = {
			applicationNumber: '9',
			lessPreviousCertificates: 90000,
			retainageOnWorkPercent: 0,
			currentPaymentDue: 9800,
			lines: [row('2', 'Rough-in', 45000, 0, 0, 45000)],
		};
		const coding = code(
			{ ...second, total: 9800, retainageRelease: true, payApplication: release },
			{ previousStored: [] },
		);
		expect(coding.lines).toMatchObject([
			{ role: 'retainage_release', amount: 9800, account: { id: '34' } },
		]);
		expect(coding.gross).toBe(0);
	});

	it('without the continuation sheet asks for it', () => {
		const coding = code({ ...second, payApplication: { ...second.payApplication, lines: [] } });
		expect(coding.problems[0]).toContain('no continuation sheet');
		expect(coding.total).toBe(24375);
	});

	it('needs a retainage account', () => {
		const coding = code(second, {
			previousStored: [0, 0, 12000],
			settings: company({ accounts: {} }),
		});
		expect(coding.problems).toEqual(
			expect.arrayContaining([expect.stringContaining('No retainage account is set')]),
		);
	});
});

describe('stored materials that are not known by row', () => {
	// 10 % retainage; a column D of 10,000 explains 9,000 of previous certificates.
	const problems = (before: number | undefined, previous: number, rate: number | undefined = 10) =>
		code({
			kind: 'pay_application',
			number: undefined,
			total: 900,
			payApplication: {
				applicationNumber: '2',
				retainageOnWorkPercent: rate,
				lessPreviousCertificates: before,
				currentPaymentDue: 900,
				lines: [row('2', 'Rough-in', previous, 1000, 0, 45000)],
			},
		}).problems.filter((problem) => problem.includes('stored materials'));

	it('are named with their amount from half a percent of the work on', () => {
		expect(problems(9000, 10000)).toEqual([]);
		expect(problems(9050, 10000)).toEqual([]);
		expect(problems(9050.01, 10000)).toHaveLength(1);
		expect(problems(9500, 10000)[0]).toContain('About $500.00');
	});

	it('are not looked for below one dollar', () => {
		expect(problems(91, 100)).toEqual([]);
		expect(problems(91.01, 100)).toHaveLength(1);
	});

	it('are not looked for on a first application', () => {
		expect(problems(0, 0)).toEqual([]);
		expect(problems(undefined, 0)).toEqual([]);
	});
});

describe('retainage of a pay application', () => {
	const lines = (due: number, change: Parameters<typeof code>[0] = {}) =>
		code({
			kind: 'pay_application',
			number: undefined,
			total: due,
			payApplication: {
				applicationNumber: '1',
				retainageOnWorkPercent: 10,
				currentPaymentDue: due,
				lines: [row('2', 'Rough-in', 0, 1000, 0, 45000)],
			},
			...change,
		}).lines.map(({ role, amount }) => [role, amount]);

	it('is what the payment due leaves of the gross, and no line where it leaves nothing', () => {
		expect(lines(900)).toEqual([
			['cost', 1000],
			['retainage', -100],
		]);
		expect(lines(1000)).toEqual([['cost', 1000]]);
		expect(lines(1100)).toEqual([
			['cost', 1000],
			['retainage_release', 100],
		]);
	});
});
