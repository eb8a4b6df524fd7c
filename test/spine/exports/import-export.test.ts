import { join } from 'node:path';
import { companySettingsSchema } from '../../../spine/documents/settings';
import { type ImportRequest, importExport } from '../../../spine/exports/import-export';
import { knownTransactions } from '../../../spine/exports/known-transactions';
import type { SqlLedger } from '../../../spine/ledger/sql-ledger';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import { handClock, temporaryFolder } from '../ledger/fixtures';
import {
	BOOKS,
	COMMITMENT_ROWS,
	PROJECT,
	TRANSACTIONS,
	accountList,
	csv,
	transactionList,
	vendorList,
} from './samples';

const NOW = Date.parse('2026-03-27T18:00:00Z');
const settings = companySettingsSchema.parse({
	timeZone: 'America/New_York',
	projects: [{ project: PROJECT.number, books: BOOKS, customerJob: 'Harbor View:Clinic' }],
	closedThrough: { [BOOKS]: '2025-12-31' },
});

let ledger: SqlLedger;
const clock = handClock(NOW);
beforeEach(async () => {
	const folder = temporaryFolder();
	ledger = await openSqliteLedger({
		path: join(folder, 'ledger.sqlite'),
		clock,
		blobDir: join(folder, 'blobs'),
	});
});
afterEach(() => ledger.close());

const take = (text: string, over: Partial<ImportRequest> = {}) =>
	importExport(
		{
			bytes: Buffer.from(text),
			name: 'export.csv',
			kind: 'detect',
			complete: true,
			exportedAt: '2026-03-27T09:00:00-04:00',
			project: PROJECT,
			...over,
		},
		{ ledger, settings, clock },
	);

const commitmentRows = (...rows: number[]) =>
	csv(COMMITMENT_ROWS.filter((_, index) => index === 0 || rows.includes(index)));
const at = (hour: string) => ({ exportedAt: `2026-03-27T${hour}:00:00-04:00` });
const stamp = (hour: string) => `Friday, March 27, 2026 ${hour}:00 AM GMT-04:00`;

it('takes a file once, however often it is given', async () => {
	expect(await take(csv(COMMITMENT_ROWS))).toMatchObject({
		kind: 'commitments',
		asOf: '2026-03-27T13:00:00.000Z',
		complete: true,
		rows: 3,
		added: 3,
		changed: 0,
		same: 0,
		gone: 0,
	});
	expect(await take(csv(COMMITMENT_ROWS))).toMatchObject({
		added: 0,
		changed: 0,
		same: 3,
		gone: 0,
	});
	expect(await ledger.list('commitment')).toHaveLength(3);
	expect(await ledger.list('project')).toMatchObject([{ number: '2301', name: 'Clinic' }]);
	expect((await ledger.list('vendor')).map(({ name }) => name).sort()).toEqual([
		'Kessler Concrete',
		'Kessler Sitework',
		"O'Neil Steel",
	]);
});

it('changes the same records by the next export, and ends what a complete one lists no more', async () => {
	await take(csv(COMMITMENT_ROWS));
	const raised = csv(COMMITMENT_ROWS).replace(
		'"$98,000.00","$1,500.00","$99,500.00"',
		'"$98,000.00","$2,500.00","$100,500.00"',
	);
	expect(await take(raised, at('10'))).toMatchObject({ added: 0, changed: 1, same: 2, gone: 0 });
	expect(await take(commitmentRows(1, 2), at('11'))).toMatchObject({ gone: 1 });
	const living = (await ledger.directory()).commitments.map(({ number }) => number);
	expect(living.sort()).toEqual(['PO-2301-001', 'SC-2301-001']);
	expect(await take(commitmentRows(3), { ...at('12'), complete: false })).toMatchObject({
		complete: false,
		changed: 1,
		gone: 0,
	});
	expect((await ledger.directory()).commitments).toHaveLength(3);
});

