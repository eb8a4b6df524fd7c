import { z } from 'zod';

/** What a process is to do. */
export const workSchema = z.object({
	/** With the items, and with the ledger where that is a file. */
	folder: z.string(),
	/** Address of the ledger's database, where it is one. */
	postgres: z.string().optional(),
	quickBooks: z.string(),
	procore: z.string(),
	count: z.number(),
	/** Documents in one call, as one execution of a workflow hands them over. */
	perCall: z.number(),
	/** Port of its own on which it takes notifications of both systems; absent: it watches nothing. */
	port: z.number().optional(),
	/** Whether it ends once nothing is left to do, or goes on until it is killed. */
	quiet: z.boolean(),
});
export type Work = z.infer<typeof workSchema>;

/** Key of Intuit's signature on notifications. */
export const VERIFIER_TOKEN = 'verifier-token-of-the-run';
/** Authorization header of Procore's deliveries. */
export const HOOK_HEADER = 'Bearer header-of-the-run';
/** Where a process takes notifications, by the system that sends them. */
export const HEARS = { quickBooks: '/quickbooks', procore: '/procore' } as const;

/** What a process that posts says after every pass over its documents. */
export const passSchema = z.object({
	/** Documents that are not in the books with their original yet. */
	left: z.number(),
});
