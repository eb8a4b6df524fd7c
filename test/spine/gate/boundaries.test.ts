import type { DirectCostRecord } from '../../../spine/documents/records';
import type { Document } from '../../../spine/documents/document';
import { judge } from '../../../spine/gate/gate';
import type { Facts } from '../../../spine/gate/facts';
import { billing, changeOrder, claim, codingOf, commitment, facts, invoice } from './builders';
import { exampleFacts, payApplication } from './g702-example';

/** Severities with which a rule fails. */
function failing(rule: string, document: Document, known: Facts): string[] {
	const { verdict } = judge(document, codingOf(document), known, { dryRun: false });
	return verdict.findings
		.filter((one) => one.rule === rule && one.result === 'fail')
		.map(({ severity }) => severity);
}

const directCost = (change: Partial<DirectCostRecord>): DirectCostRecord => ({
	type: 'direct_cost',
	side: 'projects',
	id: 'd-1',
	project: 'p-1',
	vendor: 'v-1',
	amount: 5400,
	...change,
});

describe('MA-01', () => {
	const priced = (change: { quantity?: number; unitPrice: number; amount: number }) =>
		invoice({ lines: [{ description: 'Rough-in piping', ...change }] });

	it('holds a line whose quantity could not be read beside its unit price', () => {
		const document = priced({ unitPrice: 11.85, amount: 2570 });
		const { verdict } = judge(document, codingOf(document), facts(), { dryRun: false });
		expect(verdict.notEvaluable).toContainEqual(
			expect.objectContaining({ rule: 'MA-01', holds: true }),
		);
	});

	it('takes a unit price that is the amount for one piece', () => {
		const document = priced({ unitPrice: 2570, amount: 2570 });
		const { verdict } = judge(document, codingOf(document), facts(), { dryRun: false });
		expect(verdict.notEvaluable.map(({ rule }) => rule)).not.toContain('MA-01');
	});
});

describe('bulk goods of a purchase order', () => {
	const concrete = {
		id: 'o-1',
		number: '1',
		description: 'Ready-mix 4000 psi',
		quantity: 100,
		unit: 'CY',
		unitPrice: 150,
		amount: 15000,
	};
	const pump = { id: 'o-2', number: '2', description: 'Pumping', amount: 5000 };
	const order = facts({
		commitment: commitment({
			kind: 'purchase_order',
			original: 20000,
			revised: 20000,
			lines: [concrete, pump],
		}),
		billing: billing({ counted: 0, byLine: {}, quantityByLine: {} }),
	});
	const delivered = (quantity: number, unit = 'CY') =>
		invoice({
			lines: [
				{
					number: '1',
					description: 'Ready-mix 4000 psi',
					quantity,
					unit,
					unitPrice: 150,
					amount: quantity * 150,
				},
			],
		});

	it('may run over their line as far as over their quantity', () => {
		expect(failing('PO-03', delivered(104.5), order)).toEqual([]);
		expect(failing('OB-04', delivered(104.5), order)).toEqual([]);
	});

	it('are held beyond that', () => {
		expect(failing('PO-03', delivered(106), order)).toEqual(['HOLD']);
		expect(failing('OB-04', delivered(106), order)).toEqual(['HOLD']);
	});
});

describe('PO-05', () => {
	const bricks = facts({
		commitment: commitment({
			kind: 'purchase_order',
			original: 9888,
			revised: 9888,
			lines: [
				{
					id: 'o-1',
					number: '1',
					description: 'Brick, modular',
					quantity: 24000,
					unit: 'M',
					unitPrice: 412,
					amount: 9888,
				},
			],
		}),
		billing: billing({ counted: 0, byLine: {}, quantityByLine: {} }),
	});
	const billed = (quantity: number) =>
		invoice({
			lines: [
				{
					number: '1',
					description: 'Brick, modular',
					quantity,
					unit: 'M',
					unitPrice: 412,
					amount: quantity * 412,
				},
			],
		});

	it('takes half a piece for half a thousand', () => {
		expect(failing('PO-05', billed(9.5), bricks)).toEqual([]);
	});

	it('holds whole pieces that are charged as thousands', () => {
		expect(failing('PO-05', billed(20), bricks)).toEqual(['HOLD']);
	});
});

describe('DU-06', () => {
	it('leaves the same vendor to the other rules', () => {
		const claims = [claim({ number: '1007', net: 540000 })];
		expect(failing('DU-06', invoice(), facts({ claims }))).toEqual([]);
	});

	it('leaves a claim without vendor alone', () => {
		const claims = [claim({ number: '1007', net: 540000, vendor: undefined })];
		expect(failing('DU-06', invoice(), facts({ claims }))).toEqual([]);
	});
});

