import { taskFindingSchema } from '../../../spine/documents/task';
import type { BooksTransactionRecord } from '../../../spine/documents/records';
import type { ListedPosting } from '../../../spine/ledger/ledger';
import type { Revisited } from '../../../spine/monitors/facts';
import { monitors } from '../../../spine/monitors/monitors';
import { findingsOf } from '../../../spine/monitors/run';
import { bill, claim, commitment, requisition, source } from '../reconciliation/example';
import { facts, found, ourBill, posting, vendor } from './example';

const [cost, retainage] = ourBill.lines;
if (cost === undefined || retainage === undefined) throw new Error('The bill has two lines.');

const withBill = (over: Partial<BooksTransactionRecord>) => ({
	source: { transactions: [{ ...ourBill, ...over }] },
});

describe('a company on which nothing happened', () => {
	it.each(monitors.map((monitor) => [monitor.id, monitor] as const))(
		'gives no task of %s',
		(_, monitor) => {
			expect(findingsOf(monitor, facts())).toEqual([]);
		},
	);

	it('has monitors with ids of their own that say what they mean', () => {
		expect(new Set(monitors.map(({ id }) => id)).size).toBe(monitors.length);
		for (const { description, remedy, reads, title } of monitors) {
			for (const text of [description, remedy, reads, title])
				expect(text.length).toBeGreaterThan(10);
		}
	});
});

describe('a bill that was changed after it was posted (SY-02)', () => {
	it('shows what is changed, field by field, and what can be done', () => {
		const [task, ...others] = found(
			'SY-02',
			withBill({ total: 9_500, balance: 9_500, lines: [{ ...cost, amount: 10_500 }, retainage] }),
		);
		expect(others).toEqual([]);
		expect(task).toMatchObject({
			rule: 'SY-02',
			key: 'SY-02:B1:bill:77',
			severity: 'HOLD',
			subject: { type: 'bill', id: '77', label: 'bill K-1 of Kessler Concrete LLC' },
			amount: 9_000,
			currency: 'USD',
			commitment: 'C1',
			books: 'B1',
			details: {
				changes: [
					{ field: 'total', posted: '$9,000.00', now: '$9,500.00', kind: 'substance' },
					{ field: 'line 1 amount', posted: '$10,000.00', now: '$10,500.00', kind: 'substance' },
				],
				paid: false,
			},
		});
		expect(task?.sentence).toContain('total $9,000.00 to $9,500.00');
		expect(task?.remedy).toContain('Set the bill back');
	});

	it('says that a paid one is corrected by a credit only', () => {
		const [task] = found('SY-02', withBill({ total: 9_500, balance: 500 }));
		expect(task?.remedy).toContain('credit');
		expect(task?.remedy).not.toContain('Set the bill back');
	});

	it('warns of another class, account or date, which are the bookkeeper’s own, with their names', () => {
		const changes = withBill({ lines: [{ ...cost, account: 'AP', class: 'K1' }, retainage] });
		const [task] = found('SY-02', {
			...changes,
			classes: [
				{
					side: 'books',
					books: 'B1',
					type: 'class',
					id: 'K1',
					name: 'Labor',
					fullName: 'Labor',
					active: true,
				},
			],
		});
		expect(task).toMatchObject({
			severity: 'WARN',
			details: {
				changes: [
					{ field: 'line 1 account', posted: 'COST', now: 'Accounts Payable', kind: 'coding' },
					{ field: 'line 1 class', posted: 'nothing', now: 'Labor', kind: 'coding' },
				],
			},
		});
		expect(found('SY-02', withBill({ date: '2026-03-13' }))).toMatchObject([{ severity: 'WARN' }]);
	});

	it.each([
		['another vendor', { vendor: 'Q2' }],
		['another number', { number: 'K-2' }],
		['another job', { lines: [{ ...cost, job: 'J9' }, retainage] }],
		['a line more', { lines: [cost, retainage, { amount: 5, account: 'COST', job: 'J1' }] }],
		['a line less', { lines: [cost] }],
	])('holds with %s', (_, over) => {
		expect(found('SY-02', withBill(over))).toMatchObject([{ severity: 'HOLD' }]);
	});

	it('takes another order of lines, and a class that the file does not keep, for no change', () => {
		expect(found('SY-02', withBill({ lines: [retainage, cost] }))).toEqual([]);
		const [line] = posting().coding.lines;
		if (line === undefined) throw new Error('The coding has a line.');
		const coding = posting().coding;
		const classed = {
			...coding,
			lines: [{ ...line, class: { id: 'K1' } }, ...coding.lines.slice(1)],
		};
		const postings = [posting({ coding: classed })];
		expect(found('SY-02', { postings })).toHaveLength(1);
		const books = source().books.map((one) => ({ ...one, tracksClasses: false }));
		expect(found('SY-02', { postings, source: { books } })).toEqual([]);
	});

	it('compares only vendor, number and total of a bill that somebody else had entered', () => {
		const outcome: ListedPosting['outcome'] = {
			entity: 'Bill',
			id: '77',
			total: 9_000,
			state: 'existing',
			number: 'K-1',
			warnings: [],
		};
		const theirs = { ...ourBill, lines: [{ amount: 9_000, account: 'OTHER', job: 'J1' }] };
		const { memo, ...untagged } = theirs;
		expect(memo).toContain('post:');
		const changes = { postings: [posting({ outcome })], source: { transactions: [untagged] } };
		expect(found('SY-02', changes)).toEqual([]);
		const cut = { ...changes, source: { transactions: [{ ...untagged, total: 8_000 }] } };
		expect(found('SY-02', cut)).toHaveLength(1);
	});

	it('compares a vendor credit by the amounts that QuickBooks keeps positive', () => {
		const { coding } = posting();
		const credit = posting({
			entity: 'VendorCredit',
			outcome: { entity: 'VendorCredit', id: '80', total: 500, state: 'created', warnings: [] },
			coding: {
				...coding,
				total: -500,
				gross: -500,
				lines: coding.lines.slice(0, 1).map((line) => ({ ...line, amount: -500 })),
			},
		});
		const record = (amount: number) =>
			bill('80', 'K-1', 0, {
				type: 'vendor_credit',
				total: amount,
				balance: amount,
				lines: [{ amount, account: 'COST', job: 'J1' }],
			});
		const changes = (amount: number) => ({
			postings: [credit],
			source: { transactions: [record(amount)], claims: [], requisitions: [] },
		});
		expect(found('SY-02', changes(500))).toEqual([]);
		expect(found('SY-02', changes(400))).toHaveLength(1);
	});
});

