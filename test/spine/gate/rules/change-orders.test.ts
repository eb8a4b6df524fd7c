import type { Document } from '../../../../spine/documents/document';
import type { Person } from '../../../../spine/documents/settings';
import type { Facts } from '../../../../spine/gate/facts';
import {
	approvalFact,
	billing,
	changeOrder,
	commitment,
	facts,
	invoice,
	signedChangeOrder,
} from '../builders';
import { applicationRow, exampleFacts, payApplication } from '../g702-example';
import { failures, verdictOf } from '../judged';

type Sheet = Partial<NonNullable<Document['changeOrder']>>;
const sheet = (changed: Sheet, total: number | undefined, change: Partial<Document> = {}) =>
	signedChangeOrder({
		number: 'CO-001',
		total,
		changeOrder: { signatures: [{ name: 'Dana Wells', date: '2026-03-02' }], ...changed },
		...change,
	});
const approved = commitment({ approvedChanges: 1200, revised: 12700 });
const known = (...orders: Array<Parameters<typeof changeOrder>[0]>) =>
	facts({ commitment: approved, changeOrders: orders.map((order) => changeOrder(order)) });
const bill = (description: string, amount: number, change: Partial<Document> = {}) =>
	invoice({ lines: [{ description, amount }], ...change });

describe('CO-02', () => {
	const elsewhere = (number: string) =>
		facts({ otherChangeOrders: [changeOrder({ id: 'co-6', number, commitment: 'c-2' })] });

	it('blocks a plain number that only another commitment has, as CO-05 does', () => {
		expect(failures('CO-02', bill('CO 6 drains', 700), elsewhere('006'))).toEqual([['BLOCK', 700]]);
		expect(failures('CO-05', bill('CO 6 drains', 700), elsewhere('006'))).toEqual([['BLOCK', 700]]);
	});

	it('leaves an executed change of another commitment to CO-05, and its own to neither', () => {
		expect(failures('CO-02', bill('CCO-006 drains', 700), elsewhere('006'))).toEqual([]);
		expect(failures('CO-02', bill('CO 1 drains', 700), known({ number: '001' }))).toEqual([]);
	});

	it('counts an amount that both block only once', () => {
		const verdict = verdictOf(
			invoice({
				lines: [
					{ description: 'Rough-in piping', amount: 5000 },
					{ description: 'CO 6 drains', amount: 700 },
				],
				total: 5700,
			}),
			elsewhere('006'),
		);
		expect(verdict.recommendedAmount).toBe(5000);
	});
});

describe('CO-10', () => {
	const hours = { labourHours: 10, labourRate: 80 };

	it('adds labour, material, equipment, markup and tax up to the total', () => {
		// 800 + 200 + 100 + 110 + 40 = 1,250.
		const full = { ...hours, labour: 800, material: 200, equipment: 100, markup: 110 };
		expect(failures('CO-10', sheet(full, 1250, { tax: 40 }), known({}))).toEqual([]);
		expect(failures('CO-10', sheet(full, 1170, { tax: 40 }), known({}))).toEqual([['HOLD', -80]]);
		expect(failures('CO-10', sheet(full, 1350, { tax: 40 }), known({}))).toEqual([['HOLD', 100]]);
	});

	it('lets five cents pass on the total, one on labour and on markup', () => {
		const printed = (labour: number, markup: number, total: number) =>
			failures(
				'CO-10',
				sheet({ ...hours, labour, material: 200, markupPercent: 20, markup }, total),
				known({}),
			);
		expect(printed(800, 200, 1200)).toEqual([]);
		expect(printed(800, 200, 1200.05)).toEqual([]);
		expect(printed(800, 200, 1200.06)).toEqual([['HOLD', 0.06]]);
		expect(printed(800, 200, 1199.94)).toEqual([['HOLD', -0.06]]);
		expect(printed(800.01, 200, 1200)).toEqual([]);
		expect(printed(800.02, 200, 1200)).toEqual([['HOLD', 0.02]]);
		expect(printed(800, 200.01, 1200.01)).toEqual([]);
		expect(printed(800, 200.02, 1200.02)).toEqual([['HOLD', 0.02]]);
	});

	it('works a markup out that is printed as a percentage only', () => {
		// 1,000 and 15 %.
		const only = { labour: 800, material: 200, markupPercent: 15 };
		expect(failures('CO-10', sheet(only, 1150), known({}))).toEqual([]);
		expect(failures('CO-10', sheet(only, 1000), known({}))).toEqual([['HOLD', -150]]);
	});

	it('takes printed labour where hours or rate are missing', () => {
		const printed = { labour: 700, labourHours: 10, material: 300 };
		expect(failures('CO-10', sheet(printed, 1000), known({}))).toEqual([]);
	});

	it('checks nothing that is not printed', () => {
		expect(failures('CO-10', sheet({}, 1000), known({}))).toEqual([]);
		expect(failures('CO-10', sheet({ material: 1000 }, undefined), known({}))).toEqual([]);
		expect(failures('CO-10', sheet({ labour: 800, ...hours }, 900), known({}))).toEqual([
			['HOLD', 100],
		]);
	});
});

