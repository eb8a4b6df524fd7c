import { z } from 'zod';

/** What a posting process is to do. */
export const workSchema = z.object({
	/** With the items, and with the ledger where that is a file. */
	folder: z.string(),
	/** Address of the ledger's database, where it is one. */
	postgres: z.string().optional(),
	/** Of the books. */
	address: z.string(),
	count: z.number(),
	/** Documents in one call, as one execution of a workflow hands them over. */
	perCall: z.number(),
});
export type Work = z.infer<typeof workSchema>;
