import { unpackedSize } from '../../../../spine/extraction/mail/unpacked-size';
import { readWorkbook } from '../../../../spine/extraction/mail/workbook';
import { bombedWorkbook, workbookMembers, zipOf } from './bombed-workbook';

jest.setTimeout(60_000);

const MEGABYTE = 1024 * 1024;
const ROW = '<row r="1"><c r="A1"><v>12</v></c></row>';
const ordinary = workbookMembers(ROW);
const size = ordinary.reduce((sum, [, bytes]) => sum + bytes.length, 0);

describe('unpackedSize', () => {
	it.each([
		['in the headers', {}],
		['behind the data', { sizesFollow: true }],
		['behind the data, unsigned', { sizesFollow: true, signed: false }],
	])('is what the members hold, with their sizes %s', async (_where, form) => {
		expect(await unpackedSize(zipOf(ordinary, form), MEGABYTE)).toBe(size);
	});

	it.each([
		['stated truly', {}],
		['understated', { stated: 10 }],
		['stated behind the data', { sizesFollow: true }],
	])('stops at the limit for a size that is %s', async (_how, form) => {
		const archive = zipOf(workbookMembers(Buffer.alloc(8 * MEGABYTE, 0x20)), form);
		expect(archive.length).toBeLessThan(100_000);
		expect(await unpackedSize(archive, MEGABYTE)).toBe(Number.POSITIVE_INFINITY);
	});

	it('is unknown where the archive breaks off', async () => {
		const archive = zipOf(ordinary);
		expect(await unpackedSize(archive.subarray(0, 200), MEGABYTE)).toBeUndefined();
		expect(await unpackedSize(Buffer.from('PK\u0003\u0004'), MEGABYTE)).toBeUndefined();
	});
});

describe('readWorkbook', () => {
	it.each([
		['in the headers', {}],
		['behind the data', { sizesFollow: true }],
	])('reads deflated members with their sizes %s', async (_where, form) => {
		const source = await readWorkbook(zipOf(ordinary, form), 'app.xlsx');
		expect(source.flags).toEqual([]);
		expect(source.cells).toMatchObject([{ cell: 'A1', text: '12' }]);
	});

	it('does not open what unpacks beyond measure, and says so', async () => {
		const source = await readWorkbook(bombedWorkbook(130, 10), 'app.xlsx');
		expect(source.flags).toEqual([
			{
				flag: 'too_large',
				message: expect.stringMatching(/^app\.xlsx was not opened: its \d+ KB unpack to more than/),
			},
		]);
		expect(source.cells).toEqual([]);
	});
});