describe('CO-13 on a change order that was sent', () => {
	const withPeople = (...people: Array<Partial<Person>>): Facts => {
		const base = known({});
		const [dana] = base.settings.people;
		if (dana === undefined) throw new Error('nobody may approve');
		return {
			...base,
			settings: { ...base.settings, people: people.map((person) => ({ ...dana, ...person })) },
		};
	};
	const signed = (total: number, ...signatures: Array<{ name: string; date?: string }>) =>
		sheet({ status: 'approved', signatures }, total);
	const dana = { name: 'Dana Wells', date: '2026-03-02' };
	const severities = (document: Document, base: Facts) =>
		failures('CO-13', document, base).map(([severity]) => severity);

	it('lets a signer approve up to the limit, and not a cent more', () => {
		expect(severities(signed(1200, dana), withPeople({ limit: 1200 }))).toEqual([]);
		expect(severities(signed(1200.01, dana), withPeople({ limit: 1200 }))).toEqual(['BLOCK']);
	});

	it('counts a deduction by its size', () => {
		expect(severities(signed(-1200, dana), withPeople({ limit: 1200 }))).toEqual([]);
		expect(severities(signed(-1201, dana), withPeople({ limit: 1200 }))).toEqual(['BLOCK']);
	});

	it('needs one signer whose limit covers it, whoever else signed', () => {
		const sam = { name: 'Sam Ortiz', email: 'sam@northline.example' };
		const both = withPeople({ limit: 100 }, { ...sam, limit: 5000 });
		expect(severities(signed(1200, dana), both)).toEqual(['BLOCK']);
		expect(severities(signed(1200, dana, { ...dana, name: 'Sam Ortiz' }), both)).toEqual([]);
		expect(
			severities(signed(1200, { name: 'Mike Brown', date: '2026-03-01' }, dana), withPeople({})),
		).toEqual([]);
	});

	it('does not take a person who may approve quotes only', () => {
		const base = withPeople({ approves: ['quote'] }, { name: 'Sam Ortiz' });
		expect(severities(signed(1200, dana), base)).toEqual(['BLOCK']);
	});

	it('takes any signature where nobody is named as entitled', () => {
		expect(
			severities(signed(1200, { name: 'Mike Brown', date: '2026-03-01' }), withPeople()),
		).toEqual([]);
		expect(
			severities(
				signed(1200, { name: 'Mike Brown', date: '2026-03-01' }),
				withPeople({ name: undefined }),
			),
		).toEqual([]);
	});

	it('asks for a signature where it is sent as approved, executed, signed or accepted', () => {
		for (const status of ['Approved', 'executed', 'Signed', 'accepted']) {
			expect(severities(sheet({ status, signatures: [] }, 1200), known({}))).toEqual(['BLOCK']);
		}
		expect(severities(sheet({ status: 'proposed', signatures: [] }, 1200), known({}))).toEqual([]);
		const wrong = [{ name: 'Mike Brown', date: '2026-03-01' }];
		expect(severities(sheet({ status: 'accepted', signatures: wrong }, 1200), known({}))).toEqual([
			'BLOCK',
		]);
		// A proposal bears its sender's own signature.
		expect(severities(sheet({ status: 'proposed', signatures: wrong }, 1200), known({}))).toEqual(
			[],
		);
	});
});

describe('CO-13 on an invoice', () => {
	const severities = (base: Facts, document = bill('CO-001 drains', 700)) =>
		failures('CO-13', document, base).map(([severity]) => severity);
	const withCopy = (change: Sheet, base = known({})): Facts => ({
		...base,
		prior: { ...base.prior, changeOrders: [sheet(change, 1200)] },
	});
	const signedOn = (date?: string) => ({ signatures: [{ name: 'Dana Wells', date }] });

	it('takes a copy that was signed on the date of the invoice, and none of a later day', () => {
		expect(severities(withCopy(signedOn('2026-03-18')))).toEqual([]);
		expect(severities(withCopy(signedOn('2026-03-19')))).toEqual(['BLOCK']);
		expect(severities(withCopy(signedOn()))).toEqual(['WARN']);
	});

	it('takes one signature in time where another came later', () => {
		const signatures = [
			{ name: 'Dana Wells', date: '2026-03-19' },
			{ name: 'Dana Wells', date: '2026-03-10' },
		];
		expect(severities(withCopy({ signatures }))).toEqual([]);
	});

	it('does not support what bills an unsigned one, and leaves the rest', () => {
		const document = invoice({
			lines: [
				{ description: 'Rough-in piping', amount: 1000 },
				{ description: 'CO-001 drains', amount: 700 },
			],
		});
		expect(verdictOf(document, known({ executed: false })).recommendedAmount).toBe(1000);
	});

	it('takes an approval reply for a signature where it names the number or the amount', () => {
		const replied = (what: { number?: string; amount?: number }): Facts => {
			const base = known({ executed: false });
			const approvals = [approvalFact({ subject: 'change_order', decision: 'approved', ...what })];
			return { ...base, prior: { ...base.prior, approvals } };
		};
		expect(severities(replied({ number: 'CO 1' }))).toEqual([]);
		expect(severities(replied({ amount: 1200 }))).toEqual([]);
		expect(severities(replied({ number: 'CO 1', amount: 1200 }))).toEqual([]);
		expect(severities(replied({ number: 'CO 2' }))).toEqual(['BLOCK']);
		expect(severities(replied({ amount: 1200.01 }))).toEqual(['BLOCK']);
		expect(severities(replied({ number: 'CO 1', amount: 1300 }))).toEqual(['BLOCK']);
		expect(severities(replied({ number: 'CO 2', amount: 1200 }))).toEqual(['BLOCK']);
	});

	it('asks nothing about one that is pending, which CO-04 stops', () => {
		expect(severities(known({ status: 'pending', executed: false }))).toEqual([]);
	});
});