describe('a bill that is gone (SY-03)', () => {
	it('is told of when it was deleted or voided, with the bill that took its place', () => {
		expect(found('SY-03', withBill({ deleted: true }))).toMatchObject([
			{ key: 'SY-03:B1:Bill:77', severity: 'HOLD', sentence: expect.stringContaining('deleted') },
		]);
		expect(found('SY-03', withBill({ total: 0, balance: 0 }))).toMatchObject([
			{ sentence: expect.stringContaining('voided') },
		]);
		const transactions = [{ ...ourBill, deleted: true }, bill('78', 'K-1', 10_000)];
		expect(found('SY-03', { source: { transactions } })).toMatchObject([
			{ sentence: expect.stringContaining('Bill 78'), details: { substitute: '78' } },
		]);
	});

	it('is missed only once the books were read completely after it was written', () => {
		const gone = { source: { transactions: [] } };
		expect(found('SY-03', gone)).toMatchObject([
			{ sentence: expect.stringContaining('not in QuickBooks') },
		]);
		const early = facts().progress.map((one) => ({ ...one, asOf: '2026-03-12T10:00:30.000Z' }));
		expect(found('SY-03', { ...gone, progress: early })).toEqual([]);
	});

	it('speaks once: what is gone was not changed too', () => {
		expect(found('SY-02', withBill({ deleted: true }))).toEqual([]);
		expect(found('SY-02', withBill({ total: 0, balance: 0 }))).toEqual([]);
	});
});

describe('an invoice of the project system that changed after its bill was posted (SY-04)', () => {
	const withInvoice = (over: object, more: object = {}) => ({
		source: { requisitions: [requisition('R1', 'C1', 1, 0, 10_000, over)], ...more },
	});

	it.each([
		['deleted', { deleted: true }],
		['sent back', { status: 'revise_and_resubmit' as const }],
		['set back to draft', { status: 'draft' as const }],
	])('is told of when it was %s', (_, over) => {
		expect(found('SY-04', withInvoice(over))).toMatchObject([
			{
				key: 'SY-04:R1',
				severity: 'HOLD',
				remedy: expect.stringContaining('void it'),
				details: { paid: false },
			},
		]);
	});

	it('finds it by its number when it lost its tie to the claim, and proposes a credit once paid', () => {
		const { requisition: untied, ...rest } = posting();
		expect(untied).toBe('R1');
		const [task] = found('SY-04', {
			postings: [rest],
			source: {
				requisitions: [requisition('R1', 'C1', 1, 0, 10_000, { deleted: true })],
				transactions: [{ ...ourBill, balance: 0 }],
			},
		});
		expect(task?.remedy).toContain('credit memo');
	});

	it('names both amounts when it is approved for another', () => {
		const changed = requisition('R1', 'C1', 1, 0, 8_000);
		expect(found('SY-04', { source: { requisitions: [changed] } })).toMatchObject([
			{ sentence: expect.stringMatching(/\$8,000\.00 now, where \$10,000\.00 was posted/) },
		]);
	});

	it('takes review for a withdrawal only where the bill was made from the invoice itself', () => {
		const review = withInvoice({ status: 'under_review' });
		expect(found('SY-04', review)).toEqual([]);
		const fromThere = posting({ channel: 'projects', recordId: 'R1' });
		expect(found('SY-04', { ...review, postings: [fromThere] })).toHaveLength(1);
	});
});

