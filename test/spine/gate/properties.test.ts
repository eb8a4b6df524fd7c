import fc from 'fast-check';
import { documentSchema, type Document } from '../../../spine/documents/document';
import { verdictSchema } from '../../../spine/documents/verdict';
import { judge } from '../../../spine/gate/gate';
import type { Facts } from '../../../spine/gate/facts';
import {
	billing,
	changeOrder,
	claim,
	codingOf,
	facts,
	invoice,
	quote,
	signedChangeOrder,
} from './builders';
import { exampleFacts } from './g702-example';

const amount = fc.oneof(
	fc.integer({ min: -5_000_000, max: 50_000_000 }).map((minor) => minor / 100),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const date = fc
	.integer({ min: 0, max: 3000 })
	.map((days) => new Date(Date.UTC(2020, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
const text = fc.oneof(
	fc.string({ maxLength: 40 }),
	fc.constantFrom(
		'CO #1',
		'Additional outlets per Mike',
		'Rough-in piping',
		'COs 1-3',
		'T&M 4',
		'50 % of CO 1',
		'1007',
		'1007R',
		'App 2',
	),
);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const part = <T extends Record<string, fc.Arbitrary<unknown>>>(shape: T) =>
	fc.record(shape, { requiredKeys: [] });
const line = fc
	.tuple(
		text,
		part({
			number: text,
			quantity: fc.double({ noNaN: true, noDefaultInfinity: true }),
			unit: fc.constantFrom('EA', 'M', 'C', 'CY'),
			unitPrice: fc.double({ noNaN: true, noDefaultInfinity: true }),
			amount,
			changeOrder: text,
			costCode: text,
			kind: fc.constantFrom(
				'work',
				'tax',
				'freight',
				'retainage',
				'discount',
				'deposit',
				'previous_balance',
			),
		}),
	)
	.map(([description, rest]) => ({ description, ...rest }));
const row = fc
	.tuple(
		text,
		part({
			item: text,
			scheduledValue: amount,
			previous: amount,
			thisPeriod: amount,
			stored: amount,
			completed: amount,
			percent: amount,
			balance: amount,
			retainage: amount,
		}),
	)
	.map(([description, rest]) => ({ description, ...rest }));
const cover = fc
	.tuple(
		fc.array(row, { maxLength: 4 }),
		part({
			applicationNumber: text,
			periodFrom: date,
			periodTo: date,
			originalContractSum: amount,
			netChangeByChangeOrders: amount,
			contractSumToDate: amount,
			totalCompletedAndStored: amount,
			retainageOnWork: amount,
			retainageOnWorkPercent: amount,
			retainageOnStored: amount,
			totalRetainage: amount,
			totalEarnedLessRetainage: amount,
			lessPreviousCertificates: amount,
			currentPaymentDue: amount,
			balanceToFinish: amount,
			totals: part({ completed: amount, stored: amount }),
			signed: fc.boolean(),
		}),
	)
	.map(([lines, rest]) => ({ ...rest, lines }));

/** Any document that the schema admits, as far as rules look at it. */
const document: fc.Arbitrary<Document> = fc
	.tuple(
		fc.constantFrom(
			'quote',
			'change_order',
			'invoice',
			'pay_application',
			'credit_memo',
			'purchase_order',
			'statement',
			'lien_waiver',
			'approval',
			'other',
			'none',
		),
		fc.array(line, { maxLength: 5 }),
		part({
			number: text,
			date,
			vendor: text,
			version: text,
			currency: fc.constantFrom('USD', 'CAD', 'JPY', '123', 'x y'),
			total: amount,
			subtotal: amount,
			discount: amount,
			tax: amount,
			freight: amount,
			retainage: amount,
			deposit: amount,
			payments: amount,
			previousBalance: amount,
			amountDue: amount,
			retainageRelease: fc.boolean(),
			retainageReleased: amount,
			quoteReference: part({ number: text, version: text }),
			payApplication: cover,
			changeOrder: fc
				.tuple(
					part({
						labourHours: amount,
						labourRate: amount,
						labour: amount,
						material: amount,
						markupPercent: amount,
						markup: amount,
						status: text,
					}),
				)
				.map(([sheet]) => ({ ...sheet, signatures: [{ name: 'Dana Wells' }] })),
			approval: fc.record({
				subject: fc.constantFrom('quote', 'unknown'),
				decision: fc.constantFrom('approved', 'rejected'),
			}),
			remitTo: part({ name: text, address: text }),
			statedProgress: fc.record({ percent: amount, by: text }),
			changeOrders: fc.array(text, { maxLength: 3 }),
			remarks: fc.array(text, { maxLength: 2 }),
		}),
		optional(fc.record({ address: text })),
	)
	.map(([kind, lines, rest, sender]) =>
		documentSchema.parse({
			...invoice(),
			total: undefined,
			evidence: {},
			...rest,
			kind,
			lines,
			source: { ...invoice().source, sender },
		}),
	);

const crowded = (given: Facts): Facts => ({
	...given,
	changeOrders: [
		...given.changeOrders,
		changeOrder({ id: 'p', number: '001', tier: 'potential', amount: 900, status: 'pending' }),
	],
	claims: [claim({ number: '1007' }), claim({ id: 'b', application: '2', lineFingerprint: 'x' })],
	prior: {
		...given.prior,
		quotes: [quote(), quote({ id: 'q-2', version: 'v2', total: 110000 })],
		changeOrders: [signedChangeOrder()],
	},
});
const worlds = fc.constantFrom(facts(), exampleFacts(), crowded(facts()), crowded(exampleFacts()), {
	...facts(),
	commitment: undefined,
	billing: undefined,
	vendorBilling: undefined,
	books: undefined,
	asOf: {},
});

const decide = (one: Document, given: Facts) => judge(one, codingOf(one), given, { dryRun: false });

describe('the gate, on any document', () => {
	it('gives a verdict of the right shape and recommends between nothing and what is asked for', () => {
		fc.assert(
			fc.property(document, worlds, (one, given) => {
				const { verdict, demand, release, reserve } = decide(one, given);
				verdictSchema.parse(verdict);
				if (demand.asksForMoney) {
					expect(verdict.recommendedAmount).toBeGreaterThanOrEqual(0);
					expect(verdict.recommendedAmount).toBeLessThanOrEqual(
						Math.max(0, verdict.requestedAmount ?? 0),
					);
					expect(['verified', 'held', 'blocked']).toContain(verdict.outcome);
				} else expect(verdict.outcome).not.toBe('verified');
				if (release) expect(reserve).toBe(true);
				if (reserve) expect(verdict.outcome).toBe('verified');
			}),
			{ numRuns: 400 },
		);
	});

	it('gives the same verdict twice and changes neither document nor facts', () => {
		fc.assert(
			fc.property(document, worlds, (one, given) => {
				const before = JSON.stringify([one, given]);
				expect(decide(one, given)).toEqual(decide(one, given));
				expect(JSON.stringify([one, given])).toBe(before);
			}),
			{ numRuns: 100 },
		);
	});

	it('never lets more billed before turn a stop of OB-01 into a pass', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 2_000_000 }),
				fc.integer({ min: 0, max: 2_000_000 }),
				fc.integer({ min: 0, max: 2_000_000 }),
				fc.integer({ min: 0, max: 500_000 }),
				(asked, counted, more, held) => {
					const one = invoice({
						lines: [{ description: 'Progress billing', amount: asked / 100 }],
					});
					const stops = (before: number) =>
						decide(
							one,
							facts({ billing: billing({ counted: before, held }) }),
						).verdict.findings.filter(({ rule }) => rule === 'OB-01');
					const now = stops(counted);
					const later = stops(counted + more);
					if (now.length > 0) expect(later.length).toBeGreaterThan(0);
					if (now.some(({ severity }) => severity === 'BLOCK')) {
						expect(later.some(({ severity }) => severity === 'BLOCK')).toBe(true);
					}
				},
			),
			{ numRuns: 300 },
		);
	});
});
