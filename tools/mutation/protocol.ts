import { z } from 'zod';

/** A test, by its file and its place in the order in which the file registers its tests. */
const testIdSchema = z.object({ file: z.string(), index: z.number().int() });
export type TestId = z.infer<typeof testIdSchema>;

const mutantSchema = z.object({
	file: z.string(),
	line: z.number().int(),
	before: z.string(),
	after: z.string(),
	start: z.number().int(),
	end: z.number().int(),
	node: z.object({ start: z.number().int(), end: z.number().int() }),
});

/** What a worker is asked: the tests on the sources as they are, or on one mutant. */
export const orderSchema = z.discriminatedUnion('kind', [
	z.object({
		kind: z.literal('baseline'),
		tests: z.array(z.string()),
		mutants: z.array(mutantSchema),
	}),
	z.object({ kind: z.literal('trial'), mutant: mutantSchema, tests: z.array(testIdSchema) }),
]);
export type Order = z.infer<typeof orderSchema>;

/** One test on the sources as they are. */
const baselineTestSchema = testIdSchema.extend({
	name: z.string(),
	milliseconds: z.number(),
	/** What went wrong; the sources have to pass. */
	fault: z.string().optional(),
	/** Positions, in the order's list, of the mutants whose place the test reaches. */
	reaches: z.array(z.number().int()),
});
export type BaselineTest = z.infer<typeof baselineTestSchema>;

/** What a worker answers. */
export const answerSchema = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('baseline'), tests: z.array(baselineTestSchema) }),
	z.object({
		kind: z.literal('trial'),
		/** Name of the test that noticed, or that the modules no longer load; absent where none did. */
		noticedBy: z.string().optional(),
	}),
]);
export type Answer = z.infer<typeof answerSchema>;
