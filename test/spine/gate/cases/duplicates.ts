import type { BooksTransactionRecord, DirectCostRecord } from '../../../../spine/documents/records';
import { booksVendor, claim, facts, invoice, vendor } from '../builders';
import type { Case } from './case';
import { withPrior } from './case';

const bill: BooksTransactionRecord = {
	type: 'bill',
	side: 'books',
	books: 'books-1',
	id: 'b-1',
	number: '1007',
	vendor: 'qv-1',
	date: '2026-03-18',
	total: 5400,
	lines: [],
};
const directCost: DirectCostRecord = {
	type: 'direct_cost',
	side: 'projects',
	id: 'd-1',
	project: 'p-1',
	vendor: 'v-1',
	invoiceNumber: '1007',
	amount: 5400,
};
const before = (change: Parameters<typeof claim>[0]) => facts({ claims: [claim(change)] });
const other = (number: string, change = {}) => ({ number, net: 540000, gross: 540000, ...change });

export const duplicates: Case[] = [
	{
		rule: 'DU-01',
		name: 'the same number again',
		fails: { facts: before({ number: '1007' }) },
		severity: 'BLOCK',
		recommended: 0,
		passes: { facts: before({ number: '1008' }) },
	},
	{
		rule: 'DU-02',
		name: 'INV-01007 and 1007 over the same amount',
		fails: { facts: before(other('INV-01007', { date: '2026-01-10' })) },
		severity: 'BLOCK',
		passes: { facts: before({ number: 'INV-01008' }) },
	},
	{
		rule: 'DU-02',
		name: 'INV-01007 and 1007 over another amount',
		fails: { facts: before({ number: 'INV-01007' }) },
		severity: 'HOLD',
		passes: { facts: before({ number: '1O08' }) },
	},
	{
		rule: 'DU-02',
		name: 'a letter O where a zero was',
		fails: { facts: before(other('1OO7')) },
		severity: 'BLOCK',
		passes: { facts: before({ number: '1OO7' }) },
	},
	{
		rule: 'DU-03',
		name: 'the same amount on the same date',
		fails: { facts: before(other('2214', { date: '2026-03-18' })) },
		severity: 'HOLD',
		passes: { facts: before(other('2214', { date: '2026-02-18' })) },
	},
	{
		rule: 'DU-04',
		name: 'the same amount a month before',
		fails: { facts: before(other('2214', { date: '2026-02-18' })) },
		severity: 'WARN',
		passes: { facts: before(other('2214', { date: '2025-11-18' })) },
	},
	{
		rule: 'DU-04',
		name: 'the same amount for the same commitment and period',
		fails: {
			document: invoice({ servicePeriod: { to: '2026-03-15' } }),
			facts: before(other('2214', { date: '2026-03-16', periodTo: '2026-03-15' })),
		},
		severity: 'HOLD',
		passes: {
			document: invoice({ servicePeriod: { to: '2026-03-15' } }),
			facts: facts({
				policy: { ...facts().policy, equalBillings: ['SC 2301-04'] },
				claims: [claim(other('2214', { date: '2026-03-16', periodTo: '2026-03-15' }))],
			}),
		},
	},
	{
		rule: 'DU-05',
		name: 'a revision beside its original',
		fails: { document: invoice({ number: '1007R' }), facts: before({ number: '1007' }) },
		severity: 'HOLD',
		passes: { document: invoice({ number: '2026-2' }), facts: before({ number: '2026-1' }) },
	},
	{
		rule: 'DU-06',
		name: 'the same invoice under another vendor record',
		fails: { facts: before(other('1007', { vendor: 'v-8' })) },
		severity: 'HOLD',
		passes: { facts: before({ number: '1007', vendor: 'v-8' }) },
	},
	{
		rule: 'DU-06',
		name: 'the same number under a record that shares the tax id',
		fails: {
			facts: facts({
				vendors: [
					vendor,
					booksVendor,
					{ ...vendor, id: 'v-8', name: 'Harbor P & M', linkedId: undefined },
				],
				claims: [claim({ number: '1007', vendor: 'v-8' })],
			}),
		},
		severity: 'HOLD',
		passes: { facts: before({ number: '1007', vendor: 'v-8' }) },
	},
	{
		rule: 'DU-07',
		name: 'a file that was decided',
		fails: { facts: before({ number: undefined, fileHash: 'f-1' }) },
		severity: 'BLOCK',
		passes: { facts: before({ number: '1006', fileHash: 'f-1' }) },
	},
	{
		rule: 'DU-07',
		name: 'the same lines under another number',
		fails: {
			document: invoice({ lineFingerprint: 'lines' }),
			facts: before({ number: '1006', lineFingerprint: 'lines' }),
		},
		severity: 'HOLD',
		passes: {
			document: invoice({ lineFingerprint: 'lines' }),
			facts: before({ number: '1006', lineFingerprint: 'others' }),
		},
	},
	{
		rule: 'DU-08',
		name: 'a message that was decided',
		fails: {
			facts: withPrior({
				sameSighting: { outcome: 'verified', decidedAt: '2026-03-20T10:00:00Z' },
			}),
		},
		severity: 'INFO',
		passes: {},
	},
	{
		rule: 'DU-10',
		name: 'a demand whose bill was entered by another path under another number',
		fails: {
			facts: facts({
				ownClaim: claim({ state: 'billed', number: 'R-12', booksId: 'b-7', net: 540000 }),
			}),
		},
		severity: 'BLOCK',
		delta: 0,
		recommended: 0,
		passes: { facts: facts({ ownClaim: claim({ state: 'held', net: 540000 }) }) },
	},
	{
		rule: 'DU-10',
		name: 'a bill with that number in the books',
		fails: { facts: facts({ booksTransactions: [bill] }) },
		severity: 'BLOCK',
		passes: {
			facts: facts({
				booksTransactions: [bill],
				ownClaim: claim({ id: 'own', booksId: 'b-1', state: 'posted', number: '1007' }),
			}),
		},
	},
	{
		rule: 'DU-10',
		name: 'a card charge over the same amount a few days before',
		fails: {
			facts: facts({
				booksTransactions: [{ ...bill, type: 'expense', number: undefined, date: '2026-03-14' }],
			}),
		},
		severity: 'HOLD',
		passes: {
			facts: facts({
				booksTransactions: [{ ...bill, type: 'expense', number: undefined, date: '2026-03-01' }],
			}),
		},
	},
	{
		rule: 'DU-11',
		name: 'a direct cost with that number',
		fails: { facts: facts({ directCosts: [directCost] }) },
		severity: 'BLOCK',
		passes: { facts: facts({ directCosts: [{ ...directCost, invoiceNumber: '1001' }] }) },
	},
	{
		rule: 'RT-12',
		name: 'a release that equals an earlier invoice',
		fails: {
			document: invoice({ retainageRelease: true, lines: [], total: 480, number: '1009' }),
			facts: before({ net: 48000, gross: 48000 }),
		},
		severity: 'INFO',
		passes: {
			document: invoice({ retainageRelease: true, lines: [], total: 480, number: '1009' }),
			facts: before({ net: 50000 }),
		},
	},
];
