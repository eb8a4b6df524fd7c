import type { Document } from '../../../../spine/documents/document';
import type { Facts, PriorApplication } from '../../../../spine/gate/facts';
import { billing } from '../builders';
import {
	type applicationRow,
	exampleFacts,
	firstApplication,
	firstPayApplication,
	payApplication,
} from '../g702-example';
import { failures, lacks, verdictOf } from '../judged';

type Cover = Partial<NonNullable<Document['payApplication']>>;
const found = (rule: string, cover: Cover, known: Facts = exampleFacts()) =>
	failures(rule, payApplication(cover), known);

/** The worked example with one row that has other figures. */
const withRow = (item: string, change: Partial<ReturnType<typeof applicationRow>>): Cover => ({
	lines: (payApplication().payApplication?.lines ?? []).map((line) =>
		line.item === item ? { ...line, ...change } : line,
	),
});

describe('the cover of a pay application', () => {
	it.each([
		['PA-07', { contractSumToDate: 104500.01 }, { contractSumToDate: 104500.02 }, 'HOLD', 0.02],
		['PA-07', { contractSumToDate: 104499.99 }, { contractSumToDate: 104400 }, 'HOLD', -100],
		['PA-09', { retainageOnWork: 5175.01 }, { retainageOnWork: 5175.02 }, 'HOLD', -0.02],
		['PA-09', { retainageOnStored: 450.01 }, { retainageOnStored: 451.01 }, 'BLOCK', -1.01],
		[
			'PA-10',
			{ totalEarnedLessRetainage: 55125.01 },
			{ totalEarnedLessRetainage: 55126 },
			'HOLD',
			1,
		],
		['PA-10', {}, { totalEarnedLessRetainage: 55126.01 }, 'BLOCK', 1.01],
		['PA-11', { currentPaymentDue: 24375.01 }, { currentPaymentDue: 24376 }, 'HOLD', 1],
		['PA-11', {}, { currentPaymentDue: 24373.99 }, 'BLOCK', -1.01],
		['PA-12', { balanceToFinish: 49375.01 }, { balanceToFinish: 49475 }, 'HOLD', 100],
	])('%s lets a cent pass: %j, but not %j', (rule, good, bad, severity, delta) => {
		expect(found(rule, good)).toEqual([]);
		expect(found(rule, bad)).toEqual([[severity, delta]]);
	});

	it.each([
		['PA-06', { contractSumToDate: 104500.03 }, { contractSumToDate: 104500.04 }, 'HOLD', 0.04],
		[
			'PA-08',
			{ totalCompletedAndStored: 60750.03 },
			{ totalCompletedAndStored: 60750.04 },
			'HOLD',
			0.04,
		],
		['PA-08', {}, { totalCompletedAndStored: 60751.01 }, 'BLOCK', 1.01],
	])('%s lets half a cent of each of five rows pass', (rule, good, bad, severity, delta) => {
		expect(found(rule, good)).toEqual([]);
		expect(found(rule, bad)).toEqual([[severity, delta]]);
	});

	it('needs no more than the figures that are printed', () => {
		expect(
			found('PA-07', { netChangeByChangeOrders: undefined, contractSumToDate: 98000 }),
		).toEqual([]);
		expect(
			found('PA-11', { lessPreviousCertificates: undefined, currentPaymentDue: 55125 }),
		).toEqual([]);
		expect(found('PA-10', { totalRetainage: undefined, totalEarnedLessRetainage: 60750 })).toEqual(
			[],
		);
		expect(found('PA-09', { retainageOnWork: undefined, retainageOnStored: 5625 })).toEqual([]);
		expect(found('PA-09', { retainageOnStored: undefined, retainageOnWork: 5625 })).toEqual([]);
		const none = { retainageOnWork: undefined, retainageOnStored: undefined };
		expect(found('PA-09', { ...none, totalRetainage: 1 })).toEqual([]);
	});

	it('says what it cannot judge', () => {
		const cannot = (rule: string, cover: Cover) =>
			lacks(rule, payApplication(cover), exampleFacts());
		expect(cannot('PA-07', { contractSumToDate: undefined })).toBe(true);
		expect(cannot('PA-07', { originalContractSum: undefined })).toBe(true);
		expect(cannot('PA-08', { lines: [] })).toBe(true);
		expect(cannot('PA-07', {})).toBe(false);
	});

	it('takes the column of retainage where that fits', () => {
		const lines = (payApplication().payApplication?.lines ?? []).map((line, index) => ({
			...line,
			retainage: [800, 3150, 1350, 0, 325][index],
		}));
		expect(found('PA-09', { lines, retainageOnWork: 1 })).toEqual([]);
	});

	it('must have the balance come out both ways', () => {
		// By the lines 104,500 - 60,750 + 5,625; by the cover 104,500 - 55,125.
		expect(found('PA-12', { contractSumToDate: 104600 })).toEqual([['HOLD', -100]]);
		expect(found('PA-12', withRow('4', { scheduledValue: 15100 }))).toEqual([['HOLD', -100]]);
	});

	it('does not support what is asked for too much, retainage that is too little included', () => {
		const recommended = (cover: Cover) =>
			verdictOf(payApplication(cover), exampleFacts()).recommendedAmount;
		expect(recommended({})).toBe(24375);
		expect(recommended({ currentPaymentDue: 24475 })).toBe(24375);
	});
});

