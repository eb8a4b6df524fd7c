import Decimal from 'decimal.js';

/** Which character a document uses before the decimals. */
export type DecimalMark = 'point' | 'comma';

/** An amount as printed, with its place in the text it was found in. */
export interface PrintedAmount {
	value: number;
	/** ISO 4217 code of a symbol or code that stands beside the number. */
	currency?: string;
	start: number;
	end: number;
	/** Whether a currency or decimals mark it as money; a bare integer could be anything. */
	clear: boolean;
}

const SYMBOLS: ReadonlyArray<readonly [RegExp, string]> = [
	[/US\s?\$|USD/i, 'USD'],
	[/C(?:A|DN)?\s?\$|CAD/i, 'CAD'],
	[/AU?\s?\$|AUD/i, 'AUD'],
	[/NZ\s?\$|NZD/i, 'NZD'],
	[/\u20ac|EUR/i, 'EUR'],
	[/\u00a3|GBP/i, 'GBP'],
	[/\u20b9|INR|Rs/i, 'INR'],
	[/z\u0142|PLN/i, 'PLN'],
	[/CHF|Fr\./i, 'CHF'],
	[/MXN/i, 'MXN'],
	[/SEK/i, 'SEK'],
	[/NOK/i, 'NOK'],
	[/DKK/i, 'DKK'],
	[/CZK|K\u010d/i, 'CZK'],
	[/\u00a5|JPY/i, 'JPY'],
];

const CURRENCY =
	'(?:US\\s?\\$|CA?\\s?\\$|AU?\\s?\\$|NZ\\s?\\$|[$\\u20ac\\u00a3\\u20b9\\u00a5]|(?:USD|CAD|AUD|NZD|EUR|GBP|INR|PLN|CHF|MXN|SEK|NOK|DKK|CZK|JPY)(?![A-Z])|Rs\\.?(?![a-z])|z\\u0142)';
const NUMBER =
	"(?:\\d{1,3}(?:(?:,\\d{3})+|(?:\\.\\d{3})+|(?:['\\u2019]\\d{3})+|(?:[ \\u00a0\\u202f]\\d{3}(?=(?:[ \\u00a0\\u202f]\\d{3})*,\\d{2}(?!\\d)))+)(?:[.,]\\d{1,4})?|\\d+(?:[.,]\\d{1,6})?|[.,]\\d{1,4})";
const AMOUNT = new RegExp(
	`(?<![\\p{L}\\p{N}.,/#-])(?<open>\\()?\\s?(?<sign>[-\\u2212\\u2013+])?\\s?(?<before>${CURRENCY})?\\s?(?<inner>[-\\u2212\\u2013(])?\\s?(?<number>${NUMBER})(?<thousand>\\s?[kK](?![\\p{L}]))?(?<trail>[-\\u2212](?![\\p{L}\\p{N}]))?(?:\\s?(?<after>${CURRENCY}))?\\s?(?<close>\\))?(?<credit>\\s?CR(?![\\p{L}]))?(?![\\p{L}\\p{N}]|[.,/:-]\\d|\\s?%)`,
	'giu',
);

/** How a document writes decimals, from its own unmistakable amounts; a point where none tells. */
export function decimalMarkOf(text: string): DecimalMark {
	const points = text.match(/\d[.]\d{2}(?![\d.,])|\d,\d{3}[.]\d/g)?.length ?? 0;
	const commas = text.match(/\d[,]\d{2}(?![\d.,])|\d[.]\d{3},\d/g)?.length ?? 0;
	return commas > points ? 'comma' : 'point';
}

/**
 * Every amount in a text: `$1,234.50`, `1.234,50 EUR`, `1 234,50`, `(1,250.00)`, `1,250.00-`,
 * `1,250 CR`, `$12.4K`. Percentages, parts of dates and of numbers with letters are left out.
 */
