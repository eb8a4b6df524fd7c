import { z } from 'zod';

function isRegularExpression(source: string): boolean {
	try {
		return new RegExp(source) instanceof RegExp;
	} catch {
		return false;
	}
}

/** A fault to be played: which calls it hits, what happens, and how often. */
export const injectedFaultSchema = z
	.object({
		match: z
			.object({
				method: z.string().optional(),
				/** Regular expression on the path without its query. */
				path: z.string().refine(isRegularExpression, 'must be a regular expression').optional(),
				/** create, update, delete, void, read, query, cdc, batch, report, upload, download, token. */
				operation: z.string().optional(),
				/** Entity in its body spelling; a batch matches when any item does. */
				entity: z.string().optional(),
			})
			.strict()
			.default({}),
		/** Wait; answer a status; or destroy the connection without an answer. */
		kind: z.enum(['latency', 'status', 'drop']),
		status: z.number().int().min(400).max(599).default(503),
		/** How long a latency takes, in milliseconds. */
		ms: z.number().nonnegative().default(0),
		/** Before anything is done, or after it was committed. */
		when: z.enum(['before', 'after']).default('before'),
		/** How often it plays; without it, until the list is replaced. */
		times: z.number().int().positive().optional(),
		/** `Retry-After` header of a status, in seconds. */
		retryAfter: z.number().int().nonnegative().optional(),
	})
	.strict();

/** See {@link injectedFaultSchema}. */
export type InjectedFault = z.infer<typeof injectedFaultSchema>;

/** What a call is, as far as faults can choose by it. */
export interface CallTraits {
	method: string;
	path: string;
	operations: readonly string[];
	entities: readonly string[];
}

/** The faults that are set, and a latency for every call. */
export class Injection {
	private faults: Array<{ fault: InjectedFault; left: number }> = [];
	/** Milliseconds every call waits before it is looked at. */
	latencyMs = 0;

	set(faults: InjectedFault[]): void {
		this.faults = [];
		this.add(faults);
	}

	/** Sets further faults; those that are still to be played stay. */
	add(faults: InjectedFault[]): void {
		this.faults = [
			...this.faults.filter(({ left }) => left > 0),
			...faults.map((fault) => ({ fault, left: fault.times ?? Infinity })),
		];
	}

	/** The faults that are still to be played. */
	list(): InjectedFault[] {
		return this.faults.filter(({ left }) => left > 0).map(({ fault }) => fault);
	}

	/** The faults of a moment that hit a call; their count goes down. */
	take(call: CallTraits, when: 'before' | 'after'): InjectedFault[] {
		const hit = this.faults.filter(
			({ fault, left }) =>
				left > 0 &&
				fault.when === when &&
				(fault.match.method === undefined || fault.match.method.toUpperCase() === call.method) &&
				(fault.match.path === undefined || new RegExp(fault.match.path).test(call.path)) &&
				(fault.match.operation === undefined || call.operations.includes(fault.match.operation)) &&
				(fault.match.entity === undefined || call.entities.includes(fault.match.entity)),
		);
		for (const entry of hit) entry.left -= 1;
		return hit.map(({ fault }) => fault);
	}
}
