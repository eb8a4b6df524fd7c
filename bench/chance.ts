/** Seeded choices, so that a run can be repeated with the same documents. */
export interface Chance {
	/** Whole number from `least` to `most`, both included. */
	whole(least: number, most: number): number;
	/** One of the values; throws for an empty list. */
	one<T>(values: readonly T[]): T;
}

/** The generator mulberry32 (Tommy Ettinger, public domain): 32 bits of state, good enough for test data. */
export function chance(seed: number): Chance {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const whole = (least: number, most: number): number =>
		least + Math.floor(next() * (most - least + 1));
	return {
		whole,
		one: (values) => {
			const value = values[whole(0, values.length - 1)];
			if (value === undefined) throw new Error('There is nothing to choose from.');
			return value;
		},
	};
}