describe('the rows of a pay application', () => {
	it('add up across to the cent', () => {
		expect(found('PA-01', withRow('2', { completed: 31500.01 }))).toEqual([]);
		expect(found('PA-01', withRow('2', { completed: 31500.02 }))).toEqual([['HOLD', 0.02]]);
		expect(found('PA-01', withRow('3', { completed: 18001 }))).toEqual([['HOLD', 1]]);
		expect(found('PA-01', withRow('3', { completed: 18001.01 }))).toEqual([['BLOCK', 1.01]]);
		expect(found('PA-01', withRow('3', { completed: 17000 }))).toEqual([['BLOCK', -1000]]);
		expect(found('PA-01', withRow('3', { completed: undefined }))).toEqual([]);
	});

	it('have the balance that is left', () => {
		expect(found('PA-02', withRow('2', { balance: 13500.01 }))).toEqual([]);
		expect(found('PA-02', withRow('2', { balance: 13499.98 }))).toEqual([['HOLD', -0.02]]);
		expect(found('PA-02', withRow('2', { balance: 23500 }))).toEqual([['HOLD', 10000]]);
		expect(found('PA-02', withRow('2', { balance: undefined }))).toEqual([]);
	});

	it('print their percentage within half a point, or a point where it is whole', () => {
		// 31,500 of 45,000 is 70 %.
		expect(found('PA-03', withRow('2', { percent: 70.5 }))).toEqual([]);
		expect(found('PA-03', withRow('2', { percent: 70.6 }))).toEqual([['HOLD', 0.6]]);
		expect(found('PA-03', withRow('2', { percent: 71 }))).toEqual([]);
		expect(found('PA-03', withRow('2', { percent: 69 }))).toEqual([]);
		expect(found('PA-03', withRow('2', { percent: 68 }))).toEqual([['HOLD', -2]]);
		expect(found('PA-03', withRow('2', { percent: 50, scheduledValue: 0 }))).toEqual([]);
	});

	const totals = payApplication().payApplication?.totals;

	it('foot within half a cent each, three cents for five', () => {
		expect(found('PA-04', { totals: { ...totals, thisPeriod: 30250.03 } })).toEqual([]);
		expect(found('PA-04', { totals: { ...totals, thisPeriod: 30250.04 } })).toEqual([
			['HOLD', 0.04],
		]);
		expect(found('PA-04', { totals: { ...totals, thisPeriod: 30251.01 } })).toEqual([
			['BLOCK', 1.01],
		]);
		expect(found('PA-04', { totals: { ...totals, scheduledValue: 104600 } })).toEqual([
			['HOLD', 100],
		]);
		expect(found('PA-04', { totals: { ...totals, previous: 21400 } })).toEqual([['HOLD', -100]]);
		expect(found('PA-04', { totals: { ...totals, stored: 8000 } })).toEqual([['BLOCK', -1000]]);
		expect(found('PA-04', { totals: undefined })).toEqual([]);
	});

	it('foot over the pages', () => {
		const pages = (second: number) => [
			{ thisPeriod: 18000, previous: 21500 },
			{ thisPeriod: second, previous: 0 },
		];
		expect(found('PA-05', { pageTotals: pages(12250) })).toEqual([]);
		expect(found('PA-05', { pageTotals: pages(12250.01) })).toEqual([]);
		expect(found('PA-05', { pageTotals: pages(12240) })).toEqual([['BLOCK', 10]]);
	});
});

