import readXlsxFile from 'read-excel-file/node';
import type { TextSource } from '../source';

/** Most cells that are read of one workbook. */
const MAX_CELLS = 400_000;

const columnName = (column: number): string => {
	let name = '';
	for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
		name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
	}
	return name;
};

const shown = (value: unknown): string => {
	if (value === null || value === undefined) return '';
	if (value instanceof Date) return value.toISOString().slice(0, 10);
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return typeof value === 'string' ? value.trim() : '';
};

/**
 * Reads the values of an Office Open XML workbook (formulas give their stored result): every
 * cell that holds something, and the same as text, a row a line, cells joined by ` | `.
 * A workbook that cannot be opened comes back without text, with the flag `unreadable`.
 */
export async function readWorkbook(bytes: Uint8Array, name: string): Promise<TextSource> {
	try {
		const sheets = await readXlsxFile(Buffer.from(bytes));
		const cells: NonNullable<TextSource['cells']> = [];
		const lines: string[] = [];
		for (const { sheet, data } of sheets) {
			lines.push(sheet);
			for (const [row, values] of data.entries()) {
				const texts = values.map(shown);
				if (texts.every((text) => text === '')) continue;
				lines.push(texts.join(' | ').replace(/(?: \| )+$/, ''));
				for (const [column, text] of texts.entries()) {
					if (text === '' || cells.length >= MAX_CELLS) continue;
					cells.push({ sheet, cell: `${columnName(column)}${row + 1}`, text, row, column });
				}
			}
		}
		return { name, kind: 'xlsx', pages: [], text: lines.join('\n'), flags: [], cells };
	} catch {
		return {
			name,
			kind: 'xlsx',
			pages: [],
			text: '',
			flags: [
				{
					flag: 'unreadable',
					message: `${name} cannot be opened as a workbook. Ask the sender for a PDF or a new copy.`,
				},
			],
			cells: [],
		};
	}
}
