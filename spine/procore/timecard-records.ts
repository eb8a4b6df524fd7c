import Decimal from 'decimal.js';
import { z } from 'zod';
import type { TimecardRecord } from '../documents/records';
import { codesOf, projectOf, recordBase, type RowContext } from './contract-records';
import { UnusableRow } from './wire/refusal';
import { coded, projectRef, row } from './wire/schemas';
import * as wire from './wire/values';

/**
 * A timecard entry as far as it is read: everything that tells of a person (party, signature,
 * description, times of coming and going, creator) is dropped here, before anything is kept.
 * https://developers.procore.com/reference/rest/timecard-entries
 */
export const timecardEntrySchema = z.object({
	...row,
	...projectRef,
	...coded,
	date: wire.optionalDate,
	hours: wire.optionalDecimal,
	approval_status: wire.optionalText,
	in_progress: wire.optionalBoolean,
	timecard_time_type: wire.optionalObject({ time_type: wire.optionalText }),
});

/**
 * The hours of an entry, without the person.
 *
 * @throws {UnusableRow} for an entry without a day.
 */
export function timecardRecord(
	entry: z.infer<typeof timecardEntrySchema>,
	context: RowContext,
): TimecardRecord {
	if (entry.date === undefined) throw new UnusableRow('date', 'is missing');
	const approval = entry.approval_status?.toLowerCase();
	return {
		...recordBase(entry),
		type: 'timecard',
		project: projectOf(entry, context),
		date: entry.date,
		...(entry.hours === undefined ? {} : { hours: new Decimal(entry.hours).toFixed() }),
		...codesOf(entry, context),
		timeType: entry.timecard_time_type?.time_type,
		approval,
		...(entry.in_progress === true ? { inProgress: true } : {}),
	};
}
