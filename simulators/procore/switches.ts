import { z } from 'zod';

/**
 * Behaviour of Procore's API that no public source settles, and some that tests want to vary. Each
 * default is what is known or most likely.
 */
export const switchesSchema = z
	.object({
		/** HTTP status of the "Missing Procore-Company-Id header!" answer. */
		missingCompanyStatus: z.number().int().default(400),
		/** Companies in which the app is not installed: their calls answer 403. */
		disconnectedCompanies: z.array(z.number().int()).default([]),
		/** What the person at the consent page does: allows at once, refuses at once, or is asked. */
		consent: z.enum(['grant', 'refuse', 'ask']).default('grant'),
		/** Seconds that an access token lives. */
		accessTokenSeconds: z.number().int().positive().default(5400),
		/** Whether the token endpoint also takes the client's id and secret as HTTP Basic. */
		basicClientAuthentication: z.boolean().default(false),
		/** Rows on a page of the v1 lists whose default is not documented. */
		defaultPerPage: z.number().int().positive().default(100),
		/** Most rows on a v1 page; more are cut to it. The advice is 2,000, older texts say 10,000. */
		maxPerPage: z.number().int().positive().default(2000),
		/** Calls in 60 minutes, and in 10 seconds. No fixed number is documented. */
		hourlyLimit: z.number().int().positive().default(36_000),
		spikeLimit: z.number().int().positive().default(600),
		/** Whether 429 carries `Retry-After` beside `X-Rate-Limit-Reset`. */
		retryAfterOn429: z.boolean().default(true),
		/** Member that wraps the text of a 429. */
		rateLimitWrapper: z.enum(['error', 'errors']).default('error'),
		/** Approved and complete commitments lock vendor and SOV and cannot be deleted (a company setting). */
		approvedCommitmentLock: z.boolean().default(true),
		/** Status of refusals by that lock. */
		approvedCommitmentStatus: z.enum(['422', '403']).default('422'),
		/** Whether an `origin_id` makes direct costs, requisitions, payments and payment applications immutable. */
		originLocks: z.boolean().default(true),
		/** Attributes that a v1 body should not have: ignored in silence, or 406. */
		unknownAttributes: z.enum(['ignore', 'refuse']).default('ignore'),
		/** Standing of the caller: an admin may edit any open requisition, an invoice contact only the latest. */
		caller: z.enum(['admin', 'invoiceContact']).default('admin'),
		/** Change order tiers of the projects that do not say `change_order_tiers`. */
		changeOrderTiers: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(2),
		/** Whether every direct cost needs a number and a vendor, as the reference marks them, or invoices only. */
		directCostNeedsVendor: z.enum(['invoice', 'always']).default('invoice'),
		/** Milliseconds during which a write to a direct cost keeps others out (409). */
		directCostWriteMs: z.number().nonnegative().default(5),
		/** Days that one list of timecard entries spans at most, as the daily logs' do; more answers 400. */
		timecardRangeDays: z.number().int().positive().default(91),
		/** Whether a timecard entry names its cost code by id and name only, as the reference has it, or in full. */
		timecardCostCode: z.enum(['idAndName', 'full']).default('idAndName'),
		/** A contract's `updated_at` moves when a child (payment, change order, requisition) changes. */
		childMovesContract: z.boolean().default(false),
		/** First pause after a failed webhook delivery; it doubles up to an hour. */
		webhookBackoffMs: z.number().positive().default(1000),
		/** Age at which undelivered events are discarded. */
		webhookDiscardMs: z.number().positive().default(43_200_000),
		/** Milliseconds after which a destination that took the connection counts as failed. */
		webhookTimeoutMs: z.number().positive().default(5000),
		/** Deliveries of one event. */
		webhookCopies: z.number().int().positive().default(1),
		/** Milliseconds that the first event of a queue waits for others. */
		webhookDelayMs: z.number().nonnegative().default(0),
		/** Whether a queue delivers its latest event first. */
		webhookReorder: z.boolean().default(false),
		/** Whether a company's hook takes triggers for resources of its projects. */
		companyHooksHearProjects: z.boolean().default(true),
	})
	.strict();
export type Switches = z.infer<typeof switchesSchema>;
