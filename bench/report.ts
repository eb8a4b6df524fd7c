import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Cell = string | number;

/** What a benchmark hands back. */
export interface Measurement {
	/** First row: the heads. */
	table: Cell[][];
	/** The last line of the output. */
	summary: Record<string, unknown>;
	/** Raw data by file name; every entry becomes a line of JSON. */
	raw: Record<string, readonly unknown[]>;
}

/** Rows as aligned columns, numbers to the right. */
export function tableText(rows: readonly Cell[][]): string {
	const widths: number[] = [];
	for (const row of rows) {
		row.forEach((cell, index) => {
			widths[index] = Math.max(widths[index] ?? 0, String(cell).length);
		});
	}
	const line = (row: readonly Cell[]): string =>
		row
			.map((cell, index) => {
				const width = widths[index] ?? 0;
				return typeof cell === 'number' ? String(cell).padStart(width) : cell.padEnd(width);
			})
			.join('  ')
			.trimEnd();
	return rows.map(line).join('\n');
}

/** Writes the raw data as newline-delimited JSON, the folder being made where it is missing. */
export async function writeRaw(dir: string, raw: Measurement['raw']): Promise<void> {
	await mkdir(dir, { recursive: true });
	for (const [name, entries] of Object.entries(raw)) {
		const text = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
		await writeFile(join(dir, name), text);
	}
}
