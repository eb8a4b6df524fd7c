import Decimal from 'decimal.js';

/** One object of the API, as it goes over the wire. Keys the simulator does not know are kept. */
export type Row = Record<string, unknown>;

export function isRow(value: unknown): value is Row {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under `key`, or an empty one. Changing the empty one changes nothing. */
export function child(row: Row, key: string): Row {
	const value = row[key];
	return isRow(value) ? value : {};
}

/** The objects of the list under `key`; a missing list is empty. */
export function children(row: Row, key: string): Row[] {
	const value = row[key];
	return Array.isArray(value) ? value.filter(isRow) : [];
}

/** The text under `key`; numbers are given as text, an empty text as undefined. */
export function text(row: Row, key: string): string | undefined {
	const value = row[key];
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The id that a reference such as `VendorRef` points to. */
export function refId(row: Row, key: string): string | undefined {
	return text(child(row, key), 'value');
}

/** A number under `key`, 0 when it is missing or no number. */
export function number(row: Row, key: string): number {
	const value = row[key];
	if (typeof value === 'number') return value;
	return typeof value === 'string' && value !== '' && Number.isFinite(Number(value))
		? Number(value)
		: 0;
}

/** Money under `key` in minor units (cents), rounded half up. */
export function cents(row: Row, key: string): number {
	return toCents(number(row, key));
}

/** A JSON amount in minor units (cents), rounded half up in decimal arithmetic. */
export function toCents(amount: number): number {
	return new Decimal(amount).times(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
}

/** Minor units (cents) as a JSON amount. */
export function fromCents(minor: number): number {
	return new Decimal(minor).dividedBy(100).toNumber();
}

/** Moves the amount under `key` by `delta` cents, so that a figure that was given stays its base. */
export function move(row: Row, key: string, delta: number): void {
	if (delta !== 0) row[key] = fromCents(cents(row, key) + delta);
}

/** A value at a dotted path, such as `MetaData.LastUpdatedTime`. */
export function at(row: Row, path: string): unknown {
	let value: unknown = row;
	for (const key of path.split('.')) value = isRow(value) ? value[key] : undefined;
	return value;
}

function cloned(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(cloned);
	return isRow(value) ? copy(value) : value;
}

/** A copy that shares nothing with its original. Rows are plain JSON, so nothing else is looked for. */
export function copy(row: Row): Row {
	const out: Row = {};
	for (const key of Object.keys(row)) out[key] = cloned(row[key]);
	return out;
}
