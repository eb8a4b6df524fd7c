import { formatAmount, fromMinor, type Minor } from '../documents/money';
import type { MonitorFacts } from './facts';

/** An amount of minor units in the company's currency, for sentences. */
export function money({ source }: Pick<MonitorFacts, 'source'>, minor: Minor): string {
	const { currency } = source.settings;
	return formatAmount(fromMinor(minor, currency), currency);
}

/** At most `most` texts of a list, and how many more there are. */
export function listed(texts: readonly string[], most = 5): string {
	const shown = texts.slice(0, most).join(', ');
	return texts.length > most ? `${shown} and ${texts.length - most} more` : shown;
}

/** `1 bill`, `2 bills`. */
export function count(number: number, one: string, many = `${one}s`): string {
	return `${number} ${number === 1 ? one : many}`;
}
