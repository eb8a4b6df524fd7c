import type { FieldDataRecord } from '../../../../spine/documents/records';
import type { Document } from '../../../../spine/documents/document';
import type { Facts } from '../../../../spine/gate/facts';
import { billing, changeOrder, commitment, facts, invoice } from '../builders';
import { applicationRow, exampleFacts, firstPayApplication, payApplication } from '../g702-example';
import { failures, lacks, verdictOf } from '../judged';

const order = (original: number) =>
	commitment({ kind: 'purchase_order', original, revised: original, lines: [] });
const billed = (counted: number, held = 0, change: Partial<Facts> = {}) =>
	facts({ billing: billing({ counted, held }), ...change });
const credit = () => invoice({ kind: 'credit_memo' });

describe('OB-01', () => {
	it('lets a purchase order run over by 2 % where that is less than 100', () => {
		// 2 % of 3,000 is 60.00.
		const known = { commitment: order(3000) };
		expect(failures('OB-01', invoice({ total: 1060 }), billed(200000, 0, known))).toEqual([]);
		expect(failures('OB-01', invoice({ total: 1060.01 }), billed(200000, 0, known))).toEqual([
			['BLOCK', 60.01],
		]);
	});

	it('lets a purchase order run over by 100 where that is less than 2 %', () => {
		const known = { commitment: order(50000) };
		expect(failures('OB-01', invoice({ total: 100 }), billed(5000000, 0, known))).toEqual([]);
		expect(failures('OB-01', invoice({ total: 100.01 }), billed(5000000, 0, known))).toEqual([
			['BLOCK', 100.01],
		]);
	});

	it('holds from the first cent that held claims push it over', () => {
		expect(failures('OB-01', invoice(), billed(600000, 10000))).toEqual([]);
		expect(failures('OB-01', invoice(), billed(600000, 10001))).toEqual([['HOLD', 0.01]]);
	});

	it('blocks for what is billed, not holds, where both are over', () => {
		expect(failures('OB-01', invoice(), billed(611000, 10001))).toEqual([['BLOCK', 10]]);
	});

	it('asks nothing of a credit memo and cannot be judged before history is complete', () => {
		const incomplete = facts({ billing: billing({ complete: false }) });
		expect(failures('OB-01', credit(), billed(99999999))).toEqual([]);
		expect(lacks('OB-01', invoice(), incomplete)).toBe(true);
		expect(lacks('OB-01', invoice(), billed(0))).toBe(false);
	});

	it('supports nothing of a document where everything was billed before', () => {
		expect(verdictOf(invoice(), billed(2000000)).recommendedAmount).toBe(0);
	});
});

describe('OB-03', () => {
	const pending = (amount: number, change: Parameters<typeof changeOrder>[0] = {}) =>
		changeOrder({ status: 'pending', amount, approvedOn: undefined, ...change });
	const over = (changeOrders: Facts['changeOrders']) => billed(700000, 0, { changeOrders });

	it('names the excess where pending change orders just cover it', () => {
		expect(failures('OB-03', invoice(), over([pending(900)]))).toEqual([['BLOCK', 900]]);
		expect(failures('OB-03', invoice(), over([pending(899.99)]))).toEqual([]);
	});

	it('adds several pending ones up and leaves deductions out', () => {
		const two = [pending(500), pending(400, { id: 'co-2', number: '002' })];
		expect(failures('OB-03', invoice(), over(two))).toEqual([['BLOCK', 900]]);
		const lessOne = [...two, pending(-100, { id: 'co-3', number: '003' })];
		expect(failures('OB-03', invoice(), over(lessOne))).toEqual([['BLOCK', 900]]);
	});

	it('passes where nothing is over', () => {
		const known = billed(610000, 0, { changeOrders: [pending(900)] });
		expect(failures('OB-03', invoice(), known)).toEqual([]);
	});

	it('does not count a rejected, void, deleted or approved one as pending', () => {
		expect(failures('OB-03', invoice(), over([pending(900, { status: 'rejected' })]))).toEqual([]);
		expect(failures('OB-03', invoice(), over([pending(900, { status: 'void' })]))).toEqual([]);
		expect(failures('OB-03', invoice(), over([pending(900, { deleted: true })]))).toEqual([]);
	});

	it('counts a proposal that is listed with its pending package once', () => {
		const both = [
			pending(450),
			pending(450, { id: 'p', number: '012', tier: 'potential', parent: 'co-1' }),
		];
		expect(failures('OB-03', invoice(), over(both))).toEqual([]);
	});
});