describe('payments (SY-05)', () => {
	const [inProjects] = facts().source.payments;
	const [inBooks] = facts().source.billPayments;
	if (inProjects === undefined || inBooks === undefined) throw new Error('Both sides were paid.');
	const other = { ...inProjects, id: 'P-9', commitment: 'C9', amount: 1 };

	it('on one side only, or of other amounts, are told of with both lists', () => {
		expect(found('SY-05', { source: { payments: [other] } })).toMatchObject([
			{
				key: 'SY-05:C1',
				amount: 9_000,
				sentence: expect.stringContaining('Only QuickBooks'),
				details: { inBooks: [{ bill: '77', amount: 9_000 }], inProjects: [] },
			},
		]);
		expect(found('SY-05', { source: { billPayments: [] } })).toMatchObject([
			{ sentence: expect.stringContaining('Only Procore') },
		]);
		const partial = {
			...inBooks,
			applied: [{ transaction: '77', type: 'bill', amount: 4_000 } as const],
		};
		expect(found('SY-05', { source: { billPayments: [partial] } })).toMatchObject([
			{ amount: 5_000 },
		]);
		const voided = { ...inBooks, voided: true };
		expect(found('SY-05', { source: { billPayments: [voided] } })).toHaveLength(1);
	});

	it('of the last days are still on their way, and a company that records none there is not asked', () => {
		const yesterday = { ...inBooks, date: '2026-03-30' };
		expect(found('SY-05', { source: { payments: [other], billPayments: [yesterday] } })).toEqual(
			[],
		);
		expect(found('SY-05', { source: { payments: [] } })).toEqual([]);
	});
});

describe('vendors (SY-06)', () => {
	const survivor = vendor('Q2', 'Kessler Group');
	const old = vendor('Q1', 'Kessler Concrete LLC', { active: false });
	const [ours] = facts().vendors;
	if (ours === undefined) throw new Error('There is a vendor.');

	it('that were merged are named, old and new, and their bills are not called changed', () => {
		const changes = {
			vendors: [ours, old, survivor],
			source: { transactions: [{ ...ourBill, vendor: 'Q2' }] },
		};
		expect(found('SY-06', changes)).toMatchObject([
			{
				key: 'SY-06:books:B1 Q1',
				sentence: expect.stringMatching(/Kessler Concrete LLC.*merged into Kessler Group/),
				details: { old: { id: 'Q1' }, new: { id: 'Q2' } },
			},
		]);
		expect(found('SY-02', changes)).toEqual([]);
	});

	it('that are renamed are told of, unless only the legal form changed', () => {
		const renamed = (name: string) => found('SY-06', { vendors: [ours, vendor('Q1', name)] });
		expect(renamed('Harbor Paving')).toMatchObject([
			{ severity: 'WARN', sentence: expect.stringContaining('is called Harbor Paving now') },
		]);
		expect(renamed('Kessler Concrete, Inc.')).toEqual([]);
	});

	it('that are inactive are told of while something depends on them', () => {
		const vendors = [ours, old];
		expect(found('SY-06', { vendors })).toMatchObject([
			{ sentence: expect.stringContaining('1 open bill') },
		]);
		const paid = { transactions: [{ ...ourBill, balance: 0 }] };
		expect(found('SY-06', { vendors, source: paid })).toEqual([]);
	});

	it('of the project system that are inactive are told of with their open commitments', () => {
		const inactive = { ...ours, active: false };
		const vendors = [inactive, vendor('Q1', 'Kessler Concrete LLC')];
		expect(found('SY-06', { vendors })).toMatchObject([
			{ severity: 'WARN', sentence: expect.stringContaining('SC-001') },
		]);
		const closed = [commitment('C1', 'SC-001', 100_000, { status: 'closed' })];
		expect(found('SY-06', { vendors, commitments: closed })).toEqual([]);
	});

	it('entered twice in one list are told of once (ID-02)', () => {
		const twice = [
			ours,
			vendor('Q1', 'Kessler Concrete LLC', { taxId: '12-3456789' }),
			vendor('Q5', 'KESSLER CONCRETE INC', { taxId: '12-3456789' }),
		];
		expect(found('ID-02', { vendors: twice })).toMatchObject([
			{ severity: 'WARN', sentence: expect.stringContaining('the same tax id') },
		]);
		const apart = [ours, vendor('Q1', 'Kessler'), vendor('Q5', 'Kessler', { books: 'B2' })];
		expect(found('ID-02', { vendors: apart })).toEqual([]);
	});
});

