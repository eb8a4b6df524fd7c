import Decimal from 'decimal.js';
import { DateTime } from 'luxon';
import { Parser } from 'htmlparser2';
import { z } from 'zod';

/**
 * Building blocks of wire schemas. Procore writes money as strings with a varying number of
 * decimals in v1 and as numbers elsewhere, ids as numbers in v1 and strings in v2, and null for
 * what is absent; every block below reads all of these.
 */

/** Absent, null and empty text as undefined. */
function absent(value: unknown): unknown {
	return value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value;
}

function optional<T extends z.ZodTypeAny>(schema: T) {
	return z.preprocess(absent, schema.optional());
}

/** An id as text; ids of newer regions have 15 digits and more. */
export const id = z
	.union([z.string().trim().min(1), z.number().int()], { message: 'must be an id' })
	.transform(String);
export const optionalId = optional(id);

const decimalText = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/;

/** A decimal number written as a number or as text; kept exact to 15 digits. */
export const decimal = z.union([z.number(), z.string()]).transform((value, context) => {
	const text = String(value).trim();
	if (typeof value === 'string' && !decimalText.test(text)) {
		context.addIssue({ code: 'custom', message: 'must be an amount' });
		return z.NEVER;
	}
	const number = new Decimal(text.replace(/,/g, '')).toNumber();
	if (!Number.isFinite(number)) {
		context.addIssue({ code: 'custom', message: 'must be an amount' });
		return z.NEVER;
	}
	return number;
});
export const optionalDecimal = optional(decimal);

/** `10`, `"10.00"` and `"96.36%"` as a percentage. */
export const optionalPercent = optional(
	z.preprocess(
		(value) => (typeof value === 'string' ? value.replace(/\s*%\s*$/, '') : value),
		decimal,
	),
);

/** A calendar date; of a date-time its date part. */
export const optionalDate = optional(
	z.string().transform((text, context) => {
		const date = text.trim().slice(0, 10);
		if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !DateTime.fromISO(date).isValid) {
			context.addIssue({ code: 'custom', message: 'must be a date written YYYY-MM-DD' });
			return z.NEVER;
		}
		return date;
	}),
);

/** An instant in UTC, `…Z`. */
export const optionalInstant = optional(
	z.string().transform((text, context) => {
		const instant = DateTime.fromISO(text.trim(), { zone: 'utc' }).toISO({
			suppressMilliseconds: true,
		});
		if (instant === null) {
			context.addIssue({ code: 'custom', message: 'must be a date-time' });
			return z.NEVER;
		}
		return instant;
	}),
);

/** Text; numbers where Procore writes one (a requisition's number). */
export const optionalText = optional(
	z.union([z.string(), z.number()]).transform((value) => String(value).trim()),
);
export const optionalBoolean = optional(z.boolean());
export const optionalInteger = optional(
	z.union([
		z.number().int(),
		z.string().regex(/^\d+$/, 'must be a whole number').transform(Number),
	]),
);

/** An object that may be null or left out. */
export function optionalObject<T extends z.ZodRawShape>(shape: T) {
	return optional(z.object(shape).passthrough());
}

/** A list that may be null or left out, then empty. */
export function list<T extends z.ZodTypeAny>(row: T) {
	return z.preprocess((value) => value ?? [], z.array(row));
}

const breaking = new Set(['br', 'p', 'div', 'li', 'tr', 'h1', 'h2', 'h3']);

/** Plain text of a description, which Procore keeps as HTML. */
export function plainText(html: string): string {
	if (!/[<&]/.test(html)) return html.trim();
	let text = '';
	const parser = new Parser({
		ontext: (part) => {
			text += part;
		},
		onopentagname: (name) => {
			if (breaking.has(name)) text += ' ';
		},
	});
	parser.end(html);
	return text.replace(/\s+/g, ' ').trim();
}