describe('OB-04', () => {
	const piping = (...amounts: number[]) =>
		invoice({ lines: amounts.map((amount) => ({ description: 'Rough-in piping', amount })) });
	const known = (before: number, change: Partial<Facts> = {}) =>
		facts({ billing: billing({ counted: before, byLine: { 'l-1': before } }), ...change });

	it('lets the last cent of a line pass, and no more', () => {
		expect(failures('OB-04', piping(1220), known(528000))).toEqual([]);
		expect(failures('OB-04', piping(1220.01), known(528000))).toEqual([['HOLD', 0.01]]);
	});

	it('adds up the lines that bill one SOV line', () => {
		expect(failures('OB-04', piping(620, 600), known(528000))).toEqual([]);
		expect(failures('OB-04', piping(620, 700), known(528000))).toEqual([['HOLD', 100]]);
	});

	it('supports no more of the line than is left', () => {
		expect(verdictOf(piping(2000), known(528000)).recommendedAmount).toBe(1220);
		expect(verdictOf(piping(2000), known(700000)).recommendedAmount).toBe(0);
	});

	it('leaves a deduction alone on a line that is over already', () => {
		expect(failures('OB-04', piping(-100), known(700000))).toEqual([]);
	});

	it('cannot be judged on an invoice before history is complete', () => {
		const incomplete = facts({ billing: billing({ complete: false }) });
		expect(lacks('OB-04', piping(100), incomplete)).toBe(true);
	});

	const application = (scheduled: number, thisPeriod: number) =>
		payApplication({
			lines: [applicationRow('4', 'Testing', [scheduled, 0, thisPeriod, 0])],
		});

	it('lets an approved change order that stands on no line of its own raise a scheduled value', () => {
		// 15,000 and the change order of 6,500.
		expect(failures('OB-04', application(21500, 21500), exampleFacts())).toEqual([]);
		expect(failures('OB-04', application(21500, 21500.01), exampleFacts())).toEqual([
			['HOLD', 0.01],
		]);
	});

	it('does not believe a scheduled value beyond approved change orders', () => {
		expect(failures('OB-04', application(30000, 21501), exampleFacts())).toEqual([['HOLD', 1]]);
		const none = exampleFacts({ changeOrders: [] });
		expect(failures('OB-04', application(30000, 15001), none)).toEqual([['HOLD', 1]]);
	});
});

describe('OB-06', () => {
	const vendorBilling = (counted: number, committed: number, uncommitted = 0) => ({
		vendorBilling: { counted, committed, uncommitted, over: [] },
	});

	it('blocks from the first cent over all commitments of the vendor', () => {
		expect(failures('OB-06', invoice(), facts(vendorBilling(1960000, 2500000)))).toEqual([]);
		expect(failures('OB-06', invoice(), facts(vendorBilling(1960001, 2500000)))).toEqual([
			['BLOCK', 0.01],
		]);
	});

	it('does not count what was billed without commitment against the commitments', () => {
		// 30,000 of 40,000 have no commitment: 10,000 and 5,400 on commitments of 15,400.
		expect(failures('OB-06', invoice(), facts(vendorBilling(4000000, 1540000, 3000000)))).toEqual([
			['WARN', 25460],
		]);
	});

	it('names what is beyond the lesser of a tenth and 5,000', () => {
		// A tenth of 4,600 + 5,400 is 1,000.
		expect(failures('OB-06', invoice(), facts(vendorBilling(460000, 100000000, 100100)))).toEqual([
			['WARN', 1],
		]);
		expect(failures('OB-06', invoice(), facts(vendorBilling(90000000, 100000000, 500200)))).toEqual(
			[['WARN', 2]],
		);
	});

	it('counts an invoice without commitment as spend without one', () => {
		const { identity } = facts();
		const known = (uncommitted: number) => ({
			...facts({
				...vendorBilling(90000000, 100000000, uncommitted),
				identity: { ...identity, commitment: { candidates: [] } },
			}),
			commitment: undefined,
		});
		const document = invoice({ commitment: undefined, total: 1000 });
		expect(failures('OB-06', document, known(400000))).toEqual([]);
		expect(failures('OB-06', document, known(400001))).toEqual([['WARN', 0.01]]);
	});

	it('cannot be judged while billing on all projects is not known', () => {
		expect(lacks('OB-06', invoice(), facts({ vendorBilling: undefined }))).toBe(true);
	});
});

