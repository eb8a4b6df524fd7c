import Decimal from 'decimal.js';
import { formatAmount, fromMinor, minorDigits, toMinor, type Minor } from '../documents/money';

const LARGEST = 1e14;

/** The first code that is a currency, so that a misread one does not stop the decision. */
export function usableCurrency(...codes: ReadonlyArray<string | undefined>): string {
	for (const code of codes) {
		if (code === undefined) continue;
		try {
			minorDigits(code);
			return code;
		} catch {
			continue;
		}
	}
	return 'USD';
}

/** Minor units of an amount; one beyond 1e14 minor units counts as that, which no rule passes. */
export function minorOf(amount: number, currency: string): Minor {
	if (Math.abs(amount) * 10 ** minorDigits(currency) > LARGEST) {
		return Math.sign(amount) * LARGEST;
	}
	return toMinor(amount, currency);
}

/** Minor units as a controller reads them. */
export function moneyOf(minor: Minor, currency: string): string {
	return formatAmount(fromMinor(Math.round(minor), currency), currency);
}

/** Digits with separators and no currency sign, for formulas (`10,200.00`). */
export function figureOf(minor: Minor, currency: string): string {
	const digits = minorDigits(currency);
	return new Intl.NumberFormat('en-US', {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	}).format(fromMinor(Math.round(minor), currency));
}

export function sum(amounts: readonly Minor[]): Minor {
	return amounts.reduce((left, right) => left + right, 0);
}

/** `a x b / divisor` in minor units, rounded half away from zero; factors are not rounded before. */
export function productOf(a: number, b: number, currency: string, divisor = 1): Minor {
	const exact = new Decimal(a).times(b).div(divisor);
	if (exact.abs().gt(LARGEST)) return exact.isNegative() ? -LARGEST : LARGEST;
	return toMinor(exact, currency);
}

/** `percent` of an amount in minor units, rounded half away from zero. */
export function percentOf(percent: number, minor: Minor): Minor {
	const exact = new Decimal(minor).times(percent).div(100);
	if (exact.abs().gt(LARGEST)) return exact.isNegative() ? -LARGEST : LARGEST;
	return exact.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
}

/** How many percent `part` is of `whole`, to one decimal (`119.7 %`). */
export function percentText(part: Minor, whole: Minor): string {
	if (whole === 0) return 'no percentage';
	return `${new Decimal(part).times(100).div(whole).toDecimalPlaces(1).toFixed(1)} %`;
}
