import { z } from 'zod';
import { dateSchema } from '../documents/dates';
import type { Ledger } from './ledger';

const daysSchema = z.object({ from: dateSchema, to: dateSchema });

/** Days of a project whose hours were read in without a gap, both included, the last as it stood on that day. */
export type DaysRead = z.infer<typeof daysSchema>;

const noteOf = (project: string): string => `timecards read ${project}`;

/** The days of a project whose hours are known; undefined where none were read yet. */
export async function daysRead(
	ledger: Pick<Ledger, 'getNote'>,
	project: string,
): Promise<DaysRead | undefined> {
	const note = await ledger.getNote(noteOf(project));
	return note === undefined ? undefined : daysSchema.parse(JSON.parse(note));
}

/** Keeps that days were read; they join those known before where no day between is missing. */
export async function noteDaysRead(
	ledger: Pick<Ledger, 'getNote' | 'putNote'>,
	project: string,
	days: DaysRead,
): Promise<void> {
	const known = await daysRead(ledger, project);
	const joins = known !== undefined && known.from < days.from && days.from <= known.to;
	await ledger.putNote(
		noteOf(project),
		JSON.stringify({ from: joins ? known.from : days.from, to: days.to }),
	);
}
