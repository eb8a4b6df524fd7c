import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { CompanyFolderError } from './refusal';

/** A CSV file: its column names in order, and a row per line with every column as text. */
export interface CsvTable {
	columns: string[];
	rows: Array<Record<string, string>>;
}

const missing = z.object({ code: z.enum(['ENOENT', 'ENOTDIR']) });

/** The file's text without a byte order mark, or undefined if there is no such file. */
export async function readText(dir: string, file: string): Promise<string | undefined> {
	try {
		return (await readFile(join(dir, file), 'utf8')).replace(/^\uFEFF/, '');
	} catch (error) {
		if (missing.safeParse(error).success) return undefined;
		throw new CompanyFolderError(file, '', 'expected a readable file');
	}
}

/** The file's JSON, undefined if there is no such file; text that is no JSON is refused with its place. */
export async function readJson(dir: string, file: string): Promise<unknown> {
	const text = await readText(dir, file);
	if (text === undefined) return undefined;
	try {
		const value: unknown = JSON.parse(text);
		return value;
	} catch (error) {
		throw new CompanyFolderError(file, placeOfSyntaxError(text, error), 'expected valid JSON');
	}
}

const parserMessage = z.object({ message: z.string() });

/** V8 does not always say where it stopped; then the place is the end of the longest beginning that could still go on. */
function placeOfSyntaxError(text: string, error: unknown): string {
	let low = 0;
	let high = positionOf(error) ?? text.length;
	if (positionOf(error) === undefined) {
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if (couldGoOn(text.slice(0, middle))) low = middle;
			else high = middle - 1;
		}
	}
	const before = text.slice(0, high).split('\n');
	return `line ${before.length} column ${(before[before.length - 1] ?? '').length + 1}`;
}

function positionOf(error: unknown): number | undefined {
	const parsed = parserMessage.safeParse(error);
	const position = parsed.success ? /at position (\d+)/.exec(parsed.data.message)?.[1] : undefined;
	return position === undefined ? undefined : Number(position);
}

function couldGoOn(beginning: string): boolean {
	try {
		JSON.parse(beginning);
		return true;
	} catch (error) {
		const parsed = parserMessage.safeParse(error);
		if (!parsed.success) return false;
		if (/Unexpected end|Unterminated/.test(parsed.data.message)) return true;
		return positionOf(error) === beginning.length;
	}
}

/** The CSV file as a table, undefined if there is no such file. Columns and cells are trimmed. */
export async function readCsv(dir: string, file: string): Promise<CsvTable | undefined> {
	const text = await readText(dir, file);
	if (text === undefined) return undefined;
	const lines = parseLines(file, text);
	const [columns = [], ...cells] = lines;
	const repeated = columns.find((column, index) => columns.indexOf(column) !== index);
	if (repeated !== undefined) {
		throw new CompanyFolderError(
			file,
			'line 1',
			`expected each column once, found "${repeated}" twice`,
		);
	}
	return {
		columns,
		rows: cells.map((row) =>
			Object.fromEntries(columns.map((column, index) => [column, row[index] ?? ''])),
		),
	};
}

const csvPlace = z.object({ lines: z.number() });

function parseLines(file: string, text: string): string[][] {
	try {
		return z
			.array(z.array(z.string()))
			.parse(parse(text, { trim: true, skip_empty_lines: true, bom: true }));
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		const place = csvPlace.safeParse(error);
		throw new CompanyFolderError(
			file,
			place.success ? `line ${place.data.lines}` : '',
			error.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH'
				? 'expected as many cells as there are columns in the first line'
				: 'expected comma separated values with closed quotes',
		);
	}
}

/** Names of the folder's files with an ending, sorted by code unit; undefined if there is no such folder. */
export async function listFiles(
	dir: string,
	folder: string,
	ending: string,
): Promise<string[] | undefined> {
	const path = join(dir, folder);
	const found = await stat(path).catch(() => undefined);
	if (found === undefined) return undefined;
	if (!found.isDirectory())
		throw new CompanyFolderError(folder, '', 'expected a folder, found a file');
	const names = await readdir(path);
	return names
		.filter((name) => name.toLowerCase().endsWith(ending))
		.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
