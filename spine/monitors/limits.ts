import { z } from 'zod';

/** How long things may take before a monitor speaks of them. */
export const monitorLimitsSchema = z.object({
	/** Minutes after which a bill without its attachment or links is incomplete (rule SY-08). */
	incompleteMinutes: z.number().nonnegative().default(30),
	/** Minutes that a released document may wait in the posting queue (rule SY-11). */
	queueMinutes: z.number().nonnegative().default(60),
	/** Business days that held documents may wait for a person (rule SY-11). */
	heldDays: z.number().int().nonnegative().default(5),
	/** Business days that an approved invoice or a payment may take to reach the other side (rules SY-05, SY-09). */
	daysInFlight: z.number().int().nonnegative().default(5),
	/** Hours after which a system that was not read counts as out of reach (rule SY-12). */
	staleHours: z.number().positive().default(24),
	/** Days for which a document that passed is looked at again when its facts change (rules SY-07, SY-10). */
	passedDays: z.number().int().nonnegative().default(45),
});
export type MonitorLimits = z.infer<typeof monitorLimitsSchema>;