describe('OB-08', () => {
	const said = (percent: number, total: number): Document =>
		invoice({
			lines: [{ description: 'Progress billing', amount: total }],
			statedProgress: { percent, by: 'pm@northline.example' },
		});
	const row = (change: Partial<FieldDataRecord>): FieldDataRecord => ({
		type: 'field_data',
		side: 'projects',
		id: 'f-1',
		source: 'progress',
		commitment: 'c-1',
		value: 40,
		...change,
	});
	const known = (rows: FieldDataRecord[], change: Partial<Facts> = {}) =>
		facts({ fieldData: rows, ...change });
	const progressInUse = (rows: FieldDataRecord[], change: Partial<Facts> = {}) => {
		const base = known(rows, change);
		return {
			...base,
			policy: { ...base.policy, sources: [...base.policy.sources, 'progress' as const] },
		};
	};

	it('warns above 10 points and holds above 20', () => {
		// 5,750 of 11,500 is 50 %.
		expect(failures('OB-08', said(40, 5750))).toEqual([]);
		expect(failures('OB-08', said(39.9, 5750))).toEqual([['WARN', 10.1]]);
		expect(failures('OB-08', said(30, 5750))).toEqual([['WARN', 20]]);
		expect(failures('OB-08', said(29.9, 5750))).toEqual([['HOLD', 20.1]]);
	});

	it('counts what was billed before', () => {
		// 1,150 and 5,750 of 11,500 are 60 %.
		const document = said(40, 5750);
		expect(failures('OB-08', document, facts({ billing: billing({ counted: 115000 }) }))).toEqual([
			['WARN', 20],
		]);
	});

	it('takes the latest row of progress data', () => {
		const rows = [
			row({ id: 'old', value: 10, date: '2026-02-01' }),
			row({ id: 'new', value: 45, date: '2026-03-01' }),
		];
		const document = invoice({ lines: [{ description: 'Progress billing', amount: 5750 }] });
		expect(failures('OB-08', document, progressInUse(rows))).toEqual([]);
		const fallen = [...rows, row({ id: 'newest', value: 20, date: '2026-03-10' })];
		expect(failures('OB-08', document, progressInUse(fallen))).toEqual([['HOLD', 30]]);
		const withdrawn = [...rows, row({ id: 'x', value: 20, date: '2026-03-10', deleted: true })];
		expect(failures('OB-08', document, progressInUse(withdrawn))).toEqual([]);
	});

	it('compares a line with the progress of that line', () => {
		// 3,900 of 6,500 is 60 %.
		const document = invoice({ lines: [{ description: 'Rough-in piping', amount: 3900 }] });
		expect(
			failures('OB-08', document, progressInUse([row({ line: '22-100', value: 35 })])),
		).toEqual([['HOLD', 25]]);
		expect(failures('OB-08', document, progressInUse([row({ line: '22-400', value: 5 })]))).toEqual(
			[],
		);
	});

	const mobilisation = (number: string, percent: number, description = 'Mobilization') => {
		const document = firstPayApplication();
		const amount = percent * 10;
		return {
			...document,
			payApplication: {
				...document.payApplication,
				applicationNumber: number,
				lines: [applicationRow('1', description, [1000, 0, amount, 0])],
			},
		};
	};

	it('warns of mobilisation billed over 60 % in the first two applications', () => {
		const severities = (document: Document) =>
			failures(
				'OB-08',
				document,
				progressInUse([row({ value: 100 })], { commitment: exampleFacts().commitment }),
			).map(([severity]) => severity);
		expect(severities(mobilisation('1', 60))).toEqual([]);
		expect(severities(mobilisation('1', 61))).toEqual(['WARN']);
		expect(severities(mobilisation('2', 61))).toEqual(['WARN']);
		expect(severities(mobilisation('3', 61))).toEqual([]);
		expect(severities(mobilisation('1', 61, 'Demobilization'))).toEqual([]);
	});
});
