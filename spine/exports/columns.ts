import type { Cell, Table } from './table';

/** What a kind of export is told by and read with. `F` are the names of its fields. */
export interface Layout<F extends string = string> {
	/** Headings of a field, without case and punctuation; the first is how it is asked for. */
	columns: Readonly<Record<F, readonly string[]>>;
	/** Fields without which a file is not of this kind; of a list, one is enough. */
	required: ReadonlyArray<F | readonly F[]>;
	/** Headings that other kinds have and this one has not. */
	never?: readonly string[];
	/** Words of the report's own title. */
	title?: RegExp;
}

/** A heading row that was found, with the place of every field. */
export interface Header<F extends string = string> {
	/** Index of the heading row. */
	at: number;
	/** Index of the column by field. */
	columns: Partial<Record<F, number>>;
	/** Headings as the file has them. */
	headings: string[];
}

/** Rows at the top among which the headings are looked for. */
const SEARCHED = 60;

export const plainHeading = (heading: Cell | undefined): string =>
	(typeof heading === 'string' ? heading : '').toLowerCase().replace(/[^a-z0-9#%]/g, '');

export const textOf = (cell: Cell | undefined): string =>
	cell === undefined
		? ''
		: typeof cell === 'string'
			? cell
			: typeof cell === 'number'
				? String(cell)
				: cell.toISOString().slice(0, 10);

/**
 * The heading row of a kind of export: the first row with all that the kind requires, wherever the
 * columns stand. Where two columns bear headings of one field, the heading named first counts.
 */
export function findHeader<F extends string>(
	{ rows }: Table,
	layout: Layout<F>,
): Header<F> | undefined {
	for (let at = 0; at < Math.min(rows.length, SEARCHED); at += 1) {
		const row = rows[at] ?? [];
		const plain = row.map(plainHeading);
		if (layout.never?.some((heading) => plain.includes(heading)) === true) continue;
		const columns: Partial<Record<F, number>> = {};
		for (const field of fieldsOf(layout)) {
			for (const heading of layout.columns[field]) {
				const found = plain.indexOf(heading);
				if (found < 0) continue;
				columns[field] = found;
				break;
			}
		}
		const complete = layout.required.every((wanted) =>
			(typeof wanted === 'string' ? [wanted] : wanted).some(
				(field) => columns[field] !== undefined,
			),
		);
		if (complete) return { at, columns, headings: row.map(textOf) };
	}
	return undefined;
}

/** Names of a layout's fields, in their order. */
export function fieldsOf<F extends string>({ columns }: Layout<F>): F[] {
	const fields: F[] = [];
	for (const field in columns) fields.push(field);
	return fields;
}

/** Number of fields of a layout that a header has, by which likely kinds are ranked. */
export const widthOf = (header: Header): number => Object.keys(header.columns).length;

/** How a missing field is asked for: `Number`, or `Number or #`. */
export function askedFor<F extends string>(layout: Layout<F>): string {
	return layout.required
		.map((wanted) =>
			(typeof wanted === 'string' ? [wanted] : wanted)
				.map((field) => `"${layout.columns[field][0] ?? field}"`)
				.join(' or '),
		)
		.join(', ');
}
