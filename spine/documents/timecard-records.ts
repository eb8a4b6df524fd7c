import { z } from 'zod';
import { dateSchema } from './dates';
import { inProjects } from './record-base';

/**
 * Hours that somebody worked on one day: an entry of a timecard without the person. Who worked, what
 * was noted and when they came and went is never kept.
 */
export const timecardRecordSchema = z.object({
	...inProjects,
	type: z.literal('timecard'),
	project: z.string(),
	date: dateSchema,
	/** Decimal text, as exact as the source states it; absent where it states none. */
	hours: z
		.string()
		.regex(/^-?\d+(\.\d+)?$/)
		.optional(),
	costCode: z.string().optional(),
	costType: z.string().optional(),
	/** Type of time in the project system's words (`Regular Time`, `Overtime`). */
	timeType: z.string().optional(),
	/** Approval state in the project system's words, in lower case (`pending`, `approved`). */
	approval: z.string().optional(),
	/** The person is still clocked in. */
	inProgress: z.boolean().optional(),
});
export type TimecardRecord = z.infer<typeof timecardRecordSchema>;
