import type { Document } from '../../../spine/documents/document';
import type { Facts } from '../../../spine/gate/facts';
import { judge } from '../../../spine/gate/gate';
import {
	billing,
	changeOrder,
	claim,
	codingOf,
	commitment,
	facts,
	invoice,
	approvalFact,
	quote,
} from './builders';
import { applicationRow, exampleFacts, firstApplication, payApplication } from './g702-example';

/** Outcome and stopping findings, so that a failure of the test says which rule gave the false alarm. */
function alarms(document: Document, given: Facts): string[] {
	const { verdict } = judge(document, codingOf(document), given, { dryRun: false });
	return [
		verdict.outcome,
		...verdict.findings
			.filter(({ severity }) => severity === 'BLOCK' || severity === 'HOLD')
			.map(({ rule, message }) => `${rule} ${message}`),
	];
}

const rows = payApplication().payApplication?.lines ?? [];

describe('what looks wrong and is right', () => {
	it('passes a zero-dollar twin of a change-order line in the base schedule', () => {
		const document = payApplication({
			lines: [
				...rows.slice(0, 4),
				{
					item: '6',
					description: 'Added floor drains',
					scheduledValue: 0,
					previous: 0,
					thisPeriod: 0,
					stored: 0,
					completed: 0,
					balance: 0,
				},
				...rows.slice(4),
			],
		});
		expect(alarms(document, exampleFacts())).toEqual(['verified']);
	});

	it('passes equal monthly applications with consecutive numbers', () => {
		const given = exampleFacts({
			claims: [
				claim({
					number: undefined,
					application: '1',
					date: '2026-02-28',
					periodTo: '2026-02-28',
					net: 2437500,
					lineFingerprint: 'same',
				}),
			],
		});
		expect(alarms(payApplication({}, { lineFingerprint: 'same' }), given)).toEqual(['verified']);
	});

	it('passes equal invoices on a commitment that the policy lists', () => {
		const given = facts({
			policy: { ...facts().policy, equalBillings: ['SC-2301-04'] },
			billing: billing({ counted: 540000 }),
			claims: [claim({ number: '1006', net: 540000, gross: 540000, date: '2026-03-18' })],
		});
		expect(alarms(invoice(), given)).toEqual(['verified']);
	});

	it('passes an approved retainage release that equals the sum retained earlier', () => {
		const document = invoice({ number: '1010', retainageRelease: true, lines: [], total: 1150 });
		const given = facts({
			commitment: commitment({ retainagePercent: 10 }),
			billing: billing({ counted: 1150000, retainageHeld: 115000 }),
			claims: [claim({ number: '1004', net: 115000, gross: 127778, date: '2026-03-18' })],
			prior: {
				...facts().prior,
				approvals: [
					approvalFact({ subject: 'retainage_release', amount: 1150, decision: 'approved' }),
				],
			},
		});
		expect(alarms(document, given)).toEqual(['verified']);
	});

	it('passes a mail that a colleague forwarded and one from a billing service', () => {
		const forwarded = invoice({
			source: {
				...invoice().source,
				sender: {
					address: 'pm@northline.example',
					original: { address: 'billing@harborplumbing.com' },
				},
			},
		});
		expect(alarms(forwarded, facts())).toEqual(['verified']);
		const service = invoice({
			source: { ...invoice().source, sender: { address: 'no-reply@notification.intuit.com' } },
		});
		const given = facts({
			settings: { ...facts().settings, billingServices: ['notification.intuit.com'] },
		});
		expect(alarms(service, given)).toEqual(['verified']);
	});

	it('passes rounding of a cent a line', () => {
		const lines = [1, 2, 3, 4].map((number) => ({
			description: `Rough-in piping ${number}`,
			quantity: 3,
			unitPrice: 33.335,
			amount: 100.01,
		}));
		const document = invoice({ lines, subtotal: 400.02, total: 400.02 });
		expect(alarms(document, facts())).toEqual(['verified']);
	});

	it('passes column D as the total before, with new materials only in F', () => {
		const document = payApplication({
			lines: rows.map((line, index) =>
				index === 2 ? applicationRow('3', 'Fixtures', [30000, 12000, 0, 6000]) : line,
			),
			totals: undefined,
			retainageOnWork: 5175,
		});
		const { verdict } = judge(document, codingOf(document), exampleFacts(), { dryRun: false });
		expect(verdict.findings.filter(({ rule }) => rule === 'PA-16' || rule === 'SM-05')).toEqual([]);
	});

	it('passes a deductive and a zero-dollar change order', () => {
		const given = facts({
			commitment: commitment({ approvedChanges: -1250, revised: 10250 }),
			changeOrders: [
				changeOrder({ id: 'co-1', number: '001', amount: -1250 }),
				changeOrder({ id: 'co-2', number: '002', amount: 0, status: 'no_charge', lines: [] }),
			],
		});
		const document = invoice({
			lines: [
				{ number: '1', description: 'Rough-in piping', amount: 3000 },
				{ description: 'CO-001 credit for deleted hose bibs', amount: -1250 },
				{ description: 'CO-002 time extension', amount: 0 },
			],
		});
		expect(alarms(document, given)).toEqual(['verified']);
	});

	it('passes a bundle that lists the proposals it is made of', () => {
		const given = facts({
			commitment: commitment({ approvedChanges: 2000, revised: 13500 }),
			changeOrders: [
				changeOrder({ id: 'co-4', number: '004', amount: 2000 }),
				changeOrder({
					id: 'p-9',
					number: '009',
					tier: 'potential',
					parent: 'co-4',
					amount: 1200,
					lines: [],
				}),
				changeOrder({
					id: 'p-11',
					number: '011',
					tier: 'potential',
					parent: 'co-4',
					amount: 800,
					lines: [],
				}),
			],
		});
		const document = invoice({
			lines: [{ description: 'CO-004 (PCO 9, 11) relocated drains', amount: 2000 }],
		});
		expect(alarms(document, given)).toEqual(['verified']);
	});

	it('passes invoices that are numbered in a row behind the year', () => {
		const given = facts({
			claims: [claim({ number: '2026-01' }), claim({ id: 'b', number: '2026-02' })],
		});
		expect(alarms(invoice({ number: '2026-03' }), given)).toEqual(['verified']);
	});

	it('passes the first application of another commitment with the number of this one', () => {
		const given = exampleFacts({
			claims: [
				claim({ number: undefined, application: '2', commitment: 'c-9', date: '2026-03-01' }),
			],
		});
		expect(alarms(payApplication(), given)).toEqual(['verified']);
	});

	it('judges the application before by what was certified, not by what was applied for', () => {
		const given = exampleFacts({
			billing: billing({
				counted: 3350000,
				retainageHeld: 275000,
				applications: [
					{ ...firstApplication, claim: 'refused', application: '2', state: 'blocked' },
					firstApplication,
				],
			}),
		});
		expect(alarms(payApplication(), given)).toEqual(['verified']);
	});

	it('passes an unsigned change order that a person entitled approved by a proven reply', () => {
		const given = facts({
			commitment: commitment({ approvedChanges: 1200, revised: 12700 }),
			changeOrders: [changeOrder({ executed: false })],
			prior: {
				...facts().prior,
				approvals: [
					approvalFact({ subject: 'change_order', number: 'CO-001', decision: 'approved' }),
				],
			},
		});
		const document = invoice({ lines: [{ description: 'CO-001 drains', amount: 1200 }] });
		expect(alarms(document, given)).toEqual(['verified']);
		const facts2 = {
			...given,
			prior: {
				...given.prior,
				approvals: given.prior.approvals.map((fact) => ({ ...fact, authenticated: false })),
			},
		};
		expect(alarms(document, facts2)[0]).toBe('blocked');
	});

	it('passes a delivery charge within its bounds as a line of its own', () => {
		const given = facts({
			commitment: commitment({
				kind: 'purchase_order',
				original: 2000,
				revised: 2000,
				lines: [
					{ id: 'o-1', number: '1', description: 'Copper pipe', amount: 1500 },
					{ id: 'o-2', number: '2', description: 'Brass valves', amount: 500 },
				],
			}),
		});
		const document = invoice({
			lines: [
				{ number: '1', description: 'Copper pipe', amount: 900 },
				{ description: 'Delivery charge', amount: 60 },
			],
		});
		expect(alarms(document, given)).toEqual(['verified']);
	});

	it('passes a change order whose amount is also that of a quote nobody approved', () => {
		const given = facts({
			commitment: commitment({ approvedChanges: 1200, revised: 12700 }),
			changeOrders: [changeOrder()],
			prior: {
				...facts().prior,
				quotes: [quote({ total: 11500 }), quote({ id: 'q-2', number: 'Q-200', total: 1200 })],
			},
		});
		const document = invoice({ lines: [{ description: 'CO-001 drains', amount: 1200 }] });
		expect(alarms(document, given)).toEqual(['verified']);
	});
});
