import { readWorkbook } from '../../../../spine/extraction/mail/workbook';
import { xlsx } from './xlsx';

describe('readWorkbook', () => {
	it('gives every cell with its place, and the rows as text', async () => {
		const bytes = xlsx('G703', [
			['Item', 'Description', 'Scheduled'],
			['1', 'Rough-in & trim', 12000.5],
		]);
		const source = await readWorkbook(bytes, 'app.xlsx');
		expect(source.flags).toEqual([]);
		expect(source.text).toBe('G703\nItem | Description | Scheduled\n1 | Rough-in & trim | 12000.5');
		expect(source.cells).toContainEqual({
			sheet: 'G703',
			cell: 'C2',
			text: '12000.5',
			row: 1,
			column: 2,
		});
	});

	it('flags what is no workbook', async () => {
		const source = await readWorkbook(Buffer.from('PK\u0003\u0004 nothing'), 'broken.xlsx');
		expect(source.flags.map(({ flag }) => flag)).toEqual(['unreadable']);
		expect(source.flags[0]?.message).toContain('broken.xlsx');
	});
});
