import type { BooksTransactionRecord } from '../../../../spine/documents/records';
import type { Document } from '../../../../spine/documents/document';
import type { ClaimSummary, Facts } from '../../../../spine/gate/facts';
import { claim, facts, invoice } from '../builders';
import { exampleFacts, payApplication } from '../g702-example';
import { failures } from '../judged';

const before = (...claims: Array<Partial<ClaimSummary>>): Partial<Facts> => ({
	claims: claims.map((one) => claim(one)),
});
const own = claim({ id: 'mine', number: '1007', net: 540000 });

describe('a number that was seen before', () => {
	const same = { number: '1007', net: 540000 };

	it('names the difference to what was demanded then', () => {
		const known = facts(before({ number: '1007', net: 530000 }));
		expect(failures('DU-01', invoice(), known)).toEqual([['BLOCK', 100]]);
	});

	it('says nothing against a claim that has ended, or its own', () => {
		expect(failures('DU-01', invoice(), facts(before({ ...same, state: 'ended' })))).toEqual([]);
		const mine = facts({ ...before({ ...same, id: 'mine' }), ownClaim: own });
		expect(failures('DU-01', invoice(), mine)).toEqual([]);
	});

	it('of an application counts on its own commitment only', () => {
		const document = invoice({ number: 'App 4', total: 5400 });
		const on = (commitment: string, application?: string) =>
			facts(before({ number: 'App 4', net: 540000, commitment, application }));
		expect(failures('DU-01', document, on('c-1', '4'))).toEqual([['BLOCK', 0]]);
		expect(failures('DU-01', document, on('c-2', '4'))).toEqual([]);
	});
});

describe('DU-06', () => {
	const under = (change: Partial<ClaimSummary>) =>
		facts(before({ number: '1007', vendor: 'v-2', net: 540000, ...change }));

	it('holds the same number and amount under another vendor record', () => {
		expect(failures('DU-06', invoice(), under({}))).toEqual([['HOLD', 0]]);
		expect(failures('DU-06', invoice(), under({ net: 540001 }))).toEqual([]);
		expect(failures('DU-06', invoice(), under({ number: '1008' }))).toEqual([]);
		expect(failures('DU-06', invoice(), under({ state: 'ended' }))).toEqual([]);
	});

	it.each([
		['tax number', { taxId: '01 2345678' }, true],
		['address', { address: '12 Dock Street Portland, ME 04101' }, true],
		['name', { name: 'Harbor Plumbing, Inc.' }, true],
		['nothing', {}, false],
	])('takes any amount where the other record shares the %s', (_, shared, held) => {
		const base = under({ net: 530000 });
		const [first] = base.vendors;
		if (first === undefined) throw new Error('no vendor');
		const other = {
			...first,
			id: 'v-2',
			name: 'Pier Mechanical',
			taxId: undefined,
			address: undefined,
			linkedId: undefined,
			...shared,
		};
		const known = { ...base, vendors: [...base.vendors, other] };
		expect(failures('DU-06', invoice(), known)).toEqual(held ? [['HOLD', 100]] : []);
	});
});

describe('DU-07', () => {
	const severities = (document: Document, change: Partial<ClaimSummary>) =>
		failures('DU-07', document, facts(before({ number: '1007', ...change }))).map(
			([severity]) => severity,
		);

	it('blocks the same file, unless it bore another document', () => {
		expect(severities(invoice(), { fileHash: 'f-1' })).toEqual(['BLOCK']);
		expect(severities(invoice(), { fileHash: 'f-1', number: undefined })).toEqual(['BLOCK']);
		expect(severities(invoice(), { fileHash: 'f-2' })).toEqual([]);
		expect(severities(invoice(), { fileHash: 'f-1', number: '1006' })).toEqual([]);
		expect(severities(invoice(), { fileHash: 'f-1', state: 'ended' })).toEqual([]);
	});

	it('holds the same lines', () => {
		const document = invoice({ lineFingerprint: 'l-1' });
		expect(severities(document, { lineFingerprint: 'l-1', number: '1001' })).toEqual(['HOLD']);
		expect(severities(document, { lineFingerprint: 'l-2', number: '1001' })).toEqual([]);
	});
});

