import type { Cell } from 'write-excel-file/node';
import { neutralText } from './neutral-text';

/** How amounts are shown; negative ones in red. */
export const MONEY = '#,##0.00;[Red]-#,##0.00';
const HEAD = { fontWeight: 'bold', backgroundColor: '#e8edf3', wrap: true } as const;
/** Excel's own limit of one cell's text. */
const LONGEST_TEXT = 32_767;

/** A text that can never run as a formula; nothing for an empty one. */
export const label = (text: string | undefined): Cell | null =>
	text === undefined || text === ''
		? null
		: {
				type: String,
				value: neutralText(text).slice(0, LONGEST_TEXT),
				format: '@',
				alignVertical: 'top',
			};
/** An amount as a number. */
export const money = (amount: number | undefined): Cell | null =>
	amount === undefined
		? null
		: { type: Number, value: amount, format: MONEY, alignVertical: 'top' };
export const count = (value: number | undefined): Cell | null =>
	value === undefined ? null : { type: Number, value, alignVertical: 'top' };
/** A header. */
export const head = (text: string): Cell => ({ type: String, value: text, ...HEAD });
