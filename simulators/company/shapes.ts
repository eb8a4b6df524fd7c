import { z } from 'zod';
import { expecting } from './refusal';

const numericText = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const absent = (value: unknown): value is null | undefined => value === null || value === undefined;

/** Money, quantity or price as the two systems write it: a number, or a text that holds one. Kept as it stands. */
export const optionalFigure = expecting('a number or a numeric string', (value) => {
	if (absent(value) || typeof value === 'number' || value === '') return { value };
	return typeof value === 'string' && numericText.test(value) ? { value } : undefined;
});

/** A percentage: a figure that may carry a percent sign (`96.36%`). */
export const optionalPercentage = expecting(
	'a percentage, a number or a text such as "96.36%"',
	(value) => {
		if (absent(value) || typeof value === 'number' || value === '') return { value };
		const text = typeof value === 'string' ? value.replace(/\s*%$/, '') : '';
		return numericText.test(text) ? { value } : undefined;
	},
);

/** A calendar date, with or without a time of day after it. */
export const optionalDate = expecting('a date written YYYY-MM-DD, or a date-time', (value) => {
	if (absent(value)) return { value };
	const date = typeof value === 'string' && /^(\d{4}-\d{2}-\d{2})([T ].*)?$/.exec(value)?.[1];
	return date && !Number.isNaN(Date.parse(date)) ? { value } : undefined;
});

function readWhole(value: unknown): { value: number } | undefined {
	if (typeof value === 'number') {
		return Number.isInteger(value) && value >= 0 ? { value } : undefined;
	}
	return typeof value === 'string' && /^\d{1,15}$/.test(value)
		? { value: Number(value) }
		: undefined;
}

/** An id in Procore: a whole number (a text of digits becomes one). */
export const wholeId = expecting('a whole number', readWhole);
export const optionalWholeId = expecting('a whole number', (value) =>
	absent(value) ? { value } : readWhole(value),
);

/** An id in QuickBooks: a text (a whole number becomes one). */
export const textId = expecting('an id, a text such as "56"', (value) => {
	if (typeof value === 'number' && Number.isInteger(value)) return { value: String(value) };
	return typeof value === 'string' && value !== '' ? { value } : undefined;
});

export const optionalText = z.string().nullish();
export const optionalFlag = z.boolean().nullish();