describe('DU-09', () => {
	const severities = (
		change: Partial<ClaimSummary>,
		cover: Partial<NonNullable<Document['payApplication']>> = {},
		more: Partial<Facts> = {},
	) =>
		failures(
			'DU-09',
			payApplication(cover),
			exampleFacts({ ...before({ application: '1', periodTo: '2026-02-28', ...change }), ...more }),
		).map(([severity]) => severity);

	it('passes an application whose period follows', () => {
		expect(severities({})).toEqual([]);
		expect(severities({ periodTo: '2026-03-01' })).toEqual([]);
		expect(severities({ periodTo: '2026-03-02' })).toEqual(['HOLD']);
	});

	it('compares the ends where no beginning is printed', () => {
		const open = { periodFrom: undefined };
		expect(severities({ periodTo: '2026-03-30' }, open)).toEqual([]);
		expect(severities({ periodTo: '2026-03-31' }, open)).toEqual(['HOLD']);
		expect(severities({ periodTo: '2026-04-30' }, { ...open, periodTo: undefined })).toEqual([]);
	});

	it('holds one that reaches past a later application', () => {
		expect(severities({ application: '3', periodTo: '2026-04-30' })).toEqual([]);
		expect(severities({ application: '3', periodTo: '2026-03-31' })).toEqual(['HOLD']);
		expect(severities({ application: '3', periodTo: undefined })).toEqual([]);
	});

	it.each([
		['reserved', 'BLOCK'],
		['posted', 'BLOCK'],
		['billed', 'BLOCK'],
		['held', 'HOLD'],
	] as const)('with the number of one that is %s: %s', (state, severity) => {
		expect(severities({ application: 'No. 2', state })).toEqual([severity]);
	});

	it('leaves those of other commitments, ended ones and its own alone', () => {
		const repeat = { application: '2' };
		expect(severities({ ...repeat, commitment: 'c-2' })).toEqual([]);
		expect(severities({ ...repeat, state: 'ended' })).toEqual([]);
		expect(severities({ ...repeat, id: 'mine' }, {}, { ownClaim: own })).toEqual([]);
	});
});

describe('DU-10', () => {
	const bill = (change: Partial<BooksTransactionRecord>): BooksTransactionRecord => ({
		type: 'bill',
		side: 'books',
		books: 'books-1',
		id: 'b-1',
		vendor: 'qv-1',
		number: '998',
		date: '2026-03-18',
		total: 5400,
		lines: [],
		...change,
	});
	const found = (change: Partial<BooksTransactionRecord>, document = invoice()) =>
		failures('DU-10', document, facts({ booksTransactions: [bill(change)] }));

	it('blocks the number, whatever the amount', () => {
		expect(found({ number: '1007', total: 5300 })).toEqual([['BLOCK', 100]]);
		expect(found({ number: '1007', deleted: true })).toEqual([]);
	});

	it('holds the same total within ten days', () => {
		expect(found({})).toEqual([['HOLD', 0]]);
		expect(found({ date: '2026-03-08' })).toEqual([['HOLD', 0]]);
		expect(found({ date: '2026-03-07' })).toEqual([]);
		expect(found({ date: '2026-03-28' })).toEqual([['HOLD', 0]]);
		expect(found({ date: '2026-03-29' })).toEqual([]);
		expect(found({ total: 5400.01 })).toEqual([]);
		expect(found({}, invoice({ date: undefined }))).toEqual([]);
	});

	it('compares a credit with credits only', () => {
		expect(found({ number: '1007' }, invoice({ kind: 'credit_memo' }))).toEqual([]);
	});
});
