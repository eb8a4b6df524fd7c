import fc from 'fast-check';
import writeExcelFile from 'write-excel-file/node';
import { ExportRefused } from '../../../spine/exports/refusal';
import { type ReadRequest, readExport } from '../../../spine/exports/read-export';
import { readTable } from '../../../spine/exports/table';
import type { Directory } from '../../../spine/identity/identity';
import {
	BOOKS,
	CHANGE_ORDER_LIST,
	COMMITMENT_ROWS,
	COMPANY_LIST,
	PROJECT,
	SCHEDULE_OF_VALUES,
	accountList,
	csv,
	customerList,
	quoted,
	transactionList,
	vendorList,
} from './samples';

const NOTHING: Directory = { vendors: [], projects: [], commitments: [], jobs: [] };

const read = (bytes: string | Uint8Array, over: Partial<ReadRequest> = {}, directory = NOTHING) =>
	readExport(
		{
			bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes,
			name: 'export.csv',
			kind: 'detect',
			project: PROJECT,
			books: BOOKS,
			complete: true,
			...over,
		},
		{
			currency: 'USD',
			zone: 'America/New_York',
			directory,
			transactionsOf: () => Promise.resolve(new Map()),
		},
	);

/** The directory after the commitments report was taken in. */
async function withCommitments(): Promise<Directory> {
	const { records, mentioned } = await read(csv(COMMITMENT_ROWS));
	const all = [...records, ...mentioned];
	return {
		vendors: all.filter((one) => one.type === 'vendor'),
		projects: all.filter((one) => one.type === 'project'),
		commitments: all.filter((one) => one.type === 'commitment'),
		jobs: [],
	};
}

describe('the commitments report', () => {
	it('gives commitments by their totals, with amounts as they are printed', async () => {
		const { kind, records, refusals, resources } = await read(csv(COMMITMENT_ROWS));
		expect([kind, refusals.count]).toEqual(['commitments', 0]);
		expect(records).toMatchObject([
			{
				number: 'SC-2301-001',
				kind: 'subcontract',
				status: 'approved',
				executed: true,
				original: 98000,
				approvedChanges: 1500,
				revised: 99500,
				invoiced: 20000,
				retainagePercent: 10,
				totalsOnly: true,
				lines: [],
			},
			{ number: 'PO-2301-001', kind: 'purchase_order', title: 'Rebar, "B" grade and mesh' },
			{
				status: 'out_for_signature',
				executed: false,
				approvedChanges: -345.67,
				pendingChanges: 250,
			},
		]);
		expect(resources).toEqual(['commitments', 'requisitions']);
	});

	it('gives the same records whatever the order of the columns, and passes over columns it does not know', async () => {
		const plain = (await read(csv(COMMITMENT_ROWS))).records;
		const width = COMMITMENT_ROWS[0]?.length ?? 0;
		await fc.assert(
			fc.asyncProperty(
				fc.shuffledSubarray([...Array(width).keys()], { minLength: width }),
				fc.constantFrom(',', ';', '\t', '|'),
				fc.constantFrom('\n', '\r\n'),
				fc.boolean(),
				async (order, delimiter, end, bom) => {
					const rows = COMMITMENT_ROWS.map((row, index) => [
						index === 0 ? 'ERP Status' : 'Synced',
						...order.map((column) => row[column] ?? ''),
					]);
					const text = rows
						.map((row) =>
							row
								.map((cell) =>
									cell.includes(delimiter) ? `"${cell.replace(/"/g, '""')}"` : quoted(cell),
								)
								.join(delimiter),
						)
						.join(end);
					expect((await read(`${bom ? '\ufeff' : ''}${text}`)).records).toEqual(plain);
				},
			),
			{ numRuns: 40 },
		);
	});

	it.each([
		['UTF-16 with a mark', Buffer.from(`\ufeff${csv(COMMITMENT_ROWS)}`, 'utf16le')],
		['UTF-16 without one', Buffer.from(csv(COMMITMENT_ROWS), 'utf16le')],
		[
			'Windows-1252',
			Buffer.from(csv(COMMITMENT_ROWS).replace('Concrete,', 'B\u00e9ton,'), 'latin1'),
		],
	])('is read in %s', async (_, bytes) => {
		const { records } = await read(bytes);
		expect(records).toHaveLength(3);
		expect(records[0]).toMatchObject({ original: 98000 });
	});

	it('is read from a workbook as from CSV', async () => {
		const [head = [], ...rows] = COMMITMENT_ROWS;
		const money = head.map((heading) => /amount|orders|invoiced|issued|outstanding/i.test(heading));
		const number = (cell: string) =>
			Number(cell.replace(/[$,()]/g, '')) * (cell.startsWith('(') ? -1 : 1);
		const bytes = await writeExcelFile([
			{
				sheet: 'Commitments',
				data: [
					head.map((value) => ({ type: String, value })),
					...rows.map((row) =>
						row.map((cell, index) =>
							cell === ''
								? null
								: money[index] === true
									? { type: Number, value: number(cell) }
									: { type: String, value: cell },
						),
					),
				],
			},
		]).toBuffer();
		expect((await read(new Uint8Array(bytes))).records).toEqual(
			(await read(csv(COMMITMENT_ROWS))).records,
		);
	});

	it('leaves out a row that cannot be read, and says file, row, column and what was expected', async () => {
		const rows = COMMITMENT_ROWS.map((row) => [...row]);
		const put = (row: number, heading: string, value: string) => {
			const column = rows[0]?.indexOf(heading) ?? 0;
			rows[row]?.splice(column, 1, value);
		};
		put(1, 'Original Contract Amount', '98.000,5x');
		put(2, 'Status', 'Perhaps');
		const { records, refusals } = await read(csv(rows));
		expect(records).toHaveLength(1);
		expect(refusals).toEqual({
			count: 2,
			rows: [
				{
					row: 2,
					column: 'Original Contract Amount',
					sentence:
						'export.csv, row 2, column "Original Contract Amount": holds "98.000,5x", which is no amount of money.',
				},
				{
					row: 3,
					column: 'Status',
					sentence:
						'export.csv, row 3, column "Status": holds "Perhaps", which is no status of a commitment (Draft, Approved, Complete, ...).',
				},
			],
		});
	});

	it('does not count what was invoiced as known where the column is not shown', async () => {
		const column = COMMITMENT_ROWS[0]?.indexOf('Invoiced');
		const rows = COMMITMENT_ROWS.map((row) => row.filter((_, index) => index !== column));
		const { resources, notes } = await read(csv(rows));
		expect(resources).toEqual(['commitments']);
		expect(notes).toEqual([expect.stringContaining('"Invoiced"')]);
	});
});

