import { bill, commitment } from '../reconciliation/example';
import { facts, found, ourBill, posting, vendor } from './example';

describe('commitments that drift', () => {
	const co = (status: 'approved' | 'pending') => ({
		side: 'projects' as const,
		type: 'change_order' as const,
		id: 'CO1',
		tier: 'package' as const,
		number: '001',
		status,
		amount: 2_500,
		commitment: 'C1',
		project: 'P1',
		lines: [],
	});

	it('are told of when an approved change order is not in the revised amount (SC-01)', () => {
		expect(found('SC-01', { source: { changeOrders: [co('approved')] } })).toMatchObject([
			{ key: 'SC-01:C1', amount: 2_500, sentence: expect.stringContaining('$102,500.00') },
		]);
		expect(found('SC-01', { source: { changeOrders: [co('pending')] } })).toEqual([]);
	});

	it('are told of when a signed change order was not entered (SC-04)', () => {
		const signedChangeOrders = [{ commitment: 'C1', number: 1, amount: 250_000 }];
		expect(found('SC-04', { source: { signedChangeOrders } })).toMatchObject([
			{ sentence: expect.stringContaining('$2,500.00 reached us') },
		]);
		expect(
			found('SC-04', { source: { signedChangeOrders, changeOrders: [co('pending')] } }),
		).toEqual([]);
	});

	it('are told of when their purchase order says otherwise (SC-05), unless they ended', () => {
		const order = bill('500', 'SC-001', 0, { type: 'purchase_order', total: 90_000, lines: [] });
		const changes = { source: { transactions: [ourBill, order] } };
		expect(found('SC-05', changes)).toMatchObject([{ key: 'SC-05:C1', amount: 10_000 }]);
		const commitments = [commitment('C1', 'SC-001', 100_000, { status: 'closed' })];
		expect(found('SC-05', { ...changes, commitments })).toEqual([]);
	});

	it('are told of when they are ended with open bills (CM-01), and not when merely closed', () => {
		const ended = (status: 'void' | 'terminated' | 'closed') =>
			found('CM-01', { commitments: [commitment('C1', 'SC-001', 100_000, { status })] });
		expect(ended('terminated')).toMatchObject([
			{ severity: 'HOLD', sentence: expect.stringContaining('$9,000.00 of open bills') },
		]);
		expect(ended('closed')).toEqual([]);
	});

	it('are told of when they are ended and a bill of theirs is only queued (CM-01)', () => {
		const { outcome, settledAt, ...queued } = posting({ state: 'queued' });
		expect([outcome, settledAt]).toHaveLength(2);
		const commitments = [commitment('C1', 'SC-001', 100_000, { status: 'void' })];
		const source = { transactions: [], claims: [] };
		expect(found('CM-01', { commitments, postings: [queued], source })).toMatchObject([
			{
				sentence:
					'The commitment SC-001 is void in Procore and still has 1 released bill that waits to be posted.',
			},
		]);
	});

	it('are told of by the job that the settings name today, not by one of other days (ID-06)', () => {
		const plain = facts().source;
		const directory = {
			...plain.directory,
			jobs: plain.directory.jobs.map((job) => ({ ...job, active: false })),
		};
		const within = (days: { from?: string; until?: string }) =>
			found('ID-06', {
				source: { directory },
				settings: { projects: plain.settings.projects.map((entry) => ({ ...entry, ...days })) },
			});
		const { today } = facts();
		expect(within({ until: '2026-01-31' })).toEqual([]);
		expect(within({ from: '2027-01-01' })).toEqual([]);
		expect(within({ from: today, until: today })).toHaveLength(1);
	});

	it('are told of when their job is inactive in the books (ID-06)', () => {
		const plain = facts().source.directory;
		const directory = { ...plain, jobs: plain.jobs.map((job) => ({ ...job, active: false })) };
		expect(found('ID-06', { source: { directory } })).toMatchObject([
			{ key: 'ID-06:B1:J1', sentence: expect.stringContaining('is inactive in QuickBooks') },
		]);
	});
});

describe('bills that stand twice', () => {
	it('are told of with the one that was posted from here (SY-01)', () => {
		const transactions = [ourBill, bill('81', 'k-01', 10_000)];
		expect(found('SY-01', { source: { transactions } })).toMatchObject([
			{
				key: 'SY-01:B1:bill:77+81',
				severity: 'HOLD',
				remedy: expect.stringContaining('77 was posted'),
			},
		]);
		const voided = [ourBill, bill('81', 'K-1', 10_000, { total: 0 })];
		expect(found('SY-01', { source: { transactions: voided } })).toEqual([]);
	});

	it('are told of across company files, for the same vendor, number and total (DU-14)', () => {
		const vendors = [...facts().vendors, vendor('Q1', 'Kessler Concrete', { books: 'B2' })];
		const other = (number: string) => ({
			vendors,
			source: {
				transactions: [bill('77', 'K-101', 10_000), bill('5', number, 10_000, { books: 'B2' })],
			},
		});
		expect(found('DU-14', other('K-101'))).toMatchObject([
			{ sentence: expect.stringContaining('B1, B2') },
		]);
		expect(found('DU-14', other('K-102'))).toEqual([]);
	});
});
