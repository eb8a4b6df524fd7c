import { z } from 'zod';

/** Read by shape: the clients of both systems throw errors of their own. */
const failureSchema = z
	.object({ message: z.string(), uncertain: z.boolean(), outcomeUnknown: z.boolean() })
	.partial();

/** Whether a call that failed may have been carried out all the same. What is not a refusal counts as uncertain. */
export function isUncertain(error: unknown): boolean {
	const { data } = failureSchema.safeParse(error);
	if (data?.uncertain === undefined && data?.outcomeUnknown === undefined) return true;
	return data.uncertain === true || data.outcomeUnknown === true;
}

/** The sentence of an error. */
export function callSentence(error: unknown): string {
	const { data } = failureSchema.safeParse(error);
	return data?.message ?? 'The call failed for a reason that was not given.';
}
