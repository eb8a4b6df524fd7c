import Decimal from 'decimal.js';
import { z } from 'zod';

/** A row of a resource in its wire shape. */
export const rowSchema = z.object({ id: z.number() }).passthrough();
export type Row = z.infer<typeof rowSchema>;

/** Any JSON object. */
export const objectSchema = z.record(z.unknown());
export type Bag = Record<string, unknown>;

/** The value as an object; an empty one if it is none. */
export function bag(value: unknown): Bag {
	const parsed = objectSchema.safeParse(value);
	return parsed.success ? parsed.data : {};
}

/** The value's rows, in the very objects that stand there, so that a change to one is kept. */
export function rowsOf(value: unknown): Row[] {
	return Array.isArray(value) ? value.filter(isRow) : [];
}

function isRow(value: unknown): value is Row {
	return (
		typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'number'
	);
}

/** A whole number from a number or a text of digits, else undefined. */
export function whole(value: unknown): number | undefined {
	if (typeof value === 'number' && Number.isInteger(value)) return value;
	if (typeof value === 'string' && /^\d{1,16}$/.test(value)) return Number(value);
	return undefined;
}

export function text(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

/** A decimal from a number or a numeric text (a percent sign is dropped); zero for anything else. */
export function decimal(value: unknown): Decimal {
	if (typeof value === 'number') return new Decimal(value);
	if (typeof value !== 'string') return new Decimal(0);
	const plain = value.replace('%', '').trim();
	return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(plain)
		? new Decimal(plain)
		: new Decimal(0);
}

/** Money on the wire: a text with two decimals, or more if the value has more. */
export function money(value: Decimal): string {
	return value.toFixed(Math.max(2, value.decimalPlaces()));
}

export function sum(values: Decimal[]): Decimal {
	return values.reduce((total, value) => total.plus(value), new Decimal(0));
}

/** Moves a derived figure of a row by a difference; a row that does not state the figure is left so. */
export function shift(row: Bag, member: string, difference: Decimal): void {
	const stated = row[member];
	if (difference.isZero() || stated === undefined || stated === null) return;
	row[member] = money(decimal(stated).plus(difference));
}

/** An object without some members. */
export function without(row: Bag, members: readonly string[]): Bag {
	return Object.fromEntries(Object.entries(row).filter(([member]) => !members.includes(member)));
}