describe('documents that passed and would not any more (SY-07, SY-10)', () => {
	const finding = (rule: string) => ({
		rule,
		version: 1,
		result: 'fail' as const,
		severity: 'BLOCK' as const,
		message: 'The change order is void.',
		evidence: [],
		action: 'Ask the project manager.',
		unsupported: 500,
	});
	const again = (posted: boolean, ...rules: string[]): Revisited => ({
		key: 'mail-1',
		label: 'invoice K-1',
		claim: 'c-1',
		posted,
		amount: 9_000,
		verdict: {
			outcome: 'blocked',
			mode: 'autoClean',
			findings: rules.map(finding),
			notEvaluable: [],
			passed: 10,
			released: false,
			decidedAt: '2026-03-31T12:00:00Z',
		},
	});

	it('are told of by whether their bill stands', () => {
		const posted = { revisited: [again(true, 'CO-04')] };
		expect(found('SY-07', posted)).toMatchObject([
			{
				key: 'SY-07:mail-1',
				severity: 'BLOCK',
				sentence: expect.stringContaining('CO-04'),
				details: { unsupported: '$500.00' },
			},
		]);
		expect(found('SY-10', posted)).toEqual([]);
		expect(found('SY-10', { revisited: [again(false, 'OB-01')] })).toHaveLength(1);
	});

	it('are let be when only a rule on the documents beside them fails', () => {
		expect(found('SY-07', { revisited: [again(true, 'DU-01', 'PA-08')] })).toEqual([]);
	});
});

describe('a bill that was written in part (SY-08)', () => {
	it('is told of once its original is missing for longer than the limit', () => {
		const postings = [posting({ attachment: 'pending' })];
		expect(found('SY-08', { postings })).toMatchObject([
			{ severity: 'WARN', sentence: expect.stringContaining('without its original') },
		]);
		expect(found('SY-08', { postings, readAt: '2026-03-12T10:20:00.000Z' })).toEqual([]);
		expect(found('SY-08', { postings: [posting({ attachment: 'failed' })] })).toMatchObject([
			{ remedy: 'Attach the file by hand.' },
		]);
	});

	it('is told of when a line lost its link to the purchase order', () => {
		const { coding } = posting();
		const linked = coding.lines.map((line, index) =>
			index === 0 ? { ...line, purchaseOrder: { id: '9', line: '1' } } : line,
		);
		const postings = [posting({ coding: { ...coding, lines: linked } })];
		expect(found('SY-08', { postings })).toMatchObject([
			{ sentence: expect.stringContaining('1 line not linked') },
		]);
		const kept = { ...ourBill, lines: [{ ...cost, purchaseOrder: '9' }, retainage] };
		expect(found('SY-08', { postings, source: { transactions: [kept] } })).toEqual([]);
	});
});

