import type { Commitment } from './commitment';

/**
 * A subcontract over 98,000 with materials stored in the first period, installed in the second, and
 * a change order of 6,500 approved between the two.
 */
export function workedExample(
	own: Pick<Commitment, 'number' | 'project' | 'vendor' | 'title'> & {
		code: string;
		descriptions: readonly [string, string, string, string];
		change: string;
	},
): Commitment {
	const { code, descriptions, change, ...head } = own;
	const amounts = [8_000, 45_000, 30_000, 15_000];
	return {
		...head,
		kind: 'subcontract',
		type: 'S',
		retainage: 10,
		retainageOnStored: 5,
		lines: descriptions.map((description, index) => ({
			description,
			amount: amounts[index] ?? 0,
			code,
		})),
		changes: [
			{
				number: 'CO-001',
				title: change,
				amount: 6_500,
				status: 'approved',
				approvedOn: '2026-03-06',
			},
			{
				number: 'CO-002',
				title: 'Owner requested finish upgrade',
				amount: 3_250,
				status: 'pending',
			},
		],
		applications: [
			{
				number: 1,
				periodTo: '2026-02-28',
				work: [8_000, 13_500, 0, 0, 0],
				stored: [0, 0, 12_000, 0, 0],
			},
		],
	};
}

/** What the second period of a {@link workedExample} comes to. */
export const SECOND_PERIOD = {
	work: [0, 18_000, 9_000, 0, 3_250],
	stored: [0, 0, 9_000, 0, 0],
} as const;
