/** How long a list that was read is good for looking up what others entered, in milliseconds. */
const GOOD_FOR_MS = 60_000;

/**
 * Lists read a moment ago, so that a run that looks through the same list for every record reads it
 * once. Whoever writes to a list either adds what was written, or drops the list where the outcome is
 * not sure.
 */
export class RecentLists<T> {
	private readonly lists = new Map<string, { rows: T[]; at: number }>();

	/** @param clock running time in milliseconds. */
	constructor(private readonly clock: () => number) {}

	async of(name: string, read: () => AsyncIterable<T>): Promise<readonly T[]> {
		const known = this.lists.get(name);
		if (known !== undefined && this.clock() - known.at < GOOD_FOR_MS) return known.rows;
		const at = this.clock();
		const rows: T[] = [];
		for await (const row of read()) rows.push(row);
		this.lists.set(name, { rows, at });
		return rows;
	}

	/** Runs a write to the list; its row is added, and a failure drops the list. */
	async writing(name: string, write: () => Promise<T>): Promise<T> {
		const known = this.lists.get(name);
		this.lists.delete(name);
		const row = await write();
		if (known !== undefined) {
			known.rows.push(row);
			this.lists.set(name, known);
		}
		return row;
	}

	drop(name: string): void {
		this.lists.delete(name);
	}
}
