/** Whole cents of an amount in dollars. Every sum of the demo is made in cents. */
export const cents = (dollars: number): number => Math.round(dollars * 100);

export const dollars = (whole: number): number => whole / 100;

/** Sum of amounts in dollars, exact to the cent. */
export const total = (amounts: readonly number[]): number =>
	dollars(amounts.reduce((sum, amount) => sum + cents(amount), 0));

/** Part of an amount in percent, to the cent, half up. */
export const percentOf = (percent: number, amount: number): number =>
	dollars(Math.round((cents(amount) * percent) / 100));

/** Money as Procore writes it: a text with two decimals. */
export const wireMoney = (amount: number): string => amount.toFixed(2);
