import { DateTime } from 'luxon';

/** Whether a numeric date puts the month or the day first. */
export type DateOrder = 'month-first' | 'day-first';

export interface PrintedDate {
	/** `YYYY-MM-DD`. */
	value: string;
	start: number;
	end: number;
	/** Whether day and month could be exchanged and still be a date. */
	ambiguous: boolean;
}

const MONTHS: ReadonlyArray<string> = [
	'jan(?:uary|uar|vier|uari|v)?|j[a\u00e4]nner|stycznia|enero|gennaio',
	'feb(?:ruary|ruar|ruari)?|f[e\u00e9]v(?:rier)?|lutego|febrero|febbraio',
	'mar(?:ch|s|zo|ca|z)?|m[a\u00e4]rz|m[a\u00e4]r|maart|mrt',
	'apr(?:il|ile)?|avr(?:il)?|kwietnia|abril|abr',
	'may|mai|mei|maj[a]?|mayo|maggio',
	'jun(?:e|i|io)?|juin|czerwca|giugno',
	'jul(?:y|i|io)?|juil(?:let)?|lipca|luglio',
	'aug(?:ust|ustus)?|ao[u\u00fb]t|sierpnia|agosto|ago',
	'sep(?:t(?:ember|embre)?)?|wrze\u015bnia|septiembre|settembre',
	'oct(?:ober|obre)?|okt(?:ober)?|pa\u017adziernika|octubre|ottobre',
	'nov(?:ember|embre)?|listopada|noviembre',
	'dec(?:ember|iembre)?|dez(?:ember)?|d[e\u00e9]c(?:embre)?|grudnia|diciembre|dicembre',
];
const MONTH = `(?<month>${MONTHS.join('|')})`;
const YEAR = "(?<year>(?:19|20)\\d{2}|['\\u2019]?\\d{2})";
const EDGE = '(?<![\\p{L}\\p{N}])';
const END = '(?![\\p{L}\\p{N}]|[./-]\\d)';

const WORDED = [
	new RegExp(
		`${EDGE}(?<day>\\d{1,2})(?:st|nd|rd|th|er|\\.|\u00ba)?\\s*[-/ ]?\\s*(?:de\\s+|of\\s+)?${MONTH}\\.?\\s*[-/,]?\\s*(?:de\\s+)?${YEAR}${END}`,
		'giu',
	),
	new RegExp(
		`${EDGE}${MONTH}\\.?\\s*[-/ ]?\\s*(?<day>\\d{1,2})(?:st|nd|rd|th)?\\s*[-/,]?\\s*${YEAR}${END}`,
		'giu',
	),
];
const ISO = new RegExp(
	`${EDGE}(?<year>(?:19|20)\\d{2})\\s?[-/.]\\s?(?<month>\\d{1,2})\\s?[-/.]\\s?(?<day>\\d{1,2})(?:T[\\d:.]+Z?)?(?![\\p{L}\\p{N}])`,
	'giu',
);
const NUMERIC = new RegExp(
	`${EDGE}(?<first>\\d{1,2})\\s?(?<mark>[-/.])\\s?(?<second>\\d{1,2})\\s?\\k<mark>\\s?(?<year>(?:19|20)\\d{2}|\\d{2})(?![\\p{L}\\p{N}])`,
	'giu',
);

/**
 * Every date in a text, in reading order. Numeric dates follow `order`, save that dots put the
 * day first and a part above 12 can only be the day. Two-digit years are of this century.
 */
export function datesIn(text: string, order: DateOrder = 'month-first'): PrintedDate[] {
	const found: PrintedDate[] = [];
	const add = (
		match: RegExpExecArray,
		year: string,
		month: number,
		day: number,
		ambiguous = false,
	): void => {
		const value = calendarDate(year, month, day);
		const end = match.index + match[0].length;
		if (value === undefined) return;
		if (found.some((date) => match.index < date.end && end > date.start)) return;
		found.push({ value, start: match.index, end, ambiguous });
	};
	for (const pattern of WORDED) {
		for (const match of text.matchAll(pattern)) {
			const groups = match.groups ?? {};
			add(match, groups['year'] ?? '', monthOf(groups['month'] ?? ''), Number(groups['day']));
		}
	}
	for (const match of text.matchAll(ISO)) {
		const groups = match.groups ?? {};
		add(match, groups['year'] ?? '', Number(groups['month']), Number(groups['day']));
	}
	for (const match of text.matchAll(NUMERIC)) {
		const groups = match.groups ?? {};
		const first = Number(groups['first']);
		const second = Number(groups['second']);
		const dotted = groups['mark'] === '.';
		const dayFirst = first > 12 || (second <= 12 && (dotted || order === 'day-first'));
		const ambiguous = !dotted && first <= 12 && second <= 12 && first !== second;
		if (dayFirst) add(match, groups['year'] ?? '', second, first, ambiguous);
		else add(match, groups['year'] ?? '', first, second, ambiguous);
	}
	return found.sort((a, b) => a.start - b.start);
}

/**
 * How a document writes numeric dates: by its own unmistakable dates, else by `habit`, the
 * custom of its language or currency.
 */
export function dateOrderOf(text: string, habit: DateOrder = 'month-first'): DateOrder {
	let dayFirst = 0;
	let monthFirst = 0;
	for (const match of text.matchAll(NUMERIC)) {
		if (match.groups?.['mark'] === '.') continue;
		const first = Number(match.groups?.['first']);
		const second = Number(match.groups?.['second']);
		if (first > 12 && second <= 12) dayFirst += 1;
		if (second > 12 && first <= 12) monthFirst += 1;
	}
	if (dayFirst === monthFirst) return habit;
	return dayFirst > monthFirst ? 'day-first' : 'month-first';
}

function monthOf(name: string): number {
	const index = MONTHS.findIndex((pattern) => new RegExp(`^(?:${pattern})$`, 'iu').test(name));
	return index + 1;
}

function calendarDate(year: string, month: number, day: number): string | undefined {
	const digits = year.replace(/\D/g, '');
	const full = digits.length === 2 ? 2000 + Number(digits) : Number(digits);
	const date = DateTime.fromObject({ year: full, month, day }, { zone: 'utc' });
	return date.isValid ? date.toFormat('yyyy-MM-dd') : undefined;
}
