/** Pseudo-random numbers in [0, 1) that a 32-bit seed repeats (mulberry32). */
function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/**
 * At most `count` of the items, each as likely as any other, in an order of chance that the seed
 * repeats. A smaller count gives the beginning of what a larger one gives.
 */
export function sample<T>(items: readonly T[], count: number, seed: number): T[] {
	const random = randomFrom(seed);
	return items
		.map((item) => ({ item, rank: random() }))
		.sort((left, right) => left.rank - right.rank)
		.slice(0, count)
		.map(({ item }) => item);
}
