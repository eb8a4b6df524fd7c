import type { Document } from '../../../spine/documents/document';
import { demandOf } from '../../../spine/gate/demand';
import type { Facts } from '../../../spine/gate/facts';
import { changeOrder, codingOf, facts, invoice } from './builders';
import { exampleFacts, firstPayApplication, payApplication } from './g702-example';

const ask = (document: Document, known: Facts = facts()) =>
	demandOf(document, codingOf(document), known);

describe('what a document asks for', () => {
	it('counts a line against its SOV line', () => {
		expect(ask(invoice())).toEqual({
			asksForMoney: true,
			gross: 540000,
			net: 540000,
			retainage: 0,
			retainageReleased: 0,
			lines: [{ line: 'l-1', gross: 540000 }],
		});
	});

	it('counts a line against the package that carries its proposal', () => {
		const changeOrders = [
			changeOrder({ amount: 900 }),
			changeOrder({ id: 'p', number: '012', tier: 'potential', amount: 900, parent: 'co-1' }),
		];
		const document = invoice({ lines: [{ description: 'PCO 12 drains', amount: 900 }] });
		expect(ask(document, facts({ changeOrders })).lines).toEqual([
			{ changeOrder: 'co-1', gross: 90000 },
		]);
	});

	it('is gross before retainage, tax and freight', () => {
		const document = invoice({
			lines: [{ description: 'Rough-in piping', amount: 1000 }],
			tax: 50,
			freight: 20,
			retainage: 100,
			total: 970,
		});
		expect(ask(document)).toMatchObject({ gross: 100000, net: 97000, retainage: 10000 });
	});

	it('takes tax and retainage from lines where the header has none', () => {
		const document = invoice({
			lines: [
				{ description: 'Rough-in piping', amount: 1000 },
				{ description: 'Sales tax', amount: 50, kind: 'tax' },
				{ description: 'Less retainage', amount: -100, kind: 'retainage' },
			],
			total: 950,
		});
		expect(ask(document)).toMatchObject({ gross: 100000, net: 95000, retainage: 10000 });
	});

	it('is the larger of lines and total where they disagree', () => {
		const lines = [{ description: 'Rough-in piping', amount: 1000 }];
		expect(ask(invoice({ lines, total: 1200 })).gross).toBe(120000);
		expect(ask(invoice({ lines, total: 800 })).gross).toBe(100000);
	});

	it('is the total, less the retainage released with it, where no line is printed', () => {
		const document = invoice({ lines: [], total: 1500, retainageReleased: 500 });
		expect(ask(document)).toMatchObject({ gross: 100000, net: 150000, retainageReleased: 50000 });
	});

	it('counts a release of retainage alone as no new billing', () => {
		const document = invoice({ lines: [], total: 480, retainageRelease: true });
		expect(ask(document)).toMatchObject({ gross: 0, net: 48000, retainageReleased: 48000 });
	});

	it('counts a credit memo the other way, without its tax', () => {
		const document = invoice({
			kind: 'credit_memo',
			lines: [{ description: 'Rough-in piping', amount: -100 }],
			tax: 5,
			total: -105,
		});
		const demand = ask(document);
		expect(demand).toMatchObject({ gross: -10000, net: 10500, retainage: 0 });
		expect(demand.lines.map(({ gross }) => gross)).toEqual([-10000]);
	});

	it('is nothing for a document that asks for no money', () => {
		expect(ask(invoice({ kind: 'quote' }))).toEqual({
			asksForMoney: false,
			gross: 0,
			net: 0,
			retainage: 0,
			retainageReleased: 0,
			lines: [],
		});
	});
});

describe('what a pay application asks for', () => {
	it('is what was completed since the last billed application', () => {
		const document = payApplication();
		const completed = document.payApplication?.totalCompletedAndStored ?? 0;
		const { gross, net, retainage } = ask(document, exampleFacts());
		expect(gross).toBe(Math.round(completed * 100) - 3350000);
		expect(retainage).toBe(gross - net);
	});

	it('is the whole completed value for the first', () => {
		const document = firstPayApplication();
		const known = exampleFacts();
		const billing =
			known.billing === undefined ? undefined : { ...known.billing, counted: 0, applications: [] };
		expect(ask(document, { ...known, billing })).toMatchObject({
			gross: 3350000,
			net: 3075000,
			retainage: 275000,
		});
	});

	it('is the cover sheet where the lines come to less', () => {
		const document = payApplication();
		const cover = document.payApplication;
		if (cover === undefined) throw new Error('the example has no pay application');
		const completed = (cover.totalCompletedAndStored ?? 0) + 1000;
		const raised = {
			...document,
			payApplication: { ...cover, totalCompletedAndStored: completed },
		};
		expect(ask(raised, exampleFacts()).gross - ask(document, exampleFacts()).gross).toBe(100000);
	});
});
