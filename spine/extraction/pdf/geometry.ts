/** Affine matrix `[a, b, c, d, e, f]` as PDF 32000-1 section 8.3.3 writes it. */
export type Matrix = readonly [number, number, number, number, number, number];

/** Left, top, right, bottom in points from the page's top left corner. */
export type Box = [number, number, number, number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** The matrix that applies `inner` first, then `outer`. */
export function compose(outer: Matrix, inner: Matrix): Matrix {
	return [
		outer[0] * inner[0] + outer[2] * inner[1],
		outer[1] * inner[0] + outer[3] * inner[1],
		outer[0] * inner[2] + outer[2] * inner[3],
		outer[1] * inner[2] + outer[3] * inner[3],
		outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
		outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
	];
}

export function apply(matrix: Matrix, x: number, y: number): [number, number] {
	return [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]];
}

/** Six finite numbers as a matrix, undefined for anything else. */
export function toMatrix(value: unknown): Matrix | undefined {
	const numbers = toNumbers(value);
	const [a, b, c, d, e, f] = numbers;
	if (numbers.length < 6 || a === undefined || b === undefined || c === undefined) return undefined;
	if (d === undefined || e === undefined || f === undefined) return undefined;
	return [a, b, c, d, e, f];
}

/** The numbers of an array or typed array; empty for anything else. */
export function toNumbers(value: unknown): number[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).filter((item) => typeof item === 'number');
}

/** Smallest upright box around points. */
export function around(points: ReadonlyArray<readonly [number, number]>): Box {
	const xs = points.map(([x]) => x);
	const ys = points.map(([, y]) => y);
	return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Smallest box around boxes. */
export function union(boxes: readonly Box[]): Box {
	return [
		Math.min(...boxes.map((box) => box[0])),
		Math.min(...boxes.map((box) => box[1])),
		Math.max(...boxes.map((box) => box[2])),
		Math.max(...boxes.map((box) => box[3])),
	];
}

/** The box that a rectangle becomes under a matrix. */
export function transformBox(matrix: Matrix, box: Box): Box {
	return around([
		apply(matrix, box[0], box[1]),
		apply(matrix, box[2], box[1]),
		apply(matrix, box[0], box[3]),
		apply(matrix, box[2], box[3]),
	]);
}

export function contains(box: Box, x: number, y: number, slack = 0): boolean {
	return x >= box[0] - slack && x <= box[2] + slack && y >= box[1] - slack && y <= box[3] + slack;
}
