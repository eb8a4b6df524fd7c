/** One request that a simulator answered, as a line of `requests.ndjson`. */
export interface RequestEntry {
	/** Running number, from 1. */
	n: number;
	system: string;
	/** ISO 8601, running time of the simulator. */
	at: string;
	method: string;
	path: string;
	query: Record<string, string | string[]>;
	/** Parsed body; absent if there was none, or if it holds credentials. */
	body?: unknown;
	status: number;
	/** Milliseconds from the request's arrival to its answer. */
	ms: number;
	requestId: string;
}

/** The requests of a simulator in the order of their answers; the oldest are dropped beyond a number. */
export class RequestLog {
	private entries: RequestEntry[] = [];
	private count = 0;

	constructor(
		private readonly system: string,
		private readonly listener: (entry: RequestEntry) => void = () => {},
		private readonly keep = 50_000,
	) {}

	add(entry: Omit<RequestEntry, 'n' | 'system'>): void {
		this.count += 1;
		const numbered = { n: this.count, system: this.system, ...entry };
		this.entries.push(numbered);
		if (this.entries.length > this.keep) this.entries = this.entries.slice(this.keep / 10);
		this.listener(numbered);
	}

	/** Entries after a running number. */
	since(n = 0): RequestEntry[] {
		return this.entries.filter((entry) => entry.n > n);
	}
}

/** A query string as an object; a name that comes twice has a list. */
export function queryObject(parameters: URLSearchParams): Record<string, string | string[]> {
	return Object.fromEntries(
		[...new Set(parameters.keys())].map((name) => {
			const values = parameters.getAll(name);
			return [name, values.length === 1 ? (values[0] ?? '') : values];
		}),
	);
}
