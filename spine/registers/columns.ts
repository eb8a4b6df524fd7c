/** A row of a table as people keep it: text by column name. */
export type Row = Readonly<Record<string, unknown>>;

/** A row that could not be read, and why, in a sentence. */
export interface RefusedRow {
	/** 1-based, the header not counted. */
	row: number;
	sentence: string;
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The text in a column under any of its names, whatever their case and punctuation; absent when blank. */
export function cell(row: Row, ...names: readonly string[]): string | undefined {
	const wanted = new Set(names.map(plain));
	for (const [name, value] of Object.entries(row)) {
		if (!wanted.has(plain(name)) || value === null || value === undefined) continue;
		const text = String(value).trim();
		if (text !== '') return text;
	}
	return undefined;
}

/**
 * A number as people write it in tables: `$1,250.50`, `35 %`, `(250)`.
 *
 * @returns undefined for blank, NaN for what is no number.
 */
export function numberIn(text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const bare = text.replace(/[$%\s,]/g, '');
	const negative = /^\((.*)\)$/.exec(bare);
	return negative === null ? Number(bare) : -Number(negative[1]);
}
