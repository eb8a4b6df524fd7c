import { z } from 'zod';

/**
 * A fault to be made: which requests it meets, what happens to them and how often. `before` strikes
 * before anything is done; `after` lets the work be done and spoils the answer only.
 */
export const faultSchema = z
	.object({
		match: z
			.object({
				/** HTTP method; absent: any. */
				method: z.string().optional(),
				/** Regular expression on the path without its query; absent: any. */
				path: z.string().refine(isRegularExpression, 'must be a regular expression').optional(),
			})
			.strict()
			.default({}),
		kind: z.enum(['latency', 'status', 'drop']),
		/** HTTP status of kind `status`. */
		status: z.number().int().min(400).max(599).default(500),
		/** Milliseconds of kind `latency`. */
		ms: z.number().nonnegative().default(1000),
		when: z.enum(['before', 'after']).default('before'),
		/** Requests that it strikes before it is used up; absent: all. */
		times: z.number().int().positive().optional(),
		/** Seconds in a `Retry-After` header of kind `status`; absent: no header. */
		retryAfter: z.number().nonnegative().optional(),
	})
	.strict();
export type Fault = z.infer<typeof faultSchema>;

function isRegularExpression(text: string): boolean {
	try {
		return new RegExp(text) instanceof RegExp;
	} catch {
		return false;
	}
}

/** The faults that are set, each with the number of requests it may still strike. */
export class FaultList {
	private faults: Array<{ fault: Fault; left: number }> = [];

	/** Replaces all faults. Throws a ZodError for one that is malformed. */
	set(faults: unknown): Fault[] {
		const parsed = z.array(faultSchema).parse(faults);
		this.faults = [];
		return this.add(parsed);
	}

	/** Adds faults to those that may still strike. Throws a ZodError for one that is malformed. */
	add(faults: unknown): Fault[] {
		const parsed = z.array(faultSchema).parse(faults);
		this.faults = [
			...this.faults.filter(({ left }) => left > 0),
			...parsed.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY })),
		];
		return parsed;
	}

	/** The faults that strike this request now; each is used up by one. */
	take(method: string, path: string, when: Fault['when']): Fault[] {
		const struck = this.faults.filter(
			({ fault, left }) =>
				left > 0 &&
				fault.when === when &&
				(fault.match.method === undefined ||
					fault.match.method.toUpperCase() === method.toUpperCase()) &&
				(fault.match.path === undefined || new RegExp(fault.match.path).test(path)),
		);
		for (const entry of struck) entry.left -= 1;
		return struck.map(({ fault }) => fault);
	}

	list(): Fault[] {
		return this.faults.filter(({ left }) => left > 0).map(({ fault }) => fault);
	}
}
