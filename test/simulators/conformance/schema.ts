import { z } from 'zod';

/** The part of JSON Schema that the contract data uses. */
export interface Schema {
	type?: string;
	format?: string;
	description?: string;
	enum?: unknown[];
	required?: string[];
	properties?: Record<string, Schema>;
	items?: Schema;
}

export const schemaSchema: z.ZodType<Schema> = z.lazy(() =>
	z
		.object({
			type: z.string().optional(),
			format: z.string().optional(),
			description: z.string().optional(),
			enum: z.array(z.unknown()).optional(),
			required: z.array(z.string()).optional(),
			properties: z.record(schemaSchema).optional(),
			items: schemaSchema.optional(),
		})
		.passthrough(),
);

/** Where a value departs from a schema on purpose, and why. */
export interface Exception {
	/** Regular expression on `METHOD path member.path`. */
	at: RegExp;
	reason: string;
	/** The schema that holds instead; absent: the member may stand though the contract lacks it. */
	schema?: Schema;
}

export interface Check {
	/** Method and path of the operation, for exceptions. */
	operation: string;
	side: 'request' | 'response';
	exceptions: readonly Exception[];
}

const numericMembers =
	/^(amount|grand_total|unit_cost|quantity|extended_amount|total_amount|manual_amount|retainage_percent|scheduled_value|balance_to_finish|work_completed_.*|materials_.*_retained|total_retainage.*|.*_(contract_sum|sum_to_date)|current_payment_due|total_payments|revised_contract|total_requisitions_amount)$/;
const numericText = /^-?\d+(\.\d+)?%?$/;

/** What is wrong with a value by a schema, a sentence each, with the member's path. */
export function violations(schema: Schema, value: unknown, path: string, check: Check): string[] {
	const exception = check.exceptions.find(
		(one) => one.schema !== undefined && one.at.test(`${check.operation} ${plain(path)}`),
	);
	return compare(exception?.schema ?? schema, value, path, check);
}

function plain(path: string): string {
	return path.replaceAll(/\[\d+\]/g, '').replace(/^\./, '');
}

function compare(schema: Schema, value: unknown, path: string, check: Check): string[] {
	const wrong = (what: string): string[] => [`${path || '(body)'}: ${what}`];
	if (schema.type === undefined || schema.description === '(nested object)') return [];
	if (value === null) {
		const key = path.split('.').at(-1);
		if (check.side === 'response' && key !== 'id') return [];
		return wrong(`null where ${schema.type} is expected`);
	}
	switch (schema.type) {
		case 'object':
			return typeof value === 'object' && !Array.isArray(value)
				? compareObject(schema, Object.entries(value), path, check)
				: wrong('no object');
		case 'array': {
			if (!Array.isArray(value)) return wrong('no list');
			const { items } = schema;
			if (items === undefined) return [];
			return value.flatMap((item, index) => violations(items, item, `${path}[${index}]`, check));
		}
		case 'string':
			return typeof value === 'string' ? compareText(schema, value, path) : wrong('no text');
		case 'integer':
			return Number.isInteger(value) ? [] : wrong('no whole number');
		case 'number':
			return typeof value === 'number' ? [] : wrong('no number');
		case 'boolean':
			return typeof value === 'boolean' ? [] : wrong('neither true nor false');
		default:
			return wrong(`the contract has the unknown type ${schema.type}`);
	}
}

function compareObject(
	schema: Schema,
	entries: Array<[string, unknown]>,
	path: string,
	check: Check,
): string[] {
	const { properties } = schema;
	if (properties === undefined) return [];
	const names = new Set(entries.map(([name]) => name));
	const missing = (schema.required ?? [])
		.filter((name) => !names.has(name))
		.map((name) => `${path}.${name}: missing`);
	return [
		...missing,
		...entries.flatMap(([name, value]) => {
			const at = path === '' ? name : `${path}.${name}`;
			const known = properties[name];
			if (known !== undefined) return violations(known, value, at, check);
			if (/^custom_field/.test(name)) return [];
			const excepted = check.exceptions.find((one) =>
				one.at.test(`${check.operation} ${plain(at)}`),
			);
			if (excepted !== undefined) {
				return excepted.schema === undefined ? [] : compare(excepted.schema, value, at, check);
			}
			return [`${at}: unknown to the contract`];
		}),
	];
}

function compareText(schema: Schema, value: string, path: string): string[] {
	if (schema.enum !== undefined && !schema.enum.includes(value)) {
		return [`${path}: "${value}" is not one of ${schema.enum.join(', ')}`];
	}
	const member = path.split('.').at(-1) ?? '';
	const numeric =
		schema.format === 'float' || schema.format === 'decimal' || numericMembers.test(member);
	if (numeric && !numericText.test(value)) return [`${path}: "${value}" is no number`];
	const isDate = /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(value) && !Number.isNaN(Date.parse(value));
	const isInstant = isDate && value.includes('T');
	if (schema.format === 'date' && !isDate) return [`${path}: "${value}" is no date`];
	if (schema.format === 'date-time' && !isInstant && !(isDate && /date$/.test(member))) {
		return [`${path}: "${value}" is no date-time`];
	}
	return [];
}