it('lets the history count as known as of the export’s own time, and only by complete files', async () => {
	await take(csv(COMMITMENT_ROWS), { complete: false });
	expect(await ledger.backfillProgress()).toEqual([]);
	await take(csv(COMMITMENT_ROWS));
	await take(transactionList(TRANSACTIONS, stamp('08')), { exportedAt: '2026-03-27' });
	const progress = await ledger.backfillProgress();
	expect(progress.map(({ resource, asOf }) => [resource, asOf])).toEqual(
		expect.arrayContaining([
			['commitments', '2026-03-27T13:00:00.000Z'],
			['requisitions', '2026-03-27T13:00:00.000Z'],
			// What the file prints counts before what was said of it.
			['Bill', '2026-03-27T12:00:00.000Z'],
			['VendorCredit', '2026-03-27T12:00:00.000Z'],
		]),
	);
	expect(await ledger.list('books')).toMatchObject([{ closingDate: '2025-12-31' }]);
});

it('takes nothing away and completes nothing where a row was refused', async () => {
	await take(csv(COMMITMENT_ROWS));
	const broken = commitmentRows(1, 2).replace('Approved,Yes', 'Sometimes,Yes');
	const summary = await take(broken, at('10'));
	expect(summary).toMatchObject({ complete: false, gone: 0, refusedRows: 1 });
	expect(summary.notes).toEqual([expect.stringContaining('does not count as complete')]);
	expect((await ledger.directory()).commitments).toHaveLength(3);
});

it('takes a list of part of the year for that part alone', async () => {
	await take(transactionList(TRANSACTIONS, stamp('08')));
	const february = transactionList(
		[{ vendor: 'Ames', date: '02/14/2026', type: 'Bill', number: '9', amount: '1.00' }],
		stamp('09'),
		'February 2026',
	);
	const summary = await take(february);
	expect(summary).toMatchObject({ complete: false, gone: 2 });
	expect(summary.notes).toEqual([expect.stringContaining('"All Dates"')]);
	const living = (await ledger.list('bill')).filter(({ deleted }) => deleted !== true);
	expect(living.map(({ number }) => number).sort()).toEqual(['9', 'INV-0990']);
});

describe('bills of one vendor and number', () => {
	const bill = (date: string, amount: string, memo = '') => ({
		vendor: 'Ames',
		date: `${date}/2026`,
		type: 'Bill',
		number: '3',
		amount,
		memo,
	});
	const january = bill('01/14', '100.00');
	const february = bill('02/14', '200.00');
	const march = bill('03/14', '300.00');
	type Row = typeof january;
	const list = (hour: string, rows: Row[], period = 'All Dates', complete = true) =>
		take(transactionList(rows, stamp(hour), period), { complete });
	const living = async () =>
		[...(await knownTransactions(ledger, BOOKS))]
			.filter(([, { deleted }]) => !deleted)
			.map(([id, { date, total }]) => ({ id, date, total }))
			.sort((left, right) => (left.date ?? '').localeCompare(right.date ?? ''));
	const totals = async () => (await living()).map(({ total }) => total);

	it('keep theirs when a list of part of the year has but one of them', async () => {
		await list('05', [january, march]);
		const before = await living();
		const summary = await list('06', [march], 'March 2026');
		expect(summary).toMatchObject({ changed: 0, gone: 0, refusedRows: 0 });
		expect(await living()).toEqual(before);
		expect(await list('07', [march], 'All Dates', false)).toMatchObject({ changed: 0, same: 1 });
		expect(await living()).toEqual(before);
	});

	it('are left out of a part where none fits, until all dates tell', async () => {
		await list('05', [january, march]);
		const summary = await list('06', [bill('03/14', '350.00')], 'March 2026');
		expect(summary).toMatchObject({ complete: false, gone: 0, refusedRows: 1, rows: 0 });
		expect(summary.refused[0]?.sentence).toMatch(
			/column "Num": names "3" of Ames.*import All Dates/,
		);
		expect(await totals()).toEqual([100, 300]);
		await list('07', [january, bill('03/14', '350.00')]);
		expect(await totals()).toEqual([100, 350]);
	});

	it('do not replace the one of another part of the year', async () => {
		await list('05', [january]);
		expect(await list('06', [march], 'March 2026')).toMatchObject({ refusedRows: 1, rows: 0 });
		expect(await list('07', [march], 'All Dates', false)).toMatchObject({ refusedRows: 1 });
		expect(await totals()).toEqual([100]);
		await list('08', [january, march]);
		expect(await totals()).toEqual([100, 300]);
	});

	it('take an edit over where a part shows all that it can be', async () => {
		await list('05', [march]);
		const [before] = await living();
		await list('06', [bill('03/20', '350.00')], 'March 2026');
		expect(await living()).toEqual([{ id: before?.id, date: '2026-03-20', total: 350 }]);
		await list('07', [bill('03/20', '360.00')], 'All Dates', false);
		expect(await living()).toEqual([{ id: before?.id, date: '2026-03-20', total: 360 }]);
	});

	it('are one bill where their memo names one claim', async () => {
		const memo = `[claim:clm-${'a'.repeat(24)}]`;
		await list('05', [bill('01/14', '100.00', memo)]);
		await list('06', [bill('03/14', '120.00', memo)], 'March 2026');
		expect(await totals()).toEqual([120]);
	});

	it('are known again in a complete list with another one between them', async () => {
		await list('05', [january, march]);
		const [first, last] = await living();
		await list('06', [january, february, march]);
		const now = await living();
		expect([now[0], now[2]]).toEqual([first, last]);
		await list('07', [february, march]);
		expect(await living()).toEqual(now.slice(1));
	});
});