describe('DU-09', () => {
	const document = payApplication();
	const later = {
		...document,
		payApplication: {
			lines: [],
			...document.payApplication,
			periodFrom: '2026-03-01',
			periodTo: '2026-03-31',
		},
	};
	const before = (change: Parameters<typeof claim>[0]) =>
		exampleFacts({ claims: [claim({ application: '1', periodTo: '2026-03-15', ...change })] });

	it('holds an application whose period an earlier one reaches into', () => {
		expect(failing('DU-09', later, before({ state: 'posted' }))).toEqual(['HOLD']);
	});

	it('holds an application that the project system has with another amount', () => {
		const known = (gross: number) => ({
			...exampleFacts(),
			ownClaim: claim({ application: '2', state: 'billed', requisition: 'r-2', gross }),
		});
		expect(failing('DU-09', document, known(2725000))).toEqual([]);
		expect(failing('DU-09', document, known(2500000))).toEqual(['HOLD']);
	});

	it('passes where the earlier one was blocked, or ends on the day before', () => {
		expect(failing('DU-09', later, before({ state: 'blocked' }))).toEqual([]);
		expect(failing('DU-09', later, before({ periodTo: '2026-03-01' }))).toEqual([]);
	});
});

describe('DU-11', () => {
	it.each([
		['without number over the same total', {}, ['HOLD']],
		['without number over another total', { amount: 5400.01 }, []],
		['with another number over the same total', { invoiceNumber: '1001' }, []],
		['with the number, but deleted', { invoiceNumber: '1007', deleted: true }, []],
	])('judges a direct cost %s', (_, change, severities) => {
		const directCosts = [directCost(change)];
		expect(failing('DU-11', invoice(), facts({ directCosts }))).toEqual(severities);
	});
});

describe('CO-01', () => {
	it('asks nothing of a remark beside a change order that is named', () => {
		const known = facts({
			commitment: commitment({ approvedChanges: 1200, revised: 12700 }),
			changeOrders: [changeOrder()],
		});
		const remarks = ['incl. additional outlets per Mike'];
		expect(failing('CO-01', invoice({ remarks }), known)).toEqual(['HOLD']);
		expect(failing('CO-01', invoice({ remarks, changeOrders: ['CO-001'] }), known)).toEqual([]);
	});
});

describe('CO-06 and CO-07', () => {
	const known = (before: number) =>
		facts({
			commitment: commitment({ approvedChanges: 1200, revised: 12700 }),
			changeOrders: [changeOrder()],
			billing: billing({ counted: before, byChangeOrder: { 'co-1': before } }),
		});
	const bill = (amount: number) => invoice({ lines: [{ description: 'CO-001 drains', amount }] });

	it('let the last cent of a change order pass, and no more', () => {
		expect(failing('CO-07', bill(0.01), known(119999))).toEqual([]);
		expect(failing('CO-06', bill(0.01), known(119999))).toEqual([]);
		expect(failing('CO-07', bill(0.02), known(119999))).toEqual(['BLOCK']);
		expect(failing('CO-06', bill(0.01), known(120000))).toEqual(['BLOCK']);
	});
});

describe('OB-06', () => {
	const vendorBilling = (counted: number, uncommitted: number, committed = 100_000_000) =>
		facts({ vendorBilling: { counted, committed, uncommitted, over: [] } });

	it('warns of spend without commitment from a cent over 5,000', () => {
		expect(failing('OB-06', invoice(), vendorBilling(50_000_000, 500_000))).toEqual([]);
		expect(failing('OB-06', invoice(), vendorBilling(50_000_000, 500_001))).toEqual(['WARN']);
	});

	it('warns of spend without commitment from a cent over a tenth', () => {
		expect(failing('OB-06', invoice(), vendorBilling(460_000, 100_000))).toEqual([]);
		expect(failing('OB-06', invoice(), vendorBilling(460_000, 100_001))).toEqual(['WARN']);
	});
});

describe('QV-02', () => {
	const offer = (change: object) => ({
		type: 'quote' as const,
		side: 'projects' as const,
		id: 'q-1',
		total: 5400,
		status: 'received' as const,
		lines: [],
		...change,
	});
	const approved = offer({ id: 'q-0', total: 5000, status: 'approved', vendor: 'v-1' });
	const known = (quote: ReturnType<typeof offer>) =>
		facts({ prior: { ...facts().prior, quotes: [approved, quote] } });

	it('blocks the total of an unapproved version of the same vendor', () => {
		expect(failing('QV-02', invoice(), known(offer({ vendor: 'v-1' })))).toEqual(['BLOCK']);
	});

	it('leaves the offer of another vendor on the project alone', () => {
		const other = offer({ vendor: 'v-9', vendorName: 'Fisher Fab' });
		expect(failing('QV-02', invoice(), known(other))).toEqual([]);
	});
});