describe('CO-06 and CO-07 over several lines', () => {
	const used = (before: number) => ({
		...known({}),
		billing: billing({ counted: before, byChangeOrder: { 'co-1': before } }),
	});
	const twice = (first: number, second: number) =>
		invoice({
			lines: [
				{ description: 'CO-001 drains', amount: first },
				{ description: 'CO-001 patching', amount: second },
			],
		});

	it('add the lines up and support the first of them first', () => {
		expect(failures('CO-07', twice(800, 400), used(0))).toEqual([]);
		expect(failures('CO-07', twice(800, 500), used(0))).toEqual([['BLOCK', 100]]);
		expect(verdictOf(twice(800, 500), used(0)).recommendedAmount).toBe(1200);
		expect(verdictOf(twice(800, 500), used(60000)).recommendedAmount).toBe(600);
	});

	it('ask nothing of a deduction', () => {
		expect(failures('CO-06', bill('CO-001 drains', -100), used(120000))).toEqual([]);
		expect(failures('CO-07', bill('CO-001 drains', -100), used(130000))).toEqual([]);
	});

	it('leave a change order of zero or less to CO-07, which allows nothing', () => {
		const deduct = { ...known({ amount: -300 }), billing: billing() };
		expect(failures('CO-06', bill('CO-001 drains', 100), deduct)).toEqual([]);
		expect(failures('CO-07', bill('CO-001 drains', 100), deduct)).toEqual([['BLOCK', 100]]);
	});

	it('compare what a pay application completes to date', () => {
		const row = (previous: number, thisPeriod: number) =>
			payApplication({
				lines: [applicationRow('5', 'CO-001 Added floor drains', [6500, previous, thisPeriod, 0])],
			});
		expect(failures('CO-07', row(3250, 3250), exampleFacts())).toEqual([]);
		expect(failures('CO-07', row(3250, 3250.01), exampleFacts())).toEqual([['BLOCK', 0.01]]);
	});
});

describe('CO-08', () => {
	it('reads the percentage that a line bills', () => {
		expect(failures('CO-08', bill('CO-001 drains, 25 %', 300), known({}))).toEqual([]);
		expect(failures('CO-08', bill('CO-001 drains, 25 %', 300.01), known({}))).toEqual([
			['BLOCK', 0.01],
		]);
		expect(failures('CO-08', bill('CO-001 drains, 12.5 %', 151), known({}))).toEqual([
			['BLOCK', 1],
		]);
	});

	it('does not take retainage, markup, 0 % or more than 100 % for a share of it', () => {
		for (const text of ['10 % retainage', '15 % markup', '0 %', '120 %']) {
			expect(failures('CO-08', bill(`CO-001 drains, ${text}`, 1200), known({}))).toEqual([]);
		}
	});

	it('compares with the part of the proposal that is named, not with the whole package', () => {
		const orders = known(
			{ amount: 2000 },
			{ id: 'p', number: '012', tier: 'potential', amount: 900, parent: 'co-1' },
		);
		expect(failures('CO-08', bill('PCO 12 drains', 900), orders)).toEqual([]);
		expect(failures('CO-08', bill('PCO 12 drains', 950), orders)).toEqual([['BLOCK', 50]]);
	});
});

describe('SC-01 to SC-03', () => {
	it('compare the sum of approved change orders to the cent', () => {
		const off = (approvedChanges: number, revised: number) =>
			facts({
				commitment: commitment({ approvedChanges, revised }),
				changeOrders: [changeOrder()],
			});
		expect(failures('SC-01', invoice(), off(1200, 12700))).toEqual([]);
		expect(failures('SC-01', invoice(), off(1200.01, 12700.01))[0]?.[0]).toBe('HOLD');
		expect(failures('SC-01', invoice(), off(1199.99, 12699.99))[0]?.[0]).toBe('HOLD');
	});

	it('count an approved change order of no charge as nothing', () => {
		const free = facts({ changeOrders: [changeOrder({ status: 'no_charge', amount: 1200 })] });
		expect(failures('SC-01', invoice(), free)).toEqual([]);
		expect(
			failures('OB-01', invoice(), { ...free, billing: billing({ counted: 610001 }) }),
		).toEqual([['BLOCK', 0.01]]);
	});
});