describe('what the other system does not know (SY-09)', () => {
	it('is one task for each commitment and kind, with the items', () => {
		const transactions = [
			ourBill,
			bill('78', 'K-2', 2_000, { date: '2026-03-02' }),
			bill('79', 'K-3', 3_000, { date: '2026-03-03' }),
		];
		const claims = [
			...facts().source.claims,
			claim('C1', { booksId: '78' }),
			claim('C1', { booksId: '79' }),
		];
		expect(found('SY-09', { source: { transactions, claims } })).toMatchObject([
			{
				key: 'SY-09:C1:MISSING-IN-PROCORE',
				amount: 5_000,
				sentence: expect.stringContaining('2 bills for $5,000.00 in QuickBooks without'),
				details: { items: [{ transaction: '78' }, { transaction: '79' }] },
			},
		]);
	});

	it('is not missed while it is in flight', () => {
		const requisitions = [
			...facts().source.requisitions,
			requisition('R2', 'C1', 2, 10_000, 5_000, { billingDate: '2026-03-30' }),
		];
		expect(found('SY-09', { source: { requisitions } })).toEqual([]);
		const older = requisitions.map((one) => ({ ...one, billingDate: '2026-03-10' }));
		expect(found('SY-09', { source: { requisitions: older } })).toMatchObject([
			{ key: 'SY-09:C1:MISSING-IN-QB', sentence: expect.stringContaining('no bill in QuickBooks') },
		]);
	});

	it('leaves a pair of another amount to the monitors of what was posted from here', () => {
		const other = { source: { requisitions: [requisition('R1', 'C1', 1, 0, 8_000)] } };
		expect(found('SY-09', other)).toEqual([]);
		expect(found('SY-09', { ...other, postings: [] })).toMatchObject([{ key: 'SY-09:C1:AMOUNT' }]);
	});
});

describe('work that does not move (SY-11)', () => {
	it('is told of by company file once the queue is older than the limit', () => {
		const { outcome, settledAt, ...queued } = posting({ state: 'queued' });
		expect([outcome, settledAt]).toHaveLength(2);
		expect(found('SY-11', { postings: [queued] })).toMatchObject([
			{ key: 'SY-11:queue:B1', sentence: expect.stringContaining('2026-03-12T10:00:00.000Z') },
		]);
		expect(found('SY-11', { postings: [queued], readAt: '2026-03-12T10:30:00.000Z' })).toEqual([]);
	});

	it('repeats what QuickBooks said of a bill that it refused, while the claim stands', () => {
		const refused = { state: 'refused', outcome: { why: 'The vendor is inactive.' } } as const;
		expect(
			found('SY-11', { postings: [posting({ ...refused, claimState: 'reserved' })] }),
		).toMatchObject([
			{ key: 'SY-11:refused:c-1', sentence: expect.stringContaining('The vendor is inactive.') },
		]);
		expect(found('SY-11', { postings: [posting({ ...refused, claimState: 'ended' })] })).toEqual(
			[],
		);
	});

	it('counts held documents that wait longer than they may', () => {
		const holds = [
			{ gross: 100_000, since: '2026-03-02' },
			{ gross: 50_000, since: '2026-03-30' },
		];
		expect(found('SY-11', { source: { holds } })).toMatchObject([
			{ amount: 1_000, sentence: expect.stringContaining('1 held document for $1,000.00 waits') },
		]);
	});
});

describe('a system that is not being read (SY-12)', () => {
	const readAt = '2026-04-02T18:00:00.000Z';

	it('is told of with its parts, and was never read in is said so', () => {
		expect(found('SY-12', { readAt })).toMatchObject([
			{ key: 'SY-12:projects', sentence: expect.stringContaining('2026-03-31T17:00:00.000Z') },
			{ key: 'SY-12:books' },
		]);
		const half = facts().progress.map((one) => ({ ...one, complete: one.resource !== 'Bill' }));
		expect(found('SY-12', { progress: half })).toMatchObject([
			{ sentence: expect.stringContaining('not read to its end (Bill)') },
		]);
		expect(found('SY-12', { progress: [] })).toMatchObject([
			{ sentence: 'Procore was never read in.' },
			{ sentence: 'QuickBooks was never read in.' },
		]);
	});

	it('does not count projects that are over', () => {
		const plain = facts().source.directory;
		const directory = {
			...plain,
			projects: plain.projects.map((one) => ({ ...one, active: false })),
		};
		const progress = facts().progress.filter(({ side }) => side === 'books');
		const stale = facts().progress.map((one) => ({ ...one, asOf: '2025-01-01T00:00:00.000Z' }));
		const old = stale.filter(({ side }) => side === 'projects').slice(0, 1);
		const fresh = {
			...old[0],
			scope: '',
			side: 'projects' as const,
			resource: 'vendors',
			rows: 1,
			complete: true,
			asOf: '2026-03-31T17:00:00.000Z',
		};
		expect(
			found('SY-12', { source: { directory }, progress: [...progress, ...old, fresh] }),
		).toEqual([]);
	});
});

describe('every task', () => {
	it('has the policy’s severity where it gives one, and a form that the ledger takes', () => {
		const { policy } = facts();
		const [task] = found('SY-03', {
			...withBill({ deleted: true }),
			policy: { ...policy, severities: { 'SY-03': 'INFO' } },
		});
		expect(taskFindingSchema.parse(task)).toEqual(task);
		expect(task?.severity).toBe('INFO');
	});
});
