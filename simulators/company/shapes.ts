import { z } from 'zod';
import { expecting } from './refusal';

const numericText = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** Money, quantity, price or percentage as the two systems write it: a number, or a text that holds one. Kept as it stands. */
export const figure = expecting(
	'a number or a numeric string',
	z.union([z.number(), z.string().regex(numericText)]),
);
export const optionalFigure = expecting(
	'a number or a numeric string',
	z.union([z.number(), z.string().regex(numericText), z.literal(''), z.null(), z.undefined()]),
);

/** A percentage: a figure that may carry a percent sign (`96.36%`). */
export const optionalPercentage = expecting(
	'a percentage, a number or a text such as "96.36%"',
	z.union([z.number(), z.string().regex(/^[+-]?\d*\.?\d*\s*%?$/), z.null(), z.undefined()]),
);

/** A calendar date, with or without a time of day after it. */
export const optionalDate = expecting(
	'a date written YYYY-MM-DD, or a date-time',
	z.union([
		z
			.string()
			.regex(/^\d{4}-\d{2}-\d{2}([T ].*)?$/)
			.refine((text) => !Number.isNaN(Date.parse(text.slice(0, 10)))),
		z.null(),
		z.undefined(),
	]),
);

/** An id in Procore: a whole number (a text of digits becomes one). */
export const wholeId = expecting(
	'a whole number',
	z.union([
		z.number().int().nonnegative(),
		z
			.string()
			.regex(/^\d{1,15}$/)
			.transform(Number),
	]),
);
export const optionalWholeId = expecting(
	'a whole number',
	z.union([
		z.number().int().nonnegative(),
		z
			.string()
			.regex(/^\d{1,15}$/)
			.transform(Number),
		z.null(),
		z.undefined(),
	]),
);

/** An id in QuickBooks: a text (a whole number becomes one). */
export const textId = expecting(
	'an id, a text such as "56"',
	z.union([z.string().min(1), z.number().int().transform(String)]),
);

export const optionalText = z.string().nullish();
export const optionalFlag = z.boolean().nullish();
