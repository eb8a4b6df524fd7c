import fc from 'fast-check';
import { readWorkbook } from '../../../../spine/extraction/mail/workbook';
import { readTable } from '../../../../spine/exports/table';
import { workbookMembers, zipOf } from './bombed-workbook';

jest.setTimeout(60_000);

const workbook = (rows: string) => zipOf(workbookMembers(rows));
const cell = (r: string) => `<c r="${r}"><v>1</v></c>`;
const LAST = 1_048_576;

/** Workbooks of a few hundred bytes that ask for more memory or time than there is. */
const BOMBS: Array<[what: string, rows: string, flag: 'too_large' | 'unreadable']> = [
	[
		'holds its first and its last cell',
		`<row r="1">${cell('A1')}</row><row r="${LAST}">${cell(`XFD${LAST}`)}</row>`,
		'too_large',
	],
	[
		'numbers no row and spreads its cells',
		`<row>${cell('A1')}</row><row>${cell(`XFD${LAST}`)}</row>`,
		'too_large',
	],
	['counts its rows by powers of ten', `<row r="9e12">${cell('A1')}</row>`, 'unreadable'],
	['counts its rows by powers of ten in cells', `<row>${cell('A9e12')}</row>`, 'unreadable'],
	['goes beyond the last row', `<row r="9999999"></row>`, 'unreadable'],
	['goes beyond the last column', `<row r="1">${cell('ZZZ1')}</row>`, 'unreadable'],
	['writes its numbers as entities', `<row r="9&#101;12">${cell('A1')}</row>`, 'unreadable'],
	['hides the number behind a bracket', `<row a="<" r="9e12">${cell('A1')}</row>`, 'unreadable'],
	['hides the number behind a prefix', `<x:row x:r="9e12">${cell('A1')}</x:row>`, 'unreadable'],
	['numbers a row twice', `<row r="1" x:r="${LAST}">${cell(`XFD${LAST}`)}</row>`, 'too_large'],
];

describe('a workbook that', () => {
	it.each(BOMBS)('%s is refused before it is laid out', async (_what, rows, flag) => {
		const archive = workbook(rows);
		expect(archive.length).toBeLessThan(2_000);
		const source = await readWorkbook(archive, 'app.xlsx');
		expect(source.flags).toMatchObject([{ flag }]);
		expect(source.flags[0]?.message).toMatch(/^app\.xlsx .*Ask the sender for a PDF/);
		await expect(readTable(archive, 'report.xlsx')).rejects.toThrow(
			flag === 'too_large' ? 'report.xlsx is too large' : 'cannot be opened as a workbook',
		);
	});

	it('names a member twice is not opened', async () => {
		const [sheet] = workbookMembers(cell('A1')).slice(-1);
		const archive = zipOf([
			...workbookMembers(`<row r="1">${cell('A1')}</row>`),
			...(sheet === undefined ? [] : [sheet]),
		]);
		expect((await readWorkbook(archive, 'app.xlsx')).flags).toMatchObject([{ flag: 'unreadable' }]);
	});

	it('names one sheet a thousand times and more is refused', async () => {
		const archive = zipOf(
			workbookMembers(`<row r="1">${cell('A1')}</row>`).map(([name, bytes]): [string, Buffer] =>
				name === 'xl/workbook.xml'
					? [
							name,
							Buffer.from(
								bytes.toString().replace(/<sheet .*\/>(?=<\/sheets>)/, (one) => one.repeat(1_001)),
							),
						]
					: [name, bytes],
			),
		);
		expect((await readWorkbook(archive, 'app.xlsx')).flags).toMatchObject([{ flag: 'too_large' }]);
	});

	it('repeats one long text is refused', async () => {
		const text = 'x'.repeat(500_000);
		const cells = Array.from(
			{ length: 100 },
			(_, index) => `<row r="${index + 1}"><c r="A${index + 1}" t="s"><v>0</v></c></row>`,
		);
		const archive = zipOf([
			...workbookMembers(cells.join('')),
			['xl/sharedStrings.xml', Buffer.from(`<sst><si><t>${text}</t></si></sst>`)],
		]);
		expect(archive.length).toBeLessThan(5_000);
		expect((await readWorkbook(archive, 'app.xlsx')).flags).toMatchObject([
			{ flag: 'too_large', message: expect.stringContaining('repeat more text than is read') },
		]);
	});

	it('is formatted down to its last row and holds a table is read', async () => {
		const archive = workbook(
			`<row r="1">${cell('A1')}<c r="C1" s="1"/></row><row r="3">${cell('B3')}</row><row r="${LAST}" ht="12.8"><c r="XFD${LAST}" s="0"/></row>`,
		);
		const source = await readWorkbook(archive, 'app.xlsx');
		expect(source.flags).toEqual([]);
		expect(source.cells?.map((one) => one.cell)).toEqual(['A1', 'B3']);
		expect((await readTable(archive, 'report.xlsx')).rows).toHaveLength(3);
	});

	it('spreads its cells in any way is read or refused, and never laid out beyond the limit', async () => {
		const place = fc.record({
			row: fc.integer({ min: 1, max: 3_000_000 }),
			column: fc.constantFrom('A', 'C', 'Z', 'AB', 'XFD', 'XFE'),
			isNumbered: fc.boolean(),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: 3 }), async (places) => {
				const rows = places
					.toSorted((left, right) => left.row - right.row)
					.map(
						({ row, column, isNumbered }) =>
							`<row${isNumbered ? ` r="${row}"` : ''}>${cell(`${column}${row}`)}</row>`,
					);
				const source = await readWorkbook(workbook(rows.join('')), 'app.xlsx');
				expect(source.flags.length + (source.cells?.length ?? 0)).toBeGreaterThan(0);
			}),
			{ numRuns: 30 },
		);
	});
});
