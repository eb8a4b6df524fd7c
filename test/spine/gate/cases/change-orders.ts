import { billing, changeOrder, commitment, facts, invoice, signedChangeOrder } from '../builders';
import { withPrior, type Case } from './case';

const approved = commitment({ approvedChanges: 1200, revised: 12700 });
const withCo = (change: Parameters<typeof changeOrder>[0] = {}) =>
	facts({ commitment: approved, changeOrders: [changeOrder(change)] });
const bill = (description: string, amount: number, changeOrders: string[] = []) =>
	invoice({ lines: [{ description, amount }], changeOrders });

const read = facts().asOf;

export const changeOrders: Case[] = [
	{
		rule: 'CO-01',
		name: 'additional outlets per Mike',
		fails: { document: bill('Additional outlets per Mike', 1850) },
		severity: 'BLOCK',
		delta: 1850,
		recommended: 0,
		passes: { document: bill('CO-001 additional outlets', 1200), facts: withCo() },
	},
	{
		rule: 'CO-01',
		name: 'work that is on no SOV line',
		fails: { document: bill('Roof membrane', 900) },
		severity: 'BLOCK',
		delta: 900,
		passes: { document: bill('Piping, second floor', 900) },
	},
	{
		rule: 'CO-01',
		name: 'a T&M ticket, which is evidence and no entitlement',
		fails: { document: bill('T&M 0412 drain clearing', 640) },
		severity: 'BLOCK',
		delta: 640,
		passes: { document: bill('Fixtures and trim per plans', 640) },
	},
	{
		rule: 'CO-01',
		name: 'a remark on extra work',
		fails: { document: invoice({ remarks: ['incl. additional outlets per Mike'] }) },
		severity: 'HOLD',
		passes: {},
	},
	{
		rule: 'CO-02',
		name: 'a change order that does not exist',
		fails: { document: bill('CO-009 extra drains', 700), facts: withCo() },
		severity: 'BLOCK',
		delta: 700,
		passes: { document: bill('CO-001 drains', 700), facts: withCo() },
	},
	{
		rule: 'CO-03',
		name: 'CO 3 that fits two with different amounts',
		fails: {
			document: bill('CO 3 drains', 700),
			facts: facts({
				commitment: approved,
				changeOrders: [
					changeOrder({ id: 'co-3', number: 'CCO-003' }),
					changeOrder({
						id: 'pco-3',
						number: 'PCO-003',
						tier: 'potential',
						amount: 900,
						status: 'pending',
					}),
				],
			}),
		},
		severity: 'HOLD',
		passes: {
			document: bill('CCO-003 drains', 700),
			facts: facts({
				commitment: approved,
				changeOrders: [
					changeOrder({ id: 'co-3', number: 'CCO-003' }),
					changeOrder({
						id: 'pco-3',
						number: 'PCO-003',
						tier: 'potential',
						amount: 900,
						status: 'pending',
					}),
				],
			}),
		},
	},
	{
		rule: 'CO-04',
		name: 'a change order that was rejected',
		fails: {
			document: bill('CO-001 drains', 700),
			facts: facts({ changeOrders: [changeOrder({ status: 'rejected' })] }),
		},
		severity: 'BLOCK',
		delta: 700,
		passes: { document: bill('CO-001 drains', 700), facts: withCo() },
	},
	{
		rule: 'CO-05',
		name: 'a change order of another commitment',
		fails: {
			document: bill('CO-006 drains', 700),
			facts: facts({
				otherChangeOrders: [changeOrder({ id: 'co-6', number: '006', commitment: 'c-2' })],
			}),
		},
		severity: 'BLOCK',
		delta: 700,
		passes: { document: bill('CO-001 drains', 700), facts: withCo() },
	},
	{
		rule: 'CO-06',
		name: 'a change order that is used up',
		fails: {
			document: bill('CO-001 drains', 700),
			facts: {
				...withCo(),
				billing: billing({ counted: 120000, byChangeOrder: { 'co-1': 120000 } }),
			},
		},
		severity: 'BLOCK',
		delta: 700,
		recommended: 0,
		passes: {
			document: bill('CO-001 drains', 200),
			facts: {
				...withCo(),
				billing: billing({ counted: 100000, byChangeOrder: { 'co-1': 100000 } }),
			},
		},
	},
	{
		rule: 'CO-07',
		name: 'billing that exceeds what is left of a change order',
		fails: {
			document: bill('CO-001 drains', 700),
			facts: {
				...withCo(),
				billing: billing({ counted: 100000, byChangeOrder: { 'co-1': 100000 } }),
			},
		},
		severity: 'BLOCK',
		delta: 500,
		recommended: 200,
		passes: { document: bill('CO-001 drains', 1200), facts: withCo() },
	},
	{
		rule: 'CO-08',
		name: 'half of a change order billed with more than half',
		fails: { document: bill('CO-001 drains, 50 %', 700), facts: withCo() },
		severity: 'BLOCK',
		delta: 100,
		recommended: 600,
		passes: { document: bill('CO-001 drains, 50 %', 600), facts: withCo() },
	},
	{
		rule: 'CO-08',
		name: 'a signed copy where the project system knows none',
		fails: {
			document: bill('CO-003 fixture upgrade', 4800),
			facts: withPrior({ changeOrders: [signedChangeOrder()] }),
		},
		severity: 'BLOCK',
		delta: 600,
		passes: {
			document: bill('CO-003 fixture upgrade', 4200),
			facts: withPrior({ changeOrders: [signedChangeOrder()] }),
		},
	},
	{
		rule: 'CO-10',
		name: 'lines that do not come to the total',
		fails: {
			document: signedChangeOrder({
				number: 'CO-001',
				total: 2000,
				lines: [
					{ description: 'Shop', amount: 900, kind: 'work' },
					{ description: 'Field', amount: 1000, kind: 'work' },
				],
			}),
			facts: withCo({ amount: 2000 }),
		},
		severity: 'HOLD',
		delta: 100,
		passes: {
			document: signedChangeOrder({
				number: 'CO-001',
				total: 1900,
				lines: [
					{ description: 'Shop', amount: 900, kind: 'work' },
					{ description: 'Field', amount: 1000, kind: 'work' },
				],
			}),
			facts: withCo({ amount: 1900 }),
		},
	},
	{
		rule: 'CO-10',
		name: 'a change order that does not add up',
		fails: {
			document: signedChangeOrder({
				number: 'CO-001',
				total: 1300,
				changeOrder: {
					labourHours: 10,
					labourRate: 80,
					labour: 800,
					material: 200,
					markupPercent: 20,
					markup: 200,
					signatures: [],
				},
			}),
			facts: withCo({ amount: 1300 }),
		},
		severity: 'HOLD',
		delta: 100,
		passes: {
			document: signedChangeOrder({
				number: 'CO-001',
				total: 1200,
				changeOrder: {
					labourHours: 10,
					labourRate: 80,
					labour: 800,
					material: 200,
					markupPercent: 20,
					markup: 200,
					signatures: [],
				},
			}),
			facts: withCo(),
		},
	},
	{
		rule: 'CO-13',
		name: 'an approved change order that nobody signed',
		fails: { document: bill('CO-001 drains', 700), facts: withCo({ executed: false }) },
		severity: 'BLOCK',
		passes: { document: bill('CO-001 drains', 700), facts: withCo() },
	},
	{
		rule: 'CO-13',
		name: 'a change order signed by somebody without authority',
		fails: {
			document: signedChangeOrder({
				number: 'CO-001',
				total: 1200,
				changeOrder: {
					status: 'approved',
					signatures: [{ name: 'Mike Brown', date: '2026-03-01' }],
				},
			}),
			facts: withCo(),
		},
		severity: 'BLOCK',
		passes: { document: signedChangeOrder({ number: 'CO-001', total: 1200 }), facts: withCo() },
	},
	{
		rule: 'CO-13',
		name: 'an undated signature',
		fails: {
			document: signedChangeOrder({
				number: 'CO-001',
				total: 1200,
				changeOrder: { status: 'approved', signatures: [{ name: 'Dana Wells' }] },
			}),
			facts: withCo(),
		},
		severity: 'WARN',
		passes: { document: signedChangeOrder({ number: 'CO-001', total: 1200 }), facts: withCo() },
	},
	{
		rule: 'SC-01',
		name: 'an approved change order that the revised amount lacks',
		fails: { facts: facts({ changeOrders: [changeOrder()] }) },
		severity: 'HOLD',
		delta: 1200,
		passes: { facts: withCo() },
	},
	{
		rule: 'SC-02',
		name: 'a billed proposal that no change order contains',
		fails: {
			document: bill('PCO 12 drains', 900),
			facts: facts({
				changeOrders: [changeOrder({ id: 'p', number: '012', tier: 'potential', amount: 900 })],
			}),
		},
		severity: 'HOLD',
		delta: 900,
		passes: {
			document: bill('PCO 12 drains', 900),
			facts: facts({
				commitment: commitment({ revised: 12400 }),
				changeOrders: [
					changeOrder({ id: 'p', number: '012', tier: 'potential', amount: 900, parent: 'co-1' }),
					changeOrder({ amount: 900 }),
				],
			}),
		},
	},
	{
		rule: 'SC-02',
		name: 'an approved proposal left lying',
		fails: {
			facts: facts({
				changeOrders: [
					changeOrder({ number: '012', tier: 'potential', amount: 900, approvedOn: '2026-03-20' }),
				],
			}),
		},
		severity: 'WARN',
		passes: {
			facts: facts({
				changeOrders: [
					changeOrder({ number: '012', tier: 'potential', amount: 900, approvedOn: '2026-03-29' }),
				],
			}),
		},
	},
	{
		rule: 'SC-03',
		name: 'a revised amount that no line carries',
		fails: { facts: withCo({ lines: [] }) },
		severity: 'HOLD',
		delta: 1200,
		passes: { facts: withCo() },
	},
	{
		rule: 'SC-04',
		name: 'a signed change order that is still pending in the project system',
		fails: {
			facts: withPrior(
				{ changeOrders: [signedChangeOrder()] },
				{ changeOrders: [changeOrder({ number: '003', amount: 4200, status: 'pending' })] },
			),
		},
		severity: 'HOLD',
		delta: 4200,
		passes: {
			facts: withPrior(
				{ changeOrders: [signedChangeOrder({ number: 'CO 1', total: 1200 })] },
				{ commitment: approved, changeOrders: [changeOrder()] },
			),
		},
	},
	{
		rule: 'SC-09',
		name: 'a commitment that was read longer ago than the policy allows',
		fails: { facts: facts({ asOf: { ...read, projects: '2026-03-30T11:00:00Z' } }) },
		severity: 'HOLD',
		delta: 60,
		passes: { facts: facts({ asOf: { ...read, projects: '2026-03-30T12:00:00Z' } }) },
	},
	{
		rule: 'SC-09',
		name: 'change orders and bills that are older than the commitment itself',
		fails: {
			facts: facts({
				asOf: {
					...read,
					changeOrders: '2026-03-31T10:00:00Z',
					books: '2026-03-31T10:59:00Z',
				},
				policy: { ...facts().policy, factsMaxAgeMinutes: 60 },
			}),
		},
		severity: 'HOLD',
		delta: 60,
		passes: {
			facts: facts({
				asOf: { ...read, requisitions: '2026-03-31T11:00:00Z' },
				policy: { ...facts().policy, factsMaxAgeMinutes: 60 },
			}),
		},
	},
];
