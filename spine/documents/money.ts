import Decimal from 'decimal.js';
import { z } from 'zod';

/**
 * An amount of money in JSON: a plain number with the currency's minor-unit precision
 * (`1234.5` is 1,234.50 USD), as QuickBooks Online writes it. Never add or multiply amounts:
 * convert to minor units with {@link toMinor}, calculate on integers, convert back.
 */
export const amountSchema = z.number().finite();
export type Amount = z.infer<typeof amountSchema>;

/** Whole minor units of a currency (cents of USD). Always a safe integer. */
export type Minor = number;

const digitsByCurrency = new Map<string, number>();

/**
 * Number of decimal places of a currency's minor unit, by ISO 4217 as the ICU data of the
 * runtime carries it (USD 2, JPY 0, KWD 3).
 *
 * @throws {RangeError} when `currency` is not a three-letter code.
 */
export function minorDigits(currency = 'USD'): number {
	const known = digitsByCurrency.get(currency);
	if (known !== undefined) return known;
	const digits =
		new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
			.maximumFractionDigits ?? 2;
	digitsByCurrency.set(currency, digits);
	return digits;
}

/**
 * Exact minor units of an amount, rounded half away from zero where it has more decimals than
 * the currency knows.
 *
 * @throws {RangeError} when the amount is not a number or too large to be exact.
 */
export function toMinor(amount: number | string | Decimal, currency = 'USD'): Minor {
	const plain = typeof amount === 'number' ? wholeMinor(amount, minorDigits(currency)) : undefined;
	if (plain !== undefined) return plain;
	const minor = new Decimal(amount)
		.times(new Decimal(10).pow(minorDigits(currency)))
		.toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
		.toNumber();
	if (!Number.isSafeInteger(minor)) {
		throw new RangeError(
			`${String(amount)} ${currency} is not an amount that can be kept exactly.`,
		);
	}
	return minor === 0 ? 0 : minor;
}

/** Up to here the error of a binary product stays far below {@link NEARLY_WHOLE}. */
const SMALL = 1e9;
/** Nearer to a whole number than this is no half, and rounds to that number in either arithmetic. */
const NEARLY_WHOLE = 1e-5;

/**
 * Minor units of an amount that has no more decimals than the currency, which is nearly every one,
 * without decimal arithmetic; undefined where only that is sure to round right.
 */
function wholeMinor(amount: number, digits: number): Minor | undefined {
	const scaled = amount * 10 ** digits;
	const whole = Math.round(scaled);
	if (Math.abs(whole) > SMALL || !(Math.abs(scaled - whole) < NEARLY_WHOLE)) return undefined;
	return whole === 0 ? 0 : whole;
}

/** The amount that a number of minor units stands for (`123450` cents are `1234.5`). */
export function fromMinor(minor: Minor, currency = 'USD'): Amount {
	return new Decimal(minor).div(new Decimal(10).pow(minorDigits(currency))).toNumber();
}

/** Exact sum of amounts; 0 for none. Absent amounts count as zero. */
export function sumAmounts(amounts: ReadonlyArray<Amount | undefined>, currency = 'USD'): Amount {
	let total = 0;
	for (const amount of amounts) if (amount !== undefined) total += toMinor(amount, currency);
	return fromMinor(total, currency);
}

/**
 * `quantity x price` or `rate x base` as an amount, rounded half away from zero to the minor
 * unit. Factors are decimals and are not rounded before.
 */
export function multiply(a: number | string, b: number | string, currency = 'USD'): Amount {
	return fromMinor(toMinor(new Decimal(a).times(b), currency), currency);
}

/**
 * Splits an amount over weights so that the parts add up to it exactly: largest remainder
 * first, ties to the earlier part (rule MA-06). All weights zero gives everything to the first.
 */
export function allocate(amount: Amount, weights: readonly number[], currency = 'USD'): Amount[] {
	if (weights.length === 0) return [];
	const total = toMinor(amount, currency);
	const sum = weights.reduce((left, right) => left.plus(right), new Decimal(0));
	if (sum.isZero()) return weights.map((_, index) => (index === 0 ? amount : 0));
	const exact = weights.map((weight) => new Decimal(total).times(weight).div(sum));
	const parts = exact.map((part) => part.toDecimalPlaces(0, Decimal.ROUND_FLOOR).toNumber());
	let left = total - parts.reduce((a, b) => a + b, 0);
	const order = exact
		.map((part, index) => ({ index, rest: part.minus(part.floor()).toNumber() }))
		.sort((a, b) => b.rest - a.rest || a.index - b.index);
	for (const { index } of order) {
		if (left <= 0) break;
		parts[index] = (parts[index] ?? 0) + 1;
		left -= 1;
	}
	return parts.map((part) => fromMinor(part, currency));
}

/** An amount as a controller reads it: `$1,234.50`, `-$12.00`. For messages only. */
export function formatAmount(amount: Amount, currency = 'USD'): string {
	return new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(amount);
}
