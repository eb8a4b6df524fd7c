import type { ReadingFlag } from '../../documents/document';
import type { TextSource } from '../source';
import { type SheetRefusal, readSheets } from './sheets';

/** Most cells that are read of one workbook. */
const MAX_CELLS = 400_000;

/**
 * What is opened at all; a sheet of {@link MAX_CELLS} cells unpacks to about a fifth of the bytes. Three
 * sheets may be formatted down to the last row, as office programs do.
 */
const LIMITS = {
	unpackedBytes: 128 * 1024 * 1024,
	cells: 4_000_000,
	characters: 32 * 1024 * 1024,
} as const;

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
 * A workbook that cannot be opened comes back without text, with the flag `unreadable`; one that
 * goes beyond {@link LIMITS} is not opened and has the flag `too_large`.
 */
export async function readWorkbook(bytes: Uint8Array, name: string): Promise<TextSource> {
	const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const sheets = await readSheets(archive, LIMITS);
	if (typeof sheets === 'string') return unread(name, refusalOf(sheets, name, archive.length));
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
}

const unread = (name: string, flag: ReadingFlag): TextSource => ({
	name,
	kind: 'xlsx',
	pages: [],
	text: '',
	flags: [flag],
	cells: [],
});

function refusalOf(refusal: SheetRefusal, name: string, packed: number): ReadingFlag {
	if (refusal === 'damaged') {
		return {
			flag: 'unreadable',
			message: `${name} cannot be opened as a workbook. Ask the sender for a PDF or a new copy.`,
		};
	}
	const reason = {
		unpackedBytes: `unpack to more than the ${LIMITS.unpackedBytes / 1024 / 1024} MB that are read`,
		cells: 'spread over more rows and columns than are read',
		characters: 'repeat more text than is read',
	}[refusal];
	return {
		flag: 'too_large',
		message: `${name} was not opened: its ${Math.ceil(packed / 1024)} KB ${reason}. Ask the sender for a PDF of the document.`,
	};
}
