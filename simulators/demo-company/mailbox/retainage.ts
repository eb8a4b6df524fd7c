import { type DemoCase, blocked, invoiceCase, held, verified } from './case';
import { payApplicationCase } from './pay-application';

/** Releases of retainage, asked for and not asked for. */
export const retainageCases: DemoCase[] = [
	invoiceCase({
		name: 'release-of-retainage',
		shows: 'The release equals a payment of January; it is no duplicate of it.',
		vendor: 'greenfield',
		project: '2301',
		commitment: 'SC-2301-06',
		number: 'GL-430',
		date: '2026-03-23',
		lines: [['Release of retainage held to date', 9_000]],
		expect: verified(9_000, ['RT-12']),
	}),
	invoiceCase({
		name: 'release-again',
		shows: 'The same release once more.',
		vendor: 'greenfield',
		project: '2301',
		commitment: 'SC-2301-06',
		number: 'GL-433',
		date: '2026-03-30',
		lines: [['Release of retainage', 9_000]],
		expect: blocked('RT-07', 'RT-08'),
	}),
	invoiceCase({
		name: 'release-without-approval',
		shows: 'Nobody has approved a release on this subcontract.',
		vendor: 'kestrel',
		project: '2301',
		commitment: 'SC-2301-01',
		number: 'KC-5120',
		date: '2026-03-28',
		lines: [['Release of retainage', 6_000]],
		expect: blocked('RT-06'),
	}),
	payApplicationCase({
		name: 'hidden-release',
		shows: 'Retainage falls from 11,000 to 6,500 although 20,000 is billed.',
		commitment: 'SC-2307-07',
		number: 3,
		periodTo: '2026-03-31',
		date: '2026-03-27',
		work: [20_000, 0],
		rows: (rows) => rows.map((row) => ({ ...row, retainage: row.completed * 0.05 })),
		printed: {
			retainagePercent: 5,
			retainageOnWork: 6_500,
			totalRetainage: 6_500,
			earnedLessRetainage: 123_500,
			currentDue: 24_500,
			balanceToFinish: 56_500,
		},
		expect: held('RT-01', 'RT-09'),
	}),
];
