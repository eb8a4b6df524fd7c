import { judge } from '../../../spine/gate/gate';
import type { Document } from '../../../spine/documents/document';
import type { Facts } from '../../../spine/gate/facts';
import {
	approvalFact,
	billing,
	changeOrder,
	codingOf,
	commitment,
	facts,
	invoice,
	quote,
} from './builders';
import {
	exampleCommitment,
	exampleFacts,
	firstApplication,
	firstPayApplication,
	payApplication,
} from './g702-example';

const decide = (document: Document, given: Facts) =>
	judge(document, codingOf(document), given, { dryRun: false });
const finding = (document: Document, given: Facts, rule: string) =>
	decide(document, given).verdict.findings.find((one) => one.rule === rule);

describe('what a controller loses money on', () => {
	it('verifies, reserves and releases a clean invoice', () => {
		const judgement = decide(invoice(), facts());
		expect(judgement.verdict.findings).toEqual([]);
		expect(judgement).toMatchObject({
			reserve: true,
			release: true,
			verdict: { outcome: 'verified', requestedAmount: 5400, recommendedAmount: 5400 },
		});
	});

	it('verifies the worked pay application and asks for 24,375.00 net of 27,250.00 gross', () => {
		const judgement = decide(payApplication(), exampleFacts());
		expect(judgement.verdict.findings).toEqual([]);
		expect(judgement.verdict.outcome).toBe('verified');
		expect(judgement.demand).toMatchObject({ gross: 2725000, net: 2437500, retainage: 287500 });
		expect(judgement.demand.lines.map((line) => line.gross)).toEqual([
			0, 1800000, 600000, 0, 325000,
		]);
	});

	it('verifies the first application of the worked example with 30,750.00 due', () => {
		const document = firstPayApplication();
		const given = exampleFacts({
			commitment: { ...exampleCommitment, approvedChanges: 0, revised: 98000 },
			changeOrders: [],
			billing: billing(),
		});
		const judgement = decide(document, given);
		expect(judgement.verdict.findings).toEqual([]);
		expect(judgement).toMatchObject({
			demand: { gross: 3350000, net: 3075000, retainage: 275000 },
			verdict: { outcome: 'verified', requestedAmount: 30750 },
		});
	});

	it('follows lines that the project system calls by other names', () => {
		const lines = firstApplication.lines.map(
			({ line, previous, thisPeriod, stored, completed }) => ({
				line,
				description: `Item of record ${line ?? ''}`,
				previous,
				thisPeriod,
				stored,
				completed,
			}),
		);
		const known = exampleFacts().billing;
		const given = exampleFacts({
			billing: billing({ ...known, applications: [{ ...firstApplication, lines }] }),
		});
		expect(decide(payApplication(), given).verdict.findings).toEqual([]);
	});

	it('blocks the third invoice that brings 12,700 to 15,200: 2,500 over, 119.7 %', () => {
		const given = facts({
			commitment: commitment({ approvedChanges: 1200, revised: 12700 }),
			changeOrders: [changeOrder()],
			billing: billing({ counted: 1020000, byLine: { 'l-1': 0 } }),
		});
		const document = invoice({ lines: [{ description: 'Progress billing', amount: 5000 }] });
		const { verdict } = decide(document, given);
		expect(verdict).toMatchObject({ outcome: 'blocked', recommendedAmount: 2500 });
		expect(verdict.findings.find((one) => one.rule === 'OB-01')).toMatchObject({
			severity: 'BLOCK',
			delta: 2500,
			message: expect.stringContaining('119.7 %'),
			formula: '10,200.00 + 5,000.00 <= 12,700.00',
		});
	});

	it('blocks 600 where a change order signed for 4,200 is billed with 4,800', () => {
		const given = facts({
			commitment: commitment({ approvedChanges: 4200, revised: 15700 }),
			changeOrders: [changeOrder({ number: '003', amount: 4200 })],
		});
		const document = invoice({ lines: [{ description: 'CO #3 fixture upgrade', amount: 4800 }] });
		const { verdict } = decide(document, given);
		expect(verdict).toMatchObject({ outcome: 'blocked', recommendedAmount: 4200 });
		expect(verdict.findings.find((one) => one.rule === 'CO-08')).toMatchObject({
			delta: 600,
			unsupported: 600,
		});
	});

	it('blocks a verbal change order', () => {
		const document = invoice({
			lines: [
				{ number: '1', description: 'Rough-in piping', amount: 3000 },
				{ description: 'Fixture upgrade per Mike', amount: 1850 },
			],
		});
		const { verdict } = decide(document, facts());
		expect(verdict).toMatchObject({ outcome: 'blocked', recommendedAmount: 3000 });
		expect(finding(document, facts(), 'CO-01')).toMatchObject({ delta: 1850, unsupported: 1850 });
	});

	it('blocks a change order that was never signed', () => {
		const given = facts({
			changeOrders: [
				changeOrder({ number: '002', amount: 2400, status: 'pending', executed: false }),
			],
		});
		const document = invoice({
			changeOrders: ['CO-002'],
			lines: [{ description: 'CO-002 extra electrical per revised drawing', amount: 2400 }],
		});
		expect(decide(document, given).verdict.outcome).toBe('blocked');
		expect(finding(document, given, 'CO-04')).toMatchObject({ severity: 'BLOCK', delta: 2400 });
	});

	it('blocks 12,000 where version 1 was approved for 98,000 and version 3 is billed for 110,000', () => {
		const given = facts({
			commitment: commitment({ original: 98000, revised: 98000, lines: [] }),
			prior: {
				...facts().prior,
				quotes: [
					quote({ id: 'q-1', version: 'v1', total: 98000 }),
					quote({ id: 'q-3', version: 'v3', total: 110000 }),
				],
			},
		});
		const document = invoice({ lines: [{ description: 'Plumbing complete', amount: 110000 }] });
		expect(finding(document, given, 'QV-02')).toMatchObject({ severity: 'BLOCK', delta: 12000 });
		expect(decide(document, given).verdict).toMatchObject({
			outcome: 'blocked',
			recommendedAmount: 98000,
		});
	});

	it('blocks 1,800 where 9,400 was approved by mail and the revision of 11,200 is billed', () => {
		const given = facts({
			commitment: commitment({ original: 20000, revised: 20000, lines: [] }),
			prior: {
				...facts().prior,
				quotes: [
					quote({ id: 'q-1', version: 'v1', total: 9400 }),
					quote({ id: 'q-2', version: 'v2', total: 11200 }),
				],
				approvals: [approvalFact({ subject: 'quote', amount: 9400, decision: 'approved' })],
			},
		});
		const document = invoice({ lines: [{ description: 'Plumbing', amount: 11200 }] });
		expect(finding(document, given, 'QV-02')).toMatchObject({ severity: 'BLOCK', delta: 1800 });
	});
});
