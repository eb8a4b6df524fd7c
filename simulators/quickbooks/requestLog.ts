/** One call as it was made and answered. */
export interface RequestEntry {
	/** When it came, in milliseconds of the simulator's running clock. */
	at: number;
	method: string;
	path: string;
	query: Record<string, string>;
	realm?: string;
	/** HTTP status; 0 when the connection was destroyed instead. */
	status: number;
	/** How the App Partner Program meters it: data in, data out (metered), or neither. */
	class: 'core' | 'coreplus' | 'other';
	bodyBytes: number;
	operation: string;
	entity?: string;
	/** Operations of the items of a batch, `operation entity`. */
	items?: string[];
	/** Whether the answer was the stored one of an earlier call with the same request id. */
	replayed: boolean;
	durationMs: number;
	intuitTid: string;
}

/** Calls counted the way they are metered; each batch item is a call. */
export interface Counters {
	core: number;
	coreplus: number;
	other: number;
}

/** The calls since the start, or since the log was cleared. */
export class RequestLog {
	private entries: RequestEntry[] = [];
	private counts: Counters = { core: 0, coreplus: 0, other: 0 };

	constructor(private readonly onRequest: ((entry: RequestEntry) => void) | undefined) {}

	add(entry: RequestEntry, classes: ReadonlyArray<RequestEntry['class']>): void {
		this.entries.push(entry);
		for (const one of classes) this.counts[one] += 1;
		this.onRequest?.(entry);
	}

	/** The calls from the one numbered `since` on (0 is the first), and the counters of all of them. */
	read(since = 0): { requests: RequestEntry[]; counters: Counters } {
		return { requests: this.entries.slice(since), counters: { ...this.counts } };
	}

	clear(): void {
		this.entries = [];
		this.counts = { core: 0, coreplus: 0, other: 0 };
	}
}
