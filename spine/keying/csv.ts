import { minorDigits } from '../documents/money';
import { neutralText } from '../reconciliation/neutral-text';
import { LINE_COLUMNS } from './columns';
import type { KeyingSheet } from './sheet';

/**
 * The bills to be keyed as CSV (RFC 4180, UTF-8 with a byte order mark for Excel): a row a line, the bill's
 * own fields on each. Amounts have a decimal point and no grouping; texts can never run as formulas.
 */
export function keyingCsv({ bills }: KeyingSheet): string {
	const rows = bills.flatMap((bill) =>
		bill.lines.map((line) =>
			LINE_COLUMNS.map(({ value }) => {
				const found = value(bill, line);
				return typeof found === 'number'
					? found.toFixed(minorDigits(bill.currency))
					: quoted(neutralText(found ?? ''));
			}),
		),
	);
	const lines = [LINE_COLUMNS.map(({ header }) => quoted(header)), ...rows];
	return `\ufeff${lines.map((cells) => cells.join(',')).join('\r\n')}\r\n`;
}

const quoted = (text: string): string =>
	/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
