import { codingSchema } from '../../../spine/documents/coding';
import { documentSchema } from '../../../spine/documents/document';
import type { BooksTransactionRecord } from '../../../spine/documents/records';
import type { Verdict } from '../../../spine/documents/verdict';
import type { DocumentEntry } from '../../../spine/ledger/ledger';
import { comparePilot } from '../../../spine/reconciliation/compare-pilot';
import type { PilotSource } from '../../../spine/reconciliation/pilot';
import { pilotPage } from '../../../spine/reconciliation/pilot-page';
import { source as world } from './example';

interface Paper {
	key?: string;
	number?: string;
	total?: number;
	outcome?: Verdict['outcome'];
	decidedAt?: string;
	claim?: string;
	kind?: 'invoice' | 'quote' | 'credit_memo';
	posting?: DocumentEntry['posting'];
	vendorName?: string;
}

/** A document as the gate judged it: 1,000.00 on account COST, job J1 and class K1, unless said otherwise. */
function judged(paper: Paper = {}): DocumentEntry {
	const { number = 'N-1', total = 1_000, outcome = 'verified', kind = 'invoice' } = paper;
	const stopped = outcome === 'held' || outcome === 'blocked';
	return {
		document: documentSchema.parse({
			kind,
			kindConfidence: 1,
			source: { channel: 'email', key: paper.key ?? `mail-${number}` },
			number,
			date: '2026-03-10',
			total,
			changeOrders: [],
			remarks: [],
			lines: [],
			flags: [],
			evidence: {},
		}),
		coding: codingSchema.parse({
			books: 'B1',
			entity: kind === 'credit_memo' ? 'VendorCredit' : 'Bill',
			vendor: { id: 'Q1', name: paper.vendorName ?? 'Kessler Concrete LLC' },
			number,
			date: '2026-03-10',
			currency: 'USD',
			total,
			gross: total,
			problems: [],
			lines: [
				{
					role: 'cost',
					description: 'Footings',
					amount: total,
					account: { id: 'COST' },
					class: { id: 'K1' },
					customerJob: { id: 'J1' },
				},
			],
		}),
		verdict: {
			outcome,
			mode: 'shadow',
			findings: stopped
				? [
						{
							rule: 'OB-01',
							version: 1,
							result: 'fail',
							severity: 'BLOCK',
							message: 'It is <b>beyond</b> the commitment.',
							evidence: [],
							action: 'Ask for a change order.',
						},
					]
				: [],
			notEvaluable: [],
			passed: 10,
			requestedAmount: total,
			recommendedAmount: stopped ? total - 400 : total,
			released: false,
			decidedAt: paper.decidedAt ?? '2026-03-11T12:00:00Z',
		},
		...(paper.claim === undefined ? {} : { claim: paper.claim }),
		...(paper.posting === undefined ? {} : { posting: paper.posting }),
	};
}

const entered = (
	id: string,
	number: string,
	over: Partial<BooksTransactionRecord> = {},
): BooksTransactionRecord => ({
	side: 'books',
	books: 'B1',
	type: 'bill',
	id,
	number,
	vendor: 'Q1',
	date: '2026-03-10',
	total: 1_000,
	lines: [{ amount: 1_000, account: 'COST', class: 'K1', job: 'J1' }],
	...over,
});

const pilot = (over: Partial<PilotSource>) =>
	comparePilot({
		today: '2026-03-31',
		currency: 'USD',
		entries: [],
		transactions: [],
		vendors: world().directory.vendors,
		claims: [],
		postings: [],
		withoutClasses: new Set(),
		patienceDays: 10,
		minutesPerBill: 8,
		...over,
	});

const one = (bill: BooksTransactionRecord, paper: Paper = {}, over: Partial<PilotSource> = {}) =>
	pilot({ entries: [judged(paper)], transactions: [bill], ...over }).rows[0];

