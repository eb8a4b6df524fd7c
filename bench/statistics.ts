/**
 * The value that a share of the values does not exceed (nearest rank: no value is made up between
 * two that were measured).
 *
 * @param share from 0 to 1; 0.95 for the 95th percentile.
 * @throws when there are no values.
 */
export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((left, right) => left - right);
	const rank = Math.max(1, Math.ceil(share * sorted.length));
	const value = sorted[rank - 1];
	if (value === undefined) throw new Error('There is nothing to take a percentile of.');
	return value;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Rounded to so many decimals, for tables and the last line. */
export function rounded(value: number, decimals = 2): number {
	return Number(value.toFixed(decimals));
}
