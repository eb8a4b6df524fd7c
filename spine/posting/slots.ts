/** Runs work in one of a fixed number of slots, first come first served. */
export type Slots = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets at most so many pieces of work run at once; the others wait in their order. */
export function createSlots(most: number): Slots {
	let free = most;
	const waiting: Array<() => void> = [];
	return async (work) => {
		if (free > 0) free -= 1;
		else await new Promise<void>((resolve) => waiting.push(resolve));
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next === undefined) free += 1;
			else next();
		}
	};
}
