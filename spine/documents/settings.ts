import { z } from 'zod';
import { dateSchema, instantSchema } from './dates';
import { amountSchema } from './money';

/** `BLOCK` must not post; `HOLD` waits for a person; `WARN` posts annotated; `INFO` is listed. */
export const severitySchema = z.enum(['BLOCK', 'HOLD', 'WARN', 'INFO']);
export type Severity = z.infer<typeof severitySchema>;

export const modeSchema = z.enum(['observe', 'shadow', 'propose', 'autoClean']);
export type Mode = z.infer<typeof modeSchema>;

/** What a person of ours may approve. */
export const personSchema = z.object({
	email: z.string().email(),
	name: z.string().optional(),
	role: z.string().optional(),
	/** Kinds of approval; empty: none. */
	approves: z.array(z.enum(['quote', 'change_order', 'retainage_release', 'invoice'])).default([]),
	/** Project numbers or ids; `*` for all. */
	projects: z.array(z.string()).default(['*']),
	/** Largest amount the person may approve; absent: no limit. */
	limit: amountSchema.optional(),
});
export type Person = z.infer<typeof personSchema>;

/**
 * How a project is kept in the books. A project that moves from one company file to another has an
 * entry for each, told apart by their days.
 */
export const projectBooksSchema = z.object({
	/** Project number or id in the project system. */
	project: z.string(),
	/** Books (QuickBooks realm id). */
	books: z.string(),
	/** Customer:job in the books, by id or by fully qualified name; absent: the one that is linked. */
	customerJob: z.string().optional(),
	/** Customer in the books, by id or full name, under whom a job that is missing may be created. */
	customer: z.string().optional(),
	taxExempt: z.boolean().default(false),
	/** First and last day of documents that belong to these books; absent: since ever, for ever. */
	from: dateSchema.optional(),
	until: dateSchema.optional(),
});
export type ProjectBooks = z.infer<typeof projectBooksSchema>;

export const weekdaySchema = z.enum([
	'monday',
	'tuesday',
	'wednesday',
	'thursday',
	'friday',
	'saturday',
	'sunday',
]);

/** Labour: off unless somebody turns it on, because hours of people are read for it. */
export const labourSettingsSchema = z.object({
	enabled: z.boolean().default(false),
	/** First day whose hours are carried; needed, so that what payroll entered before is not entered again. */
	from: dateSchema.optional(),
	/** Account that is credited (payroll clearing, labour applied), by id, number or name. */
	clearingAccount: z.string().optional(),
	/** One entry for each week, cut where a month ends, or for each month. */
	period: z.enum(['week', 'month']).default('week'),
	/** Last day of a week. */
	weekEnds: weekdaySchema.default('sunday'),
	/** Days after the end of a period before it is carried. */
	graceDays: z.number().int().nonnegative().max(60).default(3),
	/** Approval states, in the project system's words, that count as approved. */
	approvedStates: z.array(z.string().min(1)).min(1).default(['approved', 'completed']),
	/** Cost type of entries that name none, for mapping and rates. */
	costType: z.string().optional(),
});
export type LabourSettings = z.infer<typeof labourSettingsSchema>;

/** `company.json` of a company folder. */
export const companySettingsSchema = z
	.object({
		name: z.string().default('Company'),
		/** Business date-time, or `mail`: each message is decided as of its topmost Received date. Absent: the running clock. */
		now: z.union([z.literal('mail'), instantSchema]).optional(),
		timeZone: z.string().default('UTC'),
		currency: z.string().length(3).default('USD'),
		/** Names that a bill-to may carry (rule ID-04); empty: not evaluable. */
		entities: z.array(z.string()).default([]),
		/** Our own e-mail domains. */
		domains: z.array(z.string()).default([]),
		/** authserv-id of the receiving mail server whose Authentication-Results count. */
		authservId: z.string().optional(),
		/** Domains that send invoices for others: neither look-alikes nor strangers as a Reply-To (rules FR-04, FR-06). */
		billingServices: z.array(z.string()).default([]),
		people: z.array(personSchema).default([]),
		projects: z.array(projectBooksSchema).default([]),
		/** Accounts of the books by id or by name. */
		accounts: z
			.object({ payable: z.string().optional(), retainagePayable: z.string().optional() })
			.default({}),
		/** How owner invoices are written to the books; items by id or by name. */
		ownerInvoices: z
			.object({
				/** Item that work is billed by. */
				item: z.string().optional(),
				/** Item whose account is retainage receivable. */
				retainageItem: z.string().optional(),
				/** A line for each line of the continuation sheet, or one for each cost code. */
				lines: z.enum(['each', 'costCode']).default('each'),
			})
			.default({}),
		/** How hours of timecards are carried to the books, as summaries by job and cost code. */
		labour: labourSettingsSchema.default({}),
		/** Closing dates of books that are known by exports alone, by the id of the books. */
		closedThrough: z.record(dateSchema).default({}),
		/** Whether cost lines of bills are coded by item or by account. */
		codeBillsBy: z.enum(['item', 'account']).default('account'),
	})
	.passthrough();
