import { billing, changeOrder, commitment, facts, invoice } from '../builders';
import type { Case } from './case';

const line = (description: string, amount: number) => ({ description, amount });

export const overbilling: Case[] = [
	{
		rule: 'OB-01',
		name: 'a cent over the revised amount',
		fails: {
			document: invoice({ lines: [line('Rough-in piping', 5400)] }),
			facts: facts({ billing: billing({ counted: 610001 }) }),
		},
		severity: 'BLOCK',
		delta: 0.01,
		recommended: 5399.99,
		passes: { facts: facts({ billing: billing({ counted: 610000 }) }) },
	},
	{
		rule: 'OB-01',
		name: 'over because of held claims alone',
		fails: { facts: facts({ billing: billing({ counted: 500000, held: 300000 }) }) },
		severity: 'HOLD',
		delta: 1900,
		recommended: 5400,
		passes: { facts: facts({ billing: billing({ counted: 500000, held: 110000 }) }) },
	},
	{
		rule: 'OB-01',
		name: 'gross counts, not the net after retainage',
		fails: {
			document: invoice({
				lines: [line('Progress billing', 6000)],
				retainage: 600,
				total: 5400,
			}),
			facts: facts({
				commitment: commitment({ retainagePercent: 10 }),
				billing: billing({ counted: 600000 }),
			}),
		},
		severity: 'BLOCK',
		delta: 500,
		recommended: 4950,
		passes: {
			document: invoice({ lines: [line('Progress billing', 5500)], retainage: 550, total: 4950 }),
			facts: facts({
				commitment: commitment({ retainagePercent: 10 }),
				billing: billing({ counted: 600000 }),
			}),
		},
	},
	{
		rule: 'OB-03',
		name: 'covered by a change order that is pending',
		fails: {
			facts: facts({
				billing: billing({ counted: 700000 }),
				changeOrders: [changeOrder({ status: 'pending', amount: 1200, approvedOn: undefined })],
			}),
		},
		severity: 'BLOCK',
		delta: 900,
		recommended: 4500,
		passes: {
			facts: facts({
				billing: billing({ counted: 600000 }),
				changeOrders: [changeOrder({ status: 'pending', amount: 1200 })],
			}),
		},
	},
	{
		rule: 'OB-04',
		name: 'a line over its value that the header hides',
		fails: {
			document: invoice({ lines: [line('Rough-in piping', 2000)] }),
			facts: facts({ billing: billing({ counted: 528000, byLine: { 'l-1': 528000 } }) }),
		},
		severity: 'HOLD',
		delta: 780,
		recommended: 1220,
		passes: {
			document: invoice({ lines: [line('Rough-in piping', 1220)] }),
			facts: facts({ billing: billing({ counted: 528000, byLine: { 'l-1': 528000 } }) }),
		},
	},
	{
		rule: 'OB-06',
		name: 'the vendor over all its commitments',
		fails: {
			facts: facts({
				vendorBilling: { counted: 2000000, committed: 2500000, uncommitted: 0, over: [] },
			}),
		},
		severity: 'BLOCK',
		delta: 400,
		recommended: 5000,
		passes: {
			facts: facts({
				vendorBilling: { counted: 1960000, committed: 2500000, uncommitted: 0, over: [] },
			}),
		},
	},
	{
		rule: 'OB-06',
		name: 'over on another job with slack on this one',
		fails: {
			facts: facts({
				vendorBilling: {
					counted: 100000,
					committed: 9000000,
					uncommitted: 0,
					over: [{ commitment: 'c-7', number: 'SC-7', excess: 25000 }],
				},
			}),
		},
		severity: 'WARN',
		delta: 250,
		passes: {},
	},
	{
		rule: 'OB-08',
		name: 'billed 60 % where 35 % stands',
		fails: {
			document: invoice({
				lines: [line('Progress billing', 6900)],
				statedProgress: { percent: 35, by: 'pm@northline.example' },
			}),
		},
		severity: 'HOLD',
		delta: 25,
		passes: {
			document: invoice({
				lines: [line('Progress billing', 6900)],
				statedProgress: { percent: 55, by: 'pm@northline.example' },
			}),
		},
	},
	{
		rule: 'OB-08',
		name: 'a line that the superintendent calls by a shorter name',
		fails: {
			document: invoice({
				lines: [line('Rough-in piping', 3900)],
				statedProgress: { percent: 35, by: 'pm@northline.example', line: 'rough-in' },
			}),
		},
		severity: 'HOLD',
		delta: 25,
		passes: {
			document: invoice({
				lines: [line('Rough-in piping', 3900)],
				statedProgress: { percent: 35, by: 'pm@northline.example', line: 'the fixtures' },
			}),
		},
	},
];
