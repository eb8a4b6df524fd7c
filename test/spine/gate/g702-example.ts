import type { Document, PayApplicationLine } from '../../../spine/documents/document';
import { sumAmounts } from '../../../spine/documents/money';
import type { Facts, PriorApplication } from '../../../spine/gate/facts';
import { billing, changeOrder, commitment, facts, invoice } from './builders';

const row = (
	item: string,
	description: string,
	[c, d, e, f]: [number, number, number, number],
): PayApplicationLine => {
	const g = sumAmounts([d, e, f]);
	return {
		item,
		description,
		scheduledValue: c,
		previous: d,
		thisPeriod: e,
		stored: f,
		completed: g,
		percent: Number(((g / c) * 100).toFixed(1)),
		balance: sumAmounts([c, -g]),
	};
};

/** The subcontract of the worked G702 example: 98,000 in four lines, 10 % on work, 5 % on stored. */
export const exampleCommitment = commitment({
	original: 98000,
	approvedChanges: 6500,
	revised: 104500,
	retainagePercent: 10,
	retainageOnStoredPercent: 5,
	lines: [
		{ id: 'l-1', number: '1', description: 'Underground', amount: 8000 },
		{ id: 'l-2', number: '2', description: 'Rough-in', amount: 45000 },
		{ id: 'l-3', number: '3', description: 'Fixtures', amount: 30000 },
		{ id: 'l-4', number: '4', description: 'Testing', amount: 15000 },
	],
});

export const firstApplication: PriorApplication = {
	claim: 'claim-app-1',
	application: '1',
	state: 'billed',
	certified: true,
	periodTo: '2026-02-28',
	completedAndStored: 3350000,
	totalRetainage: 275000,
	earnedLessRetainage: 3075000,
	currentPaymentDue: 3075000,
	lines: [
		{
			item: '1',
			description: 'Underground',
			line: 'l-1',
			previous: 0,
			thisPeriod: 800000,
			stored: 0,
			completed: 800000,
		},
		{
			item: '2',
			description: 'Rough-in',
			line: 'l-2',
			previous: 0,
			thisPeriod: 1350000,
			stored: 0,
			completed: 1350000,
		},
		{
			item: '3',
			description: 'Fixtures',
			line: 'l-3',
			previous: 0,
			thisPeriod: 0,
			stored: 1200000,
			completed: 1200000,
		},
		{
			item: '4',
			description: 'Testing',
			line: 'l-4',
			previous: 0,
			thisPeriod: 0,
			stored: 0,
			completed: 0,
		},
	],
};

export function exampleFacts(change: Partial<Facts> = {}): Facts {
	return facts({
		commitment: exampleCommitment,
		changeOrders: [changeOrder({ id: 'co-1', number: '001', amount: 6500 })],
		billing: billing({
			counted: 3350000,
			byLine: { 'l-1': 800000, 'l-2': 1350000, 'l-3': 1200000 },
			retainageHeld: 275000,
			applications: [firstApplication],
		}),
		...change,
	});
}

/** Application 2 of the worked example, 24,375.00 due. */
export function payApplication(
	cover: Partial<NonNullable<Document['payApplication']>> = {},
	change: Partial<Document> = {},
): Document {
	const lines = cover.lines ?? [
		row('1', 'Underground', [8000, 8000, 0, 0]),
		row('2', 'Rough-in', [45000, 13500, 18000, 0]),
		row('3', 'Fixtures', [30000, 0, 9000, 9000]),
		row('4', 'Testing', [15000, 0, 0, 0]),
		row('5', 'CO-001 Added floor drains', [6500, 0, 3250, 0]),
	];
	return invoice({
		kind: 'pay_application',
		number: undefined,
		lines: [],
		total: cover.currentPaymentDue ?? 24375,
		payApplication: {
			applicationNumber: '2',
			periodFrom: '2026-03-01',
			periodTo: '2026-03-31',
			originalContractSum: 98000,
			netChangeByChangeOrders: 6500,
			contractSumToDate: 104500,
			totalCompletedAndStored: 60750,
			retainageOnWork: 5175,
			retainageOnWorkPercent: 10,
			retainageOnStored: 450,
			retainageOnStoredPercent: 5,
			totalRetainage: 5625,
			totalEarnedLessRetainage: 55125,
			lessPreviousCertificates: 30750,
			currentPaymentDue: 24375,
			balanceToFinish: 49375,
			totals: {
				scheduledValue: 104500,
				previous: 21500,
				thisPeriod: 30250,
				stored: 9000,
				completed: 60750,
				balance: 43750,
			},
			signed: true,
			...cover,
			lines,
		},
		...change,
	});
}

/** Application 1 of the worked example, 30,750.00 due. */
export function firstPayApplication(): Document {
	return payApplication({
		applicationNumber: '1',
		periodFrom: '2026-02-01',
		periodTo: '2026-02-28',
		netChangeByChangeOrders: 0,
		contractSumToDate: 98000,
		totalCompletedAndStored: 33500,
		retainageOnWork: 2150,
		retainageOnStored: 600,
		totalRetainage: 2750,
		totalEarnedLessRetainage: 30750,
		lessPreviousCertificates: 0,
		currentPaymentDue: 30750,
		balanceToFinish: 67250,
		totals: undefined,
		lines: [
			row('1', 'Underground', [8000, 0, 8000, 0]),
			row('2', 'Rough-in', [45000, 0, 13500, 0]),
			row('3', 'Fixtures', [30000, 0, 0, 12000]),
			row('4', 'Testing', [15000, 0, 0, 0]),
		],
	});
}

export { row as applicationRow };
