import { z } from 'zod';
import { evidenceSchema } from './document';
import { amountSchema } from './money';
import { severitySchema } from './settings';

export const outcomeSchema = z.enum(['verified', 'held', 'blocked', 'recorded']);
export type Outcome = z.infer<typeof outcomeSchema>;

/** A rule that failed, or that lacked an input it must have. */
export const findingSchema = z.object({
	/** Rule id of the rule book (`OB-01`). */
	rule: z.string(),
	/** Version of the rule's implementation. */
	version: z.number().int(),
	result: z.enum(['fail', 'not_evaluable']),
	severity: severitySchema,
	/** One sentence a controller understands. */
	message: z.string(),
	/** The formula with its numbers (`10,200.00 + 5,000.00 <= 12,700.00`). */
	formula: z.string().optional(),
	expected: z.union([z.string(), z.number()]).optional(),
	observed: z.union([z.string(), z.number()]).optional(),
	/** Amount or quantity by which it fails; in the document's currency for amounts. */
	delta: z.number().optional(),
	tolerance: z.union([z.string(), z.number()]).optional(),
	evidence: z.array(evidenceSchema),
	/** What to do next, in a sentence. */
	action: z.string(),
	/** Amount of the demand that this finding does not support; counts into the recommendation. */
	unsupported: amountSchema.optional(),
});
export type Finding = z.infer<typeof findingSchema>;

/** A rule that could not be evaluated because a source is not in use or a fact is missing. */
export const notEvaluableSchema = z.object({
	rule: z.string(),
	/** The missing input, in words. */
	missing: z.string(),
	/** Whether it holds the document under the policy. */
	holds: z.boolean(),
});

export const verdictSchema = z.object({
	outcome: outcomeSchema,
	mode: z.string(),
	findings: z.array(findingSchema),
	notEvaluable: z.array(notEvaluableSchema),
	/** Number of rules that were evaluated and passed. */
	passed: z.number().int(),
	/** What the document asks for, net. Absent for documents that ask for no money. */
	requestedAmount: amountSchema.optional(),
	/** Requested less the parts that findings do not support, never below zero. */
	recommendedAmount: amountSchema.optional(),
	/** Claim that the demand was counted under. */
	claim: z.string().optional(),
	/** Whether the ledger holds a release for exactly this document and coding. */
	released: z.boolean(),
	/** Oldest age of the facts used: when they were last read from the systems of record. */
	factsAsOf: z.string().optional(),
	/** Whole minutes on the running clock from `factsAsOf` to the decision (rule SC-09). */
	factsAgeMinutes: z.number().int().optional(),
	/** Business date-time of the decision. */
	decidedAt: z.string(),
	/** True when an earlier decision of the same sighting is repeated. */
	replayed: z.boolean().optional(),
});
export type Verdict = z.infer<typeof verdictSchema>;
export type NotEvaluable = z.infer<typeof notEvaluableSchema>;
