import { parse } from 'csv-parse/sync';
import { readSheets } from '../extraction/mail/sheets';
import { ExportRefused } from './refusal';

/** Limits of one file. A report of ten thousand bills takes about 2 MB. */
export const LIMITS = {
	bytes: 48 * 1024 * 1024,
	unpackedBytes: 192 * 1024 * 1024,
	rows: 200_000,
	columns: 200,
	cellCharacters: 8_000,
	/** Rows, and the rectangle of every sheet, in a workbook. */
	workbookCells: 12_000_000,
	workbookCharacters: 64 * 1024 * 1024,
} as const;

/** A cell of a workbook that is a number or a date keeps that; everything else is text. */
export type Cell = string | number | Date;

export interface Table {
	name: string;
	/** Rows as the file has them, title rows, blank rows and footers included. */
	rows: Cell[][];
}

const DELIMITERS = [',', ';', '\t', '|'] as const;

/**
 * The rows of a CSV file (any of four delimiters; UTF-8, UTF-16 or Windows-1252) or of an Office
 * Open XML workbook's first sheet that holds something.
 *
 * @throws ExportRefused for a file that is empty, too large, of another form, or damaged.
 */
export async function readTable(bytes: Uint8Array, name: string): Promise<Table> {
	if (bytes.length === 0) {
		throw new ExportRefused(`${name} is empty.`, 'Export the report again.');
	}
	if (bytes.length > LIMITS.bytes) {
		throw tooLarge(name, `it has ${megabytes(bytes.length)} MB, ${megabytes(LIMITS.bytes)} MB`);
	}
	if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return await readWorkbook(bytes, name);
	if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]) || startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) {
		throw new ExportRefused(
			`${name} is neither CSV nor an xlsx workbook.`,
			'Export the report as CSV, or as an Excel workbook of the .xlsx form.',
		);
	}
	return { name, rows: readCsv(decoded(bytes, name), name) };
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
	start.every((byte, index) => bytes[index] === byte);

const tooLarge = (name: string, what: string): ExportRefused =>
	new ExportRefused(
		`${name} is too large: ${what} are read at most. Nothing was taken over.`,
		'Export a shorter period or fewer columns, and import the parts one after another.',
	);

/** Text of a file by its byte order mark, else by where its zero bytes stand, else UTF-8 or Windows-1252. */
function decoded(bytes: Uint8Array, name: string): string {
	if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes);
	if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes);
	const head = bytes.subarray(0, 4096);
	const zeros = [0, 0];
	head.forEach((byte, index) => {
		if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
	});
	const [even = 0, odd = 0] = zeros;
	if (odd > head.length / 4 && even === 0) return new TextDecoder('utf-16le').decode(bytes);
	if (even > head.length / 4 && odd === 0) return new TextDecoder('utf-16be').decode(bytes);
	if (even + odd > 0) {
		throw new ExportRefused(
			`${name} is no text: it holds zero bytes.`,
			'Export the report as CSV or .xlsx and do not change the file afterwards.',
		);
	}
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('windows-1252').decode(bytes);
	}
}

/** The delimiter that the first lines use most, quoted text left out. */
function delimiterOf(text: string): string {
	const head = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '');
	const count = (delimiter: string): number => head.split(delimiter).length;
	return [...DELIMITERS].sort((left, right) => count(right) - count(left))[0] ?? ',';
}

function readCsv(text: string, name: string): string[][] {
	const rows: string[][] = [];
	try {
		parse(text, {
			bom: true,
			delimiter: delimiterOf(text),
			relax_column_count: true,
			relax_quotes: true,
			skip_empty_lines: false,
			max_record_size: 2 * LIMITS.cellCharacters * 4,
			on_record: (record: string[]) => {
				if (rows.length >= LIMITS.rows)
					throw tooLarge(name, `more than ${LIMITS.rows} rows; that many`);
				rows.push(bounded(record, name, rows.length + 1).map(plainText));
				return null;
			},
		});
	} catch (error) {
		if (error instanceof ExportRefused) throw error;
		throw new ExportRefused(
			`${name} cannot be read as CSV after row ${rows.length}: ${reasonOf(error)}.`,
			'Export the report again and do not change the file afterwards.',
		);
	}
	return rows;
}

function reasonOf(error: unknown): string {
	const text = error instanceof Error ? error.message : String(error);
	if (/Max Record Size/i.test(text)) return 'one row is longer than any report has them';
	if (/Quote/i.test(text)) return 'a quotation mark is opened and never closed';
	return 'it is damaged';
}

function bounded<T>(row: T[], name: string, number: number): T[] {
	let width = row.length;
	if (width > LIMITS.columns) {
		while (width > 0 && isBlank(row[width - 1])) width -= 1;
	}
	if (width > LIMITS.columns) {
		throw tooLarge(name, `row ${number} has ${width} columns; ${LIMITS.columns}`);
	}
	return row.slice(0, width);
}

const isBlank = (value: unknown): boolean =>
	value === null || value === undefined || (typeof value === 'string' && value.trim() === '');

/** Text without control characters, which no report prints, cut at a length that none reaches. */
function plainText(text: string): string {
	return text
		.slice(0, LIMITS.cellCharacters)
		.replace(/[\p{Cc}\p{Cf}]/gu, (one) => (one === '\n' || one === '\t' ? ' ' : ''))
		.replace(/\u00a0/g, ' ')
		.trim();
}

async function readWorkbook(bytes: Uint8Array, name: string): Promise<Table> {
	const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const sheets = await readSheets(archive, {
		unpackedBytes: LIMITS.unpackedBytes,
		cells: LIMITS.workbookCells,
		characters: LIMITS.workbookCharacters,
	});
	if (sheets === 'damaged') throw damagedWorkbook(name);
	if (typeof sheets === 'string') {
		const most = {
			unpackedBytes: `it unpacks to more than ${megabytes(LIMITS.unpackedBytes)} MB; that many`,
			cells: `its cells spread over more rows and columns than ${LIMITS.workbookCells} cells; that many`,
			characters: `it repeats more than ${LIMITS.workbookCharacters} characters of text; that many`,
		};
		throw tooLarge(name, most[sheets]);
	}
	const sheet = sheets.find(({ data }) => data.some((row) => row.some((cell) => !isBlank(cell))));
	if (sheet === undefined) {
		throw new ExportRefused(`${name} holds no rows.`, 'Export the report again.');
	}
	if (sheet.data.length > LIMITS.rows)
		throw tooLarge(name, `more than ${LIMITS.rows} rows; that many`);
	return {
		name,
		rows: sheet.data.map((row, index) => bounded([...row], name, index + 1).map(cellOf)),
	};
}

const damagedWorkbook = (name: string): ExportRefused =>
	new ExportRefused(
		`${name} cannot be opened as a workbook.`,
		'Export the report again, as CSV or as .xlsx without a password.',
	);

function cellOf(value: unknown): Cell {
	if (value instanceof Date || typeof value === 'number') return value;
	if (typeof value === 'boolean') return value ? 'Yes' : 'No';
	return typeof value === 'string' ? plainText(value) : '';
}