describe('the transaction list by vendor', () => {
	it('is read with titles, groups, totals and the time below it', async () => {
		const { kind, records, mentioned, madeAt, period, passedOver, refusals } =
			await read(transactionList());
		expect([kind, madeAt, period]).toEqual(['transactions', '2026-03-27T13:01:00.000Z', {}]);
		expect(refusals.rows).toEqual([]);
		expect(passedOver).toEqual({ Estimate: 1 });
		expect(mentioned.map((one) => ('name' in one ? one.name : ''))).toEqual(
			expect.arrayContaining(['Kessler Concrete', 'Total Quality Hauling']),
		);
		expect(records).toEqual(
			expect.arrayContaining([
				expect.objectContaining({
					type: 'bill',
					number: 'INV-0990',
					total: 18000,
					date: '2026-01-28',
					totalOnly: true,
				}),
				expect.objectContaining({ type: 'bill_payment', number: '1044', total: 18000 }),
				expect.objectContaining({ type: 'expense', total: 640 }),
			]),
		);
		expect(records).toHaveLength(3);
	});

	it('is read as QuickBooks Desktop lays it out', async () => {
		const text = csv([
			['', '', 'Type', 'Date', 'Num', 'Memo', 'Account', 'Clr', 'Split', 'Debit', 'Credit'],
			['Kessler Concrete', '', '', '', '', '', '', '', '', '', ''],
			[
				'',
				'',
				'Bill',
				'01/28/2026',
				'INV-0990',
				'',
				'Accounts Payable',
				'',
				'-SPLIT-',
				'',
				'18,000.00',
			],
			[
				'',
				'',
				'Bill Pmt -Check',
				'02/20/2026',
				'1044',
				'',
				'Checking',
				'',
				'Accounts Payable',
				'',
				'18,000.00',
			],
			['', '', 'Credit', '02/21/2026', 'CM-1', '', 'Accounts Payable', '', 'Subs', '500.00', ''],
			[
				'',
				'',
				'Bill',
				'02/22/2026',
				'INV-0991',
				'VOID: typed twice',
				'Accounts Payable',
				'',
				'Subs',
				'',
				'0.00',
			],
		]);
		const { records } = await read(text);
		expect(
			records.map((one) => ('total' in one ? [one.type, one.total, one.deleted] : [])),
		).toEqual([
			['bill', 18000, undefined],
			['bill_payment', 18000, undefined],
			['vendor_credit', 500, undefined],
			['bill', 0, true],
		]);
	});

	it('keeps two bills of one number apart, and a bill that was edited the same', async () => {
		const bill = {
			vendor: 'Ames Drywall',
			date: '02/14/2026',
			type: 'Bill',
			number: '1042',
			amount: '100.00',
		};
		const ids = async (...rows: Array<typeof bill>) =>
			(await read(transactionList(rows))).records.map(({ id }) => id);
		const [first, second] = await ids(bill, { ...bill, date: '02/28/2026' });
		expect(first).not.toBe(second);
		expect(await ids({ ...bill, date: '02/28/2026' }, bill)).toEqual([first, second]);
		expect(await ids({ ...bill, amount: '120.00' })).toEqual([first]);
	});

	it('reads every amount exactly', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 99_999_999_99 }),
				fc.boolean(),
				async (cents, grouped) => {
					const whole = Math.floor(cents / 100);
					const text = `${grouped ? whole.toLocaleString('en-US') : whole}.${String(cents % 100).padStart(2, '0')}`;
					const rows = [
						{ vendor: 'A', date: '02/14/2026', type: 'Bill', number: '1', amount: `$${text}` },
					];
					const [record] = (await read(transactionList(rows))).records;
					expect(record).toMatchObject({
						total: Number(`${whole}.${String(cents % 100).padStart(2, '0')}`),
					});
				},
			),
			{ numRuns: 60 },
		);
	});

	const dated = (...dates: string[]) =>
		transactionList(
			dates.map((date, index) => ({
				vendor: 'A',
				date,
				type: 'Bill',
				number: `${index + 1}`,
				amount: '1.00',
			})),
		);
	const datesOf = async (text: string, over: Partial<ReadRequest> = {}) =>
		(await read(text, over)).records.map((one) => ('date' in one ? one.date : undefined)).sort();

	it('tells by all dates of a file whether the day or the month comes first', async () => {
		expect(await datesOf(dated('03/04/2026', '03/14/2026'))).toEqual(['2026-03-04', '2026-03-14']);
		expect(await datesOf(dated('03/04/2026', '14/04/2026'))).toEqual(['2026-04-03', '2026-04-14']);
		expect(await datesOf(dated('2026-03-04', 'Mar 5, 2026'))).toEqual(['2026-03-04', '2026-03-05']);
	});

	it('refuses dates that can be read both ways until it is said which', async () => {
		await expect(read(dated('03/04/2026', '05/06/2026'))).rejects.toThrow(
			'The dates of export.csv, such as 03/04/2026, can be read with the month first or with the day first.',
		);
		expect(await datesOf(dated('03/04/2026'), { dateOrder: 'dmy' })).toEqual(['2026-04-03']);
		await expect(read(dated('03/14/2026', '14/03/2026'))).rejects.toThrow(
			'dates with the month first and dates with the day first',
		);
		await expect(read(dated('03/14/2026'), { dateOrder: 'dmy' })).rejects.toThrow(
			'not written as "Date Order" says',
		);
	});

	it('says which days it covers', async () => {
		const periodOf = async (words: string) =>
			(await read(transactionList(undefined, undefined, words))).period;
		expect(await periodOf('January 1 - March 27, 2026')).toEqual({
			from: '2026-01-01',
			to: '2026-03-27',
		});
		expect(await periodOf('January - March, 2026')).toEqual({
			from: '2026-01-01',
			to: '2026-03-31',
		});
		expect(await periodOf('December 15, 2025 - March 27, 2026')).toEqual({
			from: '2025-12-15',
			to: '2026-03-27',
		});
		expect(await periodOf('February 2026')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
	});
});

