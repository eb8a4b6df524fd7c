import { DateTime } from 'luxon';
import { textOf } from './columns';
import type { Cell, Table } from './table';

/** Days that a report covers, both included; an open end is absent. */
export interface Period {
	from?: string;
	to?: string;
}

/** What a report says of itself above its headings and below its rows. */
export interface Titles {
	/** Texts above the headings. */
	above: string[];
	/** When it was made, ISO 8601 in UTC. */
	madeAt?: string;
	/** Absent where it names none. */
	period?: Period;
}

/** Rows at the end of a report among which its time is looked for. */
const FOOTER = 8;
/** Longest text that is looked at: reports say these things in few words, and long texts take long. */
const LONGEST = 120;

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const STAMP = new RegExp(
	`(${MONTH} \\d{1,2},? \\d{4}),?(?: at)? (\\d{1,2}:\\d{2})(:\\d{2})? ?([AP]M)?(?: ?(GMT|UTC)(?: ?([+-]\\d{1,2})(?::?(\\d{2}))?)?)?`,
	'i',
);

/**
 * @param at index of the heading row.
 * @param zone IANA time zone in which a time without one is meant.
 */
export function titlesOf({ rows }: Table, at: number, zone: string): Titles {
	const above = rows.slice(0, at).flatMap(alone);
	const below = rows.slice(Math.max(at + 1, rows.length - FOOTER)).flatMap(alone);
	const madeAt = [...below, ...above]
		.map((text) => stampIn(text, zone))
		.find((one) => one !== undefined);
	const period = above.map(periodIn).find((one) => one !== undefined);
	return {
		above,
		...(madeAt === undefined ? {} : { madeAt }),
		...(period === undefined ? {} : { period }),
	};
}

/** Texts of a row that is no row of a table: at most two cells hold something. */
function alone(row: readonly Cell[]): string[] {
	const texts = row.map(textOf).filter((text) => text !== '');
	return texts.length <= 2 ? texts : [];
}

/** The instant in a report's time stamp (`Friday, November 20, 2026 08:01 AM GMT-7`). */
export function stampIn(text: string, zone: string): string | undefined {
	if (text.length > LONGEST) return undefined;
	const [, day, time, seconds, half, gmt, hours, minutes] = STAMP.exec(text) ?? [];
	if (day === undefined || time === undefined) return undefined;
	const offset =
		gmt === undefined ? zone : `UTC${hours ?? '+0'}${minutes === undefined ? '' : `:${minutes}`}`;
	const written = `${day.replace(/[.,]/g, '').replace(/^([a-z]{3})[a-z]*/i, '$1')} ${time}${half === undefined ? '' : ` ${half.toUpperCase()}`}`;
	const format = half === undefined ? 'LLL d yyyy H:mm' : 'LLL d yyyy h:mm a';
	const parsed = DateTime.fromFormat(written, format, { zone: offset, locale: 'en' });
	if (!parsed.isValid) return undefined;
	return parsed
		.plus({ seconds: Number((seconds ?? ':0').slice(1)) })
		.toUTC()
		.toISO();
}

/** Days of a report's own words (`All Dates`, `January 1 - November 20, 2026`, `November 2026`). */
export function periodIn(text: string): Period | undefined {
	if (text.length > LONGEST) return undefined;
	const words = text.trim().replace(/\s+/g, ' ');
	if (/^all (dates|transactions|time)$/i.test(words)) return {};
	const until = /^(?:through|until|as of) (.+)$/i.exec(words)?.[1];
	if (until !== undefined) {
		const to = dayOf(until, 'last', undefined);
		return to === undefined ? undefined : { to };
	}
	const [left, right, ...rest] = words.split(/\s*[-\u2013\u2014]\s*/);
	if (left === undefined || rest.length > 0) return undefined;
	const year = /\b(\d{4})$/.exec(right ?? left)?.[1];
	const from = dayOf(left, 'first', year);
	const to = dayOf(right ?? left, 'last', year);
	return from === undefined || to === undefined ? undefined : { from, to };
}

function dayOf(
	text: string,
	which: 'first' | 'last',
	year: string | undefined,
): string | undefined {
	const named = new RegExp(`^(${MONTH})(?: (\\d{1,2}))?(?:,? (\\d{4}))?$`, 'i').exec(text.trim());
	if (named === null) return undefined;
	const [, month = '', day, own = year] = named;
	if (own === undefined) return undefined;
	const start = DateTime.fromFormat(`${month.slice(0, 3)} ${day ?? '1'} ${own}`, 'LLL d yyyy', {
		zone: 'utc',
		locale: 'en',
	});
	if (!start.isValid) return undefined;
	const date = day === undefined && which === 'last' ? start.endOf('month') : start;
	return date.toFormat('yyyy-MM-dd');
}
