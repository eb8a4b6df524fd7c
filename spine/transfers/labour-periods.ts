import { DateTime } from 'luxon';
import type { LabourSettings } from '../documents/settings';

/** Days of one entry, both included. */
export interface Period {
	from: string;
	to: string;
}

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const day = (date: DateTime): string => date.toFormat('yyyy-MM-dd');
const parsed = (text: string): DateTime => DateTime.fromISO(text, { zone: 'utc' });

/** The day that lies so many days after another (before it, where negative). */
export function dayAfter(text: string, days: number): string {
	return day(parsed(text).plus({ days }));
}

/**
 * The period that a day belongs to: its month, or its week as far as it lies in that month, so that
 * the cost of the last days of a month stands in that month. It never begins before `from`.
 */
export function periodOf(
	text: string,
	{ period, weekEnds, from }: Pick<LabourSettings, 'period' | 'weekEnds' | 'from'>,
): Period {
	const date = parsed(text);
	const month = { from: day(date.startOf('month')), to: day(date.endOf('month')) };
	const left = (DAYS.indexOf(weekEnds) + 8 - date.weekday) % 7;
	const week = { from: day(date.plus({ days: left - 6 })), to: day(date.plus({ days: left })) };
	const whole =
		period === 'month'
			? month
			: { from: later(week.from, month.from), to: earlier(week.to, month.to) };
	return { from: from === undefined ? whole.from : later(whole.from, from), to: whole.to };
}

/**
 * The same where entries were carried before: a day of theirs belongs to them, whatever the settings
 * say by now, and a new period never reaches into one of them.
 */
export function periodBeside(
	text: string,
	settings: Pick<LabourSettings, 'period' | 'weekEnds' | 'from'>,
	carried: readonly Period[],
): Period {
	const own = carried.find(({ from, to }) => from <= text && text <= to);
	if (own !== undefined) return { from: own.from, to: own.to };
	let { from, to } = periodOf(text, settings);
	for (const one of carried) {
		if (one.to < text) from = later(from, dayAfter(one.to, 1));
		else to = earlier(to, dayAfter(one.from, -1));
	}
	return { from, to };
}

const later = (one: string, other: string): string => (one > other ? one : other);
const earlier = (one: string, other: string): string => (one < other ? one : other);