describe('a document that people entered too', () => {
	it('agrees when vendor, number, date, total, account, job and class are the same', () => {
		expect(one(entered('1', 'n-01'))).toMatchObject({
			standing: 'agreed',
			how: 'number',
			bill: '1',
			differences: [],
			compared: ['vendor', 'number', 'date', 'total', 'account or item', 'job', 'class', 'lines'],
		});
	});

	it.each([
		['date', { date: '2026-03-11' }, '2026-03-10', '2026-03-11'],
		[
			'account or item',
			{ lines: [{ amount: 1_000, account: 'FEES', class: 'K1', job: 'J1' }] },
			'COST $1,000.00',
			'FEES $1,000.00',
		],
		[
			'job',
			{ lines: [{ amount: 1_000, account: 'COST', class: 'K1' }] },
			'J1 $1,000.00',
			'none $1,000.00',
		],
		[
			'class',
			{ lines: [{ amount: 1_000, account: 'COST', class: 'K2', job: 'J1' }] },
			'K1 $1,000.00',
			'K2 $1,000.00',
		],
	])('differs in its %s, in words, and is no wrong post', (field, over, gate, people) => {
		expect(one(entered('1', 'N-1', over))).toMatchObject({
			standing: 'differs',
			wrongPost: false,
			differences: [{ field, gate, people }],
		});
	});

	it('is a wrong post of the gate when people paid another amount', () => {
		const lines = [{ amount: 900, account: 'COST', class: 'K1', job: 'J1' }];
		expect(one(entered('1', 'N-1', { total: 900, lines }))).toMatchObject({
			standing: 'differs',
			wrongPost: true,
		});
	});

	it('is found by its claim, and by its amount where people typed another number', () => {
		const claims = [{ ...claim, id: 'c-1', booksId: '1', books: 'B1' }];
		const other = entered('1', 'N-1', { vendor: 'Q9' });
		expect(one(other, { claim: 'c-1' }, { claims })).toMatchObject({
			how: 'claim',
			wrongPost: true,
			differences: [{ field: 'vendor', gate: 'Kessler Concrete LLC', people: 'Q9' }],
		});
		expect(one(entered('1', 'N-7'))).toMatchObject({
			how: 'amount',
			standing: 'differs',
			differences: [{ field: 'number', gate: 'N-1', people: 'N-7' }],
		});
		expect(one(entered('1', 'N-7', { date: '2026-01-10' }))).not.toHaveProperty('bill');
	});

	it.each([
		['number and total', { date: '2026-03-25' }],
		['total and day', { number: 'typed wrong' }],
	])('is found by its %s where people entered it for another vendor', (_what, over) => {
		expect(one(entered('1', 'N-1', { vendor: 'Q9', ...over }))).toMatchObject({
			standing: 'differs',
			how: 'other vendor',
			wrongPost: true,
			differences: expect.arrayContaining([
				{ field: 'vendor', gate: 'Kessler Concrete LLC', people: 'Q9' },
			]),
		});
	});

	it('is not found under another vendor by what is chance', () => {
		const other = { vendor: 'Q9' };
		expect(one(entered('1', 'N-1', { ...other, total: 900 }))).toMatchObject({
			standing: 'gate_only',
		});
		expect(one(entered('1', 'N-1', { ...other, books: 'B2' }))).toMatchObject({
			standing: 'gate_only',
		});
		const two = pilot({
			entries: [judged()],
			transactions: [entered('1', 'X-1', other), entered('2', 'X-2', other)],
		});
		expect(two.rows).toMatchObject([{ standing: 'gate_only' }]);
		const own = pilot({
			entries: [judged({ number: 'N-5' }), judged()],
			transactions: [entered('1', 'N-5', other), entered('2', 'N-1')],
		});
		expect(own.rows).toMatchObject([{ bill: '1' }, { bill: '2', how: 'number' }]);
	});

	it('agrees when people cut the same cost into other lines', () => {
		const half = { amount: 500, account: 'COST', class: 'K1', job: 'J1' };
		expect(one(entered('1', 'N-1', { lines: [half, half] }))).toMatchObject({
			standing: 'agreed',
			differences: [{ field: 'lines', gate: '1 lines', people: '2 lines' }],
		});
	});

	it('is not asked for classes by a company file that keeps none', () => {
		const bill = entered('1', 'N-1', { lines: [{ amount: 1_000, account: 'COST', job: 'J1' }] });
		expect(one(bill)).toMatchObject({ standing: 'differs' });
		const row = one(bill, {}, { withoutClasses: new Set(['B1']) });
		expect(row).toMatchObject({ standing: 'agreed' });
		expect(row?.compared).not.toContain('class');
	});

	it('is one bill’s only: the same number twice does not agree twice', () => {
		const report = pilot({
			entries: [judged({ key: 'a' }), judged({ key: 'b' })],
			transactions: [entered('1', 'N-1')],
		});
		expect(report.standings).toMatchObject({ agreed: 1, gate_only: 1 });
	});

	it('compares a credit with the positive amounts of the books', () => {
		const credit = entered('1', 'N-1', { type: 'vendor_credit' });
		expect(one(credit, { kind: 'credit_memo', total: -1_000 })).toMatchObject({
			standing: 'agreed',
		});
	});
});

const claim = {
	state: 'billed' as const,
	gross: 0,
	net: 0,
	kind: 'invoice',
	isRetainageRelease: false,
	seenIn: 'test',
	waits: false,
	day: '2026-03-10',
};