export function amountsIn(text: string, mark: DecimalMark = 'point'): PrintedAmount[] {
	const found: PrintedAmount[] = [];
	for (const match of text.matchAll(AMOUNT)) {
		const groups = match.groups ?? {};
		const number = groups['number'] ?? '';
		const plain = toPlain(number, mark);
		if (plain === undefined) continue;
		const bracketed = groups['open'] !== undefined || groups['inner'] === '(';
		if (bracketed && groups['close'] === undefined && groups['inner'] === '(') continue;
		const negative =
			(bracketed && groups['close'] !== undefined) ||
			/[-\u2212\u2013]/.test(`${groups['sign'] ?? ''}${groups['inner'] ?? ''}`) ||
			groups['trail'] !== undefined ||
			groups['credit'] !== undefined;
		const value = new Decimal(plain).times(groups['thousand'] ? 1000 : 1).times(negative ? -1 : 1);
		const symbol = groups['before'] ?? groups['after'];
		const lead = /^\s*/.exec(match[0])?.[0].length ?? 0;
		const start = match.index + lead;
		const amount: PrintedAmount = {
			value: value.isZero() ? 0 : value.toNumber(),
			start,
			end: match.index + match[0].trimEnd().length,
			clear: symbol !== undefined || /[.,]\d{2}$|\d[,.'\u2019]\d{3}/.test(number) || bracketed,
		};
		const currency = symbol === undefined ? undefined : currencyOf(symbol);
		if (currency !== undefined) amount.currency = currency;
		found.push(amount);
	}
	return found;
}

/**
 * The amount that a whole table cell holds; undefined when it holds anything else. A lone dash
 * is how accounting formats print zero.
 */
export function amountOfCell(text: string, mark: DecimalMark = 'point'): number | undefined {
	const trimmed = text.trim();
	if (/^[$\u20ac\u00a3]?\s?(?:[-\u2013\u2014]|-0-)$/.test(trimmed)) return 0;
	const [only, second] = amountsIn(trimmed, mark);
	if (!only || second) return undefined;
	const rest = `${trimmed.slice(0, only.start)}${trimmed.slice(only.end)}`;
	return /[\p{L}\p{N}]/u.test(rest) ? undefined : only.value;
}

/** A percentage in a text (`10 %`, `7.5%`), as the number of percent. */
export function percentIn(text: string): number | undefined {
	const match = /(\d{1,3}(?:[.,]\d{1,4})?)\s?%/.exec(text);
	return match?.[1] === undefined ? undefined : Number(match[1].replace(',', '.'));
}

/** ISO 4217 code of a symbol or code; a bare `$` names no currency of its own and gives USD. */
export function currencyOf(symbol: string): string | undefined {
	for (const [pattern, code] of SYMBOLS) {
		if (new RegExp(`^(?:${pattern.source})\\.?$`, 'i').test(symbol.trim())) return code;
	}
	return symbol.trim() === '$' ? 'USD' : undefined;
}

function toPlain(number: string, mark: DecimalMark): string | undefined {
	const compact = number.replace(/[\s\u00a0\u202f'\u2019]/g, '');
	const point = compact.lastIndexOf('.');
	const comma = compact.lastIndexOf(',');
	const decimal = decimalAt(compact, point, comma, mark);
	const whole = decimal < 0 ? compact : compact.slice(0, decimal);
	const digits = whole.replace(/[.,]/g, '');
	const fraction = decimal < 0 ? '' : compact.slice(decimal + 1);
	if (digits.length + fraction.length === 0 || digits.length > 12) return undefined;
	return `${digits === '' ? '0' : digits}${fraction === '' ? '' : `.${fraction}`}`;
}

function decimalAt(text: string, point: number, comma: number, mark: DecimalMark): number {
	if (point >= 0 && comma >= 0) return Math.max(point, comma);
	const at = Math.max(point, comma);
	if (at < 0) return -1;
	const separator = text.charAt(at);
	if (text.split(separator).length > 2) return -1;
	if (text.length - at - 1 !== 3 || at > 3) return at;
	const isMark = (separator === '.') === (mark === 'point');
	return isMark ? at : -1;
}
