import { billing, changeOrder, claim } from '../builders';
import {
	applicationRow,
	exampleCommitment,
	exampleFacts,
	firstApplication,
	payApplication,
} from '../g702-example';
import type { Case } from './case';

const clean = { document: payApplication(), facts: exampleFacts() };
const cover = (
	rule: string,
	name: string,
	change: Parameters<typeof payApplication>[0],
	rest: Pick<Case, 'severity'> & Partial<Case>,
): Case => ({
	rule,
	name,
	fails: { document: payApplication(change), facts: exampleFacts() },
	passes: clean,
	...rest,
});
const rows = payApplication().payApplication?.lines ?? [];
const edited = (index: number, change: Partial<(typeof rows)[number]>) =>
	rows.map((line, at) => (at === index ? { ...line, ...change } : line));

export const payApplications: Case[] = [
	cover(
		'PA-01',
		'G that is not D + E + F',
		{ lines: edited(1, { completed: 31600 }) },
		{ severity: 'BLOCK', delta: 100 },
	),
	cover(
		'PA-01',
		'G that is off by a few cents',
		{ lines: edited(1, { completed: 31500.05 }) },
		{ severity: 'HOLD', delta: 0.05 },
	),
	cover(
		'PA-02',
		'H that is not C - G',
		{ lines: edited(1, { balance: 13000 }) },
		{ severity: 'HOLD', delta: -500 },
	),
	cover(
		'PA-03',
		'a percentage that its amounts do not give',
		{ lines: edited(1, { percent: 75.5 }) },
		{ severity: 'HOLD', delta: 5.5 },
	),
	cover(
		'PA-04',
		'a grand total that does not foot',
		{ totals: { thisPeriod: 31250 } },
		{ severity: 'BLOCK', delta: 1000 },
	),
	cover(
		'PA-05',
		'pages that do not foot to the grand total',
		{ totals: { completed: 60750 }, pageTotals: [{ completed: 40000 }, { completed: 20000 }] },
		{
			severity: 'BLOCK',
			delta: 750,
			passes: {
				document: payApplication({
					totals: { completed: 60750 },
					pageTotals: [{ completed: 40000 }, { completed: 20750 }],
				}),
				facts: exampleFacts(),
			},
		},
	),
	cover(
		'PA-06',
		'scheduled values that are not the contract sum',
		{ lines: edited(3, { scheduledValue: 16000 }) },
		{ severity: 'HOLD', delta: -1000 },
	),
	cover(
		'PA-07',
		'a contract sum that leaves out a change order',
		{ contractSumToDate: 98000 },
		{ severity: 'HOLD', delta: -6500 },
	),
	cover(
		'PA-08',
		'a total that is not the sum of the lines',
		{ totalCompletedAndStored: 61750 },
		{ severity: 'BLOCK', delta: 1000 },
	),
	cover(
		'PA-09',
		'retainage that is not the sum of its parts',
		{ totalRetainage: 5000 },
		{ severity: 'BLOCK', delta: -625 },
	),
	cover(
		'PA-10',
		'earned less retainage that does not come out',
		{ totalEarnedLessRetainage: 56125 },
		{ severity: 'BLOCK', delta: 1000 },
	),
	cover(
		'PA-11',
		'a payment due that does not come out',
		{ currentPaymentDue: 25375 },
		{ severity: 'BLOCK', delta: 1000, recommended: 24375 },
	),
	cover(
		'PA-12',
		'a balance to finish that does not come out',
		{ balanceToFinish: 43750 },
		{ severity: 'HOLD', delta: -5625 },
	),
	cover(
		'PA-13',
		'another original contract sum',
		{ originalContractSum: 99000 },
		{ severity: 'HOLD', delta: 1000 },
	),
	{
		rule: 'PA-14',
		name: 'a pending request in the net change orders',
		fails: {
			document: payApplication({ netChangeByChangeOrders: 9750, contractSumToDate: 107750 }),
			facts: exampleFacts({
				changeOrders: [
					changeOrder({ amount: 6500 }),
					changeOrder({
						id: 'cor-7',
						number: 'COR-7',
						tier: 'request',
						status: 'pending',
						amount: 3250,
					}),
				],
			}),
		},
		severity: 'BLOCK',
		delta: 3250,
		passes: clean,
	},
	cover(
		'PA-14',
		'a sum that no change order explains',
		{ netChangeByChangeOrders: 7000 },
		{ severity: 'HOLD', delta: 500 },
	),
	cover(
		'PA-15',
		'previous certificates given gross',
		{ lessPreviousCertificates: 33500, currentPaymentDue: 21625 },
		{ severity: 'BLOCK', delta: 2750, recommended: 21625 },
	),
	cover(
		'PA-15',
		'previous certificates that ask for money twice',
		{ lessPreviousCertificates: 28000, currentPaymentDue: 27125 },
		{ severity: 'BLOCK', delta: -2750, recommended: 24375 },
	),
	cover(
		'PA-16',
		'stored materials in D and in F',
		{
			lines: rows.map((line, index) =>
				index === 2 ? applicationRow('3', 'Fixtures', [30000, 12000, 0, 12000]) : line,
			),
			totalCompletedAndStored: 66750,
			currentPaymentDue: 29925,
		},
		{ severity: 'BLOCK', delta: 12000 },
	),
	cover(
		'PA-16',
		'previous work that nobody billed',
		{ lines: edited(0, { previous: 8100 }) },
		{ severity: 'BLOCK', delta: 100 },
	),
	{
		rule: 'PA-20',
		name: 'application 5 after application 1',
		fails: { document: payApplication({ applicationNumber: '5' }), facts: exampleFacts() },
		severity: 'HOLD',
		delta: 3,
		passes: clean,
	},
	{
		rule: 'PA-20',
		name: 'application 1 again',
		fails: { document: payApplication({ applicationNumber: '1' }), facts: exampleFacts() },
		severity: 'BLOCK',
		recommended: 0,
		passes: clean,
	},
	{
		rule: 'DU-09',
		name: 'an application that was billed',
		fails: {
			document: payApplication(),
			facts: exampleFacts({
				claims: [claim({ number: undefined, application: '2', state: 'billed' })],
			}),
		},
		severity: 'BLOCK',
		passes: {
			document: payApplication(),
			facts: exampleFacts({
				claims: [claim({ number: undefined, application: '1', periodTo: '2026-02-28' })],
			}),
		},
	},
	{
		rule: 'DU-09',
		name: 'a period that reaches into the one before',
		fails: {
			document: payApplication(),
			facts: exampleFacts({
				claims: [claim({ number: undefined, application: '1', periodTo: '2026-03-10' })],
			}),
		},
		severity: 'HOLD',
		passes: clean,
	},
	{
		rule: 'SM-05',
		name: 'material that is stored and installed at once',
		fails: {
			document: payApplication({
				lines: rows.map((line, index) =>
					index === 2 ? applicationRow('3', 'Fixtures', [30000, 0, 12000, 12000]) : line,
				),
			}),
			facts: exampleFacts(),
		},
		severity: 'BLOCK',
		delta: 12000,
		passes: clean,
	},
	{
		rule: 'SM-02',
		name: 'newly stored material without terms or backup',
		fails: {
			document: payApplication({
				lines: rows.map((line, index) =>
					index === 2 ? applicationRow('3', 'Fixtures', [30000, 0, 6000, 15000]) : line,
				),
			}),
			facts: exampleFacts({
				commitment: { ...exampleCommitment, retainageOnStoredPercent: undefined },
			}),
		},
		severity: 'HOLD',
		delta: 3000,
		passes: clean,
	},
	cover(
		'RT-01',
		'5 % held on everything instead of 10 %',
		{
			retainageOnWork: 2587.5,
			totalRetainage: 3037.5,
			totalEarnedLessRetainage: 57712.5,
			currentPaymentDue: 26962.5,
			balanceToFinish: 46787.5,
		},
		{ severity: 'HOLD', delta: 2587.5, recommended: 24375 },
	),
	{
		rule: 'RT-09',
		name: 'retainage that falls while work is billed',
		fails: {
			document: payApplication({ totalRetainage: 2000 }),
			facts: exampleFacts({
				billing: billing({
					counted: 3350000,
					retainageHeld: 275000,
					applications: [firstApplication],
				}),
			}),
		},
		severity: 'HOLD',
		delta: 3475,
		passes: clean,
	},
];
