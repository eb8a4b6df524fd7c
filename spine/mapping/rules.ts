import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { parsePattern } from './patterns';

/**
 * A line of the mapping table: what it applies to (blank or `*` for all, wildcards and ranges
 * allowed), and account, item and class of the books by id, number or name.
 */
export const mappingRuleSchema = z.object({
	costCode: z.string().optional(),
	costType: z.string().optional(),
	/** Project number or id. */
	project: z.string().optional(),
	/** Vendor name or id, of either side. */
	vendor: z.string().optional(),
	account: z.string().optional(),
	item: z.string().optional(),
	class: z.string().optional(),
	/** Where the rule stands, `gl-mapping.csv:4`. */
	source: z.string(),
});
export type MappingRule = z.infer<typeof mappingRuleSchema>;

/** A row that is no usable rule. */
export interface RefusedRule {
	/** Line of the file, or 1-based row. */
	row: number;
	sentence: string;
}

export interface ParsedRules {
	rules: MappingRule[];
	refused: RefusedRule[];
}

/** Column names without case and punctuation, and the field they stand for. */
const columns = {
	costcode: 'costCode',
	code: 'costCode',
	costtype: 'costType',
	type: 'costType',
	project: 'project',
	job: 'project',
	vendor: 'vendor',
	account: 'account',
	item: 'item',
	class: 'class',
} as const;
type Field = (typeof columns)[keyof typeof columns];
const criteria = ['costCode', 'costType', 'project', 'vendor'] as const;

const isColumn = (name: string): name is keyof typeof columns => name in columns;
const fieldOf = (name: string): Field | undefined => {
	const key = name.toLowerCase().replace(/[^a-z]/g, '');
	return isColumn(key) ? columns[key] : undefined;
};

const cellSchema = z
	.union([z.string(), z.number(), z.null(), z.undefined()])
	.transform((value) => (value === null || value === undefined ? '' : String(value).trim()));
const rowSchema = z.record(z.unknown());

/**
 * Rules from rows of a table or from items: keys `cost_code`, `cost_type`, `project`, `vendor`,
 * `account`, `item`, `class` in any case and punctuation, other keys are not looked at. Blank rows
 * are passed over; a row that is no rule is named in `refused`.
 *
 * @param name what the rows are called in codings (`rules:3`).
 * @param firstRow number of the first row, default 1.
 */
export function parseMappingRows(
	rows: readonly unknown[],
	name: string,
	firstRow = 1,
): ParsedRules {
	const numbered = rows.map((row, index) => ({ row, number: firstRow + index }));
	return parseNumbered(numbered, name);
}

function parseNumbered(
	rows: ReadonlyArray<{ row: unknown; number: number }>,
	name: string,
): ParsedRules {
	const result: ParsedRules = { rules: [], refused: [] };
	for (const { row, number } of rows) {
		const source = `${name}:${number}`;
		const rule = readRule(row, source);
		if (typeof rule === 'string')
			result.refused.push({ row: number, sentence: `${source}: ${rule}` });
		else if (rule !== undefined) result.rules.push(rule);
	}
	return result;
}

/** The rule, a sentence on why it is none, or undefined for a blank row. */
function readRule(row: unknown, source: string): MappingRule | string | undefined {
	const parsed = rowSchema.safeParse(row);
	if (!parsed.success) return 'is no table row. Give it as columns with values.';
	const rule: MappingRule = { source };
	for (const [name, value] of Object.entries(parsed.data)) {
		const field = fieldOf(name);
		if (field === undefined) continue;
		const cell = cellSchema.safeParse(value);
		if (!cell.success)
			return `the column "${name}" holds no text. Write a value or leave it blank.`;
		if (cell.data !== '') rule[field] = cell.data;
	}
	if (Object.keys(rule).length === 1) return undefined;
	if (rule.account === undefined && rule.item === undefined) {
		return 'names neither an account nor an item. Fill in one of them.';
	}
	for (const field of criteria) {
		if (parsePattern(rule[field]) === undefined) {
			return `the range "${rule[field]}" has no end or runs backwards. Write it as 03-100..03-999.`;
		}
	}
	return rule;
}

const csvSchema = z.array(
	z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }),
);

/**
 * Rules from CSV text with a header line (RFC 4180; a byte order mark, blank lines and semicolons
 * as separator are accepted). The rule on line 4 of the file is `gl-mapping.csv:4`.
 *
 * @throws never; text that is no CSV, or has no column for cost codes, accounts or items, gives
 * one refusal for the whole file.
 */
export function parseMappingCsv(text: string, name: string): ParsedRules {
	let lines: z.infer<typeof csvSchema>;
	try {
		const header = text.split(/\r?\n/, 1)[0] ?? '';
		const semicolons = !header.includes(',') && header.includes(';');
		const options = {
			bom: true,
			info: true,
			relaxColumnCount: true,
			trim: true,
			skipEmptyLines: true,
			delimiter: semicolons ? ';' : ',',
		};
		const records: unknown = parse(text, options);
		lines = csvSchema.parse(records);
	} catch (error) {
		const why = error instanceof Error ? error.message : 'unknown reason';
		return {
			rules: [],
			refused: [
				{
					row: 1,
					sentence: `${name} is not a CSV file (${why}). Save it as CSV with a header line.`,
				},
			],
		};
	}
	const header = lines[0]?.record ?? [];
	const fields = new Set(header.map(fieldOf));
	if (!fields.has('account') && !fields.has('item')) {
		const sentence = `${name} has no column "account" or "item". Its header line must name cost_code, cost_type, project, account, item, class.`;
		return { rules: [], refused: [{ row: 1, sentence }] };
	}
	const rows = lines.slice(1).map(({ record, info }) => ({
		row: Object.fromEntries(header.map((column, index) => [column, record[index] ?? ''])),
		number: info.lines,
	}));
	return parseNumbered(rows, name);
}
