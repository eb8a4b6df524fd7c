import { DateTime } from 'luxon';
import { z } from 'zod';

/** A calendar date without a time zone, `YYYY-MM-DD`, that exists in the calendar. */
export const dateSchema = z
	.string()
	.refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && exists(text), {
		message: 'must be a calendar date written YYYY-MM-DD',
	});

/** Whether the calendar has a day: JavaScript reads one that it has not as a later one, or not at all. */
function exists(date: string): boolean {
	const time = Date.parse(date);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

/** An instant, ISO 8601 with an offset or `Z`. */
export const instantSchema = z
	.string()
	.refine((text) => /T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) && DateTime.fromISO(text).isValid, {
		message: 'must be a date-time with an offset, such as 2026-03-31T17:00:00Z',
	});

/** Whole days from one date to another; negative when `to` is the earlier. */
export function daysBetween(from: string, to: string): number {
	const start = DateTime.fromISO(from.slice(0, 10), { zone: 'utc' });
	const end = DateTime.fromISO(to.slice(0, 10), { zone: 'utc' });
	return Math.round(end.diff(start, 'days').days);
}

/** A date moved by whole days. */
export function addDays(date: string, days: number): string {
	return DateTime.fromISO(date.slice(0, 10), { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

/** A date moved on by days from Monday to Friday; holidays are not known. */
export function addBusinessDays(date: string, days: number): string {
	let at = DateTime.fromISO(date.slice(0, 10), { zone: 'utc' });
	for (let left = days; left > 0;) {
		at = at.plus({ days: 1 });
		if (at.weekday <= 5) left -= 1;
	}
	return at.toFormat('yyyy-MM-dd');
}

/** The calendar date of an instant in a time zone (IANA name). */
export function dateIn(instant: string, zone: string): string {
	return DateTime.fromISO(instant, { zone }).toFormat('yyyy-MM-dd');
}

/** The last day of the month before an instant, in a time zone (IANA name). */
export function lastMonthEnd(instant: string, zone: string): string {
	return DateTime.fromISO(instant, { zone })
		.startOf('month')
		.minus({ days: 1 })
		.toFormat('yyyy-MM-dd');
}
