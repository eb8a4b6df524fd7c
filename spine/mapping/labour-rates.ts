import { parse } from 'csv-parse/sync';
import Decimal from 'decimal.js';
import { z } from 'zod';
import { dateSchema } from '../documents/dates';
import { parsePattern } from './patterns';

/**
 * What an hour costs, burden included, in the currency of the books: a line of the rate table. Blank
 * or `*` fits everything; wildcards and ranges are those of the mapping table.
 */
export const labourRateSchema = z.object({
	/** Project number or id. */
	project: z.string().optional(),
	costCode: z.string().optional(),
	costType: z.string().optional(),
	/** Type of time (`Regular Time`, `Overtime`). */
	timeType: z.string().optional(),
	/** Decimal text, not negative, at most 6 decimals. */
	rate: z.string().regex(/^\d{1,7}(\.\d{1,6})?$/),
	/** First day it holds; absent: since ever. It ends where a later one for the same begins. */
	from: dateSchema.optional(),
	/** Where it stands, `rates:4`. */
	source: z.string(),
});
export type LabourRate = z.infer<typeof labourRateSchema>;

export interface ParsedRates {
	rates: LabourRate[];
	/** Rows that are no rates, each in a sentence with the remedy. */
	refused: string[];
}

const columns = {
	project: 'project',
	job: 'project',
	costcode: 'costCode',
	code: 'costCode',
	costtype: 'costType',
	timetype: 'timeType',
	typeoftime: 'timeType',
	rate: 'rate',
	hourlyrate: 'rate',
	from: 'from',
	validfrom: 'from',
} as const;
const isColumn = (name: string): name is keyof typeof columns => Object.hasOwn(columns, name);
const criteria = ['project', 'costCode', 'costType', 'timeType'] as const;

const cellSchema = z
	.union([z.string(), z.number(), z.null(), z.undefined()])
	.transform((value) => (value === null || value === undefined ? '' : String(value).trim()));

/**
 * Rates from rows with the columns `project`, `cost_code`, `cost_type`, `time_type`, `rate` and
 * `valid_from`, in any case and punctuation; other columns are not looked at, blank rows passed over.
 *
 * @param name what the rows are called (`rates`); the first is `rates:1`.
 */
export function parseLabourRates(
	rows: ReadonlyArray<Readonly<Record<string, unknown>>>,
	name: string,
): ParsedRates {
	const parsed: ParsedRates = { rates: [], refused: [] };
	rows.forEach((row, index) => {
		const source = `${name}:${index + 1}`;
		const rate = readRate(row, source);
		if (typeof rate === 'string') parsed.refused.push(`${source}: ${rate}`);
		else if (rate !== undefined) parsed.rates.push(rate);
	});
	return parsed;
}

function readRate(
	row: Readonly<Record<string, unknown>>,
	source: string,
): LabourRate | string | undefined {
	const cells: Partial<Record<(typeof columns)[keyof typeof columns], string>> = {};
	for (const [name, value] of Object.entries(row)) {
		const key = name.toLowerCase().replace(/[^a-z]/g, '');
		const cell = cellSchema.safeParse(value);
		if (!isColumn(key)) continue;
		if (!cell.success)
			return `the column "${name}" holds no text. Write a value or leave it blank.`;
		if (cell.data !== '') cells[columns[key]] = cell.data;
	}
	if (Object.keys(cells).length === 0) return undefined;
	if (cells.rate === undefined) return 'states no rate. Write what an hour costs, such as 62.50.';
	for (const field of criteria) {
		if (parsePattern(cells[field]) === undefined) {
			return `the range "${cells[field]}" has no end or runs backwards. Write it as 03-100..03-999.`;
		}
	}
	const rate = cells.rate.replace(/^\$\s*/, '').replace(/,(?=\d{3}(\D|$))/g, '');
	const read = labourRateSchema.safeParse({ ...cells, rate, source });
	if (read.success) return read.data;
	const isDate = read.error.issues.some(({ path }) => path[0] === 'from');
	return isDate
		? `"${cells.from}" is no day. Write it as 2026-03-01.`
		: `"${cells.rate}" is no rate. Write what an hour costs as a number of at most 6 decimals, such as 62.50, not below zero.`;
}

const recordsSchema = z.array(z.record(z.string()));

/** The same from CSV text with a header line (RFC 4180); line 2 of the text is `rates:1`. */
export function parseLabourRatesCsv(text: string, name: string): ParsedRates {
	try {
		const records: unknown = parse(text, {
			bom: true,
			columns: true,
			relaxColumnCount: true,
			skipEmptyLines: true,
			trim: true,
		});
		return parseLabourRates(recordsSchema.parse(records), name);
	} catch (error) {
		const why = error instanceof Error ? error.message : 'unknown reason';
		return {
			rates: [],
			refused: [
				`${name} is no CSV table (${why}). Give it a header line: project, cost_code, cost_type, time_type, rate, valid_from.`,
			],
		};
	}
}

/** What hours are looked up by; every list holds all the ways the same thing may be called. */
export interface RateLookup {
	project: readonly string[];
	costCode: readonly string[];
	costType: readonly string[];
	timeType: readonly string[];
	date: string;
}

export type RateChoice = { rate: LabourRate } | { tied: LabourRate[] } | { none: true };

/**
 * The rate of hours: of those that hold on the day the most specific (project before cost code, cost
 * type and type of time), of equal ones the one that began last. Equal ones of different amounts that
 * began on the same day are `tied`.
 */
export function chooseRate(lookup: RateLookup, rates: readonly LabourRate[]): RateChoice {
	let best: LabourRate[] = [];
	for (const rate of rates) {
		if (rate.from !== undefined && rate.from > lookup.date) continue;
		if (!criteria.every((field) => parsePattern(rate[field])?.matches(lookup[field]))) continue;
		const [leader] = best;
		const order = leader === undefined ? 1 : compare(rate, leader);
		if (order > 0) best = [rate];
		else if (order === 0) best.push(rate);
	}
	const [first] = best;
	if (first === undefined) return { none: true };
	const same = best.every(({ rate }) => new Decimal(rate).equals(first.rate));
	return same ? { rate: first } : { tied: best };
}

function compare(one: LabourRate, other: LabourRate): number {
	for (const field of criteria) {
		const difference =
			(parsePattern(one[field])?.specificity ?? 0) - (parsePattern(other[field])?.specificity ?? 0);
		if (difference !== 0) return difference;
	}
	return (one.from ?? '').localeCompare(other.from ?? '');
}
