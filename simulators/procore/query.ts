import { fieldErrors } from './refusal';
import { type Row, decimal, text, whole } from './values';

/** How a filter is compared: ids and texts by any of a list, ranges by an interval of time. */
export type FilterKind = 'ids' | 'texts' | 'range' | 'flag' | 'search' | 'substring' | 'special';

/** The query of a request with its filters taken apart. */
export interface Query {
	parameters: URLSearchParams;
	/** Filter name to its values; `filters[id][]=1&filters[id][]=2`, `filters[id]=[1,2]` and `1,2` are alike. */
	filters: Map<string, string[]>;
}

/** Reads a raw query string. */
export function parseQuery(url: string): Query {
	const parameters = new URLSearchParams(url.split('?').slice(1).join('?'));
	const filters = new Map<string, string[]>();
	for (const [name, value] of parameters) {
		const filter = /^filters?\[([^\]]+)\](?:\[\d*\])?$/.exec(name)?.[1];
		if (filter !== undefined) filters.set(filter, [...(filters.get(filter) ?? []), value]);
	}
	return { parameters, filters };
}

/** The test that a filter puts to a row. Throws a Refusal (400) for a range that is none. */
export function filterTest(
	name: string,
	kind: FilterKind,
	values: string[],
	read: (row: Row) => unknown = (row) => row[name],
): (row: Row) => boolean {
	if (kind === 'range') {
		const { from, to } = parseRange(name, values[0] ?? '');
		return (row) => {
			const at = instantOf(read(row));
			return at !== undefined && at >= from && at <= to;
		};
	}
	const list = values.flatMap(listed);
	if (kind === 'ids') {
		const ids = new Set(list.map(Number));
		return (row) => {
			const id = whole(read(row));
			return id !== undefined && ids.has(id);
		};
	}
	if (kind === 'flag') return (row) => String(read(row) ?? false) === (list[0] ?? 'true');
	if (kind === 'search' || kind === 'substring') {
		const sought = (values[0] ?? '').toLowerCase();
		return (row) =>
			String(read(row) ?? '')
				.toLowerCase()
				.includes(sought);
	}
	const texts = new Set(kind === 'texts' ? [...values.map(unquoted), ...list] : list);
	return (row) => texts.has(String(read(row) ?? ''));
}

function listed(value: string): string[] {
	return value
		.replace(/^\[|\]$/g, '')
		.split(',')
		.map((part) => unquoted(part.trim()));
}

function unquoted(value: string): string {
	return value.replace(/^"(.*)"$/, '$1');
}

/** `from...to` in milliseconds, both ends inclusive; a date as an upper end means the whole day. */
function parseRange(name: string, value: string): { from: number; to: number } {
	const [first = '', second] = unquoted(value).split('...').map(unquoted);
	const from = first === '' ? Number.NEGATIVE_INFINITY : Date.parse(first);
	const last = second ?? first;
	const endOfDay = /^\d{4}-\d{2}-\d{2}$/.test(last) ? 86_399_999 : 0;
	const to = last === '' ? Number.POSITIVE_INFINITY : Date.parse(last) + endOfDay;
	if (Number.isNaN(from) || Number.isNaN(to)) {
		throw fieldErrors(400, { [`filters[${name}]`]: ['is not a valid date range'] });
	}
	return { from, to };
}

function instantOf(value: unknown): number | undefined {
	if (typeof value !== 'string') return undefined;
	const instant = Date.parse(value);
	return Number.isNaN(instant) ? undefined : instant;
}

/** Rows in the order that `sort=a,-b` asks for; members that may not be sorted by are passed over. */
export function sorted(rows: Row[], sort: string | null, allowed: readonly string[]): Row[] {
	const keys = (sort ?? '')
		.split(',')
		.map((key) => ({ member: key.replace(/^-/, ''), sign: key.startsWith('-') ? -1 : 1 }))
		.filter(({ member }) => allowed.includes(member));
	if (keys.length === 0) return rows;
	return [...rows].sort((a, b) => {
		for (const { member, sign } of keys) {
			const order = compare(a[member], b[member]);
			if (order !== 0) return sign * order;
		}
		return a.id - b.id;
	});
}

function compare(a: unknown, b: unknown): number {
	if (typeof a === 'number' && typeof b === 'number') return decimal(a).comparedTo(decimal(b));
	const left = text(a) ?? '';
	const right = text(b) ?? '';
	return left < right ? -1 : left > right ? 1 : 0;
}