describe('the other exports', () => {
	it('are told by their headings', async () => {
		const directory = await withCommitments();
		const kinds = [];
		for (const text of [
			accountList(),
			customerList(),
			vendorList(),
			COMPANY_LIST,
			CHANGE_ORDER_LIST,
			SCHEDULE_OF_VALUES,
			csv([
				['Product/Service', 'Type', 'Description', 'Price'],
				['03-300', 'Service', '', ''],
			]),
			csv([['Class'], ['Subcontract'], ['Material']]),
		]) {
			const { kind, records, refusals } = await read(text, {}, directory);
			kinds.push([kind, records.length, refusals.count]);
		}
		expect(kinds).toEqual([
			['accounts', 3, 0],
			['customers', 2, 0],
			['vendors', 2, 0],
			['companies', 2, 0],
			['changeOrders', 2, 0],
			['scheduleOfValues', 1, 0],
			['items', 1, 0],
			['classes', 2, 0],
		]);
	});

	it('give accounts with number and full name, as both editions of the books print them', async () => {
		expect((await read(accountList())).records[2]).toMatchObject({
			number: '5100',
			name: 'Subcontractors',
			fullName: 'Job Costs:Subcontractors',
			accountType: 'Cost of Goods Sold',
		});
		const desktop = csv([
			['Account', 'Type', 'Balance Total', 'Accnt. #'],
			['5000 \u00b7 Job Costs:5100 \u00b7 Subcontractors', 'Cost of Goods Sold', '', '5100'],
		]);
		expect((await read(desktop)).records[0]).toMatchObject({
			number: '5100',
			fullName: 'Job Costs:Subcontractors',
		});
	});

	it('give change orders and lines to their commitment, and refuse those of one that is not known', async () => {
		const directory = await withCommitments();
		const [commitment] = directory.commitments;
		expect((await read(CHANGE_ORDER_LIST, {}, directory)).records).toMatchObject([
			{
				commitment: commitment?.id,
				status: 'approved',
				amount: 1500,
				tier: 'package',
				approvedOn: '2026-02-13',
			},
			{ commitment: commitment?.id, status: 'pending', amount: 900 },
		]);
		expect((await read(SCHEDULE_OF_VALUES, {}, directory)).records).toMatchObject([
			{
				id: commitment?.id,
				revised: 99500,
				lines: [{ costCode: '03-300', amount: 60000 }, { amount: 38000 }],
			},
		]);
		expect((await read(CHANGE_ORDER_LIST)).refusals.rows[0]?.sentence).toContain(
			'which is no imported commitment. Import the commitments report first',
		);
	});
});

