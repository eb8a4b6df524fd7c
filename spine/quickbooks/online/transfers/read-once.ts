/** Reads something of the company file. */
export type Reader<T> = (signal?: AbortSignal) => Promise<T>;

/** Reads it when it is first asked for and keeps the answer; what failed is read anew the next time. */
export function readOnce<T>(read: Reader<T>): Reader<T> {
	let kept: Promise<T> | undefined;
	return async (signal) => {
		const reading = (kept ??= read(signal));
		try {
			return await reading;
		} catch (error) {
			if (kept === reading) kept = undefined;
			throw error;
		}
	};
}
