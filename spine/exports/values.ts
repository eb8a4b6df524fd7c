import Decimal from 'decimal.js';
import { DateTime } from 'luxon';
import { minorDigits } from '../documents/money';
import type { Cell } from './table';

/** Order of day and month where a date is written in figures with the year last. */
export type DateOrder = 'mdy' | 'dmy';
/** The sign between units and hundredths. */
export type DecimalSign = '.' | ',';

/** How one file writes its dates and amounts. */
export interface Writing {
	dates: DateOrder | 'ambiguous';
	decimal: DecimalSign;
}

/** Longest text that may be an amount or a date; longer ones are not looked at, which would take long. */
const LONGEST = 120;

const FIGURES = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/;
const NAMED_FORMATS = [
	'd LLL yyyy',
	'd LLLL yyyy',
	'LLL d, yyyy',
	'LLLL d, yyyy',
	'd-LLL-yyyy',
	'd-LLL-yy',
];

/**
 * How a file's dates are written, told by all of them: a first figure above 12 is a day, a second
 * one is a day as well; both in one file contradict each other.
 *
 * @returns undefined where they contradict each other.
 */
export function dateOrderOf(dates: readonly Cell[]): DateOrder | 'ambiguous' | undefined {
	let dayFirst = false;
	let monthFirst = false;
	let inFigures = false;
	for (const date of dates) {
		if (typeof date !== 'string' || date.length > LONGEST) continue;
		const [, first = '', second = ''] = FIGURES.exec(withoutTime(date)) ?? [];
		if (first === '') continue;
		inFigures = true;
		if (Number(first) > 12) dayFirst = true;
		if (Number(second) > 12) monthFirst = true;
	}
	if (dayFirst && monthFirst) return undefined;
	if (dayFirst) return 'dmy';
	if (monthFirst || !inFigures) return 'mdy';
	return 'ambiguous';
}

const withoutTime = (date: string): string =>
	date.trim().replace(/[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\s*([AP]M)?.*$/i, '');

/** A calendar date as `YYYY-MM-DD`; undefined for what is none. Two figures of a year are of this century. */
export function dateOf(cell: Cell, order: DateOrder): string | undefined {
	if (cell instanceof Date)
		return Number.isNaN(cell.getTime()) ? undefined : cell.toISOString().slice(0, 10);
	if (typeof cell === 'number' || cell.length > LONGEST) return undefined;
	const text = withoutTime(cell);
	const [, first, second, year] = FIGURES.exec(text) ?? [];
	if (first !== undefined && second !== undefined && year !== undefined) {
		const [month, day] = order === 'mdy' ? [first, second] : [second, first];
		return calendarDate(Number(year.length === 2 ? `20${year}` : year), Number(month), Number(day));
	}
	const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text);
	if (iso !== null) return calendarDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
	for (const format of NAMED_FORMATS) {
		const named = DateTime.fromFormat(text, format, { zone: 'utc', locale: 'en' });
		if (named.isValid) return named.toFormat('yyyy-MM-dd');
	}
	return undefined;
}

function calendarDate(year: number, month: number, day: number): string | undefined {
	const date = DateTime.utc(year, month, day);
	return date.isValid ? date.toFormat('yyyy-MM-dd') : undefined;
}

/**
 * The sign before the hundredths, told by all amounts of a file; a point where nothing tells.
 *
 * @returns undefined where they contradict each other.
 */
export function decimalSignOf(amounts: readonly Cell[]): DecimalSign | undefined {
	const texts = amounts
		.filter((one) => typeof one === 'string')
		.filter((text) => text.length <= LONGEST);
	const comma = texts.some((text) => /^[^\da-z]*[\d.']*,\d{1,2}[^\da-z]*$/i.test(text));
	const point = texts.some((text) => /^[^\da-z]*[\d,']*\.\d{1,2}[^\da-z]*$/i.test(text));
	if (comma && point) return undefined;
	return comma ? ',' : '.';
}

/**
 * An amount as reports write it, exact: `$1,234.50`, `(1,250.00)`, `-12`, `12.00-`, `USD 5`. A
 * workbook's number is rounded to the minor unit, because it is stored in binary.
 *
 * @returns undefined for what is no amount, or has more decimals than the currency.
 */
export function amountOf(cell: Cell, decimal: DecimalSign, currency: string): number | undefined {
	const digits = minorDigits(currency);
	if (typeof cell === 'number') {
		return Number.isFinite(cell) && Math.abs(cell) < 1e13
			? new Decimal(cell).toDecimalPlaces(digits, Decimal.ROUND_HALF_UP).toNumber()
			: undefined;
	}
	if (typeof cell !== 'string' || cell.length > LONGEST) return undefined;
	const bare = cell.replace(/^\s*[A-Z]{3}\s+|\s+[A-Z]{3}\s*$/g, '').replace(/[\s$€£¥]/g, '');
	const parts = /^(\()?([-+\u2212])?([\d.,']+)([-\u2212])?(\))?$/.exec(bare);
	if (parts === null) return undefined;
	const [, open, sign, figures = '', behind, close] = parts;
	if ((open === undefined) !== (close === undefined)) return undefined;
	const grouping = decimal === '.' ? ',' : '.';
	const [whole = '', fraction, ...rest] = figures.split(decimal);
	if (rest.length > 0 || (fraction !== undefined && !/^\d*$/.test(fraction))) return undefined;
	const ungrouped = whole.split(grouping).join('').replace(/'/g, '');
	const isGrouped = whole.includes(grouping);
	if (isGrouped && !/^\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}$/.test(whole)) return undefined;
	if (!/^\d*$/.test(ungrouped) || (ungrouped === '' && (fraction ?? '') === '')) return undefined;
	const cents = (fraction ?? '').replace(/0+$/, '');
	if (cents.length > digits) return undefined;
	const value = new Decimal(`${ungrouped === '' ? '0' : ungrouped}.${cents === '' ? '0' : cents}`);
	if (value.gte(1e13)) return undefined;
	const signs = [open, sign === '+' ? undefined : sign, behind].filter((one) => one !== undefined);
	if (signs.length > 1) return undefined;
	const amount = value.toNumber();
	return signs.length === 1 && amount !== 0 ? -amount : amount;
}

/** `Yes`, `No`, `True`, `Executed` and the like. */
export function yesOrNo(text: string): boolean | undefined {
	const word = text.trim().toLowerCase();
	if (['yes', 'y', 'true', 'executed', '1', 'x', 'active'].includes(word)) return true;
	if (['no', 'n', 'false', 'not executed', '0', 'inactive'].includes(word)) return false;
	return undefined;
}