describe('hostile and broken files', () => {
	const refusalOf = async (bytes: string | Uint8Array): Promise<string> => {
		try {
			await read(bytes);
		} catch (error) {
			expect(error).toBeInstanceOf(ExportRefused);
			return error instanceof ExportRefused ? error.sentence : '';
		}
		throw new Error('It was not refused.');
	};

	it.each<[string, string | Uint8Array, string]>([
		['nothing', '', 'is empty'],
		['a hundred megabytes', Buffer.alloc(100 << 20, 0x2c), 'is too large'],
		['millions of columns', `${'a,'.repeat(3_000_000)}\n`, 'longer than any report'],
		['too many columns', `${'a,'.repeat(500)}a\n`, 'row 1 has 501 columns'],
		['a million rows', 'a,b\n'.repeat(1_000_000), 'more than 200000 rows'],
		['one cell without end', `"${'x'.repeat(5_000_000)}"\n`, 'longer than any report'],
		['a quotation that never ends', 'Number,Title\n1,"x\n2,y', 'quotation mark'],
		['zero bytes', Buffer.from([0x61, 0, 0, 0, 0x62, 0x62, 0]), 'zero bytes'],
		['a PDF', Buffer.from('%PDF-1.7 nothing'), 'neither CSV nor an xlsx'],
		['a damaged workbook', Buffer.from('PK\u0003\u0004damaged'), 'cannot be opened as a workbook'],
		['a letter', 'Dear Sir,\nplease find attached\n', 'none of the exports that are known'],
	])('%s is refused with a sentence', async (_, bytes, says) => {
		expect(await refusalOf(bytes)).toContain(says);
	});

	it('drops control characters and keeps formulas as text', async () => {
		const rows = COMMITMENT_ROWS.map((row) => [...row]);
		rows[1]?.splice(2, 1, '=cmd|\u0007calc\u202e');
		const [record] = (await read(csv(rows))).records;
		expect(record).toMatchObject({ title: '=cmd|calc' });
	});

	it('never fails in another way, whatever the bytes are', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
				try {
					await readTable(bytes, 'any');
				} catch (error) {
					expect(error).toBeInstanceOf(ExportRefused);
				}
			}),
			{ numRuns: 200 },
		);
	});
});