export type CompanySettings = z.infer<typeof companySettingsSchema>;

/** Sources that rules may need beyond documents and the two systems. */
export const optionalSourceSchema = z.enum([
	'receipts',
	'compliance',
	'progress',
	'waivers',
	'quotes',
	'purchase_orders',
	'change_orders',
	'schedule_of_values',
]);

/** What is written to a requisition that waits for review, by the gate's outcome. */
export const requisitionPolicySchema = z.object({
	/** Whether the findings are written as comments. */
	comment: z.boolean().default(true),
	/** Whether one that is held or blocked is sent back to the subcontractor. */
	onHeld: z.enum(['none', 'revise_and_resubmit']).default('none'),
	onBlocked: z.enum(['none', 'revise_and_resubmit']).default('none'),
	/** Whether one that is verified is approved; a person does it otherwise. */
	onVerified: z.enum(['none', 'approved']).default('none'),
});
export type RequisitionPolicy = z.infer<typeof requisitionPolicySchema>;

/** `policy.json` of a company folder. */
export const policySchema = z
	.object({
		mode: modeSchema.default('observe'),
		/** Modes that differ from the general one; the most specific that fits wins (vendor and project over one of them over kind). */
		modes: z
			.array(
				z.object({
					project: z.string().optional(),
					vendor: z.string().optional(),
					kind: z.string().optional(),
					mode: modeSchema,
				}),
			)
			.default([]),
		/** `autoClean` posts up to this net amount by itself; absent: no limit. */
		limit: amountSchema.optional(),
		/** Days before and after a document within which others of its vendor count as one piece of work (rule FR-11). */
		splitDays: z.number().int().nonnegative().default(7),
		/** Percent of the limit from which documents count together over all commitments of a vendor (rule FR-11). */
		splitNearPercent: z.number().positive().max(100).default(80),
		/** Severity of a rule where it differs from the rule book. */
		severities: z.record(severitySchema).default({}),
		/** Tolerances by name, see docs/rules. */
		tolerances: z.record(z.number()).default({}),
		/** Numbers of commitments that are billed in equal amounts (rule DU-04). */
		equalBillings: z.array(z.string()).default([]),
		/** Optional sources in use: a rule whose source is not in use is not evaluable and does not hold. */
		sources: z.array(optionalSourceSchema).default([]),
		/** Days after which a reservation that led to nothing ends. */
		reservationDays: z.number().int().positive().default(45),
		/** Days after its decision within which a blocked document is verified again when its facts change (rule SY-07); 0: never. */
		verifyAgainDays: z.number().int().nonnegative().default(45),
		/** What the verdict on a requisition under review writes back to the project system. */
		requisitions: requisitionPolicySchema.default({}),
		/**
		 * Who writes released bills: Post Document, or people from the keying sheet. With `people`
		 * nothing is queued or sent to the books, whatever the mode.
		 */
		billsEnteredBy: z.enum(['integration', 'people']).default('integration'),
		/** Minutes on the running clock after which mirrored facts are too old to decide on (rule SC-09). */
		factsMaxAgeMinutes: z.number().positive().default(1440),
	})
	.passthrough();
export type Policy = z.infer<typeof policySchema>;