it('makes an account that a complete list has no more inactive', async () => {
	await take(accountList(stamp('08')));
	const fewer = accountList(stamp('09'))
		.split('\r\n')
		.filter((line) => !line.startsWith('5100'));
	expect(await take(fewer.join('\r\n'))).toMatchObject({ gone: 1 });
	expect(await ledger.list('account')).toMatchObject(
		expect.arrayContaining([expect.objectContaining({ number: '5100', active: false })]),
	);
});

it('keeps what a contact list told of a vendor when a list of transactions only names it', async () => {
	await take(vendorList(stamp('08')));
	await take(transactionList(TRANSACTIONS, stamp('09')));
	expect(await ledger.list('vendor')).toEqual(
		expect.arrayContaining([
			expect.objectContaining({ name: 'Kessler Concrete', emails: ['ap@kessler.example'] }),
		]),
	);
});

describe('a file is refused as a whole', () => {
	it('when it is older than the one before', async () => {
		await take(csv(COMMITMENT_ROWS), at('10'));
		await expect(take(commitmentRows(1), at('09'))).rejects.toThrow('would set the facts back');
		expect((await ledger.directory()).commitments).toHaveLength(3);
	});

	it('when nobody says when it was exported, or says a day that is none or has not come', async () => {
		await expect(take(csv(COMMITMENT_ROWS), { exportedAt: undefined })).rejects.toThrow(
			'does not tell when it was exported',
		);
		await expect(take(csv(COMMITMENT_ROWS), { exportedAt: 'yesterday' })).rejects.toThrow(
			'"yesterday" is no date',
		);
		await expect(take(csv(COMMITMENT_ROWS), { exportedAt: '2026-04-27' })).rejects.toThrow(
			'in the future',
		);
	});

	it('when it is complete and lists nothing', async () => {
		await take(csv(COMMITMENT_ROWS));
		await expect(take(commitmentRows(), at('10'))).rejects.toThrow('would take away 3 records');
	});

	it('when the project or the books are read through their own connection', async () => {
		await ledger.record([
			{
				type: 'project',
				side: 'projects',
				id: '2301001',
				number: '2301',
				name: 'Clinic',
				active: true,
			},
			{
				type: 'vendor',
				side: 'books',
				books: BOOKS,
				id: '77',
				name: 'Kessler',
				aliases: [],
				emails: [],
				active: true,
			},
		]);
		await expect(take(csv(COMMITMENT_ROWS))).rejects.toThrow(
			'is read from the project system itself',
		);
		await expect(take(transactionList())).rejects.toThrow('read through their own connection');
	});
});