describe('an application after another', () => {
	const after = (change: Partial<PriorApplication>, more: Partial<Facts['billing']> = {}) =>
		exampleFacts({
			billing: billing({
				counted: 3350000,
				retainageHeld: 275000,
				applications: [{ ...firstApplication, ...change }],
				...more,
			}),
		});

	it('takes off to the cent what was certified', () => {
		expect(found('PA-15', {})).toEqual([]);
		expect(found('PA-15', { lessPreviousCertificates: 30749.99 })).toEqual([['BLOCK', -0.01]]);
		expect(found('PA-15', { lessPreviousCertificates: 30750.01 })).toEqual([['BLOCK', 0.01]]);
		expect(found('PA-15', { lessPreviousCertificates: undefined })).toEqual([['BLOCK', -30750]]);
		expect(found('PA-15', { lessPreviousCertificates: 33500 })).toEqual([['BLOCK', 2750]]);
	});

	it('does not support what is asked for twice', () => {
		const document = payApplication({ lessPreviousCertificates: 20750, currentPaymentDue: 34375 });
		expect(verdictOf(document, exampleFacts()).recommendedAmount).toBe(24375);
	});

	it('takes nothing off where nothing was certified', () => {
		const none = exampleFacts({ billing: billing() });
		expect(failures('PA-15', firstPayApplication(), none)).toEqual([]);
		expect(found('PA-15', { lessPreviousCertificates: 100 }, none)).toEqual([['BLOCK', 100]]);
	});

	it('cannot be judged where only invoices or no net amount are known of the time before', () => {
		const invoices = exampleFacts({ billing: billing({ counted: 1 }) });
		expect(lacks('PA-15', payApplication(), invoices)).toBe(true);
		expect(lacks('PA-15', payApplication(), after({ earnedLessRetainage: undefined }))).toBe(true);
		expect(lacks('PA-16', payApplication(), after({ lines: [] }))).toBe(true);
	});

	it('carries previous work forward to the cent', () => {
		expect(found('PA-16', {})).toEqual([]);
		expect(found('PA-16', withRow('2', { previous: 13500.01 }))).toEqual([['BLOCK', 0.01]]);
		expect(found('PA-16', withRow('2', { previous: 13499.99 }))).toEqual([['BLOCK', -0.01]]);
		expect(found('PA-16', withRow('5', { previous: 1000 }))).toEqual([['BLOCK', 1000]]);
	});

	it('may carry stored materials in D, unless they still stand in F', () => {
		expect(found('PA-16', withRow('3', { previous: 12000, stored: 0 }))).toEqual([]);
		expect(found('PA-16', withRow('3', { previous: 12000, stored: 11999.99 }))).toEqual([]);
		expect(found('PA-16', withRow('3', { previous: 12000, stored: 12000 }))).toEqual([
			['BLOCK', 12000],
		]);
	});

	const numbered = (applicationNumber: string | undefined, known = exampleFacts()) =>
		found('PA-20', { applicationNumber }, known);

	it('bears the next number', () => {
		expect(numbered('2')).toEqual([]);
		expect(numbered('App #2')).toEqual([]);
		expect(numbered('3')).toEqual([['HOLD', 1]]);
		expect(numbered('1')).toEqual([['BLOCK', -1]]);
		expect(numbered('1', exampleFacts({ billing: billing() }))).toEqual([]);
		expect(numbered('2', exampleFacts({ billing: billing() }))).toEqual([['HOLD', 1]]);
		expect(lacks('PA-20', payApplication({ applicationNumber: undefined }), exampleFacts())).toBe(
			true,
		);
	});

	it('follows those that are reserved, posted or billed, and none that is held', () => {
		expect(numbered('2', after({ state: 'reserved' }))).toEqual([]);
		expect(numbered('2', after({ state: 'posted' }))).toEqual([]);
		expect(numbered('2', after({ state: 'held' }))).toEqual([['HOLD', 1]]);
		expect(lacks('PA-20', payApplication(), after({ application: undefined }))).toBe(true);
	});
});

describe('SM-05', () => {
	it('finds material that is stored and installed at once', () => {
		expect(found('SM-05', withRow('3', { thisPeriod: 9000, stored: 9000 }))).toEqual([]);
		expect(found('SM-05', withRow('3', { thisPeriod: 12000, stored: 12000 }))).toEqual([
			['BLOCK', 12000],
		]);
		expect(found('SM-05', withRow('4', { thisPeriod: 500, stored: 500 }))).toEqual([
			['BLOCK', 500],
		]);
		expect(found('SM-05', withRow('4', { thisPeriod: 500, stored: 500.01 }))).toEqual([]);
		expect(found('SM-05', withRow('3', { previous: 12000, stored: 12000 }))).toEqual([
			['BLOCK', 12000],
		]);
	});
});
