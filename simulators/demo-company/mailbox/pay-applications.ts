import { SECOND_PERIOD } from '../world/worked-example';
import { type DemoCase, blocked, held, verified } from './case';
import { payApplicationCase } from './pay-application';

const second = { number: 2, periodTo: '2026-03-31', date: '2026-03-25', ...SECOND_PERIOD };

/** Pay applications: clean ones, and the errors that subcontractors make in carrying them forward. */
export const payApplicationCases: DemoCase[] = [
	payApplicationCase({
		...second,
		name: 'second-application',
		shows:
			'Stored materials become work, a change order is billed in part, retainage at 10 % and 5 %.',
		commitment: 'SC-2301-04',
		expect: verified(24_375),
	}),
	payApplicationCase({
		...second,
		name: 'previous-certificates-gross',
		shows: 'Line 7 carries the gross of the application before: 33,500 instead of 30,750.',
		commitment: 'SC-2301-05',
		printed: { previousCertificates: 33_500, currentDue: 21_625 },
		expect: { ...blocked('PA-15'), delta: { rule: 'PA-15', amount: 2_750 } },
	}),
	payApplicationCase({
		...second,
		name: 'stored-materials-twice',
		shows: 'Stored fixtures stand in column D and in column F at once: 29,925 is asked for.',
		commitment: 'SC-2307-05',
		work: [0, 18_000, 0, 0, 3_250],
		stored: [0, 0, 12_000, 0, 0],
		rows: (rows) =>
			rows.map((row, index) =>
				index === 2
					? {
							...row,
							previous: 12_000,
							completed: 24_000,
							percent: '80.0%',
							balance: 6_000,
							retainage: 1_800,
						}
					: row,
			),
		printed: {
			completedAndStored: 66_750,
			retainageOnWork: 5_475,
			retainageOnStored: 600,
			totalRetainage: 6_075,
			earnedLessRetainage: 60_675,
			previousCertificates: 30_750,
			currentDue: 29_925,
			balanceToFinish: 43_825,
		},
		expect: { ...blocked('PA-16', 'SM-05'), delta: { rule: 'SM-05', amount: 12_000 } },
	}),
	payApplicationCase({
		...second,
		name: 'retainage-at-five-percent',
		shows: 'Retainage is taken at 5 % on everything: 26,962.50 is asked for, 2,587.50 too much.',
		commitment: 'SC-2307-06',
		rows: (rows) => rows.map((row) => ({ ...row, retainage: row.completed * 0.05 })),
		printed: {
			retainagePercent: 5,
			retainageOnWork: 2_587.5,
			retainageOnStored: 450,
			totalRetainage: 3_037.5,
			earnedLessRetainage: 57_712.5,
			currentDue: 26_962.5,
			balanceToFinish: 46_787.5,
		},
		expect: { ...held('RT-01'), delta: { rule: 'RT-01', amount: 2_587.5 } },
	}),
	payApplicationCase({
		name: 'third-application',
		shows: 'An ordinary third application.',
		commitment: 'SC-2301-01',
		number: 3,
		periodTo: '2026-03-31',
		date: '2026-03-26',
		work: [10_000, 40_000, 15_000],
		expect: verified(58_500),
	}),
];
