/** How closely a pattern pins its value down. */
export interface Pattern {
	kind: 'any' | 'wildcard' | 'range' | 'exact';
	/** Larger is more specific; exact values above all, then by how many characters are fixed. */
	specificity: number;
	matches(values: readonly string[]): boolean;
}

/** Upper case with every run of separators as one dash: `03 300`, `03.300` and `03-300` are equal. */
export function plain(text: string): string {
	return text
		.normalize('NFKC')
		.toUpperCase()
		.trim()
		.replace(/[^\p{L}\p{N}*]+/gu, '-')
		.replace(/^-|-$/g, '');
}

const exactly = 1000;

/**
 * A pattern of a mapping rule: blank or `*` for anything (nothing included), a value, a value with
 * `*` for any part of it (`03-*`), or a range with both ends included (`03-100..03-999`).
 *
 * @returns undefined when a range runs backwards or lacks an end.
 */
export function parsePattern(text: string | undefined): Pattern | undefined {
	const given = (text ?? '').trim();
	if (given === '' || /^\*+$/.test(given)) {
		return { kind: 'any', specificity: 0, matches: () => true };
	}
	if (given.includes('..')) return range(given);
	const wanted = plain(given);
	if (!wanted.includes('*')) {
		return {
			kind: 'exact',
			specificity: exactly,
			matches: (values) => values.some((value) => plain(value) === wanted),
		};
	}
	const source = wanted
		.split(/\*+/)
		.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
		.join('.*');
	const expression = new RegExp(`^${source}$`, 'u');
	return {
		kind: 'wildcard',
		specificity: wanted.replace(/\*/g, '').length,
		matches: (values) => values.some((value) => expression.test(plain(value))),
	};
}

function range(given: string): Pattern | undefined {
	const [low, high, ...more] = given.split('..').map((end) => plain(end));
	if (low === undefined || high === undefined || low === '' || high === '' || more.length > 0) {
		return undefined;
	}
	if (compareCodes(low, high) > 0) return undefined;
	return {
		kind: 'range',
		specificity: commonPrefix(low, high) + 0.25 + 0.5 / (1 + spanOf(low, high)),
		matches: (values) =>
			values
				.map(plain)
				.some(
					(value) =>
						compareCodes(value, low) >= 0 &&
						(compareCodes(value, high) <= 0 || value.startsWith(`${high}-`)),
				),
	};
}

function commonPrefix(a: string, b: string): number {
	let length = 0;
	while (length < a.length && a[length] === b[length]) length += 1;
	return length;
}

/** Codes between the ends where they differ in one number only; else wide. */
function spanOf(low: string, high: string): number {
	const a = runs(low);
	const b = runs(high);
	const at = a.findIndex((run, index) => run !== b[index]);
	const [from, to] = [Number(a[at]), Number(b[at])];
	return Number.isFinite(from) && Number.isFinite(to) ? to - from : 1e6;
}

function runs(code: string): string[] {
	return code.match(/\d+|[^\d-]+/g) ?? [];
}

/** Order of codes: number runs by value, letters by alphabet, a code before its own sub-codes. */
export function compareCodes(left: string, right: string): number {
	const a = runs(left);
	const b = runs(right);
	for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
		const [one, other] = [a[index], b[index]];
		if (one === undefined) return -1;
		if (other === undefined) return 1;
		const numeric = /^\d/.test(one) && /^\d/.test(other);
		const order = numeric ? Number(one) - Number(other) : one < other ? -1 : one > other ? 1 : 0;
		if (order !== 0) return order;
	}
	return 0;
}
