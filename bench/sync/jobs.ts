import { z } from 'zod';

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

/** What it says afterwards. */
export const posterAnswerSchema = z.object({
	/** Inside the posting calls alone. */
	seconds: z.number(),
	outcomes: z.object({
		created: z.number(),
		attached: z.number(),
		/** Every sentence that a user reads: refusals and warnings. */
		told: z.array(z.string()),
	}),
	/** Most memory the process ever held. */
	peakKilobytes: z.number(),
});
export type PosterAnswer = z.infer<typeof posterAnswerSchema>;
