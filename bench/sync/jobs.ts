import { z } from 'zod';
import type { Posting } from '../../spine/documents/posting';

/** What a posting process is to do. */
export const jobSchema = z.object({
	folder: z.string(),
	address: z.string(),
	token: z.string(),
	count: z.number(),
	/** Documents in one call, as one execution of a workflow hands them over. */
	perCall: z.number(),
	/** Files in one upload; absent: as many as the product packs. */
	uploadFiles: z.number().optional(),
	/** Moves the clock instead of waiting for the limiter. */
	skipWaits: z.boolean().default(false),
});
export type Job = z.input<typeof jobSchema>;

const outcomesSchema = z.object({
	created: z.number(),
	attached: z.number(),
	/** Every sentence that a user reads: refusals and warnings. */
	told: z.array(z.string()),
});
export type Outcomes = z.infer<typeof outcomesSchema>;

export const noOutcomes = (): Outcomes => ({ created: 0, attached: 0, told: [] });

/** Adds one document's posting. */
export function noteOutcome(posting: Posting, outcomes: Outcomes): void {
	if ('why' in posting) {
		outcomes.told.push(posting.why);
		return;
	}
	outcomes.created += 1;
	if (posting.attachment !== undefined) outcomes.attached += 1;
	outcomes.told.push(...posting.warnings);
}

/** What it says afterwards. */
export const posterAnswerSchema = z.object({
	/** Inside the posting calls alone. */
	seconds: z.number(),
	outcomes: outcomesSchema,
	/** Most memory the process ever held. */
	peakKilobytes: z.number(),
});
export type PosterAnswer = z.infer<typeof posterAnswerSchema>;