describe('a document on one side only', () => {
	it('would have been held where people posted it, with what the gate did not support', () => {
		const report = pilot({
			entries: [judged({ outcome: 'blocked' })],
			transactions: [entered('1', 'N-1')],
		});
		expect(report).toMatchObject({
			compared: 0,
			wouldHold: { documents: 1, unsupported: 400 },
			rows: [{ standing: 'would_hold', findings: [{ rule: 'OB-01' }], unsupported: 400 }],
		});
	});

	it('waits for people, then counts as theirs not to enter; what both stopped is no difference', () => {
		const late = { decidedAt: '2026-03-27T12:00:00Z' };
		const report = pilot({
			entries: [
				judged({ number: 'A', ...late }),
				judged({ number: 'B' }),
				judged({ number: 'C', outcome: 'held' }),
			],
		});
		expect(report.rows.map(({ standing }) => standing)).toEqual([
			'waiting',
			'gate_only',
			'both_stopped',
		]);
	});

	it('leaves out what asks for no money, what was posted from here, and voided bills', () => {
		const posting = {
			entity: 'Bill',
			id: '5',
			total: 1_000,
			state: 'created',
			warnings: [],
		} satisfies DocumentEntry['posting'];
		const report = pilot({
			entries: [
				judged({ kind: 'quote' }),
				judged({ number: 'B', posting }),
				judged({ number: 'C' }),
			],
			transactions: [entered('9', 'C', { total: 0 }), entered('8', 'C', { deleted: true })],
		});
		expect(report.rows).toMatchObject([{ number: 'C', standing: 'gate_only' }]);
	});

	it('counts bills of people for which no document was seen', () => {
		const report = pilot({
			entries: [judged(), judged({ number: 'N-2', decidedAt: '2026-03-20T12:00:00Z' })],
			transactions: [
				entered('1', 'X-1', { vendor: 'Q8', date: '2026-03-15', total: 77 }),
				entered('2', 'X-2', { vendor: 'Q8', date: '2026-01-15' }),
			],
		});
		expect(report.peopleOnly).toEqual({ bills: 1, total: 77 });
	});
});

describe('a pilot as a whole', () => {
	const many = (documents: number, wrong: number) => {
		const entries = Array.from({ length: documents }, (_, index) =>
			judged({
				number: `N-${index + 1}`,
				decidedAt: index === 0 ? '2026-03-01T12:00:00Z' : '2026-03-14T12:00:00Z',
			}),
		);
		const transactions = entries.map(({ document }, index) =>
			entered(String(index), document.number ?? '', index < wrong ? { date: '2026-03-12' } : {}),
		);
		return pilot({ entries, transactions });
	};

	it('counts agreement by document and by field, and the time', () => {
		expect(many(40, 1)).toMatchObject({
			from: '2026-03-01',
			until: '2026-03-14',
			documents: 40,
			compared: 40,
			agreed: 39,
			agreement: 0.975,
			savedMinutes: 312,
			ready: true,
		});
		expect(many(40, 1).fields).toContainEqual({
			field: 'date',
			compared: 40,
			agreed: 39,
			rate: 0.975,
		});
	});

	it('lets nobody go on with 5 % disagreement, a wrong post, less than two weeks or nothing compared', () => {
		const met = (report: ReturnType<typeof pilot>) => report.conditions.map((each) => each.met);
		expect(met(many(40, 1))).toEqual([true, true, true, true]);
		expect(met(many(40, 2))).toEqual([true, true, false, true]);
		expect(met(many(19, 0))).toEqual([true, false, true, true]);
		expect(many(19, 0).conditions[1]?.says).toMatch(/^19 of 20 documents/);
		expect(met(many(1, 0))).toEqual([false, false, true, true]);
		expect(met(pilot({}))).toEqual([false, false, false, false]);
		const wrong = pilot({
			entries: [judged()],
			transactions: [entered('1', 'N-1', { total: 999 })],
		});
		expect(wrong.wrongPosts).toBe(1);
		expect(wrong.ready).toBe(false);
	});

	it('counts what people did not enter as a disagreement, and what would have been held as none', () => {
		const entries = Array.from({ length: 20 }, (_, index) => judged({ number: `N-${index}` }));
		const transactions = entries.map(({ document }, index) =>
			entered(String(index), document.number ?? ''),
		);
		const share = (more: DocumentEntry[], bills: BooksTransactionRecord[] = []) =>
			pilot({ entries: [...entries, ...more], transactions: [...transactions, ...bills] })
				.conditions[2];
		expect(
			share([judged({ number: 'X-1', total: 7 }), judged({ number: 'X-2', total: 8 })]),
		).toEqual(
			expect.objectContaining({
				met: false,
				says: '9.1 % of 22 documents that the gate would have posted: 0 otherwise than people, 2 that people did not enter',
			}),
		);
		const held = judged({ number: 'H-1', outcome: 'held' });
		expect(share([held], [entered('99', 'H-1')])).toMatchObject({ met: true });
	});

	it('is printed on a page of its own, with nothing from outside as markup', () => {
		const report = pilot({
			entries: [
				judged({ outcome: 'blocked', vendorName: '<script>alert(1)</script>' }),
				judged({ number: 'N-2' }),
			],
			transactions: [entered('1', 'N-1'), entered('2', 'N-2', { date: '2026-03-12' })],
		});
		const page = pilotPage(report);
		expect(page).toContain('It would have held these (1)');
		expect(page).toContain('$400.00');
		expect(page).toContain('date: the gate 2026-03-10, people 2026-03-12');
		expect(page).toContain('Less than 5 % disagreement');
		expect(page).not.toContain('<script');
		expect(page).not.toContain('<b>beyond');
		expect(page).toContain("default-src 'none'");
		expect(pilotPage(pilot({}))).toContain('nothing to compare yet');
	});
});
